#pragma once

// Pictures made on the spot with the libraries that write them, and a short way to read them.

#include "image/read.h"

#include <jpeglib.h>
#include <lcms2.h>
#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::made {
using namespace image;

/// What reading a picture gave: the drawing, or what was said about it.
struct Reading {
    image::DrawingPointer drawing;
    std::vector<Diagnostic> diagnostics;

    const image::RasterImage& raster() const { return std::get<image::RasterImage>(drawing->content); }
    const std::vector<image::VectorPath>& paths() const { return std::get<VectorDrawing>(drawing->content).paths; }
    const VectorDrawing& vector() const { return std::get<VectorDrawing>(drawing->content); }
    std::ptrdiff_t errors() const {
        return std::count_if(diagnostics.begin(), diagnostics.end(),
                             [](const Diagnostic& d) { return d.severity == Severity::error; });
    }
    /// All messages and hints, for searching.
    std::string said() const {
        std::string all;
        for (const Diagnostic& d : diagnostics) all += d.message + " | " + d.hint + "\n";
        return all;
    }
};

inline Reading read(std::string_view bytes, const std::string& name = "figure.bin") {
    const Source source{"article.md", "![a figure](figure.bin)\n"};
    Diagnostics diagnostics(source);
    Reading reading;
    reading.drawing = image::read_drawing(bytes, name, SourceSpan{2, 10}, diagnostics);
    reading.diagnostics = diagnostics.take();
    return reading;
}

struct PngOptions {
    int width = 2, height = 2, color_type = PNG_COLOR_TYPE_RGB, bit_depth = 8;
    bool interlaced = false;
    /// Called before the header is written, for further chunks.
    std::function<void(png_structp, png_infop)> more = {};
};

inline std::string png(const PngOptions& options, std::string_view rows) {
    std::string out;
    png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(writer);
    png_set_write_fn(
        writer, &out,
        [](png_structp p, png_bytep data, std::size_t size) {
            static_cast<std::string*>(png_get_io_ptr(p))->append(reinterpret_cast<const char*>(data), size);
        },
        [](png_structp) {});
    png_set_IHDR(writer, info, static_cast<png_uint_32>(options.width), static_cast<png_uint_32>(options.height),
                 options.bit_depth, options.color_type, options.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (options.more) options.more(writer, info);
    png_write_info(writer, info);
    const std::size_t stride = rows.size() / static_cast<std::size_t>(options.height);
    std::vector<png_bytep> pointers;
    for (std::size_t y = 0; y < static_cast<std::size_t>(options.height); ++y)
        pointers.push_back(reinterpret_cast<png_bytep>(const_cast<char*>(rows.data())) + y * stride);
    png_write_image(writer, pointers.data());
    png_write_end(writer, info);
    png_destroy_write_struct(&writer, &info);
    return out;
}

struct JpegOptions {
    int width = 16, height = 16;
    J_COLOR_SPACE in = JCS_RGB, stored = JCS_YCbCr;
    bool progressive = false, arithmetic = false, jfif = true;
    int dpi = 0;
    /// Called after the header is started, for further segments.
    std::function<void(jpeg_compress_struct&)> more = {};
};

inline void segment(jpeg_compress_struct& jpeg, int marker, std::string_view payload) {
    jpeg_write_marker(&jpeg, marker, reinterpret_cast<const JOCTET*>(payload.data()),
                      static_cast<unsigned>(payload.size()));
}

/// `pixel` fills the whole picture.
inline std::string jpeg(const JpegOptions& options, std::string_view pixel) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &buffer, &size);
    jpeg.image_width = static_cast<JDIMENSION>(options.width);
    jpeg.image_height = static_cast<JDIMENSION>(options.height);
    jpeg.input_components = static_cast<int>(pixel.size());
    jpeg.in_color_space = options.in;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, options.stored);
    jpeg_set_quality(&jpeg, 100, TRUE);
    if (options.progressive) jpeg_simple_progression(&jpeg);
    jpeg.arith_code = options.arithmetic ? TRUE : FALSE;
    if (!options.jfif) jpeg.write_JFIF_header = FALSE;
    if (options.dpi > 0) {
        jpeg.density_unit = 1;
        jpeg.X_density = jpeg.Y_density = static_cast<UINT16>(options.dpi);
    }
    jpeg_start_compress(&jpeg, TRUE);
    if (options.more) options.more(jpeg);
    std::string row;
    for (int x = 0; x < options.width; ++x) row += pixel;
    auto* rows = reinterpret_cast<JSAMPROW>(row.data());
    while (jpeg.next_scanline < jpeg.image_height) jpeg_write_scanlines(&jpeg, &rows, 1);
    jpeg_finish_compress(&jpeg);
    std::string out(reinterpret_cast<char*>(buffer), size);
    jpeg_destroy_compress(&jpeg);
    std::free(buffer);
    return out;
}

/// The first pixel of a JPEG stream, as a PDF reader would see it that goes by APP14 alone.
inline std::string first_pixel(const std::string& stream) {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(stream.data()), stream.size());
    jpeg_read_header(&jpeg, TRUE);
    if (jpeg.num_components == 3)
        jpeg.jpeg_color_space = jpeg.saw_Adobe_marker && jpeg.Adobe_transform == 0 ? JCS_RGB : JCS_YCbCr;
    jpeg_start_decompress(&jpeg);
    std::string row(jpeg.output_width * static_cast<std::size_t>(jpeg.output_components), '\0');
    auto* rows = reinterpret_cast<JSAMPROW>(row.data());
    jpeg_read_scanlines(&jpeg, &rows, 1);
    row.resize(static_cast<std::size_t>(jpeg.output_components));
    jpeg_abort_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
    return row;
}

inline std::string profile_bytes(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::string bytes(size, '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

inline std::string srgb_profile() { return profile_bytes(cmsCreate_sRGBProfile()); }

/// sRGB's primaries with a linear tone curve: 0.5 is a much lighter grey than in sRGB.
inline std::string linear_profile() {
    const cmsCIExyY white = {0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
    cmsToneCurve* linear = cmsBuildGamma(nullptr, 1);
    cmsToneCurve* const curves[] = {linear, linear, linear};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(linear);
    return profile_bytes(profile);
}

/// An EXIF block with an orientation, a sub-IFD's worth of rubbish behind it, and a place name that must not leak.
inline std::string exif(int orientation, bool little_endian = true) {
    const auto number = [&](unsigned value, int width) {
        std::string bytes;
        for (int i = 0; i < width; ++i)
            bytes += static_cast<char>(value >> 8 * (little_endian ? i : width - 1 - i) & 0xFF);
        return bytes;
    };
    std::string tiff = (little_endian ? "II" : "MM") + number(42, 2) + number(8, 4) + number(2, 2);
    tiff += number(0x010F, 2) + number(2, 2) + number(4, 4) + "Spot";
    tiff +=
        number(0x0112, 2) + number(3, 2) + number(1, 4) + number(static_cast<unsigned>(orientation), 2) + number(0, 2);
    return tiff + number(0, 4) + "SECRET PLACE";
}

}  // namespace carepress::made
