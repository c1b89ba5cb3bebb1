#include "visit_summary/decimal.h"

#include <cassert>
#include <cstdint>

namespace carepress::visit_summary {
namespace {

__extension__ typedef __int128 Wide;  // a mantissa times a conversion factor has up to 30 digits

constexpr int most_digits = 18, most_decimals = 12;

Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

}  // namespace

double Decimal::value() const { return static_cast<double>(mantissa) / static_cast<double>(power_of_ten(scale)); }

std::optional<Decimal> read_decimal(std::string_view text) {
    Decimal number;
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    int digits = 0, exponent = 0;
    bool point = false;
    std::size_t at = 0;
    for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
        if (text[at] == '.' && !point) {
            point = true;
        } else if (text[at] >= '0' && text[at] <= '9') {
            if (point && number.scale == most_decimals) continue;  // further ones change no rounding here
            number.mantissa = number.mantissa * 10 + (text[at] - '0');
            if (number.mantissa != 0) ++digits;
            if (point) ++number.scale;
            if (digits > most_digits) return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    if (at == 0 || text.substr(0, at) == ".") return std::nullopt;
    if (at < text.size()) {
        std::string_view power = text.substr(at + 1);
        const bool below = power.starts_with('-');
        if (below || power.starts_with('+')) power.remove_prefix(1);
        if (power.empty() || power.size() > 2) return std::nullopt;
        for (const char c : power) {
            if (c < '0' || c > '9') return std::nullopt;
            exponent = exponent * 10 + (c - '0');
        }
        number.scale -= below ? -exponent : exponent;
        for (; number.scale < 0; ++number.scale) {
            number.mantissa *= 10;
            if (++digits > most_digits) return std::nullopt;
        }
        if (number.scale > most_decimals) return std::nullopt;
    }
    if (negative) number.mantissa = -number.mantissa;
    return number;
}

std::string write_decimal(const Decimal& number) {
    Decimal shortest = number;
    while (shortest.scale > 0 && shortest.mantissa % 10 == 0) {
        shortest.mantissa /= 10;
        --shortest.scale;
    }
    return write_fixed(shortest, shortest.scale);
}

Decimal convert(const Decimal& number, std::int64_t numerator, std::int64_t denominator, int decimals) {
    assert(denominator > 0 && decimals >= 0 && decimals <= 3);
    const bool negative = number.mantissa < 0;
    const Wide magnitude = negative ? -static_cast<Wide>(number.mantissa) : static_cast<Wide>(number.mantissa);
    const Wide below = static_cast<Wide>(denominator) * power_of_ten(number.scale);
    const Wide rounded = (magnitude * numerator * power_of_ten(decimals) * 2 + below) / (below * 2);
    const auto mantissa = static_cast<std::int64_t>(rounded);
    return {negative ? -mantissa : mantissa, decimals};
}

std::string write_fixed(const Decimal& number, int decimals) {
    const Decimal rounded = number.scale == decimals ? number : convert(number, 1, 1, decimals);
    const bool negative = rounded.mantissa < 0;
    std::string digits = std::to_string(negative ? -rounded.mantissa : rounded.mantissa);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, 1, '.');
    return negative ? "-" + digits : digits;
}

}  // namespace carepress::visit_summary
