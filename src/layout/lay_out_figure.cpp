#include "layout/lay_out_blocks.h"

#include <cstdint>

namespace carepress::layout {

/// The style's distances are those of the whole, its box is that of the picture or table.
void BlockLayout::lay_out_wrapper(std::uint32_t index, Column column) {
    const handout::Box& box = handout_.boxes[index];
    const style::BlockStyle& style = stylesheet_.block(box.role);
    flow_.ask_for_space(style.space_before);
    const std::uint32_t first_slab = flow_.slab_count();
    for (std::uint32_t i = index + 1; i < box.end; i = after(i)) {
        const handout::Box& child = handout_.boxes[i];
        if (child.is<handout::PictureBox>())
            lay_out_picture(i, column, Distances::of_the_group);
        else if (child.is<handout::TableBox>())
            lay_out_table(i, column, Distances::of_the_group);
        else
            lay_out_box(i, column);
        // A caption stays with what it names, above it or below.
        if (after(i) < box.end) flow_.keep_with_next(stylesheet_.costs.split_figure_caption);
    }
    if (box.role == style::BlockRole::figure && style.keep_together) flow_.keep_together(first_slab);
    flow_.ask_for_space(style.space_after);
}

/// The size of a figure's picture beside text; nothing where it can't be there, as the layout or its width is. A
/// caption needs a measure: where the picture is narrower than that, it goes between the blocks.
Size BlockLayout::size_beside(std::uint32_t figure, Column column) const {
    const style::BlockStyle& style = stylesheet_.block(style::BlockRole::figure);
    const handout::Box& box = handout_.boxes[figure];
    if (!box.is<handout::GroupBox>() || box.role != style::BlockRole::figure ||
        style.placement != style::Placement::beside)
        return {};
    const auto* picture = figure + 1 < box.end ? handout_.boxes[figure + 1].as<handout::PictureBox>() : nullptr;
    if (picture == nullptr || picture->picture >= handout_.pictures.size()) return {};
    Size size = fit(natural_size(handout_.pictures[picture->picture]), style.picture_limit);
    size = fit(size, {{}, stylesheet_.frame(style::FrameRole::body).box.height / 3});
    return size.width > column.width * 2 / 5 || size.width < narrowest_column ? Size{} : size;
}

std::uint32_t BlockLayout::lay_out_beside(std::uint32_t index, std::uint32_t end, Column column) {
    const auto is_text = [&](std::uint32_t box) {
        const handout::Box& one = handout_.boxes[box];
        return (one.is<handout::TextBox>() && !is_heading(one.role) && one.role != style::BlockRole::title) ||
               one.is<handout::ListBox>();
    };
    const std::uint32_t first_text = after(index), picture = index + 1;
    const Size size = size_beside(index, column);
    if (size.width <= Length{} || first_text >= end || !is_text(first_text)) return index;
    const style::BlockStyle& style = stylesheet_.block(style::BlockRole::figure);
    check_resolution(handout_.boxes[picture], size);

    flow_.ask_for_space(style.space_before);
    const Column side{column.end() - size.width, size.width};
    flow_.attach(picture_item(handout_.boxes[picture].as<handout::PictureBox>()->picture, side, size.height,
                              style.text.color, handout_.boxes[picture].node),
                 FlowBuilder::Hang::from_here);
    Length height = size.height;
    for (std::uint32_t i = after(picture); i < handout_.boxes[index].end; i = after(i))
        height += attach_caption(i, side, height);

    const std::uint32_t first = flow_.slab_count();
    const Length lead = flow_.pending_lead();
    const Column narrow = inset(column, {}, size.width + style.icon_gap);
    std::uint32_t at = first_text;
    for (; at < end && is_text(at) && (at == first_text || flow_.height_since(first, lead) < height); at = after(at))
        lay_out_box(at, narrow);
    if (flow_.has_waiting()) flow_.add_slab({});  // the text was empty
    const Length missing = height - flow_.height_since(first, lead);
    if (missing > Length{}) flow_.extend_last(missing);
    keep_beside(first, lead, height);
    return at;
}

/// Lets the lines of a caption wait beside the text that follows, `top` below its top. Returns their height.
Length BlockLayout::attach_caption(std::uint32_t index, Column side, Length top) {
    const handout::Box& box = handout_.boxes[index];
    const auto* content = box.as<handout::TextBox>();
    if (content == nullptr || content->text >= handout_.texts.size()) return {};
    const text::StyledText& text = handout_.texts[content->text];
    const style::BlockStyle& style = stylesheet_.block(box.role);
    const LineMetrics metrics = texts_.metrics(box.role, text);
    const std::uint32_t paragraph = texts_.shape(text);
    if (texts_.segment_count(paragraph) == 0) return {};
    Length height = style.space_before;
    for (const LineCut& line : texts_.break_into_lines(paragraph, side.width)) {
        SlabItem item = line_item(paragraph, line, metrics, side, box.node);
        std::get<SlabLine>(item.content).alignment = alignment_in(flow_.flow().direction, text, style.alignment);
        item.y = top + height + metrics.ascent;
        flow_.attach(item, FlowBuilder::Hang::from_here);
        height += metrics.leading;
    }
    return height;
}

}  // namespace carepress::layout
