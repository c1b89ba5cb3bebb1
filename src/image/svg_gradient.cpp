#include "base/ascii.h"
#include "image/svg_paint.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

constexpr std::size_t longest_chain = 32;
constexpr int most_repeats = 500;

struct Stop {
    double offset = 0;
    SvgColor color;
    bool is_current_color = false;
};

enum class Spread : std::uint8_t { pad, reflect, repeat };

/// Where a gradient runs: `space` leads from the space in which it runs from (0, 0) to (1, 0), or fills the unit
/// circle.
struct Course {
    bool radial = false;
    SvgMatrix space;
    double focal_x = 0, focal_y = 0, focal_radius = 0;
};

std::int32_t millionths(double value) { return static_cast<std::int32_t>(std::lround(value * 1e6)); }

/// How far along `course` the corners of `bounds` are.
std::pair<double, double> reach(const Course& course, const SvgMatrix& from_user, const SvgBounds& bounds) {
    double least = 0, most = 1;
    for (const double x : {bounds.left, bounds.right})
        for (const double y : {bounds.top, bounds.bottom}) {
            const double u = from_user.map_x(x, y), v = from_user.map_y(x, y);
            if (course.radial) {
                // From the focal point on, no circle is nearer than this.
                const double gap = 1 - std::hypot(course.focal_x, course.focal_y);
                most = std::max(most, std::hypot(u - course.focal_x, v - course.focal_y) / std::max(gap, 0.01));
            } else {
                least = std::min(least, u);
                most = std::max(most, u);
            }
        }
    return {least, most};
}

/// Writes out the stops of [first, last) repetitions, and moves `course` to cover them.
std::vector<Stop> spread_out(const std::vector<Stop>& stops, Spread spread, int first, int last, Course& course) {
    const double count = last - first;
    std::vector<Stop> result;
    for (int k = first; k < last; ++k) {
        const bool backwards = spread == Spread::reflect && k % 2 != 0;
        for (std::size_t i = 0; i < stops.size(); ++i) {
            Stop stop = stops[backwards ? stops.size() - 1 - i : i];
            stop.offset = (k - first + (backwards ? 1 - stop.offset : stop.offset)) / count;
            result.push_back(stop);
        }
    }
    if (course.radial) {
        const double radius = course.focal_radius + (1 - course.focal_radius) * count;
        const double shift = 1 - count;
        course.space = course.space * SvgMatrix::translation(course.focal_x * shift, course.focal_y * shift) *
                       SvgMatrix::scaling(radius, radius);
        course.focal_x *= count / radius;
        course.focal_y *= count / radius;
        course.focal_radius /= radius;
    } else {
        course.space = course.space * SvgMatrix::translation(first, 0) * SvgMatrix::scaling(count, 1);
    }
    return result;
}

std::shared_ptr<const Paint> make_paint(const Course& course, const std::vector<Stop>& stops,
                                        const Transform& transform, bool by_alpha) {
    Gradient gradient;
    gradient.radial = course.radial;
    gradient.focal_x = millionths(course.focal_x);
    gradient.focal_y = millionths(course.focal_y);
    gradient.focal_radius = millionths(course.focal_radius);
    for (const Stop& stop : stops) {
        const auto alpha = static_cast<std::uint8_t>(std::lround(stop.color.alpha * 255));
        gradient.stops.push_back({millionths(stop.offset), by_alpha ? Color{alpha, alpha, alpha} : stop.color.color,
                                  !by_alpha && stop.is_current_color});
    }
    return std::make_shared<const Paint>(Paint{std::move(gradient), transform});
}

}  // namespace

/// `server` and those that it takes attributes from, by href, in turn.
std::vector<pugi::xml_node> SvgWalk::href_chain(const pugi::xml_node& server) {
    std::vector<pugi::xml_node> chain;
    pugi::xml_node at = server;
    while (at && chain.size() < longest_chain && std::find(chain.begin(), chain.end(), at) == chain.end()) {
        chain.push_back(at);
        const std::string_view reference = svg_href(at);
        at = reference.starts_with('#') ? find(reference.substr(1), {}) : pugi::xml_node{};
        const std::string_view name = svg_name(at, document_.prefix);
        const bool is_pattern = svg_name(server, document_.prefix) == "pattern";
        if (is_pattern ? name != "pattern" : name != "linearGradient" && name != "radialGradient") at = {};
    }
    return chain;
}

/// gradientTransform or patternTransform; one that flattens everything is left out like a malformed one.
std::optional<SvgMatrix> SvgWalk::server_transform(const std::vector<pugi::xml_node>& chain, const char* name,
                                                   const SvgStyle& style) {
    const pugi::xml_node holder = holder_of(chain, name);
    const auto transform = transform_of(holder, style, name);
    if (transform && transform->inverse()) return transform;
    faults_.warning(holder, "a " + std::string(name) + " leaves nothing to paint with and is left out");
    return SvgMatrix{};
}

