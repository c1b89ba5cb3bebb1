#include "layout/flow_builder.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::layout {

std::uint32_t FlowBuilder::open_region(Column outer, const BoxLook& look) {
    Region region;
    region.first = region.last = slab_count();
    region.column = outer;
    region.border = look.border;
    region.border_color = look.border_color;
    region.fill = look.fill;
    region.top = look.padding_top + (look.closed_when_cut ? look.border.top : Length{});
    region.bottom = look.padding_bottom + (look.closed_when_cut ? look.border.bottom : Length{});
    region.below_head = look.below_head;
    region.closed_when_cut = look.closed_when_cut;
    region.lead_before = lead_;
    region.outer_top = open_top_;
    region.outer_bottom = open_bottom_;
    open_top_ += region.top;
    open_bottom_ += region.bottom;
    const Length opening = region.border.top + look.padding_top;
    lead_ += opening;
    if (opening > Length{} || region.fill) is_pinned_ = true;
    flow_.regions.push_back(region);
    return static_cast<std::uint32_t>(flow_.regions.size() - 1);
}

void FlowBuilder::close_region(std::uint32_t index) {
    Region& region = flow_.regions[index];
    open_top_ -= region.top;
    open_bottom_ -= region.bottom;
    region.last = slab_count();
    if (region.first == region.last) {  // nothing is in it: it is not printed
        lead_ = region.lead_before;
        is_pinned_ = false;
        return;
    }
    const Length closing = region.bottom + (region.closed_when_cut ? Length{} : region.border.bottom);
    if (closing > Length{} || region.fill) space_ = {};
    flow_.slabs.back().tail += closing;
    region.tail_until = flow_.slabs.back().tail;
    for (std::uint32_t i = region.first + 1; i < region.last; ++i) {
        flow_.slabs[i].end_extra += region.bottom;
        flow_.slabs[i].top_extra += region.top;
    }
}

void FlowBuilder::hang(const Waiting& waiting, const Slab& slab, TextLine line) {
    SlabItem item = waiting.item;
    switch (waiting.hang) {
        case Hang::from_here:
            item.y += waiting.lead - slab.lead;
            break;
        case Hang::on_baseline:
            // Beside a picture its own first line is at the top.
            item.y = line.cap_height > Length{} ? line.baseline : std::get<SlabLine>(item.content).ascent;
            break;
        case Hang::beside_capitals: {
            const Length capitals_top = std::max(Length{}, line.baseline - line.cap_height);
            const bool beside_one_line = item.height <= slab.height;
            item.y =
                beside_one_line ? std::max(Length{}, capitals_top + (line.cap_height - item.height) / 2) : Length{};
            break;
        }
    }
    flow_.items.push_back(item);
}

void FlowBuilder::add_slab(Length height, TextLine line) {
    Slab slab;
    slab.height = height;
    slab.space_before = flow_.slabs.empty() ? Length{} : space_;
    slab.lead = lead_;
    slab.break_cost = next_break_ + keep_next_;
    slab.item_begin = static_cast<std::uint32_t>(flow_.items.size());
    for (const Waiting& waiting : waiting_) hang(waiting, slab, line);
    waiting_.clear();
    slab.item_end = static_cast<std::uint32_t>(flow_.items.size());
    flow_.slabs.push_back(slab);
    space_ = lead_ = {};
    is_pinned_ = false;
    next_break_ = usual_break_;
    keep_next_ = 0;
}

void FlowBuilder::keep_together(std::uint32_t first, int cost) {
    for (std::uint32_t i = first + 1; i < slab_count(); ++i) flow_.slabs[i].break_cost += cost;
}

void FlowBuilder::continue_box(std::uint32_t index, Continuation continuation) {
    Region& box = flow_.regions[index];
    for (std::uint32_t i = box.first + 1; i < box.last; ++i) {
        flow_.slabs[i].top_extra += continuation.head_height;
        flow_.slabs[i].end_extra += continuation.foot_height;
    }
    // What is cut inside of it begins below its head and ends above its foot.
    for (std::size_t i = index + 1; i < flow_.regions.size(); ++i) {
        if (flow_.regions[i].first < box.first) continue;
        flow_.regions[i].outer_top += continuation.head_height;
        flow_.regions[i].outer_bottom += continuation.foot_height;
    }
    for (TableHead& head : flow_.heads)
        if (head.first >= box.first) head.offset += continuation.head_height;
    box.continuation = static_cast<std::uint32_t>(flow_.continuations.size());
    flow_.continuations.push_back(std::move(continuation));
}

std::uint32_t FlowBuilder::kept_with_next(int cost) const {
    std::uint32_t first = slab_count();
    for (int next = keep_next_; first > 0 && next >= std::max(cost, 1); next = flow_.slabs[first].break_cost) --first;
    return first;
}

Length FlowBuilder::height_since(std::uint32_t first, Length lead) const {
    Length height;
    for (std::uint32_t i = first; i < slab_count(); ++i)
        height += flow_.slabs[i].total() + (i > first ? flow_.slabs[i].space_before : Length{});
    return height - lead;
}

}  // namespace carepress::layout
