#pragma once

#include "visit/visit.h"
#include "visit_summary/words.h"

namespace carepress::visit_summary {

/// One line below a medicine: when and by whom it was prescribed, how much is dispensed, how many refills there are;
/// nothing if the record has only the date or none of it.
void add_supply(TextBuilder& text, const visit::Medicine& medicine, const SummaryWords& words);

}  // namespace carepress::visit_summary
