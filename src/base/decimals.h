#pragma once

#include "base/length.h"

#include <cstdint>
#include <string>

namespace carepress {

// Decimals as PDF (ISO 32000-1 7.3.3) and SVG take them, written by hand: the C library's formatting follows the
// locale, and this is in the writers' innermost loops.

void append_integer(std::string& out, std::int64_t value);

/// `value` / 1000 or / 1,000,000 as the shortest exact decimal: "12", "-0.5"; ".25" is written "0.25".
void append_thousandths(std::string& out, std::int64_t value);
void append_millionths(std::string& out, std::int64_t value);

/// A distance in points.
inline void append_length(std::string& out, Length length) { append_thousandths(out, length.millipoints); }

/// The quotient of two integers with six decimals, rounded to nearest: the scale of a drawing. `divisor` is positive.
void append_quotient(std::string& out, std::int64_t dividend, std::int64_t divisor);

}  // namespace carepress
