#pragma once

#include "summary/words.h"
#include "visit/visit.h"

namespace carepress {

/// One line under a medicine's entry: when and by whom it was prescribed, how much is dispensed, how many refills there
/// are; nothing where the record says none of it.
void add_supply(TextBuilder& text, const Medicine& medicine, const SummaryWords& words);

}  // namespace carepress
