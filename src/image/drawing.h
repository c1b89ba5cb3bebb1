#pragma once

#include "base/color.h"
#include "base/length.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace carepress::image {

/// The largest side and coordinate of a drawing, in millipoints: PDF's 14,400 pt (ISO 32000-1, annex C.2).
inline constexpr double largest_extent = 14'400'000;

/// One step of a path, in points of the drawing's natural size. Already flattened: transforms applied, shapes turned
/// into lines and cubic curves.
struct PathCommand {
    enum class Kind : std::uint8_t { move, line, curve, close };
    Kind kind = Kind::move;
    Point points[3];  ///< one for move and line, three (two controls, end) for curve, none for close
};

/// An affine map in millionths, exact so that a drawing has the same bytes everywhere: x' = a x + c y + e,
/// y' = b x + d y + f. It leads to points of the drawing, y downwards.
struct Transform {
    std::int64_t a = 1'000'000, b = 0, c = 0, d = 1'000'000, e = 0, f = 0;
    constexpr bool operator==(const Transform&) const = default;
};

struct GradientStop {
    std::int32_t offset = 0;  ///< millionths of the way, ascending
    Color color;
    bool is_current_color = false;
};

/// A colour that changes from offset 0, at (0, 0), to offset 1: at (1, 0) along a line, or on the unit circle. Beyond
/// both it goes on as it ends: what is repeated or mirrored in the file is written out in `stops`.
struct Gradient {
    bool radial = false;
    std::int32_t focal_x = 0, focal_y = 0, focal_radius = 0;  ///< millionths: where a radial one begins
    std::vector<GradientStop> stops;                          ///< at least two
};

struct VectorDrawing;
struct RasterImage;

/// A tile that is repeated in both directions without end. It is drawn from (0, 0) to `size`, and clipped to that.
struct Tile {
    Size size;
    std::shared_ptr<const VectorDrawing> content;
};

/// What an area is filled with when it is not one colour. A picture covers the unit square of the paint's space.
struct Paint {
    std::variant<Gradient, Tile, std::shared_ptr<const RasterImage>> content;
    Transform to_drawing;
};

/// A path with how it is painted. Opacities are thousandths.
struct VectorPath {
    std::vector<PathCommand> commands;
    bool filled = true;
    bool stroked = false;
    bool even_odd = false;
    bool fill_is_current_color = false;  ///< SVG currentColor: the place of use decides
    bool stroke_is_current_color = false;
    Color fill, stroke;
    Length stroke_width;
    std::uint8_t line_cap = 0, line_join = 0;  ///< as PDF's J and j operators
    std::int32_t miter_limit = 4000;           ///< thousandths, as PDF's M operator (SVG's default 4, PDF's is 10)
    std::int16_t fill_opacity = 1000, stroke_opacity = 1000;
    std::shared_ptr<const Paint> fill_paint, stroke_paint;  ///< instead of `fill` and `stroke`; a stroke has no picture
    std::vector<Length> dashes;                             ///< lengths of dash and gap in turn; empty: unbroken
    Length dash_start;
    /// Commands, stroke width and dashes are in a space of their own, which this maps to the drawing: a stroke that is
    /// stretched unevenly, as PDF and SVG draw it. Never of a path with a picture.
    std::optional<Transform> transform;
};

/// In the order of PDF's names (ISO 32000-1, 11.3.5) and of CSS's.
enum class BlendMode : std::uint8_t {
    normal,
    multiply,
    screen,
    overlay,
    darken,
    lighten,
    color_dodge,
    color_burn,
    hard_light,
    soft_light,
    difference,
    exclusion,
    hue,
    saturation,
    color,
    luminosity,
};

/// Paths [begin, end) of a drawing painted as one: clipped, masked, faded and blended together.
struct VectorGroup {
    std::uint32_t begin = 0, end = 0;
    std::vector<PathCommand> clip;  ///< empty: not clipped
    bool clip_even_odd = false;
    /// Of greys alone: the group is seen where it is white. Outside of what it draws it is black.
    std::shared_ptr<const VectorDrawing> mask;
    std::int16_t opacity = 1000;  ///< thousandths
    BlendMode blend = BlendMode::normal;
    bool isolated = false;  ///< what is blended inside does not see what is below

    /// Whether it is painted on its own before it meets what is below.
    bool is_composited() const { return mask || opacity < 1000 || blend != BlendMode::normal || isolated; }
};

/// Paths inside the box (0, 0) to `size` of their Drawing; y grows downwards. Control points, strokes and what an SVG
/// draws beyond its viewBox may overhang the box: whoever paints it clips to the box (a form XObject's BBox does).
struct VectorDrawing {
    std::vector<VectorPath> paths;
    std::vector<VectorGroup> groups{};  ///< nested or apart; an outer one comes before those inside it
};

/// A picture of pixels, ready for a PDF image XObject: sRGB or grey, 8 bits a channel.
struct RasterImage {
    enum class Encoding : std::uint8_t { raw, jpeg };
    int width = 0, height = 0;  ///< pixels as stored in `data`
    int channels = 3;           ///< 1 grey, 3 sRGB
    Encoding encoding = Encoding::raw;
    std::string data;   ///< raw: rows from the top, no padding; jpeg: a baseline or progressive JPEG stream
    std::string alpha;  ///< one byte a pixel, rows from the top; empty: opaque. Only of pictures inside an SVG: others
                        ///< are blended on white, because that is what paper is
    int orientation = 1;  ///< EXIF 1 to 8, for jpeg that is passed through; raw pixels are already turned
};

/// Something to draw, immutable and shared. `size` is its natural size on paper: CSS pixels at 96 dpi for SVG, the
/// file's resolution (else 96 dpi) for pixels; after orientation.
struct Drawing {
    Size size;
    std::variant<VectorDrawing, RasterImage> content;
    std::uint64_t hash = 0;  ///< XXH3 of the content: equal drawings, equal hashes
};

using DrawingPointer = std::shared_ptr<const Drawing>;

}  // namespace carepress::image
