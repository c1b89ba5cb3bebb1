#pragma once

#include "image/drawing.h"

#include <string>

namespace carepress::pdf {

// What maps a space inside a drawing to its form, where y grows upwards from `flip` below the drawing's top. Each
// appends six numbers.

/// Of a space drawn with y upwards from its own origin: a tile, a stretched stroke.
void append_space_matrix(std::string& out, const image::Transform& to_drawing, Length flip);
/// Of an image XObject's unit square, which stands upright after EXIF orientation 1 to 8.
void append_picture_matrix(std::string& out, const image::Transform& to_drawing, int orientation, Length flip);

/// How the unit square of a stored image, y upwards, is turned to stand upright, by EXIF orientation 1 to 8 (Exif 2.32,
/// 4.6.4 "Orientation"): a b c d e f of x' = ax + cy + e, y' = bx + dy + f.
inline constexpr int upright[8][6] = {{1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0},  {-1, 0, 0, -1, 1, 1},
                                      {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1},
                                      {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};

/// Appends the dictionary of a shading pattern (ISO 32000-1 8.7.4): axial or radial, extended on both sides.
void append_shading_pattern(std::string& out, const image::Gradient& gradient, const image::Transform& to_drawing,
                            Length flip, Color current_color);

}  // namespace carepress::pdf
