#pragma once

#include "base/diagnostic.h"
#include "handout/handout.h"
#include "layout/paged_document.h"
#include "text/shape.h"

namespace carepress::layout {

/// Lays out a handout as lay_out() does. Where the layout has a goal that its own setting misses, the least step of its
/// range that reaches the goal is taken: distances between blocks yield first, then leadings, then sizes
/// (docs/layouts.md, "Fit"). The summary of a visit yields as far to have whom to call on its first page, if that is on
/// its second one. Each part of the handout is fitted for itself, as it would be alone. Where no step does, a
/// part that should save a sheet or page keeps its layout's own setting, and one that should have one page has the
/// tightest and more pages: reaches_goal() tells. The notice of language assistance is left as it is.
PagedDocument fit(const handout::Handout& handout, text::Shaper& shaper, Diagnostics& diagnostics);

/// Whether a handout that was set so is what its layout aims at.
bool reaches_goal(const handout::Handout& handout, const PagedDocument& document);

}  // namespace carepress::layout
