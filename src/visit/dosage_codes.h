#pragma once

#include "visit/dosage.h"

#include <string_view>

namespace carepress {

/// What the codes or the English words of a dosage mean; `other` for what is stated and not known, `none` for nothing.
DoseUnit dose_unit_of(const Quantity& quantity);
/// A word or code by itself: "tabs", "mL".
DoseUnit dose_unit_of_word(std::string_view word);
/// What comes in pieces that one counts: tablets, capsules, puffs, drops and the like.
bool is_counted_form(DoseUnit unit);
/// Unit and code of the quantity are both known, and differ: "mL" beside the code "mg".
bool units_disagree(const Quantity& quantity);
Route route_of(const Concept& words);
/// Left, right or both, of the site of an eye, an ear or the nose; none for anything else.
Side paired_side_of(const Concept& site);
Method method_of(const Concept& words);
Advice advice_of(const Concept& words);

}  // namespace carepress
