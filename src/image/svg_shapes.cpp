#include "base/ascii.h"
#include "image/svg_walk.h"

#include <algorithm>
#include <string>

namespace carepress::image {
namespace {

constexpr std::size_t most_commands = 5 * largest_path;

}  // namespace

bool SvgWalk::count(const pugi::xml_node& node, std::size_t commands) {
    budget_.commands += commands;
    if (budget_.commands <= most_commands) return true;
    if (!stopped_)
        faults_.error(node, "the drawing has over " + std::to_string(most_commands) + " path commands",
                      "simplify the drawing, or give it as PNG");
    stopped_ = true;
    return false;
}

void SvgWalk::note_geometry(const SvgPath& path, const SvgMatrix& matrix) {
    for (BoundsRequest& request : bounds_) path.widen(request.bounds, request.from_drawing * matrix);
}

void SvgWalk::shape(const pugi::xml_node& node, std::string_view name, const SvgStyle& style, const SvgMatrix& matrix,
                    int depth) {
    SvgPath path;
    if (!outline(node, name, style, path) || path.empty() || !count(node, path.size())) return;
    SvgBounds bounds;
    path.widen(bounds, {});
    note_geometry(path, matrix);
    const auto draw_markers = [&] {
        if (!clipping_) markers(path, style, matrix, bounds, depth);
    };
    if (style.visible) paint_path(node, path, style, matrix, bounds, name != "line", draw_markers);
}

/// False if nothing of the element can be drawn.
bool SvgWalk::outline(const pugi::xml_node& node, std::string_view name, const SvgStyle& style, SvgPath& path) {
    using Fault = SvgPath::Fault;
    Fault fault = Fault::none;
    if (name == "path") {
        fault = read_path_data(node.attribute("d").value(), path);
    } else if (name == "polyline" || name == "polygon") {
        fault = append_points(node.attribute("points").value(), name == "polygon", path);
    } else if (name == "rect") {
        rectangle(node, style, path);
    } else if (name == "line") {
        path.move(length(node, "x1", SvgAxis::horizontal, style), length(node, "y1", SvgAxis::vertical, style));
        path.line(length(node, "x2", SvgAxis::horizontal, style), length(node, "y2", SvgAxis::vertical, style));
    } else {
        ellipse(node, name == "circle", style, path);
    }
    if (fault == Fault::syntax)
        faults_.warning(node,
                        "the " + std::string(name == "path" ? "path data" : "points") + " of " + svg_tag(name) +
                            " is malformed: it is drawn up to the error",
                        "export the drawing again");
    if (fault == Fault::too_long || path.fault() == Fault::too_long) {
        faults_.error(node, "a path has over " + std::to_string(largest_path) + " commands",
                      "simplify the drawing, or give it as PNG");
        return false;
    }
    return true;
}

void SvgWalk::rectangle(const pugi::xml_node& node, const SvgStyle& style, SvgPath& path) {
    const double x = length(node, "x", SvgAxis::horizontal, style), y = length(node, "y", SvgAxis::vertical, style);
    const double width = length(node, "width", SvgAxis::horizontal, style);
    const double height = length(node, "height", SvgAxis::vertical, style);
    double radius_x = length(node, "rx", SvgAxis::horizontal, style, -1);
    double radius_y = length(node, "ry", SvgAxis::vertical, style, -1);
    if (width < 0 || height < 0)
        faults_.warning(node, "a <rect> has a negative size and is left out", "correct its width and height");
    if (width <= 0 || height <= 0) return;
    // SVG 1.1, 9.2: a radius that is not given, or negative, is the other one; neither is over half a side.
    if (radius_x < 0) radius_x = radius_y;
    if (radius_y < 0) radius_y = radius_x;
    append_rectangle(x, y, width, height, std::min(radius_x, width / 2), std::min(radius_y, height / 2), path);
}

void SvgWalk::ellipse(const pugi::xml_node& node, bool circle, const SvgStyle& style, SvgPath& path) {
    const double x = length(node, "cx", SvgAxis::horizontal, style), y = length(node, "cy", SvgAxis::vertical, style);
    double radius_x =
        circle ? length(node, "r", SvgAxis::diagonal, style) : length(node, "rx", SvgAxis::horizontal, style, -1);
    double radius_y = circle ? radius_x : length(node, "ry", SvgAxis::vertical, style, -1);
    // SVG 2, 7.4: like a rectangle's corners; negative radii draw nothing.
    if (radius_x < 0) radius_x = radius_y;
    if (radius_y < 0) radius_y = radius_x;
    if (radius_x > 0 && radius_y > 0) append_ellipse(x, y, radius_x, radius_y, path);
}

}  // namespace carepress::image
