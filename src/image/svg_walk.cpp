#include "image/svg_walk.h"

#include "base/ascii.h"
#include "image/svg_effects.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

constexpr std::size_t most_elements = 100'000;
constexpr std::size_t most_bytes = 40'000'000;  // of attributes
constexpr std::size_t most_active = 64;
/// Elements inside one another, whatever leads from one to the next: masks and patterns begin anew to count depth. It
/// bounds the stack.
constexpr int most_nested = 200;

bool contains(std::initializer_list<std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Elements that draw nothing in place. Some draw where a property or a use refers to them.
bool draws_nothing(std::string_view name) {
    return contains({"title",
                     "desc",
                     "metadata",
                     "defs",
                     "symbol",
                     "linearGradient",
                     "radialGradient",
                     "pattern",
                     "clipPath",
                     "mask",
                     "marker",
                     "filter",
                     "view",
                     "cursor",
                     "color-profile",
                     "style",
                     "script",
                     "animate",
                     "animateTransform",
                     "animateMotion",
                     "animateColor",
                     "set",
                     "solidColor",
                     "font",
                     "font-face",
                     "hatch",
                     "meshgradient",
                     "stop"},
                    name);
}

/// Elements with content that would be missed.
bool is_content(std::string_view name) {
    return contains(
        {"foreignObject", "flowRoot", "flowPara", "flowRegion", "mesh", "video", "audio", "canvas", "iframe"}, name);
}

/// Elements that draw, but for shapes.
bool is_container(std::string_view name) { return contains({"g", "a", "switch", "svg", "use", "image", "text"}, name); }

bool is_shape(std::string_view name) {
    return contains({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}, name);
}

bool overflows(const pugi::xml_node& node) {
    const std::string_view overflow = trim(node.attribute("overflow").value());
    return overflow == "visible" || overflow == "auto";
}

/// transform-origin in one direction: a keyword, a percentage of `whole`, or a length.
std::optional<double> origin_part(std::string_view word, double whole, SvgAxis axis, const SvgUnits& units) {
    if (word == "center") return whole / 2;
    if (word == (axis == SvgAxis::horizontal ? "left" : "top")) return 0.0;
    if (word == (axis == SvgAxis::horizontal ? "right" : "bottom")) return whole;
    return read_svg_length(word, axis, &units);
}

}  // namespace

std::optional<Transform> svg_transform(const SvgMatrix& matrix, bool from_unit) {
    constexpr double largest = 1e15;
    const double linear = from_unit ? 1000 : 1'000'000;
    const double values[6] = {matrix.a * linear, matrix.b * linear, matrix.c * linear,
                              matrix.d * linear, matrix.e * 1000,   matrix.f * 1000};
    std::int64_t whole[6];
    for (int i = 0; i < 6; ++i) {
        if (!(std::abs(values[i]) <= largest)) return std::nullopt;
        whole[i] = std::llround(values[i]);
    }
    return Transform{whole[0], whole[1], whole[2], whole[3], whole[4], whole[5]};
}

std::int16_t svg_thousandths(double share) {
    return static_cast<std::int16_t>(std::lround(std::clamp(share, 0.0, 1.0) * 1000));
}

SvgPath svg_rectangle(const SvgBox& box) {
    SvgPath path;
    append_rectangle(box.x, box.y, box.width, box.height, 0, 0, path);
    return path;
}

SvgMatrix svg_object_space(const SvgBounds& bounds) {
    return {bounds.width(), 0, 0, bounds.height(), bounds.left, bounds.top};
}

void SvgWalk::root(const SvgMatrix& matrix, const SvgMatrix& fitted) {
    SvgStyle style = style_of(document_.root);
    if (trim(document_.root.attribute("display").value()) == "none") return;
    const auto transform = transform_of(document_.root, style);
    if (!transform || !spend(document_.root, 0)) return;
    const SvgMatrix inside = matrix * *transform * fitted;
    draw_with(effects_of(document_.root), inside, [&] { children(document_.root, style, inside, 1); });
}

bool SvgWalk::spend(const pugi::xml_node& node, int depth) {
    if (stopped_) return false;
    ++budget_.elements;
    for (const pugi::xml_attribute attribute : node.attributes())
        budget_.bytes += std::string_view(attribute.name()).size() + std::string_view(attribute.value()).size();
    if (budget_.elements <= most_elements && budget_.bytes <= most_bytes && depth <= largest_svg_depth &&
        active_.size() <= most_active)
        return true;
    stopped_ = true;
    faults_.error(node, "too many, too large or too deeply nested elements once each <use> is expanded",
                  "simplify the drawing");
    return false;
}

