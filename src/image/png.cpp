#include "image/color_profile.h"
#include "image/formats.h"
#include "image/raster.h"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

namespace carepress::image {
namespace {

/// Deflate cannot expand more than this (RFC 1951: 258 bytes from two bits), so a file too small for its pixels is
/// known to be truncated before anything is allocated.
constexpr std::size_t largest_expansion = 1'032;
constexpr png_alloc_size_t largest_chunk = 8'000'000;

/// One PNG being read. The steps below run inside guarded() and leave by longjmp when libpng finds a fault: they own
/// nothing with a destructor; whatever must be freed is held here or by read_png().
struct PngReading {
    explicit PngReading(std::string_view bytes) : rest(bytes) {}
    ~PngReading() { png_destroy_read_struct(&png, &info, nullptr); }
    PngReading(const PngReading&) = delete;
    PngReading& operator=(const PngReading&) = delete;

    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string_view rest;
    char message[160] = "";

    const ColorConversion* conversion = nullptr;
    int passes = 1;
    int channels = 0;  ///< as decoded: 1 grey, 2 grey and alpha, 3 sRGB, 4 sRGB and alpha
    std::size_t width = 0, height = 0;
    unsigned char* rows = nullptr;  ///< decoded; with `stride` 0 one row, used again and again
    std::size_t stride = 0;
    unsigned char* out = nullptr;    ///< blended rows; the same as `rows` if the picture has no alpha
    unsigned char* alpha = nullptr;  ///< where alpha is kept, or nullptr: blended
};

[[noreturn]] void on_error(png_structp png, png_const_charp message) {
    auto* reading = static_cast<PngReading*>(png_get_error_ptr(png));
    std::strncpy(reading->message, message, sizeof reading->message - 1);
    png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void on_read(png_structp png, png_bytep out, std::size_t count) {
    auto* reading = static_cast<PngReading*>(png_get_io_ptr(png));
    if (count > reading->rest.size()) png_error(png, "the file ends too early");
    std::memcpy(out, reading->rest.data(), count);
    reading->rest.remove_prefix(count);
}

/// Runs one step; false when libpng gave up inside it. The only frame that setjmp returns to twice: nothing in it has
/// a destructor and nothing in it changes between the two returns.
bool guarded(PngReading& reading, void (*step)(PngReading&)) {
    if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
    step(reading);
    return true;
}

void read_header(PngReading& reading) {
    png_structp png = reading.png;
    // A damaged chunk is a damaged file, ancillary or not.
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_chunk_malloc_max(png, largest_chunk);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // check_pixel_count() says it better
    // Text and the like are not looked into: no memory for them, and nothing of them can reach the PDF.
    static constexpr png_byte ignored[] = "tEXt\0zTXt\0iTXt\0tIME\0hIST\0sPLT\0bKGD\0sCAL\0pCAL\0oFFs";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, ignored, sizeof ignored / 5);
    png_set_read_fn(png, &reading, on_read);
    png_read_info(png, reading.info);
}

void choose_transformations(PngReading& reading) {
    png_structp png = reading.png;
    png_infop info = reading.info;
    const int color_type = png_get_color_type(png, info);
    if (color_type == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
    if (color_type == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(png);
    if (png_get_valid(png, info, PNG_INFO_tRNS) != 0) png_set_tRNS_to_alpha(png);
    if (png_get_bit_depth(png, info) == 16) png_set_scale_16(png);
    double gamma = 0;
    if (reading.conversion == nullptr && png_get_valid(png, info, PNG_INFO_iCCP) == 0 &&
        png_get_gAMA(png, info, &gamma) != 0 && gamma > 0.01 && gamma < 100)
        png_set_gamma(png, PNG_DEFAULT_sRGB, gamma);
    reading.passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    reading.channels = png_get_channels(png, info);
}

/// One decoded row to sRGB or grey; what is transparent is blended on white, or goes to `alpha`.
void finish_row(const PngReading& reading, std::size_t y) {
    unsigned char* row = reading.rows + y * reading.stride;
    if (reading.conversion != nullptr) reading.conversion->apply(row, row, reading.width);
    const auto channels = static_cast<std::size_t>(reading.channels);
    if (channels % 2 == 1) return;
    const std::size_t colors = channels - 1;
    unsigned char* out = reading.out + y * reading.width * colors;
    unsigned char* kept = reading.alpha == nullptr ? nullptr : reading.alpha + y * reading.width;
    for (std::size_t x = 0; x < reading.width; ++x, row += channels) {
        const unsigned alpha = row[colors];
        if (kept != nullptr) {
            out = std::copy_n(row, colors, out);
            *kept++ = static_cast<unsigned char>(alpha);
            continue;
        }
        for (std::size_t c = 0; c < colors; ++c)
            *out++ = static_cast<unsigned char>((row[c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}

void decode(PngReading& reading) {
    for (int pass = 0; pass < reading.passes; ++pass) {
        const bool last = pass == reading.passes - 1;
        for (std::size_t y = 0; y < reading.height; ++y) {
            png_read_row(reading.png, reading.rows + y * reading.stride, nullptr);
            if (last) finish_row(reading, y);
        }
    }
    png_read_end(reading.png, reading.info);
}

PixelDensity density_of(const PngReading& reading) {
    constexpr double metres_an_inch = 0.0254;
    png_uint_32 x = 0, y = 0;
    int unit = PNG_RESOLUTION_UNKNOWN;
    if (png_get_pHYs(reading.png, reading.info, &x, &y, &unit) == 0) return {};
    if (unit == PNG_RESOLUTION_METER) return {x * metres_an_inch, y * metres_an_inch, PixelDensity::Unit::inch};
    return {static_cast<double>(x), static_cast<double>(y), PixelDensity::Unit::unknown};
}

std::unique_ptr<ColorConversion> conversion_of(const PngReading& reading) {
    png_charp name = nullptr;
    png_bytep profile = nullptr;
    png_uint_32 size = 0;
    int compression = 0;
    if (png_get_iCCP(reading.png, reading.info, &name, &compression, &profile, &size) == 0) return nullptr;
    const int color_type = png_get_color_type(reading.png, reading.info);
    const bool alpha =
        (color_type & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(reading.png, reading.info, PNG_INFO_tRNS) != 0;
    return ColorConversion::make({reinterpret_cast<const char*>(profile), size},
                                 (color_type & PNG_COLOR_MASK_COLOR) != 0 ? PixelModel::rgb : PixelModel::grey, alpha);
}

int orientation_of(const PngReading& reading) {
    png_uint_32 size = 0;
    png_bytep exif = nullptr;
    if (png_get_eXIf_1(reading.png, reading.info, &size, &exif) == 0) return 1;
    return exif_orientation({reinterpret_cast<const char*>(exif), size});
}

std::nullopt_t refuse(const PngReading& reading, const PictureReport& report) {
    report.error(std::string("is a damaged or truncated PNG (libpng: ") + reading.message + ")",
                 "fetch or export it again");
    return std::nullopt;
}

/// Whether the file can hold as many bytes as its pixels need before compression.
bool is_large_enough(const PngReading& reading, std::size_t file_size) {
    return png_get_rowbytes(reading.png, reading.info) <= file_size * largest_expansion / reading.height;
}

}  // namespace

std::optional<Drawing> read_png(std::string_view bytes, const PictureReport& report, Transparency transparency) {
    PngReading reading(bytes);
    reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, on_error, on_warning);
    if (reading.png != nullptr) reading.info = png_create_info_struct(reading.png);
    if (reading.info == nullptr) throw std::bad_alloc();
    if (!guarded(reading, read_header)) return refuse(reading, report);

    const std::int64_t width = png_get_image_width(reading.png, reading.info);
    const std::int64_t height = png_get_image_height(reading.png, reading.info);
    if (!check_pixel_count(width, height, report)) return std::nullopt;
    reading.width = static_cast<std::size_t>(width);
    reading.height = static_cast<std::size_t>(height);
    if (!is_large_enough(reading, bytes.size())) {
        std::strcpy(reading.message, "the file ends too early");
        return refuse(reading, report);
    }
    const std::unique_ptr<ColorConversion> conversion = conversion_of(reading);
    reading.conversion = conversion.get();
    if (!guarded(reading, choose_transformations)) return refuse(reading, report);

    RasterImage image;
    image.width = static_cast<int>(width);
    image.height = static_cast<int>(height);
    image.channels = reading.channels <= 2 ? 1 : 3;
    image.data.resize(reading.width * reading.height * static_cast<std::size_t>(image.channels));
    reading.out = reinterpret_cast<unsigned char*>(image.data.data());

    const std::size_t row_size = reading.width * static_cast<std::size_t>(reading.channels);
    const bool has_alpha = reading.channels % 2 == 0;
    if (has_alpha && transparency == Transparency::kept) image.alpha.resize(reading.width * reading.height);
    reading.alpha = image.alpha.empty() ? nullptr : reinterpret_cast<unsigned char*>(image.alpha.data());
    std::vector<unsigned char> with_alpha(!has_alpha ? 0 : row_size * (reading.passes > 1 ? reading.height : 1));
    reading.rows = has_alpha ? with_alpha.data() : reading.out;
    reading.stride = has_alpha && reading.passes == 1 ? 0 : row_size;
    if (!guarded(reading, decode)) return refuse(reading, report);

    const int orientation = orientation_of(reading);
    Drawing drawing;
    drawing.size = natural_size(image.width, image.height, density_of(reading));
    if (swaps_sides(orientation)) std::swap(drawing.size.width, drawing.size.height);
    drawing.content = turned(std::move(image), orientation);
    return drawing;
}

}  // namespace carepress::image
