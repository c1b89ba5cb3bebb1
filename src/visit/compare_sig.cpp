#include "base/language.h"
#include "visit/dosage_codes.h"
#include "visit/plain_words.h"
#include "visit/read_timing.h"
#include "visit/sig.h"
#include "visit/sig_vocabulary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>

namespace carepress::visit {
namespace {

/// How one part of a text relates to the same part of the fields.
enum class Match : std::uint8_t { not_in_both, same, different };

Match match(bool same) { return same ? Match::same : Match::different; }

bool equal(const std::string& left, const std::string& right) {
    const auto a = number_of(left), b = number_of(right);
    return a && b ? std::abs(*a - *b) < 1e-9 : left == right;
}

/// Micrograms in one unit of mass; 0 for other units.
double mass_of(DoseUnit unit) {
    return unit == DoseUnit::microgram ? 1 : unit == DoseUnit::milligram ? 1e3 : unit == DoseUnit::gram ? 1e6 : 0;
}

bool comparable(DoseUnit a, DoseUnit b) {
    if (mass_of(a) > 0 && mass_of(b) > 0) return true;
    if (a == b) return a != DoseUnit::other && a != DoseUnit::none;
    return is_counted_form(a) && is_counted_form(b);  // tablets beside capsules: one of the two is wrong
}

bool is_same_mass(const SigAmount& amount, const Dosage& dosage) {
    const auto text = number_of(amount.low), fields = number_of(dosage.dose.low.value);
    const double in_text = mass_of(amount.unit), in_fields = mass_of(dosage.dose_unit);
    return in_text > 0 && in_fields > 0 && text && fields && amount.high.empty() && dosage.dose.high.value.empty() &&
           std::abs(*text * in_text - *fields * in_fields) < 1e-6;
}

Match match_amounts(const Dosage& dosage) {
    Match found = Match::not_in_both;
    for (const SigAmount& amount : dosage.sig.amounts) {
        if (!comparable(amount.unit, dosage.dose_unit)) continue;
        const bool same = amount.unit == dosage.dose_unit
                              ? equal(amount.low, dosage.dose.low.value) && equal(amount.high, dosage.dose.high.value)
                              : is_same_mass(amount, dosage);
        if (!same) return Match::different;
        found = Match::same;
    }
    return found;
}

/// Times a day, from and to; a fraction for what is taken less often than daily.
struct Rate {
    double low = 0, high = 0;
    bool operator==(const Rate& other) const {
        return std::abs(low - other.low) < 1e-6 && std::abs(high - other.high) < 1e-6;
    }
};

double days_of(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::second:
            return 1.0 / 86'400;
        case TimeUnit::minute:
            return 1.0 / 1'440;
        case TimeUnit::hour:
            return 1.0 / 24;
        case TimeUnit::day:
            return 1;
        case TimeUnit::week:
            return 7;
        case TimeUnit::month:
            return 30;
        case TimeUnit::year:
            return 365;
    }
    return 1;
}

std::optional<Rate> rate_of(std::optional<int> frequency, std::optional<int> frequency_max, const TimeSpan& period,
                            std::size_t moments) {
    if (frequency && period.stated()) {
        const auto shortest = number_of(period.low), longest = period.high.empty() ? shortest : number_of(period.high);
        if (!shortest || !longest || *shortest <= 0) return std::nullopt;
        const double unit = days_of(period.unit);
        return Rate{*frequency / (*longest * unit), frequency_max.value_or(*frequency) / (*shortest * unit)};
    }
    if (moments > 0) return Rate{static_cast<double>(moments), static_cast<double>(moments)};
    return std::nullopt;
}

bool any_meal(const std::vector<DayMoment>& moments) {
    return std::any_of(moments.begin(), moments.end(), [](DayMoment each) {
        return each == DayMoment::with_meal || each == DayMoment::before_meal || each == DayMoment::after_meal;
    });
}

Match match_rates(const Dosage& dosage) {
    const Timing& timing = dosage.timing;
    const Sig& sig = dosage.sig;
    const auto named = [](const std::vector<DayMoment>& moments, const std::vector<std::string>& hours) {
        return any_meal(moments) ? 0 : std::max(moments.size(), hours.size());
    };
    const auto fields =
        rate_of(timing.frequency, timing.frequency_max, timing.period, named(timing.moments, timing.times_of_day));
    const auto text = rate_of(sig.frequency, sig.frequency_max, sig.period, named(sig.moments, sig.times_of_day));
    if (!fields || !text) return Match::not_in_both;
    return match(*fields == *text);
}

/// A number for the part of the day that a moment falls into, or for the meal it goes with.
int part_of_day(DayMoment moment) {
    switch (moment) {
        case DayMoment::morning:
        case DayMoment::early_morning:
        case DayMoment::late_morning:
        case DayMoment::waking:
            return 0;
        case DayMoment::night:
        case DayMoment::bedtime:
        case DayMoment::after_sleep:
            return 1;
        default:
            return 100 + static_cast<int>(moment);
    }
}

/// "2 times a day with meals" and the moments "with breakfast" and "with dinner".
bool is_each_of_unnamed_meals(const Dosage& dosage) {
    if (dosage.sig.moments.size() != 1) return false;
    const auto all_between = [&](DayMoment first, DayMoment last) {
        return std::all_of(dosage.timing.moments.begin(), dosage.timing.moments.end(),
                           [&](DayMoment each) { return each >= first && each <= last; });
    };
    switch (dosage.sig.moments.front()) {
        case DayMoment::with_meal:
            return all_between(DayMoment::with_meal, DayMoment::with_dinner);
        case DayMoment::before_meal:
            return all_between(DayMoment::before_meal, DayMoment::before_dinner);
        case DayMoment::after_meal:
            return all_between(DayMoment::after_meal, DayMoment::after_dinner);
        default:
            return false;
    }
}

Match match_moments(const Dosage& dosage) {
    if (dosage.sig.moments.empty() || dosage.timing.moments.empty()) return Match::not_in_both;
    if (is_each_of_unnamed_meals(dosage)) return Match::same;
    const auto parts_of = [](const std::vector<DayMoment>& moments) {
        std::set<int> parts;
        for (const DayMoment each : moments) parts.insert(part_of_day(each));
        return parts;
    };
    std::vector<DayMoment> fields = dosage.timing.moments;
    drop_general_moments(fields);
    return match(parts_of(dosage.sig.moments) == parts_of(fields));
}

Match match_days(const Dosage& dosage) {
    const auto &text = dosage.sig.weekdays, &fields = dosage.timing.weekdays;
    if (text.empty() && fields.empty()) return Match::not_in_both;
    // Days that only the text names contradict "once a day"; with "once a week" they say which day.
    if (fields.empty()) return dosage.timing.period.unit == TimeUnit::week ? Match::not_in_both : Match::different;
    if (text.empty()) return Match::not_in_both;
    return match(std::set(text.begin(), text.end()) == std::set(fields.begin(), fields.end()));
}

Match match_hours(const Dosage& dosage) {
    if (dosage.sig.times_of_day.empty() || dosage.timing.times_of_day.empty()) return Match::not_in_both;
    std::set<std::string> fields;
    for (const std::string& time : dosage.timing.times_of_day) fields.insert(time.substr(0, 5));
    return match(std::set(dosage.sig.times_of_day.begin(), dosage.sig.times_of_day.end()) == fields);
}

/// Days from the first to the last, both counted.
std::optional<double> days_between(const RecordPeriod& period) {
    if (period.start.precision < DatePrecision::day || period.end.precision < DatePrecision::day) return std::nullopt;
    const auto day = [](const RecordTime& time) { return range_of(time).begin / 86'400; };
    return static_cast<double>(day(period.end) - day(period.start) + 1);
}

Match match_lengths(const Dosage& dosage) {
    const TimeSpan &text = dosage.sig.length, &fields = dosage.timing.bounds_length;
    if (!text.stated()) return Match::not_in_both;
    const auto days = [](const std::string& number, TimeUnit unit) {
        return number_of(number).value_or(0) * days_of(unit);
    };
    const double low = days(text.low, text.unit);
    if (fields.stated())
        return match(text.high.empty() == fields.high.empty() && std::abs(low - days(fields.low, fields.unit)) < 1e-6 &&
                     std::abs(days(text.high, text.unit) - days(fields.high, fields.unit)) < 1e-6);
    if (const auto between = days_between(dosage.timing.bounds); between && text.high.empty())
        return match(std::abs(*between - low) < 0.5);
    return Match::not_in_both;
}

Match match_most(const Dosage& dosage) {
    // The most in a day of the text is the most at one time of the fields: one of the two is wrong.
    if (dosage.sig.most && dosage.sig.most_is_daily && !dosage.max_per_period &&
        dosage.max_per_administration.stated() && equal(dosage.sig.most->low, dosage.max_per_administration.value))
        return Match::different;
    if (!dosage.sig.most || !dosage.max_per_period) return Match::not_in_both;
    const DoseUnit fields = dose_unit_of(dosage.max_per_period->numerator);
    if (dosage.sig.most->unit != fields) return Match::not_in_both;
    return match(equal(dosage.sig.most->low, dosage.max_per_period->numerator.value));
}

/// `text` for finding words in it: as plain_words() has it, with a blank at both ends.
std::string padded_words(std::string_view text) { return " " + plain_words(text) + " "; }

std::string whole_text(const Dosage& dosage) {
    return padded_words(dosage.text.text + " " + dosage.patient_instruction.text);
}

/// A word of the padded `text` begins with one of `words`.
bool has_any(const std::string& text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(" " + std::string(word)) != std::string::npos; });
}

