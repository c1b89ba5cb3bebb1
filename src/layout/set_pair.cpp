#include "layout/set_blocks.h"
#include "layout/stand_beside.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress {

/// A block and its translation: side by side in columns of one width, else under each other and kept together.
void BlockSetter::set_pair(std::uint32_t index, Column column) {
    const Box& pair = handout_.boxes[index];
    const std::uint32_t one = index + 1, other = handout_.boxes[one].end;
    Flow& flow = flow_.flow();
    const BilingualSettings& rule = sheet_.bilingual;
    const Column half{column.start, (column.width - rule.gap) / 2};
    const Length em = sheet_.block(BlockRole::paragraph).text.size;
    // Short lines may be a third narrower.
    const int narrowest = pair.equal_columns ? rule.narrowest * 2 / 3 : rule.narrowest;  // of short lines, a third less
    const bool stacked = pair.columns == 1 || half.width < em * narrowest;
    const bool continues = pair.role == BlockRole::list_item;
    if (continues) flow_.set_next_break(sheet_.costs.between_items);

    const auto count = [](const auto& items) { return static_cast<std::uint32_t>(items.size()); };
    SideMarks marks{flow_.slab_count(), 0, count(flow.regions), 0, count(flow.heads), count(flow.bookmarks), {}};
    rows_.clear();
    const Length space = flow_.pending_space();
    set_side(one, stacked ? column : half, column);
    marks.second = flow_.slab_count();
    while (!rows_.empty() && rows_.back().first >= marks.second) rows_.pop_back();  // nothing stands there
    marks.second_regions = count(flow.regions);
    const Length after = flow_.pending_space();
    if (!stacked) {
        flow_.drop_space();
        flow_.raise_space(space);
    }
    const Column far{column.end() - half.width, half.width};
    set_side(other, stacked ? column : far, column);
    if (flow_.slab_count() == marks.first) return;
    // The second language reads after the first: on each page its lines come after all of the other's.
    if (marks.second < flow_.slab_count())
        for (std::size_t i = flow.slabs[marks.second].part_begin; i < flow.parts.size(); ++i)
            flow.parts[i].order += 2 * count(handout_.boxes);
    marks.rows = std::exchange(rows_, {});
    if (stacked) {
        flow_.keep_together(marks.first, sheet_.costs.after_heading);
    } else {
        stand_beside(flow, marks, sheet_.frame(FrameRole::body).box.height);
        const Length below = std::max(after, flow_.pending_space());
        flow_.drop_space();
        flow_.raise_space(below);
    }
    if (continues && !sheet_.lists.empty()) flow.slabs[marks.first].space_before = sheet_.lists.front().item_space;
}

/// Sets a side in the direction of its language, then turns it round where the flow's is another.
void BlockSetter::set_side(std::uint32_t index, Column column, Column whole) {
    const Box& side = handout_.boxes[index];
    Flow& flow = flow_.flow();
    const std::uint32_t first = flow_.slab_count(), region = static_cast<std::uint32_t>(flow.regions.size());
    const Direction direction = std::exchange(flow.direction, side.direction);
    const bool turned = direction != side.direction;
    if (turned) column.start = whole.start + whole.end() - column.end();
    set_boxes(index + 1, side.end, column);
    flow.direction = direction;
    if (turned) mirror(flow, first, region, whole);
}

}  // namespace carepress
