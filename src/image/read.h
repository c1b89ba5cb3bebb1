#pragma once

#include "base/diagnostic.h"
#include "image/drawing.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace carepress::image {

class SvgTextSetter;

/// Limits for pictures from outside; beyond them a picture is refused.
inline constexpr std::int64_t largest_pixel_count = 40'000'000;
inline constexpr std::size_t largest_svg_nodes = 20'000;

/// Reads PNG, JPEG or SVG, told by its first bytes. What is wrong is reported at `place` of the diagnostics' source
/// (the figure that names the file), naming `name`; returns nullptr after an error. An SVG feature outside the subset
/// that docs/images.md lists is an error where it would change the picture, never a silent loss. Without `texts`, an
/// SVG with text is refused.
DrawingPointer read_drawing(std::string_view bytes, const std::string& name, SourceSpan place, Diagnostics& diagnostics,
                            SvgTextSetter* texts = nullptr);

/// How finely `image` prints at `on_paper` (its box after orientation): pixels an inch, of its two directions the
/// coarser. 0 when the box is empty.
double resolution_dpi(const RasterImage& image, Size on_paper);

/// A QR code (ISO/IEC 18004, error correction M) for `text`, modules 1 pt wide, with the quiet zone of 4 modules inside
/// its size. Black on nothing. Throws std::length_error for text over 1,000 bytes.
DrawingPointer make_qr_code(std::string_view text);

}  // namespace carepress::image