bool is_english_text(const Dosage& dosage) {
    return may_be_english(dosage.patient_instruction.empty() ? dosage.text : dosage.patient_instruction);
}

/// Whether the text names this route, apart from verbs that several routes share.
bool names_route(const std::string& text, Route route) {
    switch (route) {
        case Route::oral:
            return has_any(text, {"mouth", "oral", "swallow"});
        case Route::sublingual:
            return has_any(text, {"under the tongue", "under tongue", "beneath the tongue", "sublingual"});
        case Route::buccal:
            return has_any(text, {"cheek", "buccal"});
        case Route::topical:
        case Route::transdermal:
            return has_any(text, {"on the skin", "to the skin", "topical"});
        case Route::nasal:
            return has_any(text, {"nose", "nostril", "nasal"});
        case Route::eye:
            return has_any(text, {"eye", "ophth"});
        case Route::ear:
            return has_any(text, {"ear ", "ears ", "otic"});
        case Route::rectal:
            return has_any(text, {"rectum", "rectal"});
        case Route::vaginal:
            return has_any(text, {"vagina"});
        case Route::subcutaneous:
            return has_any(text, {"under the skin", "beneath the skin", "subcut"});
        case Route::intramuscular:
            return has_any(text, {"muscle", "intramusc"});
        case Route::intravenous:
            return has_any(text, {"vein", "intraven"});
        default:
            return false;
    }
}

