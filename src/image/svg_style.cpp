#include "image/svg_style.h"

#include "base/ascii.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace carepress::image {
namespace {

/// Everything a setter may look at.
struct Setting {
    SvgStyle& style;
    const SvgStyle& parent;
    const SvgUnits& units;
    std::string_view value;
};

std::optional<std::uint8_t> keyword(std::string_view value, std::initializer_list<std::string_view> keywords) {
    const auto* const found = std::find(keywords.begin(), keywords.end(), value);
    if (found == keywords.end()) return std::nullopt;
    return static_cast<std::uint8_t>(found - keywords.begin());
}

std::optional<SvgPaint> read_plain_paint(std::string_view value) {
    const std::string lower = ascii_lower(value);
    SvgPaint paint;
    if (lower == "none") return paint;
    if (lower == "currentcolor") paint.kind = SvgPaint::Kind::current_color;
    if (lower == "context-fill") paint.kind = SvgPaint::Kind::context_fill;
    if (lower == "context-stroke") paint.kind = SvgPaint::Kind::context_stroke;
    if (paint.kind != SvgPaint::Kind::none) return paint;
    // "red icc-color(…)": the colour before it is for those without profiles (SVG 1.1, 11.2).
    const auto color = read_svg_color(value.substr(0, value.find("icc-color")));
    if (!color) return std::nullopt;
    paint.kind = SvgPaint::Kind::color;
    paint.color = *color;
    return paint;
}

bool set_paint(std::string_view value, SvgPaint& paint) {
    std::string_view rest;
    if (const auto server = read_svg_reference(value, rest)) {
        SvgPaint read;
        read.kind = SvgPaint::Kind::server;
        read.server = *server;
        const auto other = read_plain_paint(rest);
        if (other) read.other = std::make_shared<const SvgPaint>(*other);
        paint = std::move(read);
        return rest.empty() || other;
    }
    const auto plain = read_plain_paint(value);
    if (plain) paint = *plain;
    return plain.has_value();
}

bool set_fill(const Setting& s) { return set_paint(s.value, s.style.fill); }
bool set_stroke(const Setting& s) { return set_paint(s.value, s.style.stroke); }

bool set_color(const Setting& s) {
    if (ascii_lower(s.value) == "currentcolor") return true;
    const auto color = read_svg_color(s.value);
    if (color) s.style.color = color->color;
    return color.has_value();
}

bool set_share(std::string_view value, double& share) {
    const auto read = read_svg_share(value);
    if (read) share = std::clamp(*read, 0.0, 1.0);
    return read.has_value();
}
bool set_fill_opacity(const Setting& s) { return set_share(s.value, s.style.fill_opacity); }
bool set_stroke_opacity(const Setting& s) { return set_share(s.value, s.style.stroke_opacity); }

bool set_stroke_width(const Setting& s) {
    const auto width = read_svg_length(s.value, SvgAxis::diagonal, &s.units);
    if (width && *width >= 0) s.style.stroke_width = *width;
    return width && *width >= 0;
}

bool set_miter_limit(const Setting& s) {
    constexpr double largest = 1'000'000;
    const auto value = read_svg_share(s.value);
    if (!value || *value < 1) return false;
    s.style.miter_limit = std::min(*value, largest);
    return true;
}

bool set_line_cap(const Setting& s) {
    const auto cap = keyword(s.value, {"butt", "round", "square"});
    if (cap) s.style.line_cap = *cap;
    return cap.has_value();
}
bool set_line_join(const Setting& s) {
    // "arcs" and "miter-clip" of SVG 2 fall back to a mitre.
    const auto join = keyword(s.value, {"miter", "round", "bevel", "arcs", "miter-clip"});
    if (join) s.style.line_join = *join > 2 ? std::uint8_t{0} : *join;
    return join.has_value();
}
bool set_rule(std::string_view value, bool& even_odd) {
    const auto rule = keyword(value, {"nonzero", "evenodd"});
    if (rule) even_odd = *rule == 1;
    return rule.has_value();
}
bool set_fill_rule(const Setting& s) { return set_rule(s.value, s.style.even_odd); }
bool set_clip_rule(const Setting& s) { return set_rule(s.value, s.style.clip_even_odd); }
bool set_visibility(const Setting& s) {
    const auto visibility = keyword(s.value, {"visible", "hidden", "collapse"});
    if (visibility) s.style.visible = *visibility == 0;
    return visibility.has_value();
}
bool set_color_interpolation(const Setting& s) {
    s.style.linear_colors = s.value == "linearRGB";
    return keyword(s.value, {"sRGB", "linearRGB", "auto"}).has_value();
}

bool set_dashes(const Setting& s) {
    s.style.dashes = s.value == "none" ? std::string_view{} : s.value;
    return true;
}
bool set_dash_start(const Setting& s) {
    s.style.dash_start = s.value;
    return true;
}

/// What is not named follows in the usual order (SVG 2, 13.8).
bool set_paint_order(const Setting& s) {
    using Part = SvgStyle::Part;
    Part order[3];
    int count = 0;
    const auto add = [&](Part part) {
        if (std::find(order, order + count, part) == order + count) order[count++] = part;
    };
    std::string_view rest = trim(s.value);
    bool understood = true;
    while (!rest.empty() && rest != "normal" && understood) {
        const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
        const auto part = keyword(rest.substr(0, end), {"fill", "stroke", "markers"});
        const int before = count;
        if (part) add(static_cast<Part>(*part));
        understood = count > before;
        rest = trim(rest.substr(end));
    }
    if (!understood) count = 0;
    for (const Part part : {Part::fill, Part::stroke, Part::markers}) add(part);
    std::copy(std::begin(order), std::end(order), std::begin(s.style.order));
    return understood;
}

bool set_marker(std::string_view value, std::string_view& marker) {
    std::string_view rest;
    const auto id = read_svg_reference(value, rest);
    marker = id.value_or(std::string_view{});
    return id || value == "none";
}
bool set_marker_start(const Setting& s) { return set_marker(s.value, s.style.marker_start); }
bool set_marker_mid(const Setting& s) { return set_marker(s.value, s.style.marker_mid); }
bool set_marker_end(const Setting& s) { return set_marker(s.value, s.style.marker_end); }

bool set_family(const Setting& s) {
    s.style.font.family = s.value;
    return true;
}

/// Each step is 1.2 times the one before (CSS 2.1, 15.7).
bool set_font_size(const Setting& s) {
    constexpr double medium = 12, step = 1.2;
    const double of_parent = s.parent.font.size;
    double size = medium;
    constexpr std::string_view names[] = {"xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large"};
    const auto* const name = std::find(std::begin(names), std::end(names), s.value);
    if (name != std::end(names)) {
        for (auto i = name - names; i < 3; ++i) size /= step;
        for (auto i = name - names; i > 3; --i) size *= step;
    } else if (s.value == "larger") {
        size = of_parent * step;
    } else if (s.value == "smaller") {
        size = of_parent / step;
    } else if (s.value.ends_with('%')) {
        const auto share = read_svg_share(s.value);
        if (!share) return false;
        size = of_parent * *share;
    } else {
        const auto length = read_svg_length(s.value, SvgAxis::diagonal, &s.units);
        if (!length) return false;
        size = *length;
    }
    s.style.font.size = std::max(size, 0.0);
    return true;
}

bool set_font_weight(const Setting& s) {
    const int parent = s.parent.font.weight;
    int& weight = s.style.font.weight;
    if (s.value == "normal") {
        weight = 400;
    } else if (s.value == "bold") {
        weight = 700;
    } else if (s.value == "bolder") {  // CSS Fonts 4, 2.2.1
        weight = parent < 350 ? 400 : parent < 550 ? 700 : 900;
    } else if (s.value == "lighter") {
        weight = parent < 550 ? 100 : parent < 750 ? 400 : 700;
    } else {
        const auto number = read_svg_share(s.value);
        if (!number || *number < 1 || *number > 1000) return false;
        weight = static_cast<int>(*number);
    }
    return true;
}

bool set_font_style(const Setting& s) {
    const auto slant = keyword(s.value, {"normal", "italic", "oblique"});
    if (slant) s.style.font.italic = *slant > 0;
    return slant.has_value();
}
bool set_font_variant(const Setting& s) {
    s.style.font.small_caps = s.value == "small-caps";
    return keyword(s.value, {"normal", "small-caps"}).has_value();
}

bool set_spacing(const Setting& s, double& spacing) {
    const auto length = s.value == "normal" ? 0.0 : read_svg_length(s.value, SvgAxis::horizontal, &s.units);
    if (length) spacing = *length;
    return length.has_value();
}
bool set_letter_spacing(const Setting& s) { return set_spacing(s, s.style.font.letter_spacing); }
bool set_word_spacing(const Setting& s) { return set_spacing(s, s.style.font.word_spacing); }

bool set_anchor(const Setting& s) {
    const auto anchor = keyword(s.value, {"start", "middle", "end"});
    s.style.font.anchor = anchor ? static_cast<SvgAnchor>(*anchor) : SvgAnchor::start;
    return anchor.has_value();
}
bool set_writing_mode(const Setting& s) {
    const auto mode =
        keyword(s.value, {"lr-tb", "rl-tb", "lr", "rl", "horizontal-tb", "tb-rl", "tb", "vertical-rl", "vertical-lr"});
    if (mode) s.style.font.vertical = *mode >= 5;
    return mode.has_value();
}
bool set_direction(const Setting& s) {
    const auto direction = keyword(s.value, {"ltr", "rtl"});
    if (direction) s.style.font.right_to_left = *direction == 1;
    return direction.has_value();
}
bool set_baseline(const Setting& s) {
    if (s.value == "no-change" || s.value == "use-script" || s.value == "reset-size") return true;
    s.style.font.baseline = s.value;
    return true;
}
bool set_space(const Setting& s) {
    s.style.font.keeps_space = s.value == "preserve";
    return keyword(s.value, {"preserve", "default"}).has_value();
}
bool set_white_space(const Setting& s) {
    s.style.font.keeps_space = s.value.starts_with("pre") || s.value == "break-spaces";
    return true;
}

struct Property {
    std::string_view name;
    bool (*set)(const Setting&);
};

/// Set before all others: an em is relative to it.
constexpr Property font_size = {"font-size", set_font_size};
constexpr Property properties[] = {
    {"clip-rule", set_clip_rule},
    {"color", set_color},
    {"color-interpolation", set_color_interpolation},
    {"direction", set_direction},
    {"dominant-baseline", set_baseline},
    {"fill", set_fill},
    {"fill-opacity", set_fill_opacity},
    {"fill-rule", set_fill_rule},
    {"font-family", set_family},
    {"font-style", set_font_style},
    {"font-variant", set_font_variant},
    {"font-weight", set_font_weight},
    {"letter-spacing", set_letter_spacing},
    {"marker-end", set_marker_end},
    {"marker-mid", set_marker_mid},
    {"marker-start", set_marker_start},
    {"paint-order", set_paint_order},
    {"stroke", set_stroke},
    {"stroke-dasharray", set_dashes},
    {"stroke-dashoffset", set_dash_start},
    {"stroke-linecap", set_line_cap},
    {"stroke-linejoin", set_line_join},
    {"stroke-miterlimit", set_miter_limit},
    {"stroke-opacity", set_stroke_opacity},
    {"stroke-width", set_stroke_width},
    {"text-anchor", set_anchor},
    {"visibility", set_visibility},
    {"white-space", set_white_space},
    {"word-spacing", set_word_spacing},
    {"writing-mode", set_writing_mode},
    {"xml:space", set_space},
};
static_assert(std::is_sorted(std::begin(properties), std::end(properties),
                             [](const Property& a, const Property& b) { return a.name < b.name; }));

const Property* find_property(std::string_view name) {
    const auto* const found = std::lower_bound(std::begin(properties), std::end(properties), name,
                                               [](const Property& p, std::string_view key) { return p.name < key; });
    return found != std::end(properties) && found->name == name ? found : nullptr;
}

}  // namespace

SvgStyle read_svg_style(const pugi::xml_node& element, const SvgStyle& parent, SvgUnits& units, SvgFaults& faults) {
    SvgStyle style = parent;
    units.font_size = parent.font.size;
    const auto apply = [&](const Property& property, std::string_view value) {
        if (property.set(Setting{style, parent, units, value})) return;
        constexpr std::size_t longest = 60;
        faults.warning(element, "\"" + std::string(value.substr(0, longest)) + "\" is not a supported value of " +
                                    std::string(property.name) + " and is left out");
    };
    if (const pugi::xml_attribute attribute = element.attribute("font-size")) apply(font_size, trim(attribute.value()));
    units.font_size = style.font.size;
    for (const pugi::xml_attribute attribute : element.attributes())
        if (const Property* const property = find_property(attribute.name())) apply(*property, trim(attribute.value()));
    return style;
}

}  // namespace carepress::image
