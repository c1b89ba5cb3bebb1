#pragma once

#include "visit/dosage.h"

#include <string_view>

namespace carepress::visit {

// What the codes or the English words of a dosage mean: `other` if stated and unknown, `none` if not stated.

DoseUnit dose_unit_of(const Quantity& quantity);
/// A word or code by itself: "tabs", "mL".
DoseUnit dose_unit_of_word(std::string_view word);
/// What is counted in pieces: tablets, capsules, puffs, drops and the like.
bool is_counted_form(DoseUnit unit);
/// Whether unit and code of the quantity are both known and differ: "mL" beside the code "mg".
bool units_disagree(const Quantity& quantity);
Route route_of(const Concept& words);
/// A word of `plain` (see plain_words()) begins like this: "eye" in "left eyelid", but not "ear" in "heart".
bool has_word_from(std::string_view plain, std::string_view beginning);
/// The side of an eye, an ear or the nose; none for any other site.
Side paired_side_of(const Concept& site);
Method method_of(const Concept& words);
Advice advice_of(const Concept& words);

}  // namespace carepress::visit
