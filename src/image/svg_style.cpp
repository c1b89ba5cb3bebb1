#include "image/svg_style.h"

#include "base/ascii.h"

#include <pugixml.hpp>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace carepress::image {
namespace {

struct Declaration {
    std::string_view name, value;
};

/// Everything a setter may look at.
struct Setting {
    SvgElementStyle& element;
    const SvgStyle& parent;
    const SvgViewport& viewport;
    Declaration declaration;

    void complain(std::string message, std::string hint) const {
        element.complaints.push_back({std::move(message), std::move(hint)});
    }
    void not_understood(std::string hint) const {
        constexpr std::size_t longest = 60;
        complain("\"" + std::string(declaration.value.substr(0, longest)) + "\" is not a supported value of " +
                     std::string(declaration.name),
                 std::move(hint));
    }
};

bool equals_ignoring_case(std::string_view a, std::string_view lower) {
    return a.size() == lower.size() && std::equal(a.begin(), a.end(), lower.begin(), [](char x, char y) {
               return (x >= 'A' && x <= 'Z' ? x - 'A' + 'a' : x) == y;
           });
}

void set_paint(const Setting& setting, SvgPaint& paint) {
    const std::string_view value = setting.declaration.value;
    if (value == "none" || equals_ignoring_case(value, "transparent")) {
        paint = {};
    } else if (equals_ignoring_case(value, "currentcolor")) {
        paint = {SvgPaint::Kind::current_color, {}};
    } else if (value.starts_with("url(")) {
        paint = {SvgPaint::Kind::server, {}};
    } else if (const std::optional<Color> color = read_svg_color(value)) {
        paint = {SvgPaint::Kind::color, *color};
    } else {
        setting.not_understood("use #rrggbb, rgb() or a colour name of CSS, without transparency");
    }
}

void set_fill(const Setting& setting) { set_paint(setting, setting.element.style.fill); }
void set_stroke(const Setting& setting) { set_paint(setting, setting.element.style.stroke); }

void set_color(const Setting& setting) {
    if (equals_ignoring_case(setting.declaration.value, "currentcolor")) return;
    const std::optional<Color> color = read_svg_color(setting.declaration.value);
    if (color) {
        setting.element.style.color = color;
    } else {
        setting.not_understood("use #rrggbb, rgb() or a colour name of CSS, without transparency");
    }
}

std::optional<double> read_opacity(const Setting& setting) {
    SvgScanner scanner(setting.declaration.value);
    double value = 0;
    if (scanner.number(value)) {
        if (scanner.word("%")) value /= 100;
        if (scanner.at_end()) return std::clamp(value, 0.0, 1.0);
    }
    setting.not_understood("use 0 or 1");
    return std::nullopt;
}

void set_opacity(const Setting& setting) {
    if (const auto value = read_opacity(setting)) setting.element.style.opacity = setting.parent.opacity * *value;
}
void set_fill_opacity(const Setting& setting) {
    if (const auto value = read_opacity(setting)) setting.element.style.fill_opacity = *value;
}
void set_stroke_opacity(const Setting& setting) {
    if (const auto value = read_opacity(setting)) setting.element.style.stroke_opacity = *value;
}

void set_stroke_width(const Setting& setting) {
    const auto width = read_svg_length(setting.declaration.value, SvgAxis::diagonal, &setting.viewport);
    if (width && *width >= 0) {
        setting.element.style.stroke_width = *width;
    } else {
        setting.not_understood("give it in px, pt, mm, cm or in");
    }
}

void set_miter_limit(const Setting& setting) {
    SvgScanner scanner(setting.declaration.value);
    double value = 0;
    constexpr double largest = 1'000'000;
    if (scanner.number(value) && scanner.at_end() && value >= 1) {
        setting.element.style.miter_limit = std::min(value, largest);
    } else {
        setting.not_understood("give a number from 1");
    }
}

/// The index of the value among `keywords`, or a complaint.
std::optional<std::uint8_t> keyword(const Setting& setting, std::initializer_list<std::string_view> keywords) {
    const auto* const found = std::find(keywords.begin(), keywords.end(), setting.declaration.value);
    if (found != keywords.end()) return static_cast<std::uint8_t>(found - keywords.begin());
    std::string hint = "use one of:";
    for (const std::string_view word : keywords) hint.append(" ").append(word);
    setting.not_understood(std::move(hint));
    return std::nullopt;
}

void set_line_cap(const Setting& setting) {
    if (const auto cap = keyword(setting, {"butt", "round", "square"})) setting.element.style.line_cap = *cap;
}
void set_line_join(const Setting& setting) {
    if (const auto join = keyword(setting, {"miter", "round", "bevel"})) setting.element.style.line_join = *join;
}
void set_fill_rule(const Setting& setting) {
    if (const auto rule = keyword(setting, {"nonzero", "evenodd"})) setting.element.style.even_odd = *rule == 1;
}
void set_visibility(const Setting& setting) {
    if (const auto visibility = keyword(setting, {"visible", "hidden", "collapse"}))
        setting.element.style.visible = *visibility == 0;
}
void set_display(const Setting& setting) { setting.element.displayed = setting.declaration.value != "none"; }
void set_dashes(const Setting& setting) { setting.element.style.dashed = setting.declaration.value != "none"; }
void set_paint_order(const Setting& setting) {
    const std::string_view value = setting.declaration.value;
    setting.element.style.stroke_first = value != "normal" && !value.starts_with("fill");
}

void refuse_unless_off(const Setting& setting) {
    const std::string_view value = setting.declaration.value;
    if (value == "none" || value == "normal") return;
    setting.complain(std::string(setting.declaration.name) + " is outside the subset of SVG that prints",
                     "flatten or expand it into plain paths in the drawing program");
}

void refuse_outside_attributes(const Setting& setting) {
    setting.complain(std::string(setting.declaration.name) + " is supported as an attribute, not in style",
                     "save as SVG 1.1");
}

void set_width(const Setting& setting) { setting.element.width = setting.declaration.value; }
void set_height(const Setting& setting) { setting.element.height = setting.declaration.value; }

struct Property {
    std::string_view name;
    void (*set)(const Setting&);
    bool in_style_only = false;  ///< as an attribute it means something else, which the walk reads
};

/// The SVG properties known here. All others (fonts, rendering hints, editors' own) do not change how the
/// subset's elements look.
constexpr Property properties[] = {
    {"clip-path", refuse_unless_off},
    {"color", set_color},
    {"cx", refuse_outside_attributes, true},
    {"cy", refuse_outside_attributes, true},
    {"d", refuse_outside_attributes, true},
    {"display", set_display},
    {"fill", set_fill},
    {"fill-opacity", set_fill_opacity},
    {"fill-rule", set_fill_rule},
    {"filter", refuse_unless_off},
    {"height", set_height, true},
    {"marker", refuse_unless_off},
    {"marker-end", refuse_unless_off},
    {"marker-mid", refuse_unless_off},
    {"marker-start", refuse_unless_off},
    {"mask", refuse_unless_off},
    {"mix-blend-mode", refuse_unless_off},
    {"opacity", set_opacity},
    {"paint-order", set_paint_order},
    {"r", refuse_outside_attributes, true},
    {"rx", refuse_outside_attributes, true},
    {"ry", refuse_outside_attributes, true},
    {"stroke", set_stroke},
    {"stroke-dasharray", set_dashes},
    {"stroke-linecap", set_line_cap},
    {"stroke-linejoin", set_line_join},
    {"stroke-miterlimit", set_miter_limit},
    {"stroke-opacity", set_stroke_opacity},
    {"stroke-width", set_stroke_width},
    {"transform", refuse_outside_attributes, true},
    {"transform-origin", refuse_unless_off},
    {"vector-effect", refuse_unless_off},
    {"visibility", set_visibility},
    {"width", set_width, true},
    {"x", refuse_outside_attributes, true},
    {"y", refuse_outside_attributes, true},
};

constexpr bool by_name(const Property& a, const Property& b) { return a.name < b.name; }
static_assert(std::is_sorted(std::begin(properties), std::end(properties), by_name));

const Property* find_property(std::string_view name) {
    const auto* const found = std::lower_bound(std::begin(properties), std::end(properties), name,
                                               [](const Property& p, std::string_view key) { return p.name < key; });
    return found != std::end(properties) && found->name == name ? found : nullptr;
}

/// The declarations of a style attribute, without `!important`. Comments must not hide a declaration: the caller
/// refuses them.
std::vector<Declaration> split_style(std::string_view text) {
    constexpr std::size_t most = 200;
    std::vector<Declaration> declarations;
    while (!text.empty() && declarations.size() < most) {
        const std::size_t end = text.find(';');
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::size_t colon = one.find(':');
        if (colon == std::string_view::npos) continue;
        std::string_view value = trim(one.substr(colon + 1));
        constexpr std::string_view important = "!important";
        if (value.ends_with(important)) value = trim(value.substr(0, value.size() - important.size()));
        declarations.push_back({trim(one.substr(0, colon)), value});
    }
    return declarations;
}

}  // namespace

