#include "base/ascii.h"
#include "image/svg_walk.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <vector>

namespace carepress::image {
namespace {

struct Direction {
    double x = 0, y = 0;
    bool is_known() const { return x != 0 || y != 0; }
};

/// A place of a path where a marker may be (SVG 1.1, 11.6.2).
struct Vertex {
    double x = 0, y = 0;
    Direction before, after;
};

/// The directions of a segment at its two ends: to the next point that is another one.
std::pair<Direction, Direction> directions(double x, double y, const SvgSegment& segment) {
    std::vector<std::pair<double, double>> points = {{x, y}};
    for (int i = 0; i < segment.points(); ++i) points.emplace_back(segment.x[i], segment.y[i]);
    Direction first, last;
    for (std::size_t i = 1; i < points.size() && !first.is_known(); ++i)
        first = {points[i].first - points[0].first, points[i].second - points[0].second};
    for (std::size_t i = points.size() - 1; i-- > 0 && !last.is_known();)
        last = {points.back().first - points[i].first, points.back().second - points[i].second};
    return {first, last};
}

std::vector<Vertex> vertices_of(const SvgPath& path) {
    std::vector<Vertex> vertices;
    std::size_t start = 0;
    for (const SvgSegment& segment : path.segments()) {
        if (segment.kind == PathCommand::Kind::move) {
            start = vertices.size();
            vertices.push_back({segment.x[0], segment.y[0], {}, {}});
            continue;
        }
        if (vertices.empty()) continue;
        Vertex next;
        if (segment.kind == PathCommand::Kind::close) {
            const Vertex& first = vertices[start];
            const SvgSegment line{PathCommand::Kind::line, {first.x}, {first.y}};
            const auto [out, in] = directions(vertices.back().x, vertices.back().y, line);
            vertices.back().after = out;
            next = {first.x, first.y, in.is_known() ? in : vertices.back().before, first.after};
            vertices[start].before = next.before;
        } else {
            const int last = segment.points() - 1;
            const auto [out, in] = directions(vertices.back().x, vertices.back().y, segment);
            vertices.back().after = out;
            next = {segment.x[last], segment.y[last], in, {}};
        }
        vertices.push_back(next);
    }
    return vertices;
}

/// Half way between the directions in and out, in degrees.
double angle_of(const Vertex& vertex) {
    const auto degrees = [](const Direction& d) { return std::atan2(d.y, d.x) * 180 / std::numbers::pi; };
    if (!vertex.before.is_known() && !vertex.after.is_known()) return 0;
    if (!vertex.before.is_known()) return degrees(vertex.after);
    if (!vertex.after.is_known()) return degrees(vertex.before);
    const double in = degrees(vertex.before);
    double turn = degrees(vertex.after) - in;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    return in + turn / 2;
}

/// An angle in degrees, with or without its unit; 0 if it is malformed.
double read_angle(std::string_view text) {
    SvgScanner scanner(text);
    double value = 0;
    if (!scanner.number(value)) return 0;
    const std::string_view unit = trim(scanner.rest());
    if (unit.empty() || unit == "deg") return value;
    if (unit == "grad") return value * 0.9;
    if (unit == "rad") return value * 180 / std::numbers::pi;
    return unit == "turn" ? value * 360 : 0;
}

}  // namespace

void SvgWalk::markers(const SvgPath& path, const SvgStyle& style, const SvgMatrix& matrix, const SvgBounds& box,
                      int depth) {
    if (style.marker_start.empty() && style.marker_mid.empty() && style.marker_end.empty()) return;
    const pugi::xml_node start = find(style.marker_start, "marker"), mid = find(style.marker_mid, "marker"),
                         end = find(style.marker_end, "marker");
    if (!start && !mid && !end) return;
    const std::vector<Vertex> vertices = vertices_of(path);
    const auto context = context_of(style, matrix, box);
    for (std::size_t i = 0; i < vertices.size() && !stopped_; ++i) {
        const bool first = i == 0, last = i + 1 == vertices.size();
        const SvgMatrix place = matrix * SvgMatrix::translation(vertices[i].x, vertices[i].y);
        const double angle = angle_of(vertices[i]);
        if (first && start) marker(start, style, place, angle, true, context, depth);
        if (!first && !last && mid) marker(mid, style, place, angle, false, context, depth);
        if (last && end) marker(end, style, place, angle, false, context, depth);
    }
}

void SvgWalk::marker(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, double angle,
                     bool is_start, std::shared_ptr<const SvgContext> context, int depth) {
    if (!spend(node, depth)) return;
    bool around = is_active(node);
    if (around) {
        faults_.warning(node, "a <marker> marks itself: that part is left out", "correct the reference");
        return;
    }
    SvgStyle inside = style_of(node);
    inside.context = std::move(context);
    const std::string_view orient = trim(node.attribute("orient").value());
    if (orient == "auto-start-reverse") {
        if (is_start) angle += 180;
    } else if (orient != "auto") {
        angle = read_angle(orient);
    }
    const double turn = angle * std::numbers::pi / 180;
    const SvgMatrix turned{std::cos(turn), std::sin(turn), -std::sin(turn), std::cos(turn), 0, 0};
    const double scale = trim(node.attribute("markerUnits").value()) == "userSpaceOnUse" ? 1 : style.stroke_width;
    const SvgBox box{0, 0, length(node, "markerWidth", SvgAxis::horizontal, inside, 3),
                     length(node, "markerHeight", SvgAxis::vertical, inside, 3)};
    if (!(box.width > 0) || !(box.height > 0) || !(scale > 0)) return;
    SvgMatrix fitted;
    SvgViewport own{box.width, box.height};
    if (const pugi::xml_attribute attribute = node.attribute("viewBox")) {
        const auto view = read_svg_view_box(attribute.value());
        const auto fit = read_svg_fit(node.attribute("preserveAspectRatio").value());
        if (!view) {
            faults_.warning(node, "the viewBox of a <marker> is malformed or empty: it is not drawn");
            return;
        }
        fitted = fit.value_or(SvgFit{}).map(*view, box.width, box.height);
        own = {view->width, view->height};
    }
    const double x = length(node, "refX", SvgAxis::horizontal, inside);
    const double y = length(node, "refY", SvgAxis::vertical, inside);
    const SvgMatrix outer = matrix * turned * SvgMatrix::scaling(scale, scale) *
                            SvgMatrix::translation(-fitted.map_x(x, y), -fitted.map_y(x, y));
    active_.push_back(node);
    const SvgViewport before = viewport_;
    std::vector<BoundsRequest> bounds = std::exchange(bounds_, {});  // a shape's box has no markers
    const auto draw = [&] {
        viewport_ = own;
        children(node, inside, outer * fitted, depth + 1);
        viewport_ = before;
    };
    const std::string_view overflow = trim(node.attribute("overflow").value());
    if (overflow == "visible" || overflow == "auto")
        draw();
    else
        clip_to(box, outer, draw);
    bounds_ = std::move(bounds);
    active_.pop_back();
}

}  // namespace carepress::image
