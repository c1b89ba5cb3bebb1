#pragma once

#include "image/drawing.h"
#include "pdf/deflate.h"

#include <string>
#include <vector>

namespace carepress::pdf {

/// A drawing as a stream with the streams that it refers to, ready to be added to any file.
struct EncodedDrawing {
    std::string body;  ///< the stream's dictionary; each NUL stands for the reference to the next of `parts`
    Bytes data;
    std::vector<EncodedDrawing> parts{};
};

/// The dictionary and data of `image` as an image XObject (ISO 32000-1 8.9.5).
EncodedDrawing encode_raster(const image::RasterImage& image, Deflater& deflater);

/// A vector drawing as a form XObject without tags, whose units are points, y upwards from its lower left corner. What
/// is faded, masked or blended is a transparency group of its own (ISO 32000-1 11.6.6). In a drawing that is an
/// artifact, those are marked as artifacts too: veraPDF does not see that they are inside one.
EncodedDrawing encode_vector(const image::VectorDrawing& drawing, Size size, Color current_color, bool is_artifact,
                             Deflater& deflater);

/// Whether the drawing has transparency groups.
bool has_groups(const image::VectorDrawing& drawing);

/// Appends the operators of paths that need no resources: no paint but colours, all opaque, no groups.
void append_plain_paths(std::string& out, const image::VectorDrawing& drawing, Length height, Color current_color);

/// Whether the path consists of rectangles with level sides alone, each of five commands from its top left corner.
bool is_all_rectangles(const image::VectorPath& path);
inline constexpr std::size_t rectangle_size = 5;

/// A path begins with a move: without one its operators would be out of place (ISO 32000-1 8.2).
bool is_drawn(const image::VectorPath& path);

}  // namespace carepress::pdf
