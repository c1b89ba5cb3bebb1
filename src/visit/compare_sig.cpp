#include "visit/dosage_codes.h"
#include "visit/read_timing.h"
#include "visit/sig.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

namespace carepress {
namespace {

/// What one part of a text says beside the same part of the fields.
enum class Match : std::uint8_t { not_in_both, same, different };

Match match(bool same) { return same ? Match::same : Match::different; }

bool equal(const std::string& left, const std::string& right) {
    const auto a = number_of(left), b = number_of(right);
    return a && b ? std::abs(*a - *b) < 1e-9 : left == right;
}

/// Micrograms in one, of units of mass.
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

/// How often in a day, from and to; for what comes less often than daily a fraction.
struct Rate {
    double low = 0, high = 0;
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
    return match(std::abs(fields->low - text->low) < 1e-6 && std::abs(fields->high - text->high) < 1e-6);
}

/// The column of the day that a moment falls into, and the meal it goes with.
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

/// "Every morning before breakfast" is one moment: the meal says it more exactly.
void drop_general_ones(std::set<int>& moments) {
    const auto has = [&](std::initializer_list<DayMoment> meals) {
        return std::any_of(meals.begin(), meals.end(),
                           [&](DayMoment each) { return moments.contains(part_of_day(each)); });
    };
    if (has({DayMoment::with_breakfast, DayMoment::before_breakfast, DayMoment::after_breakfast}))
        moments.erase(part_of_day(DayMoment::morning));
    if (has({DayMoment::with_lunch, DayMoment::before_lunch, DayMoment::after_lunch}))
        moments.erase(part_of_day(DayMoment::noon));
    if (has({DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner}))
        moments.erase(part_of_day(DayMoment::evening));
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
    std::set<int> text, fields;
    for (const DayMoment each : dosage.sig.moments) text.insert(part_of_day(each));
    for (const DayMoment each : dosage.timing.moments) fields.insert(part_of_day(each));
    for (std::set<int>* moments : {&text, &fields}) drop_general_ones(*moments);
    if (is_each_of_unnamed_meals(dosage)) return Match::same;
    return match(text == fields);
}

Match match_days(const Dosage& dosage) {
    const auto &text = dosage.sig.weekdays, &fields = dosage.timing.weekdays;
    if (text.empty() && fields.empty()) return Match::not_in_both;
    // Days that only the text names make another schedule of "once a day"; of "once a week" they tell the day.
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
    const auto days = [](const TimeSpan& span) { return number_of(span.low).value_or(0) * days_of(span.unit); };
    if (fields.stated())
        return match(std::abs(days(text) - days(fields)) < 0.5 && text.high.empty() == fields.high.empty() &&
                     (text.high.empty() || equal(text.high, fields.high)));
    if (const auto between = days_between(dosage.timing.bounds); between && text.high.empty())
        return match(std::abs(*between - days(text)) < 0.5);
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

/// Lower case, words parted by one blank, no other signs; a blank at both ends.
std::string letters_of(std::string_view text) {
    std::string out = " ";
    for (const char c : text) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool kept =
            (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || static_cast<signed char>(lower) < 0;
        if (kept)
            out += lower;
        else if (out.back() != ' ')
            out += ' ';
    }
    if (out.back() != ' ') out += ' ';
    return out;
}

std::string whole_text(const Dosage& dosage) {
    return letters_of(dosage.text.text + " " + dosage.patient_instruction.text);
}

bool has_any(const std::string& text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(" " + std::string(word)) != std::string::npos; });
}

bool is_english(const Dosage& dosage) {
    const RecordText& written = dosage.patient_instruction.empty() ? dosage.text : dosage.patient_instruction;
    return written.language.empty() || written.language == "en" || written.language.starts_with("en-");
}

/// Which ways into the body the text names, without the verbs that go with several.
bool names_way(const std::string& text, Route route) {
    switch (route) {
        case Route::oral:
            return has_any(text, {"mouth", "oral", "swallow"});
        case Route::sublingual:
            return has_any(text, {"under the tongue", "under tongue", "sublingual"});
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
            return has_any(text, {"under the skin", "subcut"});
        case Route::intramuscular:
            return has_any(text, {"muscle", "intramusc"});
        case Route::intravenous:
            return has_any(text, {"vein", "intraven"});
        default:
            return false;
    }
}

Match match_ways(const Dosage& dosage) {
    if (dosage.sig.side != Side::none && dosage.side != Side::none && dosage.sig.side != dosage.side)
        return Match::different;
    if (dosage.route == Route::none || dosage.route == Route::other || dosage.route == Route::inhaled)
        return Match::not_in_both;
    const std::string text = whole_text(dosage);
    const auto skin = [](Route route) { return route == Route::topical || route == Route::transdermal; };
    if (names_way(text, dosage.route)) return Match::same;
    for (int each = static_cast<int>(Route::oral); each <= static_cast<int>(Route::transdermal); ++each) {
        const Route other = static_cast<Route>(each);
        if (other != dosage.route && !(skin(other) && skin(dosage.route)) && names_way(text, other))
            return Match::different;
    }
    return Match::not_in_both;
}

}  // namespace