/// Without the word that says what it is needed for: "if needed for muscle spasms" is not a route.
std::string without_reasons(const std::string& text) {
    constexpr std::string_view opening = " needed for ";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t found = text.find(opening, at);
        const std::size_t end = found == std::string::npos ? text.size() : found + opening.size();
        out.append(text, at, end - at);
        at = std::min(text.find(' ', end), text.size());
    }
    return out;
}

Match match_routes(const Dosage& dosage) {
    if (dosage.sig.side != Side::none && dosage.side != Side::none && dosage.sig.side != dosage.side)
        return Match::different;
    if (dosage.route == Route::none || dosage.route == Route::other || dosage.route == Route::inhaled)
        return Match::not_in_both;
    const std::string text = without_reasons(whole_text(dosage));
    const auto skin = [](Route route) { return route == Route::topical || route == Route::transdermal; };
    if (names_route(text, dosage.route)) return Match::same;
    for (int each = static_cast<int>(Route::oral); each <= static_cast<int>(Route::transdermal); ++each) {
        const Route other = static_cast<Route>(each);
        if (other != dosage.route && !(skin(other) && skin(dosage.route)) && names_route(text, other))
            return Match::different;
    }
    return Match::not_in_both;
}

}  // namespace

bool may_be_english(const RecordText& text) { return text.language.empty() || primary_subtag(text.language) == "en"; }

bool is_same_rate(const Timing& timing, const Sig& sig) {
    const auto fields = rate_of(timing.frequency, timing.frequency_max, timing.period, 0);
    const auto text = rate_of(sig.frequency, sig.frequency_max, sig.period, 0);
    return fields && text && *fields == *text;
}

bool text_holds(const Dosage& dosage, std::string_view words) {
    const std::string wanted = padded_words(words);
    return wanted != "  " && whole_text(dosage).find(wanted) != std::string::npos;
}

bool text_names_route(const Dosage& dosage) {
    const std::string text = whole_text(dosage);
    if (names_route(text, dosage.route)) return true;
    switch (dosage.route) {
        case Route::none:
            return true;
        case Route::other:
            return text_holds(dosage, dosage.route_words.name.text);
        case Route::oral:
            return has_any(text, {"take ", "drink", "chew", "eat "});
        case Route::topical:
        case Route::transdermal:
            return has_any(text, {"skin", "apply", "patch", "rub "});
        case Route::inhaled:
            return has_any(text, {"inhal", "puff", "breathe", "nebuli"});
        default:
            return false;
    }
}

