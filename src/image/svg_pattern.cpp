#include "base/ascii.h"
#include "image/svg_paint.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

bool has_element(const pugi::xml_node& node) {
    return std::any_of(node.begin(), node.end(), [](const auto& child) { return child.type() == pugi::node_element; });
}

}  // namespace

void SvgWalk::pattern(const Server& server, Resolved& result) {
    if (is_active(server.node)) {
        faults_.warning(server.node, "a <pattern> is painted with itself: that part is left out",
                        "correct the reference");
        return;
    }
    const std::vector<pugi::xml_node> chain = href_chain(server.node);
    const auto text = [&](const char* name) { return trim(holder_of(chain, name).attribute(name).value()); };
    const bool of_object = text("patternUnits") != "userSpaceOnUse";
    const bool content_of_object = text("patternContentUnits") == "objectBoundingBox";
    const double width_of_object = server.bounds.width(), height_of_object = server.bounds.height();
    if ((of_object || content_of_object) && (width_of_object == 0 || height_of_object == 0)) return;
    const auto value = [&](const char* name, SvgAxis axis) {
        return box_length(holder_of(chain, name), name, axis, of_object, 0);
    };
    SvgBox box{value("x", SvgAxis::horizontal), value("y", SvgAxis::vertical), value("width", SvgAxis::horizontal),
               value("height", SvgAxis::vertical)};
    if (of_object)
        box = {server.bounds.left + box.x * width_of_object, server.bounds.top + box.y * height_of_object,
               box.width * width_of_object, box.height * height_of_object};
    if (!(box.width > 0) || !(box.height > 0)) return;
    const auto transform = server_transform(chain, "patternTransform", server.style);
    const SvgMatrix place = server.matrix * transform.value_or(SvgMatrix{}) * SvgMatrix::translation(box.x, box.y);
    // The tile is drawn about as large as it will be, in whole millipoints.
    const double scale = std::sqrt(std::abs(place.determinant()));
    const double wide = std::max(1.0, std::round(box.width * scale));
    const double high = std::max(1.0, std::round(box.height * scale));
    if (!(wide <= largest_extent) || !(high <= largest_extent) || !place.inverse()) return;
    // A painter draws every tile. The shape's box may be turned, so that this is a little more or less.
    constexpr double most_tiles = 1'000'000;
    const double area = width_of_object * height_of_object * std::abs(server.matrix.determinant());
    if (!(area / (wide * high) <= most_tiles)) {
        faults_.error(server.node, "a <pattern> is repeated over a million times", "make it larger");
        return;
    }
    const SvgMatrix to_tile = SvgMatrix::scaling(wide / box.width, high / box.height);
    const auto exact = svg_transform(place * SvgMatrix::scaling(box.width / wide, box.height / high), false);
    if (!exact) return;

    SvgMatrix content = to_tile;
    if (const std::string_view view_text = text("viewBox"); !view_text.empty()) {
        const auto view = read_svg_view_box(view_text);
        const auto fit = read_svg_fit(text("preserveAspectRatio"));
        if (!view) faults_.warning(server.node, "a viewBox is malformed or empty and is left out");
        if (view) content = to_tile * fit.value_or(SvgFit{}).map(*view, box.width, box.height);
    } else if (content_of_object) {
        content = to_tile * SvgMatrix::scaling(width_of_object, height_of_object);
    }
    const auto drawn = std::find_if(chain.begin(), chain.end(), has_element);
    if (drawn == chain.end() || !spend(*drawn, 0)) return;
    const SvgStyle style = style_of(*drawn);
    active_.push_back(server.node);
    VectorDrawing tile = draw_apart([&] { children(*drawn, style, content, 1); });
    active_.pop_back();
    result.is_painted = true;
    if (tile.paths.empty()) {  // painted with nothing
        result.opacity = 0;
        return;
    }
    Tile repeated{{{static_cast<std::int32_t>(wide)}, {static_cast<std::int32_t>(high)}},
                  std::make_shared<const VectorDrawing>(std::move(tile))};
    result.paint = std::make_shared<const Paint>(Paint{std::move(repeated), *exact});
}

}  // namespace carepress::image
