#include "layout/lay_out_blocks.h"

#include "layout/paginate.h"

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::layout {
namespace {

bool has_box(const style::BlockStyle& style) {
    return style.fill || style.border != style::Sides{} || style.padding.top > Length{} ||
           style.padding.bottom > Length{};
}

bool is_help_box(style::BlockRole role) {
    return role == style::BlockRole::callout_emergency || role == style::BlockRole::callout_call_now ||
           role == style::BlockRole::callout_watch;
}

bool is_body_text(const handout::Box& box) {
    const auto* text = box.as<handout::TextBox>();
    return text != nullptr && text->text != no_index &&
           (box.role == style::BlockRole::paragraph || box.role == style::BlockRole::list_item);
}

}  // namespace

bool is_heading(style::BlockRole role) {
    switch (role) {
        case style::BlockRole::heading_2:
        case style::BlockRole::heading_3:
        case style::BlockRole::heading_4:
        case style::BlockRole::callout_heading_emergency:
        case style::BlockRole::callout_heading_call_now:
        case style::BlockRole::callout_heading_watch:
        case style::BlockRole::learn_more_heading:
            return true;
        default:
            return false;
    }
}

style::Alignment alignment_in(text::Direction part, const text::StyledText& text, style::Alignment alignment) {
    if (alignment == style::Alignment::center || text.direction == part) return alignment;
    return alignment == style::Alignment::start ? style::Alignment::end : style::Alignment::start;
}

BlockLayout::BlockLayout(const handout::Handout& handout, const style::Stylesheet& stylesheet, TextBreaker& texts,
                         FlowBuilder& flow)
    : handout_(handout), stylesheet_(stylesheet), texts_(texts), flow_(flow) {}

void BlockLayout::lay_out_flow(std::uint32_t begin, std::uint32_t end, Column column, Column page) {
    if (stylesheet_.columns.count == 1) {
        lay_out_boxes(begin, end, column);
        return space_help_boxes();
    }
    std::vector<std::uint32_t> starts;
    for (std::uint32_t i = begin; i < end; i = after(i)) {
        const bool spans = spans_page(i, end);
        const std::uint32_t first = flow_.slab_count();
        in_column_ = !spans;
        lay_out_box(i, spans ? page : column);
        if (flow_.slab_count() > first) starts.push_back(first);
        for (std::uint32_t slab = first; slab < flow_.slab_count(); ++slab) flow_.flow().slabs[slab].spans = spans;
    }
    space_help_boxes();
    if (stylesheet_.columns.grid) align_to_grid(begin, end, starts);
}

/// A head is as wide as what is below it.
bool BlockLayout::spans_page(std::uint32_t index, std::uint32_t end) const {
    for (; index < end; index = after(index)) {
        const style::BlockRole role = handout_.boxes[index].role;
        if (stylesheet_.block(role).span) return true;
        if (!is_heading(role)) return false;
    }
    return false;
}

/// Blocks in columns begin whole lines of body text below the first one of their band. A column may begin with any
/// line of a paragraph or any block: what is beside it is on the same grid.
void BlockLayout::align_to_grid(std::uint32_t begin, std::uint32_t end, const std::vector<std::uint32_t>& starts) {
    const auto boxes = handout_.boxes.begin();
    const auto body = std::find_if(boxes + begin, boxes + end, is_body_text);
    if (body == boxes + end) return;
    const text::StyledText& text = handout_.texts[body->as<handout::TextBox>()->text];
    const std::int32_t line = texts_.metrics(body->role, text).leading.millipoints;
    if (line <= 0) return;
    std::vector<Slab>& slabs = flow_.flow().slabs;
    Length bottom;  // from the top of the band
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::uint32_t first = starts[i], last = i + 1 < starts.size() ? starts[i + 1] : flow_.slab_count();
        if (i == 0 || slabs[first].spans || slabs[first - 1].spans) {
            bottom = {};
        } else {
            const Length top = bottom + slabs[first].space_before;
            const Length aligned{(top.millipoints + line - 1) / line * line};
            slabs[first].space_before += aligned - top;
            bottom = aligned;
        }
        bottom += stacked_height(slabs, first, last);
    }
}

void BlockLayout::lay_out_boxes(std::uint32_t begin, std::uint32_t end, Column column) {
    for (std::uint32_t i = begin; i < end;) {
        const std::uint32_t next = lay_out_beside(i, end, column);
        if (next == i) lay_out_box(i, column);
        i = std::max(next, after(i));
    }
}

