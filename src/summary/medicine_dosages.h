#pragma once

#include "summary/words.h"
#include "visit/visit.h"

namespace carepress {

/// How to take a medicine, in lines below its name: each dosage, or each step of one that changes, then what has to be
/// asked, each once.
void add_dosages(TextBuilder& text, const Medicine& medicine, const SummaryWords& words);

}  // namespace carepress
