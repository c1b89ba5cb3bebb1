#include "base/ascii.h"
#include "base/data_address.h"
#include "image/formats.h"
#include "image/raster.h"
#include "image/svg_file.h"
#include "image/svg_walk.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

namespace carepress::image {
namespace {

constexpr int most_documents = 4;  // inside one another

}  // namespace

void SvgWalk::picture(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix) {
    const std::string_view address = trim(svg_href(node));
    if (address.empty() || !style.visible) return;
    if (!is_data_address(address)) {
        faults_.error(node, "<image> refers to another file, which is not read",
                      "put the picture into the drawing (\"embed\" in the drawing program)");
        return;
    }
    const auto bytes = data_of_address(address);
    if (!bytes) {
        faults_.error(node, "the data of an <image> is malformed", "embed the picture again");
        return;
    }
    const SvgBox box{length(node, "x", SvgAxis::horizontal, style), length(node, "y", SvgAxis::vertical, style),
                     length(node, "width", SvgAxis::horizontal, style, -1),
                     length(node, "height", SvgAxis::vertical, style, -1)};
    if (box.width == 0 || box.height == 0) return;
    if (starts_like_xml(*bytes)) {
        place_document(node, *bytes, box, matrix);
        return;
    }
    std::optional<Drawing> drawing = read_pixels(*bytes, faults_.report(), Transparency::kept);
    if (!drawing) {
        faults_.error(node, "the picture in an <image> can't be read", "embed the picture again, as PNG or JPEG");
        return;
    }
    place_pixels(node, std::move(std::get<RasterImage>(drawing->content)), box, matrix);
}

namespace {

/// A missing side follows from the other by the picture's shape.
SvgBox with_both_sides(SvgBox box, double width, double height) {
    if (box.width < 0 && box.height < 0) {
        box.width = width;
        box.height = height;
    } else if (box.width < 0) {
        box.width = box.height * width / height;
    } else if (box.height < 0) {
        box.height = box.width * height / width;
    }
    return box;
}

}  // namespace

void SvgWalk::place_pixels(const pugi::xml_node& node, RasterImage image, const SvgBox& asked,
                           const SvgMatrix& matrix) {
    const bool turned_over = swaps_sides(image.orientation);
    const double wide = turned_over ? image.height : image.width, high = turned_over ? image.width : image.height;
    const SvgBox box = with_both_sides(asked, wide, high);
    const auto fit = read_svg_fit(node.attribute("preserveAspectRatio").value());
    if (!fit) faults_.warning(node, "preserveAspectRatio is malformed", "see SVG 1.1, section 7.8");
    const SvgMatrix placed = SvgMatrix::translation(box.x, box.y) *
                             fit.value_or(SvgFit{}).map({0, 0, wide, high}, box.width, box.height) *
                             SvgMatrix::scaling(wide, high);
    // What is seen is in the box and in the picture.
    SvgBox seen = box;
    if (!fit.value_or(SvgFit{}).slices) seen = {placed.e, placed.f, placed.a, placed.d};
    const SvgPath outline = svg_rectangle(seen);
    note_geometry(outline, matrix);
    auto commands = outline.mapped(matrix);
    const auto exact = svg_transform(matrix * placed, true);
    if (!commands || !exact) {
        faults_.error(node, "<image> reaches further than 14,400 pt from the drawing", "correct its coordinates");
        return;
    }
    if (!count(node, (image.data.size() + image.alpha.size()) / 64)) return;
    VectorPath path;
    path.commands = std::move(*commands);
    path.fill = {128, 128, 128};
    path.fill_paint =
        std::make_shared<const Paint>(Paint{std::make_shared<const RasterImage>(std::move(image)), *exact});
    drawing_.paths.push_back(std::move(path));
}

void SvgWalk::place_document(const pugi::xml_node& node, std::string_view bytes, const SvgBox& asked,
                             const SvgMatrix& matrix) {
    if (budget_.documents == most_documents) {
        faults_.error(node, "an SVG in an SVG in an SVG", "put it into the drawing itself");
        return;
    }
    ++budget_.documents;
    SvgFile file(bytes, faults_.report(), document_.texts);
    const std::optional<SvgViewport> size = file.open() ? file.size() : std::nullopt;
    std::optional<VectorDrawing> content;
    if (size) {
        const SvgBox box = with_both_sides(asked, size->width, size->height);
        const auto fit = read_svg_fit(node.attribute("preserveAspectRatio").value());
        const SvgMatrix placed = SvgMatrix::translation(box.x, box.y) *
                                 fit.value_or(SvgFit{}).map({0, 0, size->width, size->height}, box.width, box.height);
        note_geometry(svg_rectangle(box), matrix);
        SvgBox seen = box;
        if (!fit.value_or(SvgFit{}).slices)
            seen = {placed.e, placed.f, size->width * placed.a, size->height * placed.d};
        content = file.draw(matrix * placed, budget_);
        if (content)
            clip_to(seen, matrix, [&] {
                const auto before = static_cast<std::uint32_t>(drawing_.paths.size());
                for (VectorGroup& group : content->groups) {
                    group.begin += before;
                    group.end += before;
                    drawing_.groups.push_back(std::move(group));
                }
                std::move(content->paths.begin(), content->paths.end(), std::back_inserter(drawing_.paths));
            });
    }
    if (!content) faults_.error(node, "the SVG in an <image> can't be drawn", "correct what is said of it");
    --budget_.documents;
}

}  // namespace carepress::image