void SvgWalk::children(const pugi::xml_node& parent, const SvgStyle& style, const SvgMatrix& matrix, int depth) {
    for (const pugi::xml_node child : parent.children()) {
        if (child.type() == pugi::node_element) element(child, style, matrix, depth);
        if (stopped_) return;
    }
}

/// Conditions of a viewer (SVG 1.1, 5.8): paper has no extensions; of languages, the drawing's are tried in order, and
/// only English is known here.
bool SvgWalk::is_for_us(const pugi::xml_node& node) const {
    if (node.attribute("requiredExtensions")) return false;
    const pugi::xml_attribute languages = node.attribute("systemLanguage");
    if (!languages) return true;
    std::string_view rest = languages.value();
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string language = ascii_lower(trim(rest.substr(0, comma)));
        if (language == "en" || language.starts_with("en-")) return true;
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return false;
}

std::optional<SvgMatrix> SvgWalk::transform_of(const pugi::xml_node& node, const SvgStyle& style, const char* name) {
    const std::string_view text = trim(node.attribute(name).value());
    if (text.empty() || text == "none") return SvgMatrix{};
    const std::optional<SvgMatrix> transform = read_svg_transform(text);
    if (!transform) {
        faults_.warning(node,
                        "the " + std::string(name) + " of " + svg_tag(node.name()) + " is malformed and is left out",
                        "see SVG 1.1, section 7.6");
        return SvgMatrix{};
    }
    const std::string_view origin = trim(node.attribute("transform-origin").value());
    if (origin.empty()) return transform;
    if (const std::string_view box = trim(node.attribute("transform-box").value()); !box.empty() && box != "view-box")
        faults_.error(node, "transform-box cannot be printed", "put the origin into the transform");
    const std::size_t gap = std::min(origin.find_first_of(" \t\r\n"), origin.size());
    std::string_view across = origin.substr(0, gap), down = trim(origin.substr(gap));
    down = down.substr(0, down.find_first_of(" \t\r\n"));  // the third is of no use on paper
    if (down.empty()) down = "center";
    if (contains({"top", "bottom"}, across) || contains({"left", "right"}, down)) std::swap(across, down);
    const SvgUnits units = this->units(style);
    const auto x = origin_part(across, viewport_.width, SvgAxis::horizontal, units);
    const auto y = origin_part(down, viewport_.height, SvgAxis::vertical, units);
    if (!x || !y) {
        faults_.warning(node, "transform-origin is malformed and is left out");
        return transform;
    }
    return SvgMatrix::translation(*x, *y) * *transform * SvgMatrix::translation(-*x, -*y);
}

void SvgWalk::element(const pugi::xml_node& node, const SvgStyle& parent, const SvgMatrix& matrix, int depth) {
    if (!spend(node, depth)) return;
    const std::string_view name = svg_name(node, document_.prefix);
    if (name.empty() || draws_nothing(name) || !is_for_us(node)) return;
    if (trim(node.attribute("display").value()) == "none") return;
    if (is_content(name)) {
        faults_.error(node, svg_tag(name) + " cannot be printed",
                      name.starts_with("flow") ? "convert text to paths in the drawing program"
                                               : "save as plain SVG, without the drawing program's own data");
        return;
    }
    if (!is_container(name) && !is_shape(name)) {
        faults_.warning(node, svg_tag(name) + " is not an element that draws here and is left out");
        return;
    }
    // SVG 1.1, 14.3.5: a clip path has shapes, text, and uses of these.
    if (clipping_ && is_container(name) && name != "use" && name != "text") {
        faults_.warning(node, svg_tag(name) + " is not allowed in <clipPath> and is left out");
        return;
    }
    SvgUnits units = this->units(parent);
    const SvgStyle style = read_svg_style(node, parent, units, faults_);
    const auto transform = transform_of(node, style);
    if (!transform) return;
    if (nested_ >= most_nested) {
        stopped_ = true;
        faults_.error(node, "too deeply nested elements once masks and patterns are drawn", "simplify the drawing");
        return;
    }
    ++nested_;
    const SvgMatrix inner = matrix * *transform;
    draw_with(effects_of(node), inner, [&] { draw(node, name, style, inner, depth); });
    --nested_;
}

