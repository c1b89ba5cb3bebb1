#include "visit_summary/dosage_speaker.h"

#include "base/ascii.h"
#include "visit/dosage_codes.h"
#include "visit/read_timing.h"
#include "visit/record_time.h"
#include "visit_summary/dates.h"
#include "visit_summary/decimal.h"
#include "visit_summary/dosage_keys.h"
#include "words/join_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace carepress::visit_summary {
namespace {

bool is_english(const words::Phrases& phrases) { return phrases.language() == "en"; }

void append(Pieces& out, const Pieces& more) { out.insert(out.end(), more.begin(), more.end()); }

/// The next smaller unit that people count in, and how many of it there are.
std::optional<std::pair<int, visit::TimeUnit>> smaller(visit::TimeUnit unit) {
    switch (unit) {
        case visit::TimeUnit::week:
            return std::pair(7, visit::TimeUnit::day);
        case visit::TimeUnit::day:
            return std::pair(24, visit::TimeUnit::hour);
        case visit::TimeUnit::hour:
            return std::pair(60, visit::TimeUnit::minute);
        default:
            return std::nullopt;
    }
}

bool is_whole(const std::string& text) {
    const std::optional<Decimal> number = read_decimal(text);
    return number && std::floor(number->value()) == number->value();
}

std::string times(const std::string& text, int factor) {
    const std::optional<Decimal> number = read_decimal(text);
    return number ? write_decimal(convert(*number, factor, 1, 3)) : text;
}

/// "1.5 days" as "36 hours": a fraction of a day is easily read as a day. Nothing if it is not a whole number of the
/// next smaller unit either.
std::optional<visit::TimeSpan> in_whole_numbers(visit::TimeSpan span) {
    const auto whole = [](const visit::TimeSpan& each) {
        return (each.low.empty() || is_whole(each.low)) && (each.high.empty() || is_whole(each.high));
    };
    if (whole(span)) return span;
    const auto down = smaller(span.unit);
    if (!down) return std::nullopt;
    if (!span.low.empty()) span.low = times(span.low, down->first);
    if (!span.high.empty()) span.high = times(span.high, down->first);
    span.unit = down->second;
    return whole(span) ? std::optional(span) : std::nullopt;
}

/// After a value that ends with a full stop, such as "p. m.", drops that of the sentence.
void drop_second_stop(Pieces& sentence) {
    if (sentence.size() > 1 && sentence.back().text == "." && sentence[sentence.size() - 2].text.ends_with('.'))
        sentence.pop_back();
}

/// The record's word for a unit that has no phrase, if it can be printed in English: not a code, an abbreviation or
/// "each".
std::optional<std::string> plain_unit(const visit::Quantity& low, const visit::Quantity& high) {
    const std::string unit = ascii_lower(low.unit.empty() ? high.unit : low.unit);
    const bool letters =
        std::all_of(unit.begin(), unit.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == ' '; });
    const bool vague = unit == "each" || unit == "dose" || unit == "doses" || unit == "unit dose" || unit == "form";
    if (!letters || vague || (unit.size() < 4 && unit != "pen" && unit != "pad")) return std::nullopt;
    return unit;
}

}  // namespace

void append_sentence(Pieces& out, const Pieces& sentence) {
    if (sentence.empty()) return;
    if (!out.empty()) out.push_back({" ", out.back().language});
    append(out, sentence);
}

bool ends_a_sentence(std::string_view text) {
    static constexpr auto ends = std::to_array<std::string_view>({".", "!", "?", "।", "۔", "。", "။", "។", "።", "؟"});
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

Pieces as_sentence(Piece piece) {
    if (piece.text.empty()) return {};
    if (piece.text.front() >= 'a' && piece.text.front() <= 'z')
        piece.text.front() = static_cast<char>(piece.text.front() - 'a' + 'A');
    if (!ends_a_sentence(piece.text)) piece.text += '.';
    return {std::move(piece)};
}

std::optional<visit::TimeSpan> time_of(const visit::Quantity& quantity) {
    const std::string& unit = quantity.ucum.empty() ? quantity.unit : quantity.ucum;
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), unit) != names.end();
    };
    if (is({"h", "hour", "hours"})) return visit::TimeSpan{quantity.value, "", visit::TimeUnit::hour};
    if (is({"d", "day", "days"})) return visit::TimeSpan{quantity.value, "", visit::TimeUnit::day};
    if (is({"wk", "week", "weeks"})) return visit::TimeSpan{quantity.value, "", visit::TimeUnit::week};
    if (is({"mo", "month", "months"})) return visit::TimeSpan{quantity.value, "", visit::TimeUnit::month};
    return std::nullopt;
}

