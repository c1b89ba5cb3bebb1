#include "image/color_profile.h"
#include "image/formats.h"
#include "image/jpeg_segments.h"
#include "image/raster.h"

#include <jerror.h>
#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

namespace carepress::image {
namespace {

/// A progressive file may go over all its coefficients with every scan; encoders use about ten.
constexpr std::size_t most_scans = 100;
constexpr long most_memory = 400'000'000;
/// Each block of 64 samples takes at least one bit with Huffman codes, so 1 byte holds at most 512 pixels.
constexpr std::size_t most_pixels_a_byte = 512;

/// One JPEG being decoded. As in png.cpp, steps run inside guarded() and leave by longjmp: they own nothing with a
/// destructor.
struct JpegReading {
    explicit JpegReading(std::string_view bytes);
    ~JpegReading() { jpeg_destroy_decompress(&jpeg); }
    JpegReading(const JpegReading&) = delete;
    JpegReading& operator=(const JpegReading&) = delete;

    jpeg_decompress_struct jpeg;
    jpeg_error_mgr errors;
    std::jmp_buf fault;
    char message[JMSG_LENGTH_MAX] = "";
    std::string_view bytes;

    const ColorConversion* conversion = nullptr;
    bool inverted = false;          ///< CMYK as Adobe writes it
    unsigned char* row = nullptr;   ///< one decoded row
    unsigned char* rows = nullptr;  ///< the whole raw picture, or nullptr when decoding only checks
};

[[noreturn]] void on_error(j_common_ptr jpeg) {
    auto* reading = static_cast<JpegReading*>(jpeg->client_data);
    jpeg->err->format_message(jpeg, reading->message);
    std::longjmp(reading->fault, 1);
}

/// libjpeg warns (level -1) where data is corrupt and goes on with invented pixels; here that is an error.
void on_message(j_common_ptr jpeg, int level) {
    if (level < 0) on_error(jpeg);
}

void on_output(j_common_ptr) {}

JpegReading::JpegReading(std::string_view all) : jpeg(), errors(), fault(), bytes(all) {
    jpeg.err = jpeg_std_error(&errors);
    errors.error_exit = on_error;
    errors.emit_message = on_message;
    errors.output_message = on_output;
    jpeg.client_data = this;
}

/// Runs one step; false when libjpeg gave up inside it. The only frame that setjmp returns to twice.
bool guarded(JpegReading& reading, void (*step)(JpegReading&)) {
    if (setjmp(reading.fault) != 0) return false;
    step(reading);
    return true;
}

void read_header(JpegReading& reading) {
    jpeg_create_decompress(&reading.jpeg);
    reading.jpeg.client_data = &reading;
    reading.jpeg.mem->max_memory_to_use = most_memory;
    jpeg_mem_src(&reading.jpeg, reinterpret_cast<const unsigned char*>(reading.bytes.data()), reading.bytes.size());
    jpeg_read_header(&reading.jpeg, TRUE);
}

void start(JpegReading& reading) { jpeg_start_decompress(&reading.jpeg); }

/// All entropy-coded data is read, but only an eighth of the picture is made: enough to know that it is intact.
void start_check(JpegReading& reading) {
    reading.jpeg.out_color_space = reading.jpeg.jpeg_color_space;
    reading.jpeg.scale_num = 1;
    reading.jpeg.scale_denom = 8;
    reading.jpeg.do_fancy_upsampling = FALSE;
    reading.jpeg.do_block_smoothing = FALSE;
    jpeg_start_decompress(&reading.jpeg);
}

void finish_row(const JpegReading& reading, unsigned char* out) {
    const std::size_t width = reading.jpeg.output_width;
    if (reading.conversion != nullptr) {
        reading.conversion->apply(reading.row, out, width);
    } else if (reading.jpeg.output_components == 4) {
        convert_plain_cmyk(reading.row, out, width, reading.inverted);
    } else {
        std::copy_n(reading.row, width * static_cast<std::size_t>(reading.jpeg.output_components), out);
    }
}

void decode(JpegReading& reading) {
    const std::size_t channels = reading.jpeg.output_components == 1 ? 1 : 3;
    while (reading.jpeg.output_scanline < reading.jpeg.output_height) {
        const std::size_t y = reading.jpeg.output_scanline;
        jpeg_read_scanlines(&reading.jpeg, &reading.row, 1);
        if (reading.rows != nullptr) finish_row(reading, reading.rows + y * reading.jpeg.output_width * channels);
    }
    jpeg_finish_decompress(&reading.jpeg);
}

std::nullopt_t refuse(std::string_view why, const PictureReport& report) {
    report.error("is a damaged or truncated JPEG (" + std::string(why) + ")", "fetch or export it again");
    return std::nullopt;
}

std::nullopt_t refuse(const JpegReading& reading, const PictureReport& report) {
    return refuse(std::string("libjpeg: ") + reading.message, report);
}

/// Decodes the rest of `reading`, into `rows` if not null.
bool decode_all(JpegReading& reading, unsigned char* rows) {
    if (!guarded(reading, rows != nullptr ? start : start_check)) return false;
    std::vector<unsigned char> row(std::size_t{reading.jpeg.output_width} *
                                   static_cast<std::size_t>(reading.jpeg.output_components));
    reading.row = row.data();
    reading.rows = rows;
    return guarded(reading, decode);
}

PixelModel model_of(const JpegReading& reading) {
    switch (reading.jpeg.num_components) {
        case 1:
            return PixelModel::grey;
        case 4:
            return reading.inverted ? PixelModel::inverted_cmyk : PixelModel::cmyk;
        default:
            return PixelModel::rgb;
    }
}

/// A picture that is not grey or sRGB in a coding that PDF knows becomes raw pixels, upright.
std::optional<RasterImage> converted(JpegReading& reading, int orientation, const PictureReport& report) {
    RasterImage image;
    image.width = static_cast<int>(reading.jpeg.image_width);
    image.height = static_cast<int>(reading.jpeg.image_height);
    image.channels = reading.jpeg.num_components == 1 ? 1 : 3;
    image.data.resize(std::size_t{reading.jpeg.image_width} * reading.jpeg.image_height *
                      static_cast<std::size_t>(image.channels));
    if (!decode_all(reading, reinterpret_cast<unsigned char*>(image.data.data()))) return refuse(reading, report);
    return turned(std::move(image), orientation);
}

/// A picture that goes into the PDF unchanged. What was decoded to check it is what is passed on.
std::optional<RasterImage> passed_through(JpegSegments segments, J_COLOR_SPACE space, const PictureReport& report) {
    if (space == JCS_RGB || (space == JCS_YCbCr && segments.adobe_transform >= 0))
        state_color_transform(segments, space == JCS_YCbCr ? 1 : 0);
    JpegReading reading(segments.bare);
    if (!guarded(reading, read_header) || !decode_all(reading, nullptr)) return refuse(reading, report);
    RasterImage image;
    image.width = static_cast<int>(reading.jpeg.image_width);
    image.height = static_cast<int>(reading.jpeg.image_height);
    image.channels = reading.jpeg.num_components;
    image.encoding = RasterImage::Encoding::jpeg;
    image.orientation = segments.orientation;
    image.data = std::move(segments.bare);
    return image;
}

bool is_drawable(J_COLOR_SPACE space) {
    return space == JCS_GRAYSCALE || space == JCS_RGB || space == JCS_YCbCr || space == JCS_CMYK || space == JCS_YCCK;
}

}  // namespace

std::optional<Drawing> read_jpeg(std::string_view bytes, const PictureReport& report) {
    std::optional<JpegSegments> segments = read_jpeg_segments(bytes);
    if (!segments) return refuse("its segments do not lead to the end of the image", report);
    if (segments->scans > most_scans) {
        report.error("is a JPEG with " + std::to_string(segments->scans) + " scans",
                     "save it again as a baseline JPEG");
        return std::nullopt;
    }
    // JFIF's and Adobe's segments, which `bare` still has, decide what the components are.
    JpegReading reading(segments->bare);
    if (!guarded(reading, read_header)) return refuse(reading, report);
    const std::int64_t width = reading.jpeg.image_width, height = reading.jpeg.image_height;
    if (!check_pixel_count(width, height, report)) return std::nullopt;
    if (!segments->arithmetic && static_cast<std::size_t>(width * height) / most_pixels_a_byte > 4 * bytes.size())
        return refuse("the file ends too early", report);
    const J_COLOR_SPACE space = reading.jpeg.jpeg_color_space;
    if (!is_drawable(space)) {
        report.error("is a JPEG with " + std::to_string(reading.jpeg.num_components) + " channels of unknown meaning",
                     "save it as an RGB JPEG or a PNG");
        return std::nullopt;
    }
    reading.inverted = reading.jpeg.saw_Adobe_marker != 0;
    const std::unique_ptr<ColorConversion> conversion =
        ColorConversion::make(segments->profile, model_of(reading), /*with_alpha=*/false);
    reading.conversion = conversion.get();

    const int orientation = segments->orientation;
    const PixelDensity density = segments->density;
    const bool as_is = conversion == nullptr && reading.jpeg.num_components != 4 && !segments->arithmetic;
    std::optional<RasterImage> image =
        as_is ? passed_through(std::move(*segments), space, report) : converted(reading, orientation, report);
    if (!image) return std::nullopt;
    Drawing drawing;
    drawing.size = natural_size(static_cast<int>(width), static_cast<int>(height), density);
    if (swaps_sides(orientation)) std::swap(drawing.size.width, drawing.size.height);
    drawing.content = std::move(*image);
    return drawing;
}

}  // namespace carepress::image
