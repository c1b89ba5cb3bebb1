#pragma once

#include "summary/words.h"
#include "visit/record.h"

#include <optional>
#include <string>
#include <string_view>

namespace carepress {

/// The unit of a quantity as a patient can read it: a sign that is written alike in every language ("mg/dL"), or
/// English words, tagged as such ("thousand per microliter"). Empty for what has none, such as a ratio. Nothing for a
/// UCUM code that is not known here and has no plain text beside it: codes such as "10*3/uL" or "{cells}" never stand
/// on the page.
std::optional<Piece> readable_unit(const Quantity& quantity);

/// The digits of the record: without an exponent, and without the digits that a computation leaves and no laboratory
/// measures: with more than 4 decimals and 6 digits that count, 4 are kept ("7.199999999999999" is 7.2, "164.555008657"
/// is 164.6). A trailing zero stays: in a result it says how exact the number is (ISMP).
std::string readable_number(std::string_view decimal);

/// "11.2 thousand per microliter", "less than 5 mg/dL", "4 to 6 mmol/L"; nothing where the unit can't be read.
std::optional<Pieces> say_quantity(const Quantity& quantity, const SummaryWords& words);
std::optional<Pieces> say_quantities(const QuantityRange& range, const SummaryWords& words);

}  // namespace carepress