void complete_from_text(Dosage& dosage) {
    const Sig& sig = dosage.sig;
    Timing& timing = dosage.timing;
    if (!is_english_text(dosage) || sig.is_complex || sig.has_unclear_abbreviation) return;
    if (!dosage.dose.stated() && !timing.stated()) return;  // the text alone counts
    const bool one_amount = sig.amounts.size() == 1 && sig.amounts.front().unit != DoseUnit::none;
    if (!dosage.dose.stated() && one_amount) {
        dosage.dose.low.value = sig.amounts.front().low;
        dosage.dose.high.value = sig.amounts.front().high;
        dosage.dose_unit = sig.amounts.front().unit;
    }
    if (!timing.stated() && sig.frequency) {
        timing.frequency = sig.frequency;
        timing.frequency_max = sig.frequency_max;
        timing.period = sig.period;
    }
    const bool daily = timing.period == TimeSpan{"1", "", TimeUnit::day};
    const bool as_many = daily && timing.frequency == static_cast<int>(sig.moments.size());
    if (timing.moments.empty() && timing.times_of_day.empty() && as_many) {
        timing.moments = sig.moments;
        if (const auto minutes = number_of(sig.offset); minutes && timing.offset_minutes == 0)
            timing.offset_minutes = static_cast<int>(*minutes);
    }
    if (timing.times_of_day.empty() && timing.moments.empty() && daily &&
        timing.frequency == static_cast<int>(sig.times_of_day.size()))
        timing.times_of_day = sig.times_of_day;
    if (timing.weekdays.empty() && timing.period.unit == TimeUnit::week) timing.weekdays = sig.weekdays;
    if (!timing.bounds_length.stated() && !timing.bounds.end.stated()) timing.bounds_length = sig.length;
    if (timing.stated()) dosage.as_needed |= sig.as_needed;
    if (dosage.side == Side::none) dosage.side = sig.side;
    if (!dosage.max_per_period && sig.most && sig.most_is_daily && sig.most->high.empty()) {
        const bool same = sig.most->unit == DoseUnit::none || sig.most->unit == dosage.dose_unit;
        if (same && is_counted_form(dosage.dose_unit))
            dosage.max_per_period =
                QuantityRatio{{sig.most->low, {}, dosage.dose.low.unit, dosage.dose.low.ucum}, {"1", {}, {}, "d"}};
    }
}

TextAgreement compare_with_fields(const Dosage& dosage) {
    if (dosage.text.empty() && dosage.patient_instruction.empty()) return TextAgreement::no_text;
    const bool english = is_english_text(dosage);
    const Match amounts = match_amounts(dosage), rates = match_rates(dosage), moments = match_moments(dosage);
    const std::array<Match, 8> all{amounts,
                                   rates,
                                   moments,
                                   match_days(dosage),
                                   match_hours(dosage),
                                   match_lengths(dosage),
                                   match_most(dosage),
                                   match_routes(dosage)};
    if (english && std::find(all.begin(), all.end(), Match::different) != all.end()) return TextAgreement::differs;
    if (!english || dosage.sig.is_complex || dosage.sig.has_unclear_abbreviation) return TextAgreement::cannot_tell;
    const bool ends_in_text_alone =
        dosage.sig.length.stated() && !dosage.timing.bounds_length.stated() && !dosage.timing.bounds.end.stated();
    const bool days_in_text_alone = !dosage.sig.weekdays.empty() && dosage.timing.weekdays.empty();
    const bool offset_in_text_alone =
        !dosage.sig.offset.empty() && dosage.sig.offset != std::to_string(dosage.timing.offset_minutes);
    // A sentence made from the fields would lose what only the text has.
    if (ends_in_text_alone || days_in_text_alone || offset_in_text_alone) return TextAgreement::cannot_tell;
    const RecordPeriod& bounds = dosage.timing.bounds;
    if (dosage.sig.has_dates && !bounds.start.stated() && !bounds.end.stated()) return TextAgreement::cannot_tell;
    if (!dosage.sig.moments.empty() && dosage.timing.moments.empty()) return TextAgreement::cannot_tell;
    if (!dosage.sig.times_of_day.empty() && dosage.timing.times_of_day.empty()) return TextAgreement::cannot_tell;
    if (dosage.sig.most && !dosage.max_per_period) return TextAgreement::cannot_tell;
    // "5 mg" beside 5 mL: the two cannot be compared.
    const bool other_units = !dosage.sig.amounts.empty() && dosage.dose.stated() && amounts == Match::not_in_both;
    if (other_units) return TextAgreement::cannot_tell;
    const bool whole =
        amounts == Match::same && rates == Match::same && (dosage.timing.moments.empty() || moments == Match::same);
    return whole ? TextAgreement::agrees : TextAgreement::compatible;
}

}  // namespace carepress::visit
