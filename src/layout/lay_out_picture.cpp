#include "layout/lay_out_blocks.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>

namespace carepress::layout {

Size natural_size(const image::DrawingPointer& drawing) { return drawing ? drawing->size : Size{}; }

Size fit(Size size, Size limit) {
    const auto shrink = [&](Length actual, Length allowed) {
        if (allowed <= Length{} || actual <= allowed) return;
        const auto scaled = [&](Length side) {
            const std::int64_t product = std::int64_t{side.millipoints} * allowed.millipoints;
            // NOLINTNEXTLINE(clang-analyzer-core.DivideZero): actual is greater than allowed, which is positive
            return Length{static_cast<std::int32_t>(product / actual.millipoints)};
        };
        size = {scaled(size.width), scaled(size.height)};
    };
    shrink(size.width, limit.width);
    shrink(size.height, limit.height);
    return size;
}

SlabItem picture_item(std::uint32_t picture, Column column, Length height, Color current_color, text::NodeId node) {
    SlabItem item;
    item.node = node;
    item.column = column;
    item.height = height;
    item.content = SlabPicture{picture, current_color};
    return item;
}

/// Pixels must be small enough for paper.
void BlockLayout::check_resolution(const handout::Box& box, Size printed) {
    constexpr std::int64_t least = 150;  // dots per inch
    const auto* raster =
        std::get_if<image::RasterImage>(&handout_.pictures[box.as<handout::PictureBox>()->picture]->content);
    const std::int64_t width = printed.width.millipoints;
    if (raster == nullptr || width <= 0) return;
    const bool turned = raster->orientation >= 5;
    const std::int64_t pixels = turned ? raster->height : raster->width;
    const std::int64_t resolution = pixels * 72'000 / width;
    if (resolution >= least) return;
    const std::int64_t wanted = (least * width + 71'999) / 72'000;
    texts_.diagnostics().warning("picture/coarse"_code, box.span,
                                 "the picture prints at " + std::to_string(resolution) + " dots per inch, coarsely",
                                 "use one at least " + std::to_string(wanted) + " pixels wide, or an SVG drawing");
}

/// How tall a picture may be so that it fits a page with the boxes around it and its caption.
Length BlockLayout::picture_height_limit(std::uint32_t index) const {
    // What opens the flow has to be on the first page, with the headings above it; all else may move on to a later
    // one, and takes its headings along.
    const std::uint32_t kept = flow_.kept_with_next(stylesheet_.costs.after_heading);
    const Length frame =
        stylesheet_.frame(kept == 0 ? style::FrameRole::body_first : style::FrameRole::body).box.height;
    const Length above = flow_.slab_count() == kept ? Length{} : flow_.height_since(kept, {}) + flow_.pending_space();
    const style::BlockStyle& figure = stylesheet_.block(style::BlockRole::figure);
    Length taken = above + flow_.open_top() + flow_.open_bottom() + flow_.pending_lead() + figure.padding.top +
                   figure.padding.bottom + figure.border.top + figure.border.bottom;
    const std::uint32_t next = handout_.boxes[index].end;
    if (next < handout_.boxes.size() && handout_.boxes[next].role == style::BlockRole::caption) {
        const style::BlockStyle& caption = stylesheet_.block(style::BlockRole::caption);
        taken += std::max(caption.space_before, figure.space_after) + caption.text.leading * 4;
    }
    return std::max(frame - taken, frame / 4);
}

void BlockLayout::lay_out_picture(std::uint32_t index, Column column, Distances distances) {
    const handout::Box& box = handout_.boxes[index];
    const std::uint32_t picture = box.as<handout::PictureBox>()->picture;
    if (picture >= handout_.pictures.size()) return;
    const style::BlockStyle& style = stylesheet_.block(box.role);
    if (distances == Distances::own) flow_.ask_for_space(style.space_before);
    const Length height_limit = picture_height_limit(index);
    in_box(style, column, box.node, [&](OpenBox& open) {
        Size size = fit(natural_size(handout_.pictures[picture]), style.picture_limit);
        size = fit(size, {open.inner.width, height_limit});
        check_resolution(box, size);
        const Length spare = open.inner.width - size.width;
        const Length shift = style.alignment == style::Alignment::start    ? Length{}
                             : style.alignment == style::Alignment::center ? spare / 2
                                                                           : spare;
        flow_.add_slab(size.height);
        flow_.add_item(
            picture_item(picture, {open.inner.start + shift, size.width}, size.height, style.text.color, box.node));
    });
    if (distances == Distances::own) flow_.ask_for_space(style.space_after);
}

}  // namespace carepress::layout