bool text_holds(const Dosage& dosage, std::string_view words) {
    const std::string wanted = letters_of(words);
    return wanted.size() > 1 && whole_text(dosage).find(wanted) != std::string::npos;
}

bool text_names_route(const Dosage& dosage) {
    const std::string text = whole_text(dosage);
    switch (dosage.route) {
        case Route::none:
            return true;
        case Route::other:
            return text_holds(dosage, dosage.route_words.name.text);
        case Route::oral:
            return has_any(text, {"mouth", "oral", "swallow", "take ", "drink", "chew", "eat "});
        case Route::sublingual:
            return has_any(text, {"under the tongue", "under tongue", "sublingual", "beneath the tongue"});
        case Route::buccal:
            return has_any(text, {"cheek", "buccal"});
        case Route::topical:
        case Route::transdermal:
            return has_any(text, {"skin", "topical", "apply", "patch", "rub "});
        case Route::inhaled:
            return has_any(text, {"inhal", "puff", "breathe", "nebuli"});
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
            return has_any(text, {"under the skin", "subcut", "beneath the skin"});
        case Route::intramuscular:
            return has_any(text, {"muscle", "intramuscular"});
        case Route::intravenous:
            return has_any(text, {"vein", "intraven"});
    }
    return false;
}

void complete_from_text(Dosage& dosage) {
    const Sig& sig = dosage.sig;
    Timing& timing = dosage.timing;
    if (!is_english(dosage) || sig.is_complex || sig.has_unclear_abbreviation) return;
    if (!dosage.dose.stated() && !timing.stated()) return;  // the text stands for itself
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
    const bool english = is_english(dosage);
    const Match amounts = match_amounts(dosage), rates = match_rates(dosage), moments = match_moments(dosage);
    const std::array<Match, 8> all{amounts,
                                   rates,
                                   moments,
                                   match_days(dosage),
                                   match_hours(dosage),
                                   match_lengths(dosage),
                                   match_most(dosage),
                                   match_ways(dosage)};
    if (english && std::find(all.begin(), all.end(), Match::different) != all.end()) return TextAgreement::differs;
    if (!english || dosage.sig.is_complex || dosage.sig.has_unclear_abbreviation) return TextAgreement::cannot_tell;
    const bool ends_in_text_alone =
        dosage.sig.length.stated() && !dosage.timing.bounds_length.stated() && !dosage.timing.bounds.end.stated();
    const bool days_in_text_alone = !dosage.sig.weekdays.empty() && dosage.timing.weekdays.empty();
    const bool offset_in_text_alone =
        !dosage.sig.offset.empty() && dosage.sig.offset != std::to_string(dosage.timing.offset_minutes);
    // What only the text has would be lost in a sentence made of the fields.
    if (ends_in_text_alone || days_in_text_alone || offset_in_text_alone) return TextAgreement::cannot_tell;
    const RecordPeriod& bounds = dosage.timing.bounds;
    if (dosage.sig.has_dates && !bounds.start.stated() && !bounds.end.stated()) return TextAgreement::cannot_tell;
    if (!dosage.sig.moments.empty() && dosage.timing.moments.empty()) return TextAgreement::cannot_tell;
    if (!dosage.sig.times_of_day.empty() && dosage.timing.times_of_day.empty()) return TextAgreement::cannot_tell;
    if (dosage.sig.most && !dosage.max_per_period) return TextAgreement::cannot_tell;
    // "5 mg" beside 5 mL: nobody can hold one against the other.
    const bool other_units = !dosage.sig.amounts.empty() && dosage.dose.stated() && amounts == Match::not_in_both;
    if (other_units) return TextAgreement::cannot_tell;
    const bool whole =
        amounts == Match::same && rates == Match::same && (dosage.timing.moments.empty() || moments == Match::same);
    return whole ? TextAgreement::agrees : TextAgreement::compatible;
}

}  // namespace carepress
