#pragma once

#include "visit_summary/words.h"

#include <vector>

namespace carepress::visit_summary {

/// The body sites of a condition or order, each after a dot: " · Knee, left side". A side that only a code gives is in
/// the page's words.
void add_body_sites(TextBuilder& text, const std::vector<visit::Concept>& sites, const SummaryWords& words);

}  // namespace carepress::visit_summary
