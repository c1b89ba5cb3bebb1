#pragma once

#include "image/drawing.h"
#include "image/picture_report.h"
#include "image/raster.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace carepress::image {

class SvgTextSetter;

/// The readers behind read_drawing(), one a format. Each takes a whole file and returns a drawing without its hash, or
/// nullopt after at least one error in the report.
std::optional<Drawing> read_png(std::string_view bytes, const PictureReport& report, Transparency transparency);
std::optional<Drawing> read_jpeg(std::string_view bytes, const PictureReport& report);
/// The first picture, if it is an animation: a warning says so.
std::optional<Drawing> read_gif(std::string_view bytes, const PictureReport& report, Transparency transparency);
std::optional<Drawing> read_webp(std::string_view bytes, const PictureReport& report, Transparency transparency);
std::optional<Drawing> read_svg(std::string_view bytes, const PictureReport& report, SvgTextSetter* texts);

/// A picture of pixels in any format that is read.
std::optional<Drawing> read_pixels(std::string_view bytes, const PictureReport& report, Transparency transparency);
bool starts_like_xml(std::string_view bytes);

/// XXH3 over a canonical rendering of what `drawing` draws and its size: the same on every machine.
std::uint64_t hash_of(const Drawing& drawing);

}  // namespace carepress::image
