// Reads arbitrary bytes as a picture. Beyond not crashing: a drawing or an error, never neither, and what was drawn
// keeps its own promises.
#include "image/read.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool promise) {
    if (!promise) std::abort();
}

void check(const carepress::image::RasterImage& image) {
    require(image.width > 0 && image.height > 0);
    require(image.channels == 1 || image.channels == 3);
    require(image.orientation >= 1 && image.orientation <= 8);
    const std::size_t pixels = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    require(pixels <= static_cast<std::size_t>(carepress::image::largest_pixel_count));
    if (image.encoding == carepress::image::RasterImage::Encoding::raw)
        require(image.data.size() == pixels * static_cast<std::size_t>(image.channels) && image.orientation == 1);
}

void check(const carepress::image::VectorDrawing& drawing) {
    require(!drawing.paths.empty());
    for (const carepress::image::VectorPath& path : drawing.paths) {
        require(path.filled || path.stroked);
        require(!path.commands.empty() && path.commands.front().kind == carepress::image::PathCommand::Kind::move);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const carepress::Source source{"article.md", "![](picture)"};
    carepress::Diagnostics diagnostics(source);
    const carepress::image::DrawingPointer drawing =
        carepress::image::read_drawing(std::string_view(reinterpret_cast<const char*>(data), size), "picture",
                                       carepress::SourceSpan{0, 12}, diagnostics);
    require((drawing != nullptr) != diagnostics.has_errors());
    if (drawing == nullptr) return 0;
    require(drawing->size.width.millipoints > 0 && drawing->size.height.millipoints > 0);
    std::visit([](const auto& content) { check(content); }, drawing->content);
    return 0;
}
