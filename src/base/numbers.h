#pragma once

#include <cmath>
#include <cstdint>
#include <string>

// Numbers as text with a decimal point, whatever the locale.

namespace carepress {

/// 1234567 as "1,234,567".
inline std::string with_commas(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

/// A number of tenths with one decimal: 84 as "8.4", 80 as "8.0", -4 as "-0.4".
inline std::string tenths_text(std::int64_t tenths) {
    const std::int64_t magnitude = tenths < 0 ? -tenths : tenths;
    return (tenths < 0 ? "-" : "") + std::to_string(magnitude / 10) + "." + std::to_string(magnitude % 10);
}

/// The same without a zero decimal: 84 as "8.4", 80 as "8".
inline std::string short_tenths_text(std::int64_t tenths) {
    return tenths % 10 == 0 ? std::to_string(tenths / 10) : tenths_text(tenths);
}

/// A number of hundredths with two decimals: 1250 as "12.50", -5 as "-0.05".
inline std::string hundredths_text(std::int64_t hundredths) {
    const std::int64_t magnitude = hundredths < 0 ? -hundredths : hundredths;
    return (hundredths < 0 ? "-" : "") + std::to_string(magnitude / 100) + "." + std::to_string(magnitude / 10 % 10) +
           std::to_string(magnitude % 10);
}

/// A number rounded to one decimal, halves away from zero: 8.25 as "8.3".
inline std::string one_decimal(double value) { return tenths_text(std::llround(value * 10)); }

}  // namespace carepress