bool is_one_day(const visit::Quantity& quantity) {
    const std::optional<visit::TimeSpan> time = time_of(quantity);
    const std::optional<double> many = visit::number_of(quantity.value);
    return time &&
           ((time->unit == visit::TimeUnit::day && many == 1) || (time->unit == visit::TimeUnit::hour && many == 24));
}

std::string_view DosageSpeaker::in_digits(std::string_view key) const {
    const bool for_others = is_english(phrases_) && (!is_english(words_.visit) || words_.english_beside_another);
    if (!for_others) return key;
    if (key == "times-a-day") return "times-a-day-in-digits";
    if (key == "times-a-week") return "times-a-week-in-digits";
    return key == "times-a-month" ? "times-a-month-in-digits" : key;
}

std::optional<Pieces> DosageSpeaker::phrase(std::string_view key) const {
    const std::string* text = key.empty() ? nullptr : phrases_.find(key);
    if (text == nullptr) return std::nullopt;
    return Pieces{own(*text)};
}

std::optional<Pieces> DosageSpeaker::fill(std::string_view key, const Values& values) const {
    const std::string* pattern = phrases_.find(key);
    if (pattern == nullptr) return std::nullopt;
    return fill_pattern(*pattern, phrases_.language(), values);
}

std::optional<Pieces> DosageSpeaker::counted(std::string_view key, const Amount& amount, const Pieces& dose) const {
    const std::string* form = phrases_.counted(key, amount.counted);
    // A form without the number ("once a day") cannot say a range.
    if (form != nullptr && amount.range && form->find("{n}") == std::string::npos)
        form = phrases_.find(std::string(key) + "|other");
    if (form == nullptr || (amount.range && form->find("{n}") == std::string::npos)) return std::nullopt;
    return fill_pattern(*form, phrases_.language(), {{"n", {own(amount.text)}}, {"dose", dose}});
}

std::optional<DosageSpeaker::Amount> DosageSpeaker::amount(const std::string& low, const std::string& high,
                                                           std::string_view range) const {
    const std::optional<Decimal> from = read_decimal(low), to = read_decimal(high);
    if ((!low.empty() && !from) || (!high.empty() && !to) || (!from && !to)) return std::nullopt;
    const auto written = [&](const Decimal& number) { return phrases_.number(write_decimal(number)); };
    if (!to || (from && from->value() == to->value())) return Amount{written(*from), from->value(), false};
    Amount both{{}, to->value(), true};
    const std::string* pattern = phrases_.find(from ? range : "up-to");
    if (pattern == nullptr && from) pattern = phrases_.find("range");
    if (pattern == nullptr) return std::nullopt;
    for (const Piece& piece : fill_pattern(
             *pattern, "", {{"low", {{from ? written(*from) : std::string(), ""}}}, {"high", {{written(*to), ""}}}}))
        both.text += piece.text;
    return both;
}

std::optional<DosageSpeaker::Amount> DosageSpeaker::length(const visit::TimeSpan& span) const {
    return amount(span.low, span.high, "range-of-time");
}

/// Halves and quarters in words.
std::optional<Pieces> DosageSpeaker::tablets(const visit::Quantity& quantity) const {
    const std::optional<Decimal> number = read_decimal(quantity.value);
    if (!number) return std::nullopt;
    const double value = number->value(), whole = std::floor(value), part = value - whole;
    const std::string_view key = part == 0.25 ? "quarter" : part == 0.5 ? "half" : part == 0.75 ? "three-quarter" : "";
    if (key.empty()) return std::nullopt;
    if (whole == 0) return phrase(std::string(key) + "-tablet");
    const std::string many = "tablets-and-" + std::string(key) + (part == 0.75 ? "s" : "");
    return counted(many, {phrases_.number(std::to_string(static_cast<long>(whole))), whole, false});
}

