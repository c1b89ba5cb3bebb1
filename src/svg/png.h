#pragma once

#include "image/drawing.h"

#include <string>

namespace carepress::svg {

/// Raw pixels (RasterImage::Encoding::raw) as a PNG file (ISO/IEC 15948), unfiltered. Throws EnvironmentError without
/// memory.
std::string make_png(const image::RasterImage& image);

}  // namespace carepress::svg