void SvgWalk::gradient(const Server& server, bool radial, Resolved& result) {
    const std::vector<pugi::xml_node> chain = href_chain(server.node);
    std::vector<Stop> stops;
    for (const pugi::xml_node& node : chain) {
        for (const pugi::xml_node child : node.children()) {
            if (svg_name(child, document_.prefix) != "stop" || !count(child, 1)) continue;
            Stop& stop = stops.emplace_back();
            const std::string_view offset = trim(child.attribute("offset").value());
            stop.offset = std::clamp(read_svg_share(offset).value_or(0), 0.0, 1.0);
            if (stops.size() > 1) stop.offset = std::max(stop.offset, stops[stops.size() - 2].offset);
            const std::string_view color = trim(child.attribute("stop-color").value());
            if (ascii_lower(color) == "currentcolor") {
                const std::optional<Color> current = style_of(child).color;
                stop.color.color = current.value_or(Color{});
                stop.is_current_color = !current;
            } else if (!color.empty()) {
                const auto read = read_svg_color(color);
                if (!read) faults_.warning(child, "a stop-color is malformed: the stop is black");
                stop.color = read.value_or(SvgColor{});
            }
            if (const pugi::xml_attribute opacity = child.attribute("stop-opacity"))
                stop.color.alpha *= std::clamp(read_svg_share(opacity.value()).value_or(1), 0.0, 1.0);
        }
        if (!stops.empty()) break;
    }
    if (stops.empty()) return;
    // Where two stops are at an end, the outer one goes on beyond it.
    constexpr double sliver = 1e-6;
    for (std::size_t i = 1; i < stops.size(); ++i)
        if (stops[0].offset == 0 && stops[i].offset == 0) stops[i].offset = sliver;
    for (std::size_t i = 0; i + 1 < stops.size(); ++i)
        if (stops.back().offset == 1 && stops[i].offset == 1) stops[i].offset = 1 - sliver;
    const auto paint_plain = [&](const Stop& stop) {
        result.is_painted = true;
        result.color = stop.color.color;
        result.is_current_color = stop.is_current_color;
        result.opacity *= stop.color.alpha;
    };
    if (stops.size() == 1) {
        paint_plain(stops[0]);
        return;
    }
    const bool of_object =
        trim(holder_of(chain, "gradientUnits").attribute("gradientUnits").value()) != "userSpaceOnUse";
    if (of_object && (server.bounds.width() == 0 || server.bounds.height() == 0)) return;
    // Coordinates are taken over from gradients of the same kind only.
    std::vector<pugi::xml_node> alike = {server.node};
    for (const pugi::xml_node& node : chain)
        if (svg_name(node, document_.prefix) == svg_name(server.node, document_.prefix)) alike.push_back(node);
    const auto value = [&](const char* name, SvgAxis axis, double share) {
        return box_length(holder_of(alike, name), name, axis, of_object,
                          of_object ? share : share * viewport_.along(axis));
    };
    Course course;
    course.radial = radial;
    SvgMatrix own;
    if (radial) {
        const double x = value("cx", SvgAxis::horizontal, 0.5), y = value("cy", SvgAxis::vertical, 0.5);
        const double radius = value("r", SvgAxis::diagonal, 0.5);
        if (!(radius > 0)) {
            paint_plain(stops.back());
            return;
        }
        const bool has_x = static_cast<bool>(holder_of(alike, "fx").attribute("fx"));
        const bool has_y = static_cast<bool>(holder_of(alike, "fy").attribute("fy"));
        course.focal_x = ((has_x ? value("fx", SvgAxis::horizontal, 0.5) : x) - x) / radius;
        course.focal_y = ((has_y ? value("fy", SvgAxis::vertical, 0.5) : y) - y) / radius;
        // As wide as the circle itself: a sharp edge.
        constexpr double widest = 0.999;
        course.focal_radius = std::min(widest, std::max(0.0, value("fr", SvgAxis::diagonal, 0)) / radius);
        own = SvgMatrix{radius, 0, 0, radius, x, y};
    } else {
        const double x1 = value("x1", SvgAxis::horizontal, 0), y1 = value("y1", SvgAxis::vertical, 0);
        const double x2 = value("x2", SvgAxis::horizontal, 1), y2 = value("y2", SvgAxis::vertical, 0);
        if (x1 == x2 && y1 == y2) {
            paint_plain(stops.back());
            return;
        }
        own = SvgMatrix{x2 - x1, y2 - y1, y1 - y2, x2 - x1, x1, y1};
    }
    const auto transform = server_transform(chain, "gradientTransform", server.style);
    course.space = (of_object ? svg_object_space(server.bounds) : SvgMatrix{}) * transform.value_or(SvgMatrix{}) * own;
    const auto from_user = course.space.inverse();
    if (!from_user) {
        paint_plain(stops.back());
        return;
    }
    const std::string_view spreading = trim(holder_of(chain, "spreadMethod").attribute("spreadMethod").value());
    const bool is_cone = std::hypot(course.focal_x, course.focal_y) >= 1;  // it does not cover what is repeated
    const Spread spread = is_cone                  ? Spread::pad
                          : spreading == "reflect" ? Spread::reflect
                          : spreading == "repeat"  ? Spread::repeat
                                                   : Spread::pad;
    if (spread != Spread::pad) {
        SvgBounds bounds = server.bounds;
        bounds.include(bounds.left - server.stroke_width, bounds.top - server.stroke_width);
        bounds.include(bounds.right + server.stroke_width, bounds.bottom + server.stroke_width);
        const auto [least, most] = reach(course, *from_user, bounds);
        if (!(most - least <= most_repeats)) {
            faults_.error(server.node, "a gradient is repeated over " + std::to_string(most_repeats) + " times",
                          "make it larger");
            return;
        }
        const int first = static_cast<int>(std::floor(least)), last = static_cast<int>(std::ceil(most));
        stops = spread_out(stops, spread, first, last, course);
        if (!count(server.node, stops.size())) return;
    }
    const auto exact = svg_transform(server.matrix * course.space, true);
    if (!exact) return;
    result.is_painted = true;
    const double alpha = stops[0].color.alpha;
    if (std::all_of(stops.begin(), stops.end(), [&](const Stop& stop) { return stop.color.alpha == alpha; }))
        result.opacity *= alpha;
    else
        result.fade = make_paint(course, stops, *exact, true);
    result.paint = make_paint(course, stops, *exact, false);
}

}  // namespace carepress::image
