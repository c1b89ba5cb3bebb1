#include "layout/join_sides.h"
#include "layout/lay_out_blocks.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::layout {
namespace {

template <class Items>
std::uint32_t count(const Items& items) {
    return static_cast<std::uint32_t>(items.size());
}

}  // namespace

/// A block and its translation: side by side in columns of one width, else below each other and kept together.
void BlockLayout::lay_out_pair(std::uint32_t index, Column column) {
    const handout::PairBox& pair = *handout_.boxes[index].as<handout::PairBox>();
    const std::uint32_t one = index + 1, other = handout_.boxes[one].end;
    Flow& flow = flow_.flow();
    const style::BilingualSettings& settings = stylesheet_.bilingual;
    const Column half{column.start, (column.width - settings.gap) / 2};
    const Length em = stylesheet_.block(style::BlockRole::paragraph).text.size;
    const int narrowest = pair.has_short_lines ? settings.narrowest * 2 / 3 : settings.narrowest;
    const bool stacked = pair.stacked || half.width < em * narrowest;
    if (pair.continues_list) flow_.cost_next_break(stylesheet_.costs.between_items);

    SideMarks marks{flow_.slab_count(), 0, count(flow.regions), 0, count(flow.heads), count(flow.bookmarks), {}};
    rows_.clear();
    const Length space = flow_.pending_space();
    const bool was_in_pair = std::exchange(is_in_pair_, true);
    lay_out_side(one, stacked ? column : half, column);
    marks.second = flow_.slab_count();
    while (!rows_.empty() && rows_.back().first >= marks.second) rows_.pop_back();  // they have no slab
    marks.second_regions = count(flow.regions);
    const Length below_one = flow_.pending_space();
    if (!stacked) flow_.reset_space(space);  // the second side begins where the first one did
    const Column far{column.end() - half.width, half.width};
    lay_out_side(other, stacked ? column : far, column);
    is_in_pair_ = was_in_pair;
    if (flow_.slab_count() == marks.first) return;
    marks.rows = std::exchange(rows_, {});
    if (stacked) {
        flow_.keep_together(marks.first, stylesheet_.costs.after_heading);
    } else {
        join_sides(flow, marks, stylesheet_.frame(style::FrameRole::body).box.height);
        flow_.reset_space(std::max(below_one, flow_.pending_space()));
    }
    if (pair.continues_list && !stylesheet_.lists.empty())
        flow.slabs[marks.first].space_before = stylesheet_.lists.front().item_space;
}

/// Lays out a side in the direction of its language; outside of a pair, what runs the other way than its surroundings.
void BlockLayout::lay_out_side(std::uint32_t index, Column column, Column whole) {
    const handout::Box& side = handout_.boxes[index];
    in_direction(side.as<handout::SideBox>()->direction, column, whole,
                 [&](Column inner) { lay_out_boxes(index + 1, side.end, inner); });
}

}  // namespace carepress::layout
