#pragma once

#include "image/drawing.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace carepress::svg {

/// Gives out the ids of one page's gradients, patterns, masks and clip paths.
class DefinitionIds {
public:
    /// Before each page: `prefix` begins the ids, which no others of the page begin like.
    void begin(std::string prefix) {
        prefix_ = std::move(prefix);
        next_ = 0;
    }
    std::string make() { return prefix_ + std::to_string(next_++); }

private:
    std::string prefix_;
    std::uint32_t next_ = 0;
};

/// Appends the elements that draw `drawing`, in points from its top left corner. `size` is its own, which its masks
/// cover.
void append_vector_drawing(std::string& out, const image::VectorDrawing& drawing, Size size, DefinitionIds& ids);

/// "data:image/png;base64,…", or JPEG where it is one already.
std::string data_address(const image::RasterImage& image);

/// How the unit square of a stored image, y downwards, is turned to stand upright, by EXIF orientation 1 to 8 (Exif
/// 2.32, 4.6.4 "Orientation"): a b c d e f of x' = ax + cy + e, y' = bx + dy + f.
inline constexpr int upright[8][6] = {{1, 0, 0, 1, 0, 0},   {-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1},
                                      {1, 0, 0, -1, 0, 1},  {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0},
                                      {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}};

}  // namespace carepress::svg