void SvgWalk::draw(const pugi::xml_node& node, std::string_view name, const SvgStyle& style, const SvgMatrix& matrix,
                   int depth) {
    if (name == "g" || name == "a") {
        children(node, style, matrix, depth + 1);
    } else if (name == "svg") {
        const SvgBox box{length(node, "x", SvgAxis::horizontal, style), length(node, "y", SvgAxis::vertical, style),
                         length(node, "width", SvgAxis::horizontal, style, viewport_.width),
                         length(node, "height", SvgAxis::vertical, style, viewport_.height)};
        nested(node, style, matrix, box, depth);
    } else if (name == "use") {
        use(node, style, matrix, depth);
    } else if (name == "switch") {
        choose(node, style, matrix, depth);
    } else if (name == "image") {
        picture(node, style, matrix);
    } else if (name == "text") {
        text(node, style, matrix);
    } else {
        shape(node, name, style, matrix, depth);
    }
}

/// The first child that is for us, and no other (SVG 1.1, 5.8.2).
void SvgWalk::choose(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, int depth) {
    for (const pugi::xml_node child : node.children()) {
        const std::string_view name = svg_name(child, document_.prefix);
        const bool can_draw = is_container(name) || is_content(name) || is_shape(name);
        if (child.type() != pugi::node_element || !can_draw || !is_for_us(child)) continue;
        element(child, style, matrix, depth + 1);
        return;
    }
}

bool SvgWalk::is_active(const pugi::xml_node& node) const {
    return std::find(active_.begin(), active_.end(), node) != active_.end();
}

pugi::xml_node SvgWalk::find(std::string_view id, std::string_view element) const {
    const auto found = document_.ids.find(id);
    if (found == document_.ids.end() || (!element.empty() && svg_name(found->second, document_.prefix) != element))
        return {};
    return found->second;
}

std::shared_ptr<const SvgContext> SvgWalk::context_of(const SvgStyle& style, const SvgMatrix& matrix,
                                                      const SvgBounds& bounds) {
    using Kind = SvgPaint::Kind;
    if (style.fill.kind == Kind::context_fill || style.stroke.kind == Kind::context_stroke) return style.context;
    return std::make_shared<const SvgContext>(SvgContext{style.fill, style.stroke, matrix, bounds});
}

SvgStyle SvgWalk::style_of(const pugi::xml_node& node) {
    std::vector<pugi::xml_node> path;
    for (pugi::xml_node at = node; at.type() == pugi::node_element; at = at.parent()) path.push_back(at);
    SvgStyle style;
    for (auto at = path.rbegin(); at != path.rend(); ++at) {
        SvgUnits units = this->units(style);
        style = read_svg_style(*at, style, units, faults_);
    }
    return style;
}

void SvgWalk::use(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, int depth) {
    const std::string_view reference = svg_href(node);
    if (reference.empty()) return;
    if (!reference.starts_with('#')) {
        faults_.error(node, "<use> refers to another file", "put everything into one file");
        return;
    }
    const pugi::xml_node target = find(reference.substr(1), {});
    if (!target) {
        faults_.warning(node, "<use> refers to an element that does not exist",
                        "correct the reference or remove the element");
        return;
    }
    const std::string_view name = svg_name(target, document_.prefix);
    // A use inside what it draws would never end.
    bool around = is_active(target);
    for (pugi::xml_node outer = node; outer && !around; outer = outer.parent()) around = outer == target;
    if (around) {
        faults_.warning(node, "<use> draws itself and is left out", "correct the reference");
        return;
    }
    const SvgMatrix placed = matrix * SvgMatrix::translation(length(node, "x", SvgAxis::horizontal, style),
                                                             length(node, "y", SvgAxis::vertical, style));
    active_.push_back(target);
    SvgStyle inside = style;
    inside.context = context_of(style, matrix, {});
    const bool has_server = style.fill.kind == SvgPaint::Kind::server || style.stroke.kind == SvgPaint::Kind::server;
    if (has_server && document_.has_context_paints) {
        // The server's box is that of all that is drawn: it is drawn once to know it.
        if (const auto inverse = matrix.inverse()) {
            SvgBounds bounds;
            draw_apart([&] {
                bounds_.push_back({*inverse, {}});
                element(target, inside, placed, depth + 1);
                bounds = bounds_.back().bounds;
            });
            inside.context = context_of(style, matrix, bounds);
        }
    }
    if (clipping_ && !is_shape(name) && name != "text") {
        faults_.warning(node, "<use> of " + svg_tag(name) + " is not allowed in <clipPath> and is left out");
    } else if (name == "symbol" || name == "svg") {
        use_viewport(node, target, inside, placed, depth);
    } else {
        element(target, inside, placed, depth + 1);
    }
    active_.pop_back();
}

