#include "svg/png.h"

#include "base/error.h"

#include <libdeflate.h>

#include <cassert>
#include <cstdint>
#include <memory>

namespace carepress::svg {
namespace {

constexpr int level = 6;  // encoded once for many documents: smaller is better than faster

void append_big_endian(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 255);
}

/// Length, type, data and the CRC of the last two (5.3).
void append_chunk(std::string& out, const std::string& type_and_data) {
    constexpr std::size_t type_size = 4;
    append_big_endian(out, static_cast<std::uint32_t>(type_and_data.size() - type_size));
    out += type_and_data;
    append_big_endian(out, libdeflate_crc32(0, type_and_data.data(), type_and_data.size()));
}

void append_deflated(std::string& out, const std::string& data) {
    struct Free {
        void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
    };
    const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(level));
    if (!compressor) throw EnvironmentError("libdeflate: no memory for a compressor");
    const std::size_t begin = out.size();
    const std::size_t bound = libdeflate_zlib_compress_bound(compressor.get(), data.size());
    out.resize(begin + bound);
    const std::size_t size =
        libdeflate_zlib_compress(compressor.get(), data.data(), data.size(), out.data() + begin, bound);
    if (size == 0) throw EnvironmentError("libdeflate: compression failed");
    out.resize(begin + size);
}

}  // namespace

std::string make_png(const image::RasterImage& image) {
    const auto width = static_cast<std::size_t>(image.width), height = static_cast<std::size_t>(image.height);
    const std::size_t row = width * static_cast<std::size_t>(image.channels);
    assert(image.data.size() == row * height);

    std::string header = "IHDR";
    append_big_endian(header, static_cast<std::uint32_t>(width));
    append_big_endian(header, static_cast<std::uint32_t>(height));
    header += '\x08';  // bits a channel
    const bool has_alpha = !image.alpha.empty();
    header += static_cast<char>((image.channels == 1 ? 0 : 2) + (has_alpha ? 4 : 0));  // grey or RGB, with alpha
    header.append(3, '\0');  // deflate, filters by row, not interlaced

    std::string rows;
    rows.reserve((row + 1) * height);
    for (std::size_t y = 0; y < height; ++y) {
        rows += '\0';  // this row is not filtered
        if (!has_alpha) {
            rows.append(image.data, y * row, row);
            continue;
        }
        for (std::size_t x = 0; x < width; ++x) {
            rows.append(image.data, y * row + x * static_cast<std::size_t>(image.channels),
                        static_cast<std::size_t>(image.channels));
            rows += image.alpha[y * width + x];
        }
    }
    std::string pixels = "IDAT";
    append_deflated(pixels, rows);

    std::string out = "\x89PNG\r\n\x1A\n";
    append_chunk(out, header);
    append_chunk(out, pixels);
    append_chunk(out, "IEND");
    return out;
}

}  // namespace carepress::svg