void BlockLayout::lay_out_box(std::uint32_t index, Column column) {
    const handout::Box& box = handout_.boxes[index];
    if (box.pair_row > 0) rows_.emplace_back(flow_.slab_count(), box.pair_row);
    std::visit(
        [&](const auto& content) {
            using Content = std::decay_t<decltype(content)>;
            if constexpr (std::is_same_v<Content, handout::GroupBox>)
                box.role == style::BlockRole::figure || box.role == style::BlockRole::table
                    ? lay_out_wrapper(index, column)
                    : lay_out_group(index, column);
            else if constexpr (std::is_same_v<Content, handout::ItemBox>)
                lay_out_group(index, column);  // outside of a list
            else if constexpr (std::is_same_v<Content, handout::TextBox>)
                lay_out_text(index, column);
            else if constexpr (std::is_same_v<Content, handout::PictureBox>)
                lay_out_picture(index, column, Distances::own);
            else if constexpr (std::is_same_v<Content, handout::ListBox>)
                lay_out_list(index, column);
            else if constexpr (std::is_same_v<Content, handout::TableBox>)
                lay_out_table(index, column, Distances::own);
            else if constexpr (std::is_same_v<Content, handout::GridBox>)
                lay_out_grid(index, column);
            else if constexpr (std::is_same_v<Content, handout::DividerBox>)
                lay_out_divider(index, column);
            else if constexpr (std::is_same_v<Content, handout::PairBox>)
                lay_out_pair(index, column);
            else if constexpr (std::is_same_v<Content, handout::SideBox>)
                lay_out_side(index, column, column);
            else {  // outside of its parent: what it holds still prints
                static_assert(std::is_same_v<Content, handout::RowBox> || std::is_same_v<Content, handout::CellBox>);
                lay_out_boxes(index + 1, box.end, column);
            }
        },
        box.content);
}

FlowBuilder::BoxScope BlockLayout::open_box(const style::BlockStyle& style, Column outer, bool closed_when_cut) {
    if (!has_box(style)) return flow_.bare_box();
    return flow_.box(outer, {style.border, style.border_color, style.fill, style.padding.top, style.padding.bottom,
                             false, closed_when_cut});
}

BlockLayout::OpenBox BlockLayout::enter_box(const style::BlockStyle& style, Column outer, text::NodeId node) {
    OpenBox open;
    open.inner = inset(outer, style.border.start + style.padding.start, style.border.end + style.padding.end);
    if (style.icon && style.icon_size.width > Length{}) {
        SlabItem icon;
        icon.node = node;
        icon.column = {open.inner.start, style.icon_size.width};
        icon.height = open.least_height = style.icon_size.height;
        icon.content = SlabIcon{static_cast<std::uint32_t>(flow_.flow().icons.size()), style.text.color};
        flow_.flow().icons.push_back(style.icon);
        flow_.attach(icon, FlowBuilder::Hang::beside_capitals);
        open.inner = inset(open.inner, style.icon_size.width + style.icon_gap, {});
    }
    open.first_slab = flow_.slab_count();
    open.lead = flow_.pending_lead();
    return open;
}

/// Gives an open box its least height.
void BlockLayout::fill_box(const OpenBox& open) {
    if (open.least_height <= Length{}) return;
    if (flow_.slab_count() == open.first_slab) flow_.add_slab({});  // an icon or a side picture alone
    const Length missing = open.least_height - flow_.height_since(open.first_slab, open.lead);
    if (missing > Length{}) flow_.extend_last(missing);
}

void BlockLayout::lay_out_group(std::uint32_t index, Column column) {
    const handout::Box& box = handout_.boxes[index];
    const style::BlockStyle& style = stylesheet_.block(box.role);
    const auto* group = box.as<handout::GroupBox>();
    const bool has_side = group != nullptr && group->side_picture < handout_.pictures.size();
    const bool continues = group != nullptr && group->continued < handout_.texts.size();
    const auto region = static_cast<std::uint32_t>(flow_.flow().regions.size());
    Length side_height;
    const bool was_in_help_box = std::exchange(is_in_help_box_, is_in_help_box_ || is_help_box(box.role));
    flow_.ask_for_space(style.space_before);
    const OpenBox laid_out = in_box(
        style, column, box.node,
        [&](OpenBox& open) {
            if (has_side) open.inner = attach_side_picture(*group, open.inner, side_height);
            open.least_height = std::max(open.least_height, side_height);
            lay_out_boxes(index + 1, box.end, open.inner);
        },
        continues);
    is_in_help_box_ = was_in_help_box;
    if (continues && has_box(style) && flow_.slab_count() > laid_out.first_slab + 1)
        continue_group(index, region, laid_out);
    if (style.keep_together || has_side) flow_.keep_together(laid_out.first_slab, split_cost(box.role, laid_out));
    if (has_side) keep_beside(laid_out.first_slab, laid_out.lead, side_height);
    flow_.ask_for_space(style.space_after);
    if (style.keep_with_next) flow_.keep_with_next(stylesheet_.costs.after_heading);
}