std::optional<Pieces> DosageSpeaker::dose(const visit::QuantityRange& dose, visit::DoseUnit unit) const {
    if (!dose.low.comparator.empty() || !dose.high.comparator.empty() || !can_be_taken(dose, unit)) return std::nullopt;
    if (unit == visit::DoseUnit::tablet && !dose.high.stated())
        if (auto in_words = tablets(dose.low)) return in_words;
    const std::optional<Amount> many = amount(dose.low.value, dose.high.value);
    if (!many) return std::nullopt;
    if (const std::string_view sign = unit_sign(unit); !sign.empty())
        return Pieces{own(many->text + "\u00A0" + std::string(sign))};
    if (const std::string_view key = unit_key(unit); !key.empty()) return counted(key, *many);
    if (unit != visit::DoseUnit::other || !is_english(phrases_)) return std::nullopt;
    const std::optional<std::string> word = plain_unit(dose.low, dose.high);
    return word ? std::optional(Pieces{own(many->text + " " + *word)}) : std::nullopt;
}

std::optional<Pieces> DosageSpeaker::route(const visit::Dosage& dosage) const {
    if (const std::string_view sided = sided_route_key(dosage); !sided.empty())
        if (auto known = phrase(sided)) return known;
    const std::string_view site = site_key(dosage);
    if (!site.empty() && (dosage.route == visit::Route::topical || dosage.route == visit::Route::none))
        if (auto known = phrase(site)) return known;
    Pieces out;
    if (dosage.route == visit::Route::other) {
        // The record's words in the middle of a sentence in another language would not be understood.
        const std::string& written = dosage.route_words.name.text;
        const bool abbreviated = written.size() < 5 || written.find_first_of("/,.") != std::string::npos;
        if (!is_english(phrases_) || abbreviated) return std::nullopt;
        out.push_back(record_piece(dosage.route_words, phrases_.language()));
    } else if (dosage.route != visit::Route::none) {
        const std::optional<Pieces> known = phrase(route_key(dosage.route));
        if (!known) return std::nullopt;
        out = *known;
    }
    if (dosage.site.stated()) {
        if (!out.empty()) out.push_back(own(" "));
        out.push_back(own("("));
        out.push_back(record_piece(dosage.site, phrases_.language()));
        out.push_back(own(")"));
    }
    return out;
}

