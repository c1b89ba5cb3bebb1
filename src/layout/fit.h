#pragma once

#include "base/diagnostic.h"
#include "handout/handout.h"
#include "layout/paged_document.h"
#include "text/shape.h"

namespace carepress {

/// Sets a handout as set() does. Where the layout has a goal that its own setting misses, the least step of its range
/// that reaches the goal is taken: distances between blocks yield first, then leadings, then sizes (docs/layouts.md,
/// "Fit"). Where no step does, a handout that should save a sheet keeps its layout's own setting, and one that should
/// have one page (for each of its parts) has the tightest and more pages: reaches_goal() tells.
PagedDocument fit(const Handout& handout, Shaper& shaper, Diagnostics& diagnostics);

/// Whether a handout in so many pages is what its layout aims at.
bool reaches_goal(const Handout& handout, std::size_t pages);

}  // namespace carepress
