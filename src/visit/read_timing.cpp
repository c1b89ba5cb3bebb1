#include "visit/read_timing.h"

#include "base/ascii.h"
#include "visit/concepts.h"
#include "visit/sig.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace carepress::visit {
namespace {

constexpr WordTable<TimeUnit, 7> time_units{{{"s", TimeUnit::second},
                                             {"min", TimeUnit::minute},
                                             {"h", TimeUnit::hour},
                                             {"d", TimeUnit::day},
                                             {"wk", TimeUnit::week},
                                             {"mo", TimeUnit::month},
                                             {"a", TimeUnit::year}}};

constexpr WordTable<DayMoment, 26> day_moments{{{"MORN", DayMoment::morning},
                                                {"MORN.early", DayMoment::early_morning},
                                                {"MORN.late", DayMoment::late_morning},
                                                {"NOON", DayMoment::noon},
                                                {"AFT", DayMoment::afternoon},
                                                {"AFT.early", DayMoment::early_afternoon},
                                                {"AFT.late", DayMoment::late_afternoon},
                                                {"EVE", DayMoment::evening},
                                                {"EVE.early", DayMoment::early_evening},
                                                {"EVE.late", DayMoment::late_evening},
                                                {"NIGHT", DayMoment::night},
                                                {"PHS", DayMoment::after_sleep},
                                                {"HS", DayMoment::bedtime},
                                                {"WAKE", DayMoment::waking},
                                                {"C", DayMoment::with_meal},
                                                {"CM", DayMoment::with_breakfast},
                                                {"CD", DayMoment::with_lunch},
                                                {"CV", DayMoment::with_dinner},
                                                {"AC", DayMoment::before_meal},
                                                {"ACM", DayMoment::before_breakfast},
                                                {"ACD", DayMoment::before_lunch},
                                                {"ACV", DayMoment::before_dinner},
                                                {"PC", DayMoment::after_meal},
                                                {"PCM", DayMoment::after_breakfast},
                                                {"PCD", DayMoment::after_lunch},
                                                {"PCV", DayMoment::after_dinner}}};

constexpr WordTable<Weekday, 7> weekdays{{{"mon", Weekday::monday},
                                          {"tue", Weekday::tuesday},
                                          {"wed", Weekday::wednesday},
                                          {"thu", Weekday::thursday},
                                          {"fri", Weekday::friday},
                                          {"sat", Weekday::saturday},
                                          {"sun", Weekday::sunday}}};

/// HL7 GTSAbbreviation as frequency and period, where AM and PM are "every morning" and "every afternoon".
struct Abbreviation {
    std::string_view code;
    int frequency;
    std::string_view period;
    TimeUnit unit;
    std::optional<DayMoment> moment;
};
constexpr std::array<Abbreviation, 17> abbreviations{{{"QD", 1, "1", TimeUnit::day, {}},
                                                      {"BID", 2, "1", TimeUnit::day, {}},
                                                      {"TID", 3, "1", TimeUnit::day, {}},
                                                      {"QID", 4, "1", TimeUnit::day, {}},
                                                      {"QOD", 1, "2", TimeUnit::day, {}},
                                                      {"AM", 1, "1", TimeUnit::day, DayMoment::morning},
                                                      {"PM", 1, "1", TimeUnit::day, DayMoment::afternoon},
                                                      {"BED", 1, "1", TimeUnit::day, DayMoment::bedtime},
                                                      {"WK", 1, "1", TimeUnit::week, {}},
                                                      {"MO", 1, "1", TimeUnit::month, {}},
                                                      {"Q1H", 1, "1", TimeUnit::hour, {}},
                                                      {"Q2H", 1, "2", TimeUnit::hour, {}},
                                                      {"Q3H", 1, "3", TimeUnit::hour, {}},
                                                      {"Q4H", 1, "4", TimeUnit::hour, {}},
                                                      {"Q6H", 1, "6", TimeUnit::hour, {}},
                                                      {"Q8H", 1, "8", TimeUnit::hour, {}},
                                                      {"Q12H", 1, "12", TimeUnit::hour, {}}}};

void refuse(const Element& element, std::string message) {
    element.unusable(LeftOutReason::malformed, "the timing is not clear: " + std::move(message));
}

/// `low` and `high` above zero and in order.
bool in_order(const std::string& low, const std::string& high) {
    const std::optional<double> from = number_of(low), to = number_of(high);
    const bool low_fits = low.empty() || (from && *from > 0);
    const bool high_fits = high.empty() || (to && *to > 0 && (!from || *to >= *from));
    return low_fits && high_fits;
}

TimeSpan read_span(const Element& repeat, const std::string& name) {
    TimeSpan span{repeat.decimal(name), repeat.decimal(name + "Max"), TimeUnit::day};
    if (!span.stated()) return span;
    const auto unit = look_up(time_units, repeat.code(name + "Unit"));
    if (!unit || span.low.empty() || !in_order(span.low, span.high))
        refuse(repeat, name + " needs a value above zero, a larger maximum, and a unit");
    if (unit) span.unit = *unit;
    if (span.high == span.low) span.high.clear();
    return span;
}

TimeSpan span_of(const Quantity& low, const Quantity& high, const Element& at) {
    TimeSpan span{low.value, high.value, TimeUnit::day};
    if (!span.stated()) return span;
    const std::string& code = low.stated() ? low.ucum : high.ucum;
    const auto unit = look_up(time_units, code);
    const bool same = !low.stated() || !high.stated() || low.ucum == high.ucum;
    if (!unit || !same || !in_order(span.low, span.high) || !low.comparator.empty() || !high.comparator.empty())
        refuse(at, "its bounds need a length and a UCUM unit of time");
    if (unit) span.unit = *unit;
    return span;
}

void read_counts(const Element& repeat, Timing& timing) {
    timing.frequency = repeat.count("frequency");
    timing.frequency_max = repeat.count("frequencyMax");
    timing.count = repeat.count("count");
    timing.count_max = repeat.count("countMax");
    const auto fits = [](std::optional<int> low, std::optional<int> high) {
        return (!low || *low > 0) && (!high || (low && *high >= *low));
    };
    if (!fits(timing.frequency, timing.frequency_max) || !fits(timing.count, timing.count_max))
        refuse(repeat, "frequency and count need a value above zero and a larger maximum");
    if (timing.frequency_max == timing.frequency) timing.frequency_max.reset();
    if (timing.count_max == timing.count) timing.count_max.reset();
    if (timing.period.stated() && !timing.frequency) timing.frequency = 1;  // R4, Timing.repeat.frequency
    if (timing.frequency && !timing.period.stated()) refuse(repeat, "a frequency needs a period");
}

bool is_before_or_after(DayMoment moment) { return moment >= DayMoment::before_meal; }

void read_moments(const Element& repeat, Timing& timing) {
    for (const std::string_view code : repeat.codes("when")) {
        if (const auto moment = look_up(day_moments, code))
            timing.moments.push_back(*moment);
        else
            refuse(repeat, "an event of \"when\" is not known");
    }
    for (const std::string_view code : repeat.codes("dayOfWeek")) {
        if (const auto day = look_up(weekdays, code))
            timing.weekdays.push_back(*day);
        else
            refuse(repeat, "a day of the week is not known");
    }
    timing.offset_minutes = repeat.count("offset").value_or(0);
    if (timing.offset_minutes > 0) {
        bool all = !timing.moments.empty();
        for (const DayMoment moment : timing.moments)
            all =
                all && (is_before_or_after(moment) || moment == DayMoment::after_sleep || moment == DayMoment::bedtime);
        if (!all) refuse(repeat, "an offset needs an event that it is before or after");
    }
    for (const std::string_view time : repeat.codes("timeOfDay")) {
        // FHIR time: hh:mm:ss without a zone; checked as the time of any day.
        if (time.size() < 8 || time[2] != ':' || time[5] != ':' || !read_time("2000-01-01T" + std::string(time) + "Z"))
            refuse(repeat, "a time of day must be written hh:mm:ss");
        else
            timing.times_of_day.emplace_back(time.substr(0, time.ends_with(":00") && time.size() == 8 ? 5 : 8));
    }
    if (!timing.times_of_day.empty() && !timing.moments.empty())
        refuse(repeat, "it has both times of day and events of the day");
}

/// "Once a day in the morning and in the evening" does not say how often. A meal without a name may be any number of
/// meals.
bool moments_contradict_frequency(const Timing& timing) {
    const bool each_once_a_day =
        !timing.moments.empty() && std::none_of(timing.moments.begin(), timing.moments.end(), [](DayMoment moment) {
            return moment == DayMoment::with_meal || moment == DayMoment::before_meal ||
                   moment == DayMoment::after_meal;
        });
    const bool daily = timing.period == TimeSpan{"1", "", TimeUnit::day};
    return each_once_a_day && daily && timing.frequency && !timing.frequency_max &&
           static_cast<std::size_t>(*timing.frequency) != timing.moments.size();
}

/// A number of times a day beside another number of hours, or of times a week beside another number of days.
bool hours_or_days_contradict_frequency(const Timing& timing) {
    if (!timing.frequency || timing.frequency_max || !timing.period.high.empty()) return false;
    const auto differs = [&](std::size_t many) {
        return many > 0 && many != static_cast<std::size_t>(*timing.frequency);
    };
    if (timing.period == TimeSpan{"1", "", TimeUnit::day}) return differs(timing.times_of_day.size());
    return timing.period == TimeSpan{"1", "", TimeUnit::week} && differs(timing.weekdays.size());
}

void read_bounds(const Element& repeat, Timing& timing) {
    timing.bounds = repeat.period("boundsPeriod");
    if (order_of(timing.bounds.end, timing.bounds.start) == TimeOrder::before)
        refuse(repeat, "its bounds end before they begin");
    const Element length = repeat.child("boundsDuration"), range = repeat.child("boundsRange");
    if (length.present())
        timing.bounds_length = span_of(quantity_of(length), {}, length);
    else if (range.present())
        timing.bounds_length = span_of(quantity_of(range.child("low")), quantity_of(range.child("high")), range);
}

/// "0900", "Daily", "Q4-6H PRN": words that repeat the fields, or complete them, are not printed.
void apply_words(const Element& at, Timing& timing) {
    const std::string& words = timing.words.name.text;
    const auto is_hour = [&](const std::string& time) { return time.substr(0, 2) + time.substr(3, 2) == words; };
    if (std::any_of(timing.times_of_day.begin(), timing.times_of_day.end(), is_hour)) {
        timing.words = {};
        return;
    }
    const std::string plain = ascii_lower(write_out_abbreviations(words, {}).text);
    if (timing.count == 1 && is_one_of(plain, {"once", "once if needed", "one time", "1 time"})) {
        timing.needed = plain == "once if needed";
        timing.words = {};
        return;
    }
    const Sig said = read_sig(plain);
    const bool says_something = said.frequency || !said.moments.empty() || said.as_needed || !said.weekdays.empty();
    if (said.is_complex || !said.times_of_day.empty() || !said.amounts.empty() || !says_something) return;
    const bool silent = !timing.frequency && timing.times_of_day.empty() && timing.moments.empty();
    const bool same_times = timing.frequency == said.frequency && timing.frequency_max == said.frequency_max &&
                            timing.period == said.period;
    const bool other_times = said.frequency && !silent && !same_times && !is_same_rate(timing, said);
    const bool other_moments = !said.moments.empty() && !timing.moments.empty() && said.moments != timing.moments;
    const bool other_days = !said.weekdays.empty() && !timing.weekdays.empty() && said.weekdays != timing.weekdays;
    if (other_times || other_moments || other_days)
        refuse(at, "the words of its code and its fields say different things");
    // "For 7 days", "30 minutes before breakfast": the words say more than is taken from them here.
    if (said.length.stated() || said.most || said.has_dates || !said.offset.empty() || said.side != Side::none) return;
    if (silent && said.frequency) {
        timing.frequency = said.frequency;
        timing.frequency_max = said.frequency_max;
        timing.period = said.period;
    }
    if (timing.moments.empty() && timing.times_of_day.empty()) timing.moments = said.moments;
    if (timing.weekdays.empty()) timing.weekdays = said.weekdays;
    timing.needed = said.as_needed;
    timing.words = {};
}

/// A total count at stated hours of each day is a number of days.
void count_as_days(Timing& timing) {
    const int each_day = static_cast<int>(timing.times_of_day.size());
    const bool countable = each_day > 0 && timing.count && !timing.count_max && *timing.count % each_day == 0;
    if (!countable || timing.period.stated() || timing.bounds_length.stated() || timing.bounds.end.stated()) return;
    timing.bounds_length = {std::to_string(*timing.count / each_day), "", TimeUnit::day};
    timing.count.reset();
}

/// A code states the whole timing except for its bounds; the fields beside it must agree.
void apply_code(const Chart& chart, const Element& timing_element, Timing& timing) {
    const Element code = timing_element.child("code");
    if (!code.present()) return;
    const Abbreviation* known = nullptr;
    for (const Element& coding : code.children("coding"))
        for (const Abbreviation& each : abbreviations)
            if (coding.code("code") == each.code) known = &each;
    if (!known) {
        timing.words = chart.concept_of(code);
        if (!timing.words.stated())
            refuse(timing_element, "its code is not known and has no words");
        else
            apply_words(timing_element, timing);
        return;
    }
    const bool says_more = timing.period.stated() || timing.frequency;
    const bool agrees = timing.frequency == known->frequency && !timing.frequency_max &&
                        timing.period == TimeSpan{std::string(known->period), "", known->unit};
    if (says_more && !agrees) refuse(timing_element, "its code and its frequency say different things");
    timing.frequency = known->frequency;
    timing.period = {std::string(known->period), "", known->unit};
    if (known->moment && !timing.moments.empty() && timing.moments != std::vector{*known->moment})
        refuse(timing_element, "its code and its events of the day say different things");
    if (known->moment && timing.moments.empty() && timing.times_of_day.empty())
        timing.moments.push_back(*known->moment);
}

}  // namespace