std::optional<Pieces> DosageSpeaker::period(const visit::Timing& timing, const Amount& often) const {
    std::optional<visit::TimeSpan> span = in_whole_numbers(timing.period);
    if (!span) return std::nullopt;
    const bool single = span->high.empty();
    if (single && span->unit == visit::TimeUnit::hour && span->low == "24" && !often.is(1))
        span = visit::TimeSpan{"1", "", visit::TimeUnit::day};
    if (single && span->unit == visit::TimeUnit::day && span->low == "7")
        span = visit::TimeSpan{"1", "", visit::TimeUnit::week};
    const std::optional<Amount> many = length(*span);
    if (!many) return std::nullopt;
    const bool one = many->is(1);
    if (one && span->unit == visit::TimeUnit::day) return counted(in_digits("times-a-day"), often);
    if (one && span->unit == visit::TimeUnit::week) return counted(in_digits("times-a-week"), often);
    if (one && span->unit == visit::TimeUnit::month) return counted(in_digits("times-a-month"), often);
    if (!often.is(1)) return std::nullopt;
    switch (span->unit) {
        case visit::TimeUnit::minute:
            return counted("every-minutes", *many);
        case visit::TimeUnit::hour:
            return counted("every-hours", *many);
        case visit::TimeUnit::day:
            if (many->is(2))
                if (auto other = phrase("every-other-day")) return other;
            return counted("every-days", *many);
        case visit::TimeUnit::week:
            return counted("every-weeks", *many);
        case visit::TimeUnit::month:
            return counted("every-months", *many);
        case visit::TimeUnit::year:
            return counted("every-years", *many);
        case visit::TimeUnit::second:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Pieces> DosageSpeaker::frequency(const visit::Timing& timing) const {
    // How long an infusion runs, and exact dates and times, have no sentence.
    if (timing.duration.stated() || !timing.events.empty()) return std::nullopt;
    Pieces out;
    const auto add = [&](const std::optional<Pieces>& part) {
        if (part && !out.empty()) out.push_back(own(std::string(list_comma(phrases_.language()))));
        if (part) append(out, *part);
        return part.has_value();
    };
    if (timing.period.stated()) {
        const std::optional<Amount> often =
            amount(std::to_string(timing.frequency.value_or(1)),
                   timing.frequency_max ? std::to_string(*timing.frequency_max) : std::string(), "range-of-time");
        if (!often || !add(period(timing, *often))) return std::nullopt;
    } else if (timing.frequency && *timing.frequency != 1) {
        return std::nullopt;
    }
    if (timing.count) {
        const bool once = *timing.count == 1 && !timing.count_max;
        const std::optional<Amount> in_all =
            amount(std::to_string(*timing.count), timing.count_max ? std::to_string(*timing.count_max) : "");
        if (!add(once ? phrase("one-time") : in_all ? counted("times-in-all", *in_all) : std::nullopt))
            return std::nullopt;
    }
    if (timing.words.stated()) {
        if (!is_english(phrases_)) return std::nullopt;
        add(Pieces{record_piece(timing.words, phrases_.language())});
    }
    return out;
}

std::optional<Pieces> DosageSpeaker::days(const visit::Timing& timing) const {
    if (timing.weekdays.empty() || timing.weekdays.size() == 7) return Pieces{};
    std::vector<std::string> names;
    names.reserve(timing.weekdays.size());
    for (const visit::Weekday day : timing.weekdays) names.push_back(say_weekday(static_cast<int>(day), phrases_));
    return fill("on-days", {{"days", {own(words::join_list(names, phrases_.language()))}}});
}

std::optional<Pieces> DosageSpeaker::hours(const visit::Timing& timing) const {
    if (timing.times_of_day.empty()) return Pieces{};
    std::vector<std::string> times;
    times.reserve(timing.times_of_day.size());
    for (const std::string& time : timing.times_of_day) times.push_back(say_time_of_day(time, words_, phrases_));
    return fill("at-times", {{"times", {own(words::join_list(times, phrases_.language()))}}});
}

std::optional<Pieces> DosageSpeaker::moments(const visit::Dosage& dosage) const {
    Pieces out;
    std::vector<std::string> all;
    for (const visit::DayMoment moment : dosage.timing.moments) {
        std::optional<Pieces> said = phrase(moment_key(moment));
        const bool is_bedtime = moment == visit::DayMoment::bedtime || moment == visit::DayMoment::after_sleep;
        if (dosage.timing.offset_minutes != 0 && is_bedtime) return std::nullopt;  // "30 minutes at bedtime"
        if (said && dosage.timing.offset_minutes != 0) {
            const std::optional<Amount> minutes = amount(std::to_string(dosage.timing.offset_minutes), "");
            const Pieces when = *said;
            said = minutes ? fill("minutes-from", {{"n", {own(minutes->text)}}, {"when", when}}) : std::nullopt;
        }
        if (!said) return std::nullopt;
        std::string& words = all.emplace_back();
        for (const Piece& piece : *said) words += piece.text;
    }
    if (!all.empty()) out.push_back(own(words::join_list(all, phrases_.language())));
    for (const visit::AdditionalInstruction& instruction : dosage.additional) {
        if (instruction.advice != visit::Advice::with_food) continue;
        const std::optional<Pieces> said = phrase("with-food");
        if (!said) return std::nullopt;
        if (!out.empty()) out.push_back(own(is_english(phrases_) ? " " : std::string(list_comma(phrases_.language()))));
        append(out, *said);
        break;
    }
    return out;
}

std::optional<Pieces> DosageSpeaker::as_needed(const visit::Dosage& dosage) const {
    if (!dosage.as_needed) return Pieces{};
    if (!dosage.as_needed_for.stated()) return phrase("as-needed");
    return fill("as-needed-for", {{"reason", {reason_piece(dosage.as_needed_for, phrases_)}}});
}

std::optional<Pieces> DosageSpeaker::bounds(const visit::RecordPeriod& bounds) const {
    // A sentence in English has its dates in English.
    const std::string pattern = is_english(phrases_) ? "MMMM d, y" : words_.page["date-pattern"];
    constexpr double day = 86'400'000.0;
    // An end at midnight is the end of the day before: one dose too few is better than one too many.
    const auto wall_time = [&](const visit::RecordTime& time, bool is_end) {
        const double at = clock_of(time, words_.time_zone);
        return is_end && time.has_time() && std::fmod(at, day) == 0.0 ? at - day : at;
    };
    const auto date = [&](const visit::RecordTime& time, bool is_end) {
        const bool whole = time.has_time() || time.precision == visit::DatePrecision::day;
        if (time.precision == visit::DatePrecision::year) return time.text;
        return phrases_.date_time(wall_time(time, is_end), whole ? pattern : phrases_["month-pattern"]);
    };
    Pieces out;
    const auto add = [&](const std::optional<Pieces>& part) {
        if (part && !out.empty()) out.push_back(own(" "));
        if (part) append(out, *part);
        return part.has_value();
    };
    const auto is_day = [](const visit::RecordTime& time) { return time.precision >= visit::DatePrecision::day; };
    if (style_.is_step && is_day(bounds.start) && is_day(bounds.end)) {
        // The days of the calendar that the two dates stand for.
        const double count =
            std::floor(wall_time(bounds.end, true) / day) - std::floor(wall_time(bounds.start, false) / day) + 1;
        if (count < 1) return std::nullopt;
        const std::optional<Pieces> length =
            counted("for-days", {phrases_.number(std::to_string(static_cast<std::int64_t>(count))), count, false});
        const std::optional<Pieces> dates =
            fill("step-dates", {{"start", {own(date(bounds.start, false))}}, {"end", {own(date(bounds.end, true))}}});
        if (!length || !dates) return std::nullopt;
        out = *length;
        out.push_back(own(" ("));
        append(out, *dates);
        out.push_back(own(")"));
        return out;
    }
    if (bounds.start.stated() && !add(fill("starting", {{"date", {own(date(bounds.start, false))}}})))
        return std::nullopt;
    if (bounds.end.stated() && !add(fill("until", {{"date", {own(date(bounds.end, true))}}}))) return std::nullopt;
    return out;
}

std::optional<Pieces> DosageSpeaker::duration(const visit::Timing& timing) const {
    Pieces out;
    if (timing.bounds_length.stated()) {
        const std::optional<visit::TimeSpan> span = in_whole_numbers(timing.bounds_length);
        const std::optional<Amount> many = span ? length(*span) : std::nullopt;
        if (!many) return std::nullopt;
        const std::string_view key = span->unit == visit::TimeUnit::hour    ? "for-hours"
                                     : span->unit == visit::TimeUnit::day   ? "for-days"
                                     : span->unit == visit::TimeUnit::week  ? "for-weeks"
                                     : span->unit == visit::TimeUnit::month ? "for-months"
                                                                            : "";
        const std::optional<Pieces> said = key.empty() ? std::nullopt : counted(key, *many);
        if (!said) return std::nullopt;
        out = *said;
    }
    const std::optional<Pieces> dates = bounds(timing.bounds);
    if (!dates) return std::nullopt;
    if (!out.empty() && !dates->empty()) out.push_back(own(" "));
    append(out, *dates);
    return out;
}

std::optional<Pieces> DosageSpeaker::most(const visit::QuantityRatio& ratio) const {
    const std::optional<Pieces> much = dose({ratio.numerator, {}}, visit::dose_unit_of(ratio.numerator));
    if (!much) return std::nullopt;
    const std::optional<visit::TimeSpan> time = time_of(ratio.denominator);
    const std::optional<Amount> many = amount(ratio.denominator.value, {});
    if (!time || !many || !is_whole(ratio.denominator.value)) return std::nullopt;
    if (is_one_day(ratio.denominator)) return fill("most-in-a-day", {{"dose", *much}});
    switch (time->unit) {
        case visit::TimeUnit::hour:
            return counted("most-in-hours", *many, *much);
        case visit::TimeUnit::day:
            return many->is(7) ? fill("most-in-a-week", {{"dose", *much}}) : counted("most-in-days", *many, *much);
        case visit::TimeUnit::week:
            return many->is(1) ? fill("most-in-a-week", {{"dose", *much}}) : std::nullopt;
        case visit::TimeUnit::month:
            return many->is(1) ? fill("most-in-a-month", {{"dose", *much}}) : std::nullopt;
        default:
            return std::nullopt;
    }
}

std::optional<Pieces> DosageSpeaker::limits(const visit::Dosage& dosage) const {
    Pieces out;
    const auto add = [&](const std::optional<Pieces>& sentence) {
        if (sentence) append_sentence(out, *sentence);
        return sentence.has_value();
    };
    const auto bound = [&](std::string_view key, const visit::Quantity& most) {
        if (!most.stated()) return true;
        const std::optional<Pieces> much = dose({most, {}}, visit::dose_unit_of(most));
        return add(much ? fill(key, {{"dose", *much}}) : std::nullopt);
    };
    if (dosage.max_per_period && !add(most(*dosage.max_per_period))) return std::nullopt;
    if (!bound("most-at-once", dosage.max_per_administration)) return std::nullopt;
    if (!bound("most-in-life", dosage.max_per_lifetime)) return std::nullopt;
    return out;
}

Pieces DosageSpeaker::advice(const visit::AdditionalInstruction& instruction) const {
    const std::string_view key =
        instruction.advice == visit::Advice::with_food ? std::string_view("with-food") : advice_key(instruction.advice);
    if (const std::optional<Pieces> known = phrase(key))
        return instruction.advice == visit::Advice::with_food ? as_sentence(known->front()) : *known;
    return as_sentence(record_piece(instruction.words, phrases_.language()));
}

Pieces DosageSpeaker::all_advice(const visit::Dosage& dosage) const {
    Pieces out;
    if (dosage.method == visit::Method::other)
        append_sentence(out, as_sentence(record_piece(dosage.method_words, phrases_.language())));
    for (const visit::AdditionalInstruction& instruction : dosage.additional)
        if (instruction.advice != visit::Advice::with_food) append_sentence(out, advice(instruction));
    return out;
}

std::optional<DosageSpeaker::Values> DosageSpeaker::slots(const visit::Dosage& dosage) const {
    const visit::Timing& timing = dosage.timing;
    const std::optional<Pieces> often = frequency(timing), on = days(timing), at = hours(timing),
                                when = moments(dosage), needed = as_needed(dosage), long_for = duration(timing);
    if (!often || !on || !at || !when || !needed || !long_for) return std::nullopt;
    return Values{{"frequency", *often}, {"days", *on},          {"times", *at},
                  {"when", *when},       {"as-needed", *needed}, {"duration", *long_for}};
}

std::optional<Pieces> DosageSpeaker::sentence(const visit::Dosage& dosage) const {
    if (dosage.rate.stated() || dosage.rate_ratio) return std::nullopt;  // an infusion is not for the patient to set
    std::string_view key = action_key(dosage);
    // The sentence for a single dose has no room for days and dates: those of "one time only on Monday" need the other.
    const visit::Timing& timing = dosage.timing;
    const bool one_time = timing.count == 1 && !timing.count_max && timing.weekdays.empty() &&
                          !timing.bounds_length.stated() && timing.bounds == visit::RecordPeriod{};
    const std::string_view single = one_time ? one_time_key(key) : std::string_view();
    if (!single.empty() && phrases_.find(single) != nullptr) key = single;
    const std::string* pattern = phrases_.find(key);
    if (pattern == nullptr) return std::nullopt;
    std::optional<Values> values = slots(dosage);
    const std::optional<Pieces> much = dose(dosage.dose, dosage.dose_unit);
    const std::optional<Pieces> most = limits(dosage);
    if (!values || !much || !most) return std::nullopt;
    values->push_back({"dose", *much});
    // "Breathe in 2 puffs" does not name the route.
    const bool has_route = pattern->find("{route}") != std::string::npos;
    if (!has_route && dosage.site.stated()) return std::nullopt;
    if (has_route) {
        const std::optional<Pieces> way = route(dosage);
        if (!way) return std::nullopt;
        values->push_back({"route", *way});
    }
    Pieces out = fill_pattern(*pattern, phrases_.language(), *values);
    drop_second_stop(out);
    append_sentence(out, *most);
    append_sentence(out, all_advice(dosage));
    return out;
}

std::optional<Pieces> DosageSpeaker::fragments(const visit::Dosage& dosage) const {
    std::optional<Values> values = slots(dosage);
    const std::optional<Pieces> way = route(dosage), most = limits(dosage);
    if (!values || !way || !most) return std::nullopt;
    values->push_back({"route", *way});
    const auto value = [&](std::string_view name) -> Pieces& {
        return std::find_if(values->begin(), values->end(), [&](const auto& each) { return each.first == name; })
            ->second;
    };
    Pieces& often = value("frequency");
    for (const std::string_view name : {"days", "times", "when"})
        if (often.empty()) std::swap(often, value(name));
    Pieces out;
    const bool needed = !value("as-needed").empty();
    if (!often.empty() || needed) {
        const std::optional<Pieces> said = fill(often.empty() ? "only-as-needed" : "how-to-use", *values);
        if (!said) return std::nullopt;
        out = *said;
        drop_second_stop(out);
    }
    append_sentence(out, *most);
    append_sentence(out, all_advice(dosage));
    return out;
}

}  // namespace carepress::visit_summary
