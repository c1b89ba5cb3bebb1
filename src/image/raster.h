#pragma once

#include "image/drawing.h"
#include "image/picture_report.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace carepress::image {

/// Pixels a unit of length, as a file states them.
struct PixelDensity {
    enum class Unit : std::uint8_t { unknown, inch };
    double x = 0, y = 0;
    Unit unit = Unit::unknown;  ///< unknown: x and y say only the pixel's shape
};

/// The size on paper of `width` x `height` pixels: by `density` where it is plausible (10 to 10,000 dpi), else 96 dpi.
/// Scaled down, in proportion, to PDF's 14,400 pt.
Size natural_size(int width, int height, PixelDensity density);

/// Says so and returns false when a picture is empty or over largest_pixel_count.
bool check_pixel_count(std::int64_t width, std::int64_t height, const PictureReport& report);

/// The TIFF orientation, 1 to 8, of an EXIF block that starts with its TIFF header (TIFF 6.0, tag 274). 1 when the
/// block has none or is malformed.
int exif_orientation(std::string_view tiff);

/// What becomes of transparent pixels: RasterImage::alpha, or nothing.
enum class Transparency : std::uint8_t { on_white, kept };

/// A picture of four bytes a pixel: red, green, blue, alpha.
RasterImage image_of_rgba(std::span<const unsigned char> pixels, int width, int height, Transparency transparency);

/// Raw `image` turned upright from EXIF orientation `orientation`.
RasterImage turned(RasterImage image, int orientation);

constexpr bool swaps_sides(int orientation) { return orientation >= 5; }

}  // namespace carepress::image
