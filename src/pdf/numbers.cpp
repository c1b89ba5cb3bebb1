#include "pdf/numbers.h"

#include <charconv>

namespace carepress {

namespace {

constexpr int longest_number = 24;

constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

}  // namespace

void append_integer(std::string& out, std::int64_t value) {
    if (value >= 0 && value < 10) {
        out += static_cast<char>('0' + value);
        return;
    }
    char digits[longest_number];
    const auto result = std::to_chars(digits, digits + longest_number, value);
    out.append(digits, result.ptr);
}

void append_decimal(std::string& out, std::int64_t value, int decimals) {
    if (value < 0) {
        out += '-';
        value = -value;
    }
    const std::int64_t unit = power_of_ten(decimals);
    append_integer(out, value / unit);
    std::int64_t fraction = value % unit;
    if (fraction == 0) return;
    char digits[longest_number];
    for (int i = decimals; i-- > 0; fraction /= 10) digits[i] = static_cast<char>('0' + fraction % 10);
    int count = decimals;
    while (digits[count - 1] == '0') --count;
    out += '.';
    out.append(digits, static_cast<std::size_t>(count));
}

void append_quotient(std::string& out, std::int64_t dividend, std::int64_t divisor) {
    const std::int64_t scaled = dividend * 1'000'000;
    append_decimal(out, (scaled + (scaled < 0 ? -divisor : divisor) / 2) / divisor, 6);
}

void append_color(std::string& out, Color color) {
    for (const int component : {color.red, color.green, color.blue}) {
        append_decimal(out, (component * 1000 + 127) / 255, 3);
        out += ' ';
    }
}

}  // namespace carepress
