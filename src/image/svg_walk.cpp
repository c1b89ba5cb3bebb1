#include "image/svg_walk.h"

#include "base/ascii.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>

namespace carepress::image {
namespace {

/// Elements drawn at most, with each use counted again: a chain of uses that each name two others doubles at every
/// step.
constexpr std::size_t most_visited = 100'000;
/// Bytes of attributes read at most, again with each use counted.
constexpr std::size_t most_read = 40'000'000;
constexpr std::size_t most_commands = 5 * largest_path;

constexpr std::string_view outside = " is outside the subset of SVG that prints";

bool contains(std::initializer_list<std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Elements that draw nothing in place. Some draw where a property or a use refers to them.
bool draws_nothing(std::string_view name) {
    return contains({"title", "desc", "metadata", "defs", "symbol", "linearGradient", "radialGradient", "pattern",
                     "clipPath", "mask", "marker", "filter", "view", "cursor", "color-profile", "style"},
                    name);
}

bool is_shape(std::string_view name) {
    return contains({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}, name);
}

std::string hint_for(std::string_view name) {
    if (contains({"text", "tspan", "textPath", "tref"}, name)) return "convert text to paths in the drawing program";
    if (name == "image") return "draw it with paths, or give the picture as PNG or JPEG instead of SVG";
    if (name == "svg") return "ungroup it, so that its shapes are directly in the outer <svg>";
    if (name == "switch" || name == "foreignObject") return "save as plain SVG, without the drawing program's own data";
    return "draw it with paths";
}

std::string tag(std::string_view name) { return "<" + std::string(name) + ">"; }

}  // namespace

void SvgFaults::add(const pugi::xml_node& at, const std::string& message, std::string hint) {
    constexpr std::size_t most = 10;
    if (seen_.size() >= most || !seen_.insert(message).second) return;
    const auto offset = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(0, at.offset_debug()));
    report_.error("line " + std::to_string(position_at(bytes_, offset).line) + ": " + message, std::move(hint));
}

std::string_view svg_name(const pugi::xml_node& element, std::string_view prefix) {
    std::string_view name = element.name();
    if (!name.starts_with(prefix)) return {};
    name.remove_prefix(prefix.size());
    if (name.find(':') != std::string_view::npos) return {};
    const std::string_view other = element.attribute("xmlns").value();
    if (prefix.empty() && !other.empty() && other != "http://www.w3.org/2000/svg") return {};
    return name;
}

void SvgWalk::children(const pugi::xml_node& parent, const SvgStyle& style, const SvgMatrix& matrix, int depth) {
    for (const pugi::xml_node child : parent.children()) {
        ++visited_;
        if (child.type() == pugi::node_element) element(child, style, matrix, depth);
        if (stopped_) return;
    }
}

bool SvgWalk::is_conditional(const pugi::xml_node& node) const {
    return node.attribute("systemLanguage") || node.attribute("requiredExtensions");
}

void SvgWalk::element(const pugi::xml_node& node, const SvgStyle& parent, const SvgMatrix& matrix, int depth) {
    if (stopped_) return;
    ++visited_;
    for (const pugi::xml_attribute attribute : node.attributes())
        read_ += std::string_view(attribute.name()).size() + std::string_view(attribute.value()).size();
    if (visited_ > most_visited || read_ > most_read || depth > largest_svg_depth) {
        stopped_ = true;
        faults_.add(node, "too many, too large or too deeply nested elements once each <use> is expanded",
                    "simplify the drawing");
        return;
    }
    const std::string_view name = svg_name(node, prefix_);
    if (name.empty() || draws_nothing(name)) return;
    const bool group = name == "g" || name == "a";
    const SvgElementStyle own = read_svg_style(node, parent, viewport_);
    if (!own.displayed || own.style.opacity == 0) return;
    if (!group && name != "use" && !is_shape(name)) {
        faults_.add(node, tag(name) + std::string(outside), hint_for(name));
        return;
    }
    if (is_conditional(node)) {
        faults_.add(node, "an element for some viewers or languages only" + std::string(outside),
                    "remove the condition");
        return;
    }
    for (const SvgComplaint& complaint : own.complaints) faults_.add(node, complaint.message, complaint.hint);
    const std::optional<SvgMatrix> transform = read_svg_transform(node.attribute("transform").value());
    if (!transform) {
        faults_.add(node, "the transform of " + tag(name) + " is malformed", "see SVG 1.1, section 7.6");
        return;
    }
    const SvgMatrix inner = matrix * *transform;
    if (group) {
        children(node, own.style, inner, depth + 1);
    } else if (name == "use") {
        use(node, own.style, inner, depth);
    } else {
        if (!own.width.empty() || !own.height.empty())
            faults_.add(node, "width and height are supported as attributes, not in style", "save as SVG 1.1");
        shape(node, name, own.style, inner);
    }
}

void SvgWalk::use(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, int depth) {
    std::string_view reference = node.attribute("href").value();
    if (reference.empty()) reference = node.attribute("xlink:href").value();
    if (reference.empty()) return;
    if (!reference.starts_with('#')) {
        faults_.add(node, "<use> refers to another file", "put everything into one file");
        return;
    }
    const auto found = ids_.find(reference.substr(1));
    if (found == ids_.end()) {
        faults_.add(node, "<use> refers to an element that does not exist",
                    "correct the reference or remove the element");
        return;
    }
    const pugi::xml_node target = found->second;
    const std::string_view name = svg_name(target, prefix_);
    if (name == "symbol" || name == "svg") {
        faults_.add(node, "<use> of " + tag(name) + std::string(outside), "replace it with a group, or expand it");
        return;
    }
    // A use inside what it draws would never end.
    bool around = std::find(uses_.begin(), uses_.end(), target) != uses_.end();
    for (pugi::xml_node outer = node; outer && !around; outer = outer.parent()) around = outer == target;
    if (around) {
        faults_.add(node, "<use> draws itself", "correct the reference");
        return;
    }
    const std::optional<double> x = length(node, "x", SvgAxis::horizontal), y = length(node, "y", SvgAxis::vertical);
    if (!x || !y) return;
    uses_.push_back(target);
    element(target, style, matrix * SvgMatrix{1, 0, 0, 1, *x, *y}, depth + 1);
    uses_.pop_back();
}

void SvgWalk::shape(const pugi::xml_node& node, std::string_view name, const SvgStyle& style, const SvgMatrix& matrix) {
    VectorPath path;
    path.filled = style.fill.kind != SvgPaint::Kind::none && style.fill_opacity > 0 && name != "line";
    path.stroked = style.stroke.kind != SvgPaint::Kind::none && style.stroke_opacity > 0 && style.stroke_width > 0;
    if (!style.visible || (!path.filled && !path.stroked) || matrix.a * matrix.d == matrix.b * matrix.c) return;
    if (!check_paint(node, style, path)) return;

    SvgPathBuilder builder(matrix);
    if (!outline(node, name, builder)) return;
    path.commands = builder.take();
    commands_ += path.commands.size();
    if (commands_ > most_commands) {
        stopped_ = true;
        faults_.add(node, "the drawing has over " + std::to_string(most_commands) + " path commands",
                    "simplify the drawing, or give it as PNG");
        return;
    }
    if (path.commands.empty() || (path.stroked && !set_stroke(node, style, matrix, path))) return;

    const auto resolve = [&](const SvgPaint& paint, bool& is_current) {
        is_current = paint.kind == SvgPaint::Kind::current_color && !style.color;
        return paint.kind == SvgPaint::Kind::current_color ? style.color.value_or(Color{}) : paint.color;
    };
    path.even_odd = style.even_odd;
    if (path.filled) path.fill = resolve(style.fill, path.fill_is_current_color);
    if (path.stroked) path.stroke = resolve(style.stroke, path.stroke_is_current_color);
    drawing_.paths.push_back(std::move(path));
}

bool SvgWalk::check_paint(const pugi::xml_node& node, const SvgStyle& style, const VectorPath& path) {
    const auto refuse = [&](std::string_view what, std::string hint) {
        faults_.add(node, std::string(what) + std::string(outside), std::move(hint));
        return false;
    };
    if ((path.filled && style.fill.kind == SvgPaint::Kind::server) ||
        (path.stroked && style.stroke.kind == SvgPaint::Kind::server))
        return refuse("a gradient or pattern", "use plain colours");
    if (style.opacity < 1 || (path.filled && style.fill_opacity < 1) || (path.stroked && style.stroke_opacity < 1))
        return refuse("transparency", "use opaque colours; draw half-transparent parts in a lighter colour");
    if (path.stroked && style.dashed) return refuse("a dashed stroke", "expand the stroke into paths");
    if (path.stroked && path.filled && style.stroke_first)
        return refuse("paint-order", "draw the stroke as a separate path, under the fill");
    return true;
}

bool SvgWalk::set_stroke(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, VectorPath& path) {
    const std::optional<double> stretch = matrix.even_scale();
    if (!stretch) {
        faults_.add(node, "an unevenly scaled stroke" + std::string(outside),
                    "expand the stroke into paths, or scale evenly");
        return false;
    }
    const double width = style.stroke_width * *stretch;
    if (!(width <= largest_extent)) {
        faults_.add(node, "a stroke is too wide", "correct stroke-width");
        return false;
    }
    path.stroke_width = {std::max<std::int32_t>(1, static_cast<std::int32_t>(std::lround(width)))};
    path.line_cap = style.line_cap;
    path.line_join = style.line_join;
    path.miter_limit = static_cast<std::int32_t>(std::lround(style.miter_limit * 1000));
    return true;
}

std::optional<double> SvgWalk::length(const pugi::xml_node& node, const char* name, SvgAxis axis, double absent) {
    const std::string_view text = trim(node.attribute(name).value());
    if (text.empty() || text == "auto") return absent;
    const std::optional<double> value = read_svg_length(text, axis, &viewport_);
    if (!value)
        faults_.add(node, "the attribute " + std::string(name) + " is not a supported length",
                    "give it as a number, or in px, pt, mm, cm, in or %");
    return value;
}

bool SvgWalk::outline(const pugi::xml_node& node, std::string_view name, SvgPathBuilder& builder) {
    using Fault = SvgPathBuilder::Fault;
    Fault fault = Fault::none;
    if (name == "path") {
        fault = read_path_data(node.attribute("d").value(), builder);
    } else if (name == "polyline" || name == "polygon") {
        fault = append_points(node.attribute("points").value(), name == "polygon", builder);
    } else {
        const bool understood = name == "rect"   ? rectangle(node, builder)
                                : name == "line" ? line(node, builder)
                                                 : ellipse(node, name == "circle", builder);
        if (!understood) return false;
        fault = builder.fault();
    }
    switch (fault) {
        case Fault::none:
            return true;
        case Fault::syntax:
            faults_.add(
                node,
                "the " + std::string(name == "path" ? "path data" : "points") + " of " + tag(name) + " is malformed",
                "export the drawing again");
            break;
        case Fault::too_long:
            faults_.add(node, "a path has over " + std::to_string(largest_path) + " commands",
                        "simplify the drawing, or give it as PNG");
            break;
        case Fault::too_far:
            faults_.add(node, tag(name) + " reaches further than 14,400 pt from the drawing",
                        "correct its coordinates");
            break;
    }
    return false;
}

bool SvgWalk::rectangle(const pugi::xml_node& node, SvgPathBuilder& builder) {
    const auto x = length(node, "x", SvgAxis::horizontal), y = length(node, "y", SvgAxis::vertical);
    const auto width = length(node, "width", SvgAxis::horizontal), height = length(node, "height", SvgAxis::vertical);
    auto radius_x = length(node, "rx", SvgAxis::horizontal, -1), radius_y = length(node, "ry", SvgAxis::vertical, -1);
    if (!x || !y || !width || !height || !radius_x || !radius_y) return false;
    if (*width < 0 || *height < 0) {
        faults_.add(node, "a <rect> has a negative size", "correct its width and height");
        return false;
    }
    if (*width == 0 || *height == 0) return true;
    // SVG 1.1, 9.2: a radius that is not given, or negative, is the other one; neither is over half a side.
    if (*radius_x < 0) radius_x = radius_y;
    if (*radius_y < 0) radius_y = radius_x;
    append_rectangle(*x, *y, *width, *height, std::min(*radius_x, *width / 2), std::min(*radius_y, *height / 2),
                     builder);
    return true;
}

bool SvgWalk::ellipse(const pugi::xml_node& node, bool circle, SvgPathBuilder& builder) {
    const auto x = length(node, "cx", SvgAxis::horizontal), y = length(node, "cy", SvgAxis::vertical);
    auto radius_x = circle ? length(node, "r", SvgAxis::diagonal) : length(node, "rx", SvgAxis::horizontal, -1);
    auto radius_y = circle ? radius_x : length(node, "ry", SvgAxis::vertical, -1);
    if (!x || !y || !radius_x || !radius_y) return false;
    // SVG 2, 7.4: like a rectangle's corners; negative radii draw nothing.
    if (*radius_x < 0) radius_x = radius_y;
    if (*radius_y < 0) radius_y = radius_x;
    if (*radius_x > 0 && *radius_y > 0) append_ellipse(*x, *y, *radius_x, *radius_y, builder);
    return true;
}

bool SvgWalk::line(const pugi::xml_node& node, SvgPathBuilder& builder) {
    const auto x1 = length(node, "x1", SvgAxis::horizontal), y1 = length(node, "y1", SvgAxis::vertical);
    const auto x2 = length(node, "x2", SvgAxis::horizontal), y2 = length(node, "y2", SvgAxis::vertical);
    if (!x1 || !y1 || !x2 || !y2) return false;
    builder.move(*x1, *y1);
    builder.line(*x2, *y2);
    return true;
}

}  // namespace carepress::image
