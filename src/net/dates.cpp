#include "net/dates.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace carepress::net {
namespace {

constexpr std::array<std::string_view, 7> day_names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> month_names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string padded(std::int64_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

}  // namespace

std::string http_date(std::chrono::sys_seconds time) {
    const auto days = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(days);
    const std::chrono::hh_mm_ss of_day(time - days);
    std::string text(day_names[std::chrono::weekday(days).c_encoding()]);
    text += ", " + padded(static_cast<unsigned>(date.day()), 2) + " ";
    text += month_names[static_cast<unsigned>(date.month()) - 1];
    text += " " + padded(static_cast<int>(date.year()), 4) + " " + padded(of_day.hours().count(), 2) + ":" +
            padded(of_day.minutes().count(), 2) + ":" + padded(of_day.seconds().count(), 2) + " GMT";
    return text;
}

}  // namespace carepress::net
