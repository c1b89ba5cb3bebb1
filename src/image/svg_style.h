#pragma once

#include "image/svg_faults.h"
#include "image/svg_path.h"
#include "image/svg_values.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::image {

/// fill or stroke.
struct SvgPaint {
    enum class Kind : std::uint8_t { none, color, current_color, server, context_fill, context_stroke };
    Kind kind = Kind::none;
    SvgColor color;
    std::string_view server;                ///< the id of a gradient or pattern
    std::shared_ptr<const SvgPaint> other;  ///< what to do where there is none; null: an error, so nothing is painted
};

enum class SvgAnchor : std::uint8_t { start, middle, end };

/// The properties of text.
struct SvgFont {
    std::string family;  ///< the list, as it is written
    double size = 12;    ///< user units; SVG leaves "medium" to the program, and resvg takes 12
    int weight = 400;
    bool italic = false, small_caps = false;
    double letter_spacing = 0, word_spacing = 0;
    SvgAnchor anchor = SvgAnchor::start;
    bool vertical = false;
    bool right_to_left = false;
    bool keeps_space = false;   ///< xml:space or white-space: pre
    std::string_view baseline;  ///< dominant-baseline
};

struct SvgContext;

/// The properties that children inherit from elements (SVG 1.1, 6.2).
struct SvgStyle {
    SvgPaint fill{SvgPaint::Kind::color, {}, {}, {}};
    SvgPaint stroke;
    std::optional<Color> color;  ///< what currentColor means; nullopt: the place of use decides
    double fill_opacity = 1, stroke_opacity = 1;
    double stroke_width = 1;
    double miter_limit = 4;
    std::uint8_t line_cap = 0, line_join = 0;
    bool even_odd = false, clip_even_odd = false;
    bool visible = true;
    bool linear_colors = false;  ///< color-interpolation: linearRGB
    std::string_view dashes, dash_start;
    enum class Part : std::uint8_t { fill, stroke, markers };
    Part order[3] = {Part::fill, Part::stroke, Part::markers};
    std::string_view marker_start, marker_mid, marker_end;  ///< ids
    SvgFont font;
    std::shared_ptr<const SvgContext> context;  ///< null: outside of markers and uses
};

/// What context-fill and context-stroke mean inside a marker or use (SVG 2, 13.2): the paints of what they are in,
/// whose servers keep its user space and box.
struct SvgContext {
    SvgPaint fill, stroke;
    SvgMatrix matrix;
    SvgBounds bounds;
};

/// The style of `element` inside `parent`, by its presentation attributes. What is malformed is a warning, and left
/// out. `units` are those of the parent; its font size is set to that of the element.
SvgStyle read_svg_style(const pugi::xml_node& element, const SvgStyle& parent, SvgUnits& units, SvgFaults& faults);

}  // namespace carepress::image
