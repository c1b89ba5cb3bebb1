#pragma once

#include "visit/record.h"

#include <cstdint>

namespace carepress::visit {

/// Checks FHIR's form of date, dateTime or instant and the calendar; nullopt for anything else.
std::optional<RecordTime> read_time(std::string_view text);

/// [begin, end) in seconds from 1970-01-01: of a time with a zone in UTC, of a date in no zone as if it were UTC.
struct TimeRange {
    std::int64_t begin = 0, end = 0;
    bool zoned = false;
    bool operator==(const TimeRange&) const = default;
};
TimeRange range_of(const RecordTime& time);

/// FHIR instant in UTC, of seconds from 1970-01-01; empty outside the years 1 to 9999.
std::string instant_text(std::int64_t seconds);

/// How two times of a record stand to each other. `same`: the same instant, day, month or year as far as both say.
/// `unknown`: one is not stated, or one lies within the other's year or month.
enum class TimeOrder : std::uint8_t { before, same, after, unknown };
TimeOrder order_of(const RecordTime& left, const RecordTime& right);

/// `time` begins so many whole days after `end` or later: 0 is "after it". False where one is not stated.
bool is_days_after(const RecordTime& time, const RecordTime& end, int days);

/// A time that is written in UTC, so that the clock on the wall there is not known.
bool is_in_utc(const RecordTime& time);

/// On one day by the clock of `other`; UTC tells no clock, so there it is within half a day.
bool same_day(const RecordTime& time, const RecordTime& other);

}  // namespace carepress::visit
