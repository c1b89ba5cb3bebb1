#pragma once

#include "visit/visit.h"
#include "visit_summary/words.h"

#include <string_view>
#include <vector>

namespace carepress::visit_summary {

/// How to take a medicine, in lines below its name: each dosage, or each step of one that changes, then each question
/// once.
void add_dosages(TextBuilder& text, const visit::Medicine& medicine, const SummaryWords& words);

bool has_warning(const visit::Medicine& medicine, visit::MedicineWarning warning);

/// The keys of the phrases by which the page asks about this medicine.
std::vector<std::string_view> alerts_about(const visit::Medicine& medicine, const SummaryWords& words);

}  // namespace carepress::visit_summary