std::optional<double> number_of(const std::string& decimal) {
    double value = 0;
    const char* end = decimal.data() + decimal.size();
    const auto [stopped, error] = std::from_chars(decimal.data(), end, value);
    if (decimal.empty() || error != std::errc{} || stopped != end) return std::nullopt;
    return value;
}

bool Timing::stated() const {
    return frequency || period.stated() || !moments.empty() || !weekdays.empty() || !times_of_day.empty() ||
           !events.empty() || count || words.stated();
}

Timing read_timing(const Chart& chart, const Element& element) {
    Timing timing;
    if (!element.present()) return timing;
    for (const std::string_view event : element.codes("event")) {
        if (auto time = read_time(event))
            timing.events.push_back(*std::move(time));
        else
            refuse(element, "one of its times is not valid");
    }
    if (const Element repeat = element.child("repeat"); repeat.present()) {
        timing.period = read_span(repeat, "period");
        timing.duration = read_span(repeat, "duration");
        read_counts(repeat, timing);
        read_moments(repeat, timing);
        read_bounds(repeat, timing);
    }
    apply_code(chart, element, timing);
    count_as_days(timing);
    if (hours_or_days_contradict_frequency(timing))
        refuse(element, "its frequency and its hours or days say different numbers of times");
    if (moments_contradict_frequency(timing))
        refuse(element, "its frequency and its events of the day say different numbers of times");
    return timing;
}

}  // namespace carepress::visit
