#include "image/formats.h"
#include "image/pixel_libraries.h"
#include "image/raster.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace carepress::image {
namespace {

/// A file being read from memory.
struct GifInput {
    std::string_view rest;
};

int read_gif_bytes(GifFileType* gif, GifByteType* out, int count) {
    auto& input = *static_cast<GifInput*>(gif->UserData);
    const std::size_t got = std::min(input.rest.size(), static_cast<std::size_t>(std::max(count, 0)));
    std::memcpy(out, input.rest.data(), got);
    input.rest.remove_prefix(got);
    return static_cast<int>(got);
}

/// The first picture of a GIF (GIF89a) on its canvas. giflib never decodes more than the rows that are asked for.
class GifReading {
public:
    explicit GifReading(std::string_view bytes) : input_{bytes} {}
    ~GifReading() {
        if (gif_ != nullptr) lib_.close_file(gif_, nullptr);
    }
    GifReading(const GifReading&) = delete;
    GifReading& operator=(const GifReading&) = delete;

    bool open() {
        int code = 0;
        gif_ = lib_.open(&input_, read_gif_bytes, &code);
        return gif_ != nullptr;
    }
    int width() const { return gif_->SWidth; }
    int height() const { return gif_->SHeight; }
    const char* message() const {
        const char* text = gif_ == nullptr ? nullptr : lib_.error_string(gif_->Error);
        return text == nullptr ? "the file ends too early" : text;
    }
    bool is_animated() const { return pictures_ > 1; }

    /// Pixels as red, green, blue and alpha; false if the file is damaged.
    bool read(std::vector<unsigned char>& pixels) {
        while (true) {
            GifRecordType type = UNDEFINED_RECORD_TYPE;
            if (lib_.get_record_type(gif_, &type) == GIF_ERROR) return false;
            if (type == TERMINATE_RECORD_TYPE) return pictures_ > 0;
            if (type == EXTENSION_RECORD_TYPE) {
                if (!read_extension()) return false;
            } else if (type == IMAGE_DESC_RECORD_TYPE) {
                // The rest is of no interest, and neither is what is wrong with it.
                if (++pictures_ > 1) return true;
                if (!read_picture(pixels)) return false;
            }
        }
    }

private:
    bool read_extension() {
        int code = 0;
        GifByteType* block = nullptr;
        if (lib_.get_extension(gif_, &code, &block) == GIF_ERROR) return false;
        while (block != nullptr) {
            GraphicsControlBlock control;
            if (code == GRAPHICS_EXT_FUNC_CODE && pictures_ == 0 &&
                lib_.extension_to_control(block[0], block + 1, &control) == GIF_OK)
                transparent_ = control.TransparentColor;
            if (lib_.get_extension_next(gif_, &block) == GIF_ERROR) return false;
        }
        return true;
    }

    bool read_picture(std::vector<unsigned char>& pixels) {
        if (lib_.get_image_description(gif_) == GIF_ERROR) return false;
        const GifImageDesc& image = gif_->Image;
        const ColorMapObject* colors = image.ColorMap != nullptr ? image.ColorMap : gif_->SColorMap;
        const bool fits = image.Left >= 0 && image.Top >= 0 && image.Width > 0 && image.Height > 0 &&
                          image.Width <= width() - image.Left && image.Height <= height() - image.Top;
        if (!fits || colors == nullptr) return false;
        std::vector<GifPixelType> row(static_cast<std::size_t>(image.Width));
        const auto read_row = [&](int y) {
            if (lib_.get_line(gif_, row.data(), image.Width) == GIF_ERROR) return false;
            unsigned char* out =
                pixels.data() + (static_cast<std::size_t>(image.Top + y) * static_cast<std::size_t>(width()) +
                                 static_cast<std::size_t>(image.Left)) *
                                    4;
            for (const GifPixelType index : row) {
                if (index >= colors->ColorCount) return false;
                const GifColorType& color = colors->Colors[index];
                *out++ = color.Red;
                *out++ = color.Green;
                *out++ = color.Blue;
                *out++ = index == transparent_ ? 0 : 255;
            }
            return true;
        };
        if (!image.Interlace) {
            for (int y = 0; y < image.Height; ++y)
                if (!read_row(y)) return false;
            return true;
        }
        // GIF89a, appendix E: each pass is finer.
        constexpr int passes[4][2] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
        for (const auto& [start, step] : passes)
            for (int y = start; y < image.Height; y += step)
                if (!read_row(y)) return false;
        return true;
    }

    const Giflib& lib_ = giflib();
    GifInput input_;
    GifFileType* gif_ = nullptr;
    int transparent_ = NO_TRANSPARENT_COLOR;
    int pictures_ = 0;
};

}  // namespace

std::optional<Drawing> read_gif(std::string_view bytes, const PictureReport& report, Transparency transparency) {
    GifReading reading(bytes);
    const auto refuse = [&] {
        report.error(std::string("is a damaged or truncated GIF (giflib: ") + reading.message() + ")",
                     "fetch or export it again");
        return std::nullopt;
    };
    if (!reading.open()) return refuse();
    if (!check_pixel_count(reading.width(), reading.height(), report)) return std::nullopt;
    // What no picture covers is transparent, as in browsers.
    std::vector<unsigned char> pixels(static_cast<std::size_t>(reading.width()) *
                                      static_cast<std::size_t>(reading.height()) * 4);
    if (!reading.read(pixels)) return refuse();
    if (reading.is_animated())
        report.warning("is an animation, of which the first picture is printed",
                       "give the picture that says the most, as PNG");
    Drawing drawing;
    drawing.size = natural_size(reading.width(), reading.height(), {});
    drawing.content = image_of_rgba(pixels, reading.width(), reading.height(), transparency);
    return drawing;
}

}  // namespace carepress::image
