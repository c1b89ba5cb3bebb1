#include "visit/record_time.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace carepress::visit {
namespace {

/// Reads fixed fields of digits from left to right.
class Digits {
public:
    explicit Digits(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }
    bool skip(char c) {
        if (rest_.empty() || rest_[0] != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    /// The number of `count` digits, at most `largest`; -1 for anything else.
    int number(std::size_t count, int largest) {
        if (rest_.size() < count) return -1;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return -1;
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value <= largest ? value : -1;
    }
    std::size_t skip_digits() {
        const std::size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        rest_.remove_prefix(end);
        return end;
    }

private:
    std::string_view rest_;
};

int days_in(int year, int month) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

struct Parts {
    int year = 0, month = 1, day = 1;
    int second_of_day = 0, offset_seconds = 0;
    DatePrecision precision = DatePrecision::none;
};

/// "hh:mm:ss", a fraction, and "Z" or an offset of at most 14 hours. Seconds may be missing, as some systems write.
bool read_clock(Digits& digits, Parts& parts) {
    const int hour = digits.number(2, 23);
    if (hour < 0 || !digits.skip(':')) return false;
    const int minute = digits.number(2, 59);
    if (minute < 0) return false;
    int second = 0;
    if (digits.skip(':')) {
        second = digits.number(2, 60);  // 60 is a leap second
        if (second < 0) return false;
        if (digits.skip('.') && digits.skip_digits() == 0) return false;
    }
    parts.second_of_day = (hour * 60 + minute) * 60 + second;
    parts.precision = DatePrecision::minute;
    if (digits.skip('Z')) return digits.done();
    const int sign = digits.skip('+') ? 1 : digits.skip('-') ? -1 : 0;
    const int hours = sign == 0 ? -1 : digits.number(2, 14);
    if (hours < 0 || !digits.skip(':')) return false;
    const int minutes = digits.number(2, 59);
    parts.offset_seconds = sign * (hours * 60 + minutes) * 60;
    return minutes >= 0 && digits.done();
}

std::optional<Parts> read_parts(std::string_view text) {
    Digits digits(text);
    Parts parts;
    parts.year = digits.number(4, 9999);
    if (parts.year < 1) return std::nullopt;
    parts.precision = DatePrecision::year;
    if (digits.done()) return parts;
    if (!digits.skip('-')) return std::nullopt;
    parts.month = digits.number(2, 12);
    if (parts.month < 1) return std::nullopt;
    parts.precision = DatePrecision::month;
    if (digits.done()) return parts;
    if (!digits.skip('-')) return std::nullopt;
    parts.day = digits.number(2, days_in(parts.year, parts.month));
    if (parts.day < 1) return std::nullopt;
    parts.precision = DatePrecision::day;
    if (digits.done()) return parts;
    if (!digits.skip('T') || !read_clock(digits, parts)) return std::nullopt;
    return parts;
}

/// Days from 1970-01-01 by the Gregorian calendar.
std::int64_t day_number(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int m = month <= 2 ? month + 9 : month - 3;
    return 365LL * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719'468;
}

constexpr std::int64_t day_seconds = 86'400;

}  // namespace

std::optional<RecordTime> read_time(std::string_view text) {
    const std::optional<Parts> parts = read_parts(text);
    if (!parts) return std::nullopt;
    return RecordTime{std::string(text), parts->precision};
}

TimeRange range_of(const RecordTime& time) {
    const std::optional<Parts> parts = read_parts(time.text);
    if (!parts) return {};
    const std::int64_t first = day_number(parts->year, parts->month, parts->day) * day_seconds;
    switch (parts->precision) {
        case DatePrecision::none:
            break;
        case DatePrecision::year:
            return {first, day_number(parts->year + 1, 1, 1) * day_seconds, false};
        case DatePrecision::month:
            return {first, first + days_in(parts->year, parts->month) * day_seconds, false};
        case DatePrecision::day:
            return {first, first + day_seconds, false};
        case DatePrecision::minute:
            return {first + parts->second_of_day - parts->offset_seconds,
                    first + parts->second_of_day - parts->offset_seconds + 1, true};
    }
    return {};
}

std::string instant_text(std::int64_t seconds) {
    std::int64_t days = seconds / day_seconds, second = seconds % day_seconds;
    if (second < 0) {
        second += day_seconds;
        --days;
    }
    if (days < day_number(1, 1, 1) || days > day_number(9999, 12, 31)) return {};
    int year = static_cast<int>(1970 + days / 366), month = 1;
    while (day_number(year + 1, 1, 1) <= days) ++year;
    while (day_number(year, 1, 1) > days) --year;
    while (month < 12 && day_number(year, month + 1, 1) <= days) ++month;
    const auto padded = [](std::int64_t value, std::size_t width) {
        const std::string digits = std::to_string(value);
        return std::string(width - std::min(width, digits.size()), '0') + digits;
    };
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(days - day_number(year, month, 1) + 1, 2) + "T" +
           padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2) + "Z";
}

namespace {

/// Both as ranges that can be compared: a date in no zone with the date that a time itself writes.
std::pair<TimeRange, TimeRange> comparable(const RecordTime& left, const RecordTime& right) {
    TimeRange a = range_of(left), b = range_of(right);
    if (a.zoned && !b.zoned)
        a = range_of({left.date(), DatePrecision::day});
    else if (b.zoned && !a.zoned)
        b = range_of({right.date(), DatePrecision::day});
    return {a, b};
}

}  // namespace

TimeOrder order_of(const RecordTime& left, const RecordTime& right) {
    if (!left.stated() || !right.stated()) return TimeOrder::unknown;
    const auto [a, b] = comparable(left, right);
    if (a == b) return TimeOrder::same;
    if (a.end <= b.begin) return TimeOrder::before;
    if (b.end <= a.begin) return TimeOrder::after;
    return TimeOrder::unknown;
}

bool is_days_after(const RecordTime& time, const RecordTime& end, int days) {
    if (!time.stated() || !end.stated()) return false;
    const auto [a, b] = comparable(time, end);
    return a.begin >= b.end + days * day_seconds;
}

bool is_in_utc(const RecordTime& time) {
    return time.has_time() &&
           (time.text.ends_with('Z') || time.text.ends_with("+00:00") || time.text.ends_with("-00:00"));
}

bool same_day(const RecordTime& time, const RecordTime& other) {
    if (!time.stated() || !other.stated()) return false;
    if (!time.has_time() || !other.has_time()) return time.date() == other.date();
    const std::int64_t at = range_of(time).begin, by = range_of(other).begin;
    if (is_in_utc(other)) return std::abs(at - by) < day_seconds / 2;
    const std::int64_t midnight =
        range_of({other.date(), DatePrecision::day}).begin - read_parts(other.text)->offset_seconds;
    return at >= midnight && at < midnight + day_seconds;
}

}  // namespace carepress::visit
