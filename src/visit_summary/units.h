#pragma once

#include "visit/record.h"
#include "visit_summary/words.h"

#include <optional>
#include <string>
#include <string_view>

namespace carepress::visit_summary {

/// The unit of a quantity as a patient can read it: a sign that is the same in every language ("mg/dL"), or English
/// words, tagged as such ("thousand per microliter"). Empty if there is none, as for a ratio. Nothing for an unknown
/// UCUM code without a plain text: codes such as "10*3/uL" or "{cells}" are never printed.
std::optional<Piece> readable_unit(const visit::Quantity& quantity);

/// The digits of the record, without an exponent, and without those that a computation left and no laboratory measures:
/// of a number with more than 4 decimals and more than 6 significant digits, 4 significant digits are kept
/// ("7.199999999999999" is 7.2, "164.555008657" is 164.6). A trailing zero stays: in a result it shows the precision
/// (ISMP).
std::string readable_number(std::string_view decimal);

/// "11.2 thousand per microliter", "less than 5 mg/dL", "4 to 6 mmol/L"; nothing if the unit cannot be read.
std::optional<Pieces> say_quantity(const visit::Quantity& quantity, const SummaryWords& words);
std::optional<Pieces> say_quantities(const visit::QuantityRange& range, const SummaryWords& words);

}  // namespace carepress::visit_summary
