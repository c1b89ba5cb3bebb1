#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace carepress {

inline constexpr char lower_hex_digits[] = "0123456789abcdef";
inline constexpr char upper_hex_digits[] = "0123456789ABCDEF";

/// The value of a hexadecimal digit in either case; -1 for any other character.
constexpr int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

/// Appends the two hexadecimal digits of a byte; `digits` is lower_hex_digits or upper_hex_digits.
inline void append_hex_byte(std::string& out, std::uint8_t byte, const char* digits) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

/// Two hexadecimal digits for each byte, in lower case and without a prefix.
inline std::string lower_hex(std::span<const std::uint8_t> bytes) {
    std::string out;
    out.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) append_hex_byte(out, byte, lower_hex_digits);
    return out;
}

/// A code point in Unicode's notation, with at least four digits: "U+00AD", "U+1F600".
inline std::string code_point_text(char32_t character) {
    std::string out = "U+";
    int digits = 4;
    while (digits < 8 && character >> 4 * digits != 0) ++digits;
    while (digits-- > 0) out += upper_hex_digits[character >> 4 * digits & 15];
    return out;
}

}  // namespace carepress
