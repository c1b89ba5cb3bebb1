#pragma once

#include "summary/words.h"

#include <vector>

namespace carepress {

/// The sites of the body where something is or is to be done, each after a dot: " · Knee, left side". A side that only
/// a code tells is in the page's words.
void add_body_sites(TextBuilder& text, const std::vector<Concept>& sites, const SummaryWords& words);

}  // namespace carepress
