#pragma once

#include "visit/dosage.h"

namespace carepress {

/// What the codes or the English words of a dosage mean; `other` for what is stated and not known, `none` for nothing.
DoseUnit dose_unit_of(const Quantity& quantity);
/// Unit and code of the quantity are both known, and differ: "mL" beside the code "mg".
bool units_disagree(const Quantity& quantity);
Route route_of(const Concept& words);
Method method_of(const Concept& words);
Advice advice_of(const Concept& words);

}  // namespace carepress
