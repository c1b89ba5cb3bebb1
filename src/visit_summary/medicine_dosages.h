#pragma once

#include "visit/visit.h"
#include "visit_summary/words.h"

#include <string_view>
#include <vector>

namespace carepress {

/// How to take a medicine, in lines below its name: each dosage, or each step of one that changes, then each question
/// once.
void add_dosages(TextBuilder& text, const Medicine& medicine, const SummaryWords& words);

bool has_warning(const Medicine& medicine, MedicineWarning warning);

/// The keys of the phrases by which the page asks about this medicine.
std::vector<std::string_view> alerts_about(const Medicine& medicine, const SummaryWords& words);

}  // namespace carepress
