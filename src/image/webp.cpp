#include "image/color_profile.h"
#include "image/formats.h"
#include "image/pixel_libraries.h"
#include "image/raster.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace carepress::image {
namespace {

using Demuxer = std::unique_ptr<WebPDemuxer, decltype(Libwebp::demux_delete)>;

/// The bytes of the first chunk of this name; empty if there is none.
std::string_view webp_chunk(const WebPDemuxer* demuxer, const char* name) {
    WebPChunkIterator chunk;
    std::string_view bytes;
    if (libwebp().get_chunk(demuxer, name, 1, &chunk) != 0)
        bytes = {reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size};
    libwebp().release_chunk(&chunk);
    return bytes;
}

/// Decodes the first frame into its place on the canvas, as red, green, blue and alpha.
bool decode_first_frame(const WebPDemuxer* demuxer, int width, int height, std::vector<unsigned char>& pixels) {
    WebPIterator frame;
    if (libwebp().get_frame(demuxer, 1, &frame) == 0) return false;
    const auto stride = static_cast<std::size_t>(width) * 4;
    bool decoded = false;
    if (frame.complete != 0 && frame.x_offset >= 0 && frame.y_offset >= 0 && frame.width <= width - frame.x_offset &&
        frame.height <= height - frame.y_offset) {
        const std::size_t begin =
            static_cast<std::size_t>(frame.y_offset) * stride + static_cast<std::size_t>(frame.x_offset) * 4;
        decoded = libwebp().decode_rgba_into(frame.fragment.bytes, frame.fragment.size, pixels.data() + begin,
                                             pixels.size() - begin, static_cast<int>(stride)) != nullptr;
    }
    libwebp().release_frame(&frame);
    return decoded;
}

}  // namespace

std::optional<Drawing> read_webp(std::string_view bytes, const PictureReport& report, Transparency transparency) {
    const auto refuse = [&] {
        report.error("is a damaged or truncated WebP", "fetch or export it again");
        return std::nullopt;
    };
    const Libwebp& lib = libwebp();
    const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
    const Demuxer demuxer(lib.demux(&data, 0, nullptr, WEBP_DEMUX_ABI_VERSION), lib.demux_delete);
    if (!demuxer) return refuse();
    const std::int64_t width = lib.get_integer(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
    const std::int64_t height = lib.get_integer(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
    if (!check_pixel_count(width, height, report)) return std::nullopt;
    std::vector<unsigned char> pixels(static_cast<std::size_t>(width * height) * 4);
    if (!decode_first_frame(demuxer.get(), static_cast<int>(width), static_cast<int>(height), pixels)) return refuse();
    if (lib.get_integer(demuxer.get(), WEBP_FF_FRAME_COUNT) > 1)
        report.warning("is an animation, of which the first picture is printed",
                       "give the picture that says the most, as PNG");
    if (const auto conversion = ColorConversion::make(webp_chunk(demuxer.get(), "ICCP"), PixelModel::rgb, true))
        conversion->apply(pixels.data(), pixels.data(), static_cast<std::size_t>(width * height));

    // Some writers put a JPEG's header before the TIFF header.
    std::string_view exif = webp_chunk(demuxer.get(), "EXIF");
    if (exif.starts_with(std::string_view("Exif\0\0", 6))) exif.remove_prefix(6);
    const int orientation = exif_orientation(exif);
    Drawing drawing;
    drawing.size = natural_size(static_cast<int>(width), static_cast<int>(height), {});
    if (swaps_sides(orientation)) std::swap(drawing.size.width, drawing.size.height);
    drawing.content =
        turned(image_of_rgba(pixels, static_cast<int>(width), static_cast<int>(height), transparency), orientation);
    return drawing;
}

}  // namespace carepress::image
