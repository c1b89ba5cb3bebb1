#pragma once

#include "visit/record.h"
#include "visit_summary/words.h"

#include <string>

namespace carepress::visit_summary {

/// The time by the clock of the page: milliseconds since 1970-01-01T00:00 of the same clock. `time_zone`: IANA name;
/// empty: the time's own zone.
double clock_of(const visit::RecordTime& time, const std::string& time_zone);

/// A date as precise as the record has it, in words: "March 3, 1950", "March 1950", "1950". A date without a time never
/// shifts; one with a time is the day by the clock of the words' time zone. If no time zone is set, UTC is marked.
std::string say_date(const visit::RecordTime& time, const SummaryWords& words);

/// A date with its time, if the record has one: "Monday, March 2, 2026, 9:30 AM". If no time zone is set, the time is
/// printed as in the record, and UTC is marked.
std::string say_time(const visit::RecordTime& time, const SummaryWords& words);

/// The days from start to end: one date, or two with a dash between them.
std::string say_period(const visit::RecordPeriod& period, const SummaryWords& words);

/// "09:30", on no particular day, by the words' pattern.
std::string say_time_of_day(const std::string& time, const SummaryWords& words, const words::Phrases& phrases);

/// The name of a day of the week; 0 is Monday.
std::string say_weekday(int weekday, const words::Phrases& phrases);

/// ICU knows the time zone, such as "America/New_York".
bool is_time_zone(const std::string& name);

}  // namespace carepress::visit_summary
