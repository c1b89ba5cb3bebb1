#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::visit_summary {

/// A decimal number exactly as a record writes it: `mantissa` / 10^`scale`. Doses are never binary fractions.
struct Decimal {
    std::int64_t mantissa = 0;
    int scale = 0;  ///< 0 to 12

    double value() const;
};

/// "12.50", "-3", "1e2" (FHIR decimal). Decimals after the 12th are dropped. Nothing if it is not a number, or
/// has more than 18 digits.
std::optional<Decimal> read_decimal(std::string_view text);

/// The number with at most 12 decimals, without trailing zeros: "12.5", "0.5", "100" (a trailing zero or a missing
/// leading one has led to tenfold doses; ISMP).
std::string write_decimal(const Decimal& number);

/// `number` times `numerator` / `denominator`, rounded half away from zero to `decimals` (0 to 3).
Decimal convert(const Decimal& number, std::int64_t numerator, std::int64_t denominator, int decimals);

/// The same as a text with exactly `decimals` decimals: "37.0".
std::string write_fixed(const Decimal& number, int decimals);

}  // namespace carepress::visit_summary
