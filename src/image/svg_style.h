#pragma once

#include "image/svg_values.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace carepress::image {

/// fill or stroke.
struct SvgPaint {
    enum class Kind : std::uint8_t { none, color, current_color, server };
    Kind kind = Kind::none;
    Color color;
};

/// The properties that children inherit from elements (SVG 1.1, 6.2), as far as they are in the subset.
struct SvgStyle {
    SvgPaint fill{SvgPaint::Kind::color, {}};
    SvgPaint stroke;
    std::optional<Color> color;  ///< what currentColor means; nullopt: the place of use decides
    double fill_opacity = 1, stroke_opacity = 1;
    double opacity = 1;  ///< of this element and all groups around it: not inherited, but it adds up
    double stroke_width = 1;
    double miter_limit = 4;
    std::uint8_t line_cap = 0, line_join = 0;
    bool even_odd = false;
    bool visible = true;
    bool dashed = false;
    bool stroke_first = false;  ///< paint-order
};

/// Something about an element that cannot be printed as it is meant.
struct SvgComplaint {
    std::string message, hint;
};

struct SvgElementStyle {
    SvgStyle style;
    bool displayed = true;
    std::string_view width, height;  ///< where the style attribute gives them
    std::vector<SvgComplaint> complaints;
};

/// The style of `element` inside `parent`: its presentation attributes, then its style attribute.
SvgElementStyle read_svg_style(const pugi::xml_node& element, const SvgStyle& parent, const SvgViewport& viewport);

}  // namespace carepress::image
