#pragma once

#include "layout/flow.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace carepress::layout {

/// Where two sets of slabs begin at the end of a flow, the second right behind the first.
struct SideMarks {
    std::uint32_t first = 0, second = 0;  ///< slabs
    std::uint32_t regions = 0, second_regions = 0, heads = 0, bookmarks = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;  ///< the slabs that begin rows: slab, row from 1
};

/// Mirrors inside `whole` what was laid out from an item and a region on, in a direction other than the flow's.
void mirror(Flow& flow, std::size_t item, std::uint32_t region, Column whole);

/// Moves the second slabs beside the first: all that belongs to a row makes one slab that never breaks, its first lines
/// on one baseline, or, where one would be taller than `most`, slabs of a line of both. Boxes that hold a whole side
/// end together; table heads in it are not repeated.
void join_sides(Flow& flow, const SideMarks& marks, Length most);

}  // namespace carepress::layout