SvgElementStyle read_svg_style(const pugi::xml_node& element, const SvgStyle& parent, const SvgViewport& viewport) {
    SvgElementStyle result;
    result.style = parent;
    const std::string_view style = element.attribute("style").value();
    if (style.find("/*") != std::string_view::npos)
        result.complaints.push_back({"a comment inside a style attribute is not supported", "remove the comment"});
    const std::vector<Declaration> declarations = split_style(style);
    const auto apply = [&](const Property& property, Declaration declaration) {
        // The value of the parent is already set; opacity and display are not in `parent` to be inherited.
        if (declaration.value == "inherit" && declaration.name != "opacity" && declaration.name != "display" &&
            property.set != refuse_unless_off)
            return;
        property.set(Setting{result, parent, viewport, declaration});
    };
    for (const pugi::xml_attribute attribute : element.attributes()) {
        const std::string_view name = attribute.name();
        const Property* const property = find_property(name);
        if (property == nullptr || property->in_style_only) continue;
        // What the style attribute declares too never gets to apply.
        if (std::any_of(declarations.begin(), declarations.end(), [&](const auto& d) { return d.name == name; }))
            continue;
        apply(*property, {name, trim(attribute.value())});
    }
    for (const Declaration& declaration : declarations)
        if (const Property* const property = find_property(declaration.name)) apply(*property, declaration);
    return result;
}

}  // namespace carepress::image
