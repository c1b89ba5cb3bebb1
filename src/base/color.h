#pragma once

#include <cstdint>

namespace carepress {

/// An opaque sRGB colour (IEC 61966-2-1), 8 bits a channel.
struct Color {
    std::uint8_t red = 0, green = 0, blue = 0;
    constexpr bool operator==(const Color&) const = default;
};

/// Contrast ratio of two colours, 1 to 21 (WCAG 2.1, "contrast ratio" and "relative luminance").
double contrast_ratio(Color a, Color b);

}  // namespace carepress
