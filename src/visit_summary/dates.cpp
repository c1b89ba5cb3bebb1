#include "visit_summary/dates.h"

#include "visit/record_time.h"

#include <unicode/timezone.h>

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace carepress::visit_summary {
namespace {

/// The UTC offset in the text of a time, in minutes: "-05:00" is -300.
int own_offset(const visit::RecordTime& time) {
    if (time.text.ends_with('Z') || time.text.size() < 6) return 0;
    const std::string zone = time.text.substr(time.text.size() - 6);
    const int minutes = std::atoi(zone.substr(1, 2).c_str()) * 60 + std::atoi(zone.substr(4, 2).c_str());
    return zone.front() == '-' ? -minutes : minutes;
}

/// A time in UTC may be another hour, and another day, on the clock on the wall.
std::string utc_mark(const visit::RecordTime& time, const SummaryWords& words) {
    return words.time_zone.empty() && visit::is_in_utc(time) ? " UTC" : "";
}

}  // namespace

double clock_of(const visit::RecordTime& time, const std::string& time_zone) {
    const double instant = static_cast<double>(visit::range_of(time).begin) * 1000;
    if (!time.has_time()) return instant;
    if (time_zone.empty()) return instant + own_offset(time) * 60'000.0;
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone)));
    std::int32_t raw = 0, daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(instant, 0, raw, daylight, status);
    return instant + raw + daylight;
}

std::string say_date(const visit::RecordTime& time, const SummaryWords& words) {
    switch (time.precision) {
        case visit::DatePrecision::none:
            return {};
        case visit::DatePrecision::year:
            return time.text;
        case visit::DatePrecision::month:
            return words.visit.date_time(static_cast<double>(visit::range_of(time).begin) * 1000,
                                         words.visit["month-pattern"]);
        case visit::DatePrecision::day:
            return words.page.date(time.text);
        case visit::DatePrecision::minute:
            break;
    }
    return words.page.date_time(clock_of(time, words.time_zone), words.page["date-pattern"]) + utc_mark(time, words);
}

namespace {

/// The time as the language writes it and, if the language wants both, as it is written in the United States: speakers
/// of Amharic may count the hours from 6 o'clock in the morning.
std::string with_us_time(std::string own, double clock, const SummaryWords& words, const words::Phrases& phrases) {
    const std::string* both = phrases.find("us-time");
    if (both == nullptr || phrases.language() == "en") return own;
    const std::string english = words.english.date_time(clock, words.english["time-pattern"]);
    std::string out;
    for (const Piece& piece : fill_pattern(*both, "", {{"time", {{std::move(own), ""}}}, {"us-time", {{english, ""}}}}))
        out += piece.text;
    return out;
}

}  // namespace

std::string say_time(const visit::RecordTime& time, const SummaryWords& words) {
    if (!time.has_time()) return say_date(time, words);
    const double clock = clock_of(time, words.time_zone);
    return with_us_time(words.visit.date_time(clock, words.visit["date-time-pattern"]), clock, words, words.visit) +
           utc_mark(time, words);
}

std::string say_period(const visit::RecordPeriod& period, const SummaryWords& words) {
    std::string start = say_date(period.start, words), end = say_date(period.end, words);
    if (start.empty()) return end;
    return end.empty() || end == start ? start : start + " \u2013 " + end;
}

std::string say_time_of_day(const std::string& time, const SummaryWords& words, const words::Phrases& phrases) {
    const int minutes = std::atoi(time.substr(0, 2).c_str()) * 60 + std::atoi(time.substr(3, 2).c_str());
    const double clock = minutes * 60'000.0;
    return with_us_time(phrases.date_time(clock, words.visit["time-pattern"]), clock, words, phrases);
}

std::string say_weekday(int weekday, const words::Phrases& phrases) {
    constexpr double monday = 4 * 86'400'000.0;  // 1970-01-05
    return phrases.date_time(monday + weekday * 86'400'000.0, "EEEE");
}

bool is_time_zone(const std::string& name) {
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    return zone != nullptr && *zone != icu::TimeZone::getUnknown();
}

}  // namespace carepress::visit_summary