/// An emergency box that fits on a page is split for nothing: half of its signs would be an unnamed list overleaf.
int BlockLayout::split_cost(style::BlockRole role, const OpenBox& box) const {
    const style::BreakCosts& costs = stylesheet_.costs;
    if (role != style::BlockRole::callout_emergency) return costs.split_callout;
    const Length page = std::max(stylesheet_.frame(style::FrameRole::body_first).box.height,
                                 stylesheet_.frame(style::FrameRole::body).box.height);
    return flow_.height_since(box.first_slab, {}) <= page ? costs.split_emergency : costs.split_callout;
}

/// The head that a help box has on each page it continues on, and the line that says so before.
void BlockLayout::continue_group(std::uint32_t index, std::uint32_t region, const OpenBox& box) {
    const handout::GroupBox& group = *handout_.boxes[index].as<handout::GroupBox>();
    const style::BlockStyle& style = stylesheet_.block(handout_.boxes[index].role);
    const style::BlockRole heading = handout_.boxes[index + 1].role, foot = style::BlockRole::callout_text;
    Continuation made;
    made.head_height = add_continued_text(group.continued, heading, box.inner, made.head);
    if (style.icon && style.icon_size.width > Length{} && !made.head.empty()) {
        const Length capitals = stylesheet_.block(heading).text.size * 7 / 10;
        SlabItem icon;
        icon.column = {box.inner.start - style.icon_gap - style.icon_size.width, style.icon_size.width};
        icon.height = style.icon_size.height;
        icon.y = std::max(Length{}, made.head.front().y - (capitals + icon.height) / 2);
        icon.content = SlabIcon{static_cast<std::uint32_t>(flow_.flow().icons.size()), style.text.color};
        flow_.flow().icons.push_back(style.icon);
        made.head_height = std::max(made.head_height, icon.y + icon.height);
        made.head.push_back(icon);
    }
    made.head_height += stylesheet_.block(heading).space_after;
    const Length space = stylesheet_.block(foot).space_after;
    made.foot_height = space + add_continued_text(group.goes_on, foot, box.inner, made.foot);
    for (SlabItem& item : made.foot) item.y += space;
    flow_.continue_box(region, std::move(made));
}

/// Adds the lines of a text below each other; returns how high they are.
Length BlockLayout::add_continued_text(std::uint32_t text, style::BlockRole role, Column column,
                                       std::vector<SlabItem>& items) {
    if (text >= handout_.texts.size()) return {};
    // A head may be its author's own words; that a box goes on is said alike everywhere.
    const bool is_standing = role == style::BlockRole::callout_text;
    const std::uint32_t paragraph =
        is_standing ? texts_.shape_standing(handout_.texts[text]) : texts_.shape(handout_.texts[text]);
    if (texts_.segment_count(paragraph) == 0) return {};
    const LineMetrics metrics = texts_.metrics(role, handout_.texts[text]);
    Length top;
    for (const LineCut& line : texts_.break_into_lines(paragraph, column.width, stylesheet_.block(role).balance)) {
        SlabItem item = line_item(paragraph, line, metrics, column, text::artifact);
        item.y += top;
        std::get<SlabLine>(item.content).alignment =
            alignment_in(flow_.flow().direction, handout_.texts[text], stylesheet_.block(role).alignment);
        items.push_back(item);
        top += metrics.leading;
    }
    return top;
}

void BlockLayout::keep_beside(std::uint32_t first, Length lead, Length height) {
    Length below;
    std::vector<Slab>& slabs = flow_.flow().slabs;
    for (std::uint32_t i = first; i < slabs.size() && below < height; ++i) {
        if (i > first) slabs[i].break_cost += split_side_picture_cost;
        below += slabs[i].total() + (i > first ? slabs[i].space_before : -lead);
    }
}

Column BlockLayout::attach_side_picture(const handout::GroupBox& group, Column column, Length& height) {
    const style::BlockStyle& style = stylesheet_.block(style::BlockRole::qr_code);
    Size size = style.picture_limit;
    if (size.width <= Length{} || size.height <= Length{}) size = natural_size(handout_.pictures[group.side_picture]);
    size = fit(size, {column.width / 2, {}});
    height = size.height;
    flow_.attach(picture_item(group.side_picture, {column.end() - size.width, size.width}, size.height,
                              style.text.color, group.side_picture_node),
                 FlowBuilder::Hang::from_here);
    return inset(column, {}, size.width + style.padding.start);
}

void BlockLayout::lay_out_divider(std::uint32_t index, Column column) {
    const handout::Box& box = handout_.boxes[index];
    const style::BlockStyle& style = stylesheet_.block(box.role);
    flow_.ask_for_space(style.space_before);
    in_box(style, column, box.node, [&](OpenBox&) { flow_.add_slab({}); });
    flow_.ask_for_space(style.space_after);
}

}  // namespace carepress::layout
