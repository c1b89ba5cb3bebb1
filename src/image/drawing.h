#pragma once

#include "base/color.h"
#include "base/length.h"

#include <cstdint>
#include <memory>
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
};

/// Paths inside the box (0, 0) to `size` of their Drawing; y grows downwards. Control points, strokes and what an SVG
/// draws beyond its viewBox may overhang the box: whoever paints it clips to the box (a form XObject's BBox does).
struct VectorDrawing {
    std::vector<VectorPath> paths;
};

/// A picture of pixels, ready for a PDF image XObject: sRGB or grey, 8 bits a channel, no alpha (blended on white).
struct RasterImage {
    enum class Encoding : std::uint8_t { raw, jpeg };
    int width = 0, height = 0;  ///< pixels as stored in `data`
    int channels = 3;           ///< 1 grey, 3 sRGB
    Encoding encoding = Encoding::raw;
    std::string data;     ///< raw: rows from the top, no padding; jpeg: a baseline or progressive JPEG stream
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