/// A use of a symbol or svg gives it its size (SVG 1.1, 5.6).
void SvgWalk::use_viewport(const pugi::xml_node& node, const pugi::xml_node& target, const SvgStyle& style,
                           const SvgMatrix& matrix, int depth) {
    if (!spend(target, depth)) return;
    const bool symbol = svg_name(target, document_.prefix) == "symbol";
    SvgUnits units = this->units(style);
    const SvgStyle inside = read_svg_style(target, style, units, faults_);
    // A symbol has no transform in SVG 1.1, and programs do not agree about SVG 2's.
    if (symbol && target.attribute("transform"))
        faults_.warning(target, "the transform of <symbol> is left out", "put it on a group inside");
    const auto transform = symbol ? SvgMatrix{} : transform_of(target, inside);
    if (!transform) return;
    const SvgMatrix inner = matrix * *transform;
    const auto side = [&](const char* name, SvgAxis axis) {
        const double whole = viewport_.along(axis);
        if (node.attribute(name)) return length(node, name, axis, style, whole);
        return symbol ? whole : length(target, name, axis, inside, whole);
    };
    SvgBox box{0, 0, side("width", SvgAxis::horizontal), side("height", SvgAxis::vertical)};
    if (!symbol) {
        box.x = length(target, "x", SvgAxis::horizontal, inside);
        box.y = length(target, "y", SvgAxis::vertical, inside);
    }
    draw_with(effects_of(target), inner, [&] { nested(target, inside, inner, box, depth); });
}

/// The content of a svg or symbol in a viewport of its own.
void SvgWalk::nested(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, const SvgBox& box,
                     int depth) {
    if (!(box.width > 0) || !(box.height > 0)) return;
    SvgMatrix inner = matrix * SvgMatrix::translation(box.x, box.y);
    const SvgViewport outer = viewport_;
    SvgViewport own{box.width, box.height};
    if (const pugi::xml_attribute attribute = node.attribute("viewBox")) {
        const auto view = read_svg_view_box(attribute.value());
        const auto fit = read_svg_fit(node.attribute("preserveAspectRatio").value());
        if (!view) faults_.warning(node, "a viewBox is malformed or empty and is left out");
        if (!fit) faults_.warning(node, "preserveAspectRatio is malformed", "see SVG 1.1, section 7.8");
        if (view) {
            inner = inner * fit.value_or(SvgFit{}).map(*view, box.width, box.height);
            own = {view->width, view->height};
        }
    }
    const auto draw = [&] {
        viewport_ = own;
        children(node, style, inner, depth + 1);
        viewport_ = outer;
    };
    if (overflows(node))
        draw();
    else
        clip_to(box, matrix, draw);
}

double SvgWalk::length(const pugi::xml_node& node, const char* name, SvgAxis axis, const SvgStyle& style,
                       double absent) {
    const std::string_view text = trim(node.attribute(name).value());
    if (text.empty() || text == "auto") return absent;
    const SvgUnits units = this->units(style);
    const std::optional<double> value = read_svg_length(text, axis, &units);
    if (!value)
        faults_.warning(
            node,
            "the " + std::string(name) + " of " + svg_tag(node.name()) + " is not a supported length and is left out",
            "give it as a number, or in px, pt, mm, cm, in, em or %");
    return value.value_or(absent);
}

double SvgWalk::box_length(const pugi::xml_node& node, const char* name, SvgAxis axis, bool of_object, double absent) {
    const std::string_view text = trim(node.attribute(name).value());
    if (text.empty()) return absent;
    if (!of_object) return length(node, name, axis, SvgStyle{}, absent);
    const auto share = read_svg_share(text);
    if (!share) faults_.warning(node, "the " + std::string(name) + " of " + svg_tag(node.name()) + " is malformed");
    return share.value_or(absent);
}

}  // namespace carepress::image
