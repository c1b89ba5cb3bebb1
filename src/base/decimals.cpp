#include "base/decimals.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace carepress {

namespace {

constexpr int longest_number = 24;  // 19 digits, sign, point

/// Two digits at once: half the divisions.
constexpr auto digit_pairs = [] {
    std::array<char, 200> pairs{};
    for (std::size_t i = 0; i < 100; ++i) {
        pairs[2 * i] = static_cast<char>('0' + i / 10);
        pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}();

/// Writes the digits of `value` so that they end before `end`; returns where they begin.
char* write_digits(char* end, std::uint64_t value) {
    for (; value >= 100; value /= 100) {
        end -= 2;
        std::memcpy(end, &digit_pairs[2 * (value % 100)], 2);
    }
    if (value < 10) {
        *--end = static_cast<char>('0' + value);
        return end;
    }
    end -= 2;
    std::memcpy(end, &digit_pairs[2 * value], 2);
    return end;
}

/// A pointer and a size: for two pointers the library has only a general replacement, which takes three times as long.
void append_between(std::string& out, const char* begin, const char* end) {
    out.append(begin, static_cast<std::size_t>(end - begin));
}

constexpr std::uint64_t magnitude_of(std::int64_t value) {
    return value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

/// With `decimals` known when compiling, divisions by the unit are multiplications.
template <int decimals>
void append_fixed(std::string& out, std::int64_t value) {
    constexpr std::uint64_t unit = decimals == 3 ? 1'000 : 1'000'000;
    char digits[longest_number];
    char* const last = digits + longest_number;
    char* end = last;
    const std::uint64_t magnitude = magnitude_of(value);
    char* begin = end;
    if (std::uint64_t fraction = magnitude % unit; fraction != 0) {
        begin = end - decimals;
        for (char* at = end; at > begin; fraction /= 10) *--at = static_cast<char>('0' + fraction % 10);
        // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): fraction has a digit other than 0
        while (end[-1] == '0') --end;
        *--begin = '.';
    }
    begin = write_digits(begin, magnitude / unit);
    if (value < 0) *--begin = '-';
    append_between(out, begin, end);
}

}  // namespace

void append_integer(std::string& out, std::int64_t value) {
    char digits[longest_number];
    char* const end = digits + longest_number;
    char* begin = write_digits(end, magnitude_of(value));
    if (value < 0) *--begin = '-';
    append_between(out, begin, end);
}

void append_thousandths(std::string& out, std::int64_t value) { append_fixed<3>(out, value); }
void append_millionths(std::string& out, std::int64_t value) { append_fixed<6>(out, value); }

void append_quotient(std::string& out, std::int64_t dividend, std::int64_t divisor) {
    const std::int64_t scaled = dividend * 1'000'000;
    append_millionths(out, (scaled + (scaled < 0 ? -divisor : divisor) / 2) / divisor);
}

}  // namespace carepress
