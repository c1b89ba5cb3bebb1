// GIF and WebP, written with the libraries that write them.
#include "image/raster.h"
#include "unit/image/made_files.h"

#include <gif_lib.h>
#include <gtest/gtest.h>
#include <webp/encode.h>

#include <cstdint>
#include <vector>

namespace carepress::test {
namespace {

using made::read;
using made::Reading;

int append_bytes(GifFileType* gif, const GifByteType* bytes, int count) {
    static_cast<std::string*>(gif->UserData)
        ->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
    return count;
}

struct GifOptions {
    int frames = 1;
    bool interlaced = false;
    int transparent = NO_TRANSPARENT_COLOR;
};

/// 4 by 8 pixels of red (0), lime (1) and blue (2): row y is all of colour y % 3.
std::string gif(const GifOptions& options = {}) {
    constexpr int width = 4, height = 8;
    const GifColorType colors[4] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {0, 0, 0}};
    std::string out;
    GifFileType* file = EGifOpen(&out, append_bytes, nullptr);
    ColorMapObject* map = GifMakeMapObject(4, colors);
    EGifSetGifVersion(file, true);
    EGifPutScreenDesc(file, width, height, 8, 0, map);
    for (int frame = 0; frame < options.frames; ++frame) {
        if (options.transparent != NO_TRANSPARENT_COLOR) {
            const GraphicsControlBlock control{0, false, 0, options.transparent};
            GifByteType bytes[4];
            EGifGCBToExtension(&control, bytes);
            EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes);
        }
        EGifPutImageDesc(file, 0, 0, width, height, options.interlaced, nullptr);
        std::vector<int> order;
        if (options.interlaced)
            order = {0, 4, 2, 6, 1, 3, 5, 7};
        else
            order = {0, 1, 2, 3, 4, 5, 6, 7};
        for (const int y : order) {
            GifPixelType row[width];
            std::fill_n(row, width, static_cast<GifPixelType>(y % 3));
            EGifPutLine(file, row, width);
        }
    }
    GifFreeMapObject(map);
    EGifCloseFile(file, nullptr);
    return out;
}

/// The colour of row `y` as six hexadecimal digits.
std::string row_color(const image::RasterImage& image, int y) {
    char text[8];
    const auto at = static_cast<std::size_t>(y * image.width * 3);
    std::snprintf(text, sizeof text, "%02x%02x%02x", static_cast<unsigned char>(image.data[at]),
                  static_cast<unsigned char>(image.data[at + 1]), static_cast<unsigned char>(image.data[at + 2]));
    return text;
}

TEST(Gif, IsReadRowByRow) {
    for (const bool interlaced : {false, true}) {
        const Reading got = read(gif({.frames = 1, .interlaced = interlaced}));
        ASSERT_TRUE(got.drawing) << got.said();
        EXPECT_TRUE(got.diagnostics.empty()) << got.said();
        EXPECT_EQ(got.raster().width, 4);
        EXPECT_EQ(got.raster().height, 8);
        EXPECT_EQ(got.drawing->size, (Size{points(3), points(6)}));
        for (int y = 0; y < 8; ++y)
            EXPECT_EQ(row_color(got.raster(), y),
                      (std::vector{"ff0000", "00ff00", "0000ff"}[static_cast<std::size_t>(y % 3)]));
    }
}

TEST(Gif, TransparentPixelsAreWhite) {
    const Reading got = read(gif({.frames = 1, .interlaced = false, .transparent = 1}));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(row_color(got.raster(), 0), "ff0000");
    EXPECT_EQ(row_color(got.raster(), 1), "ffffff");
    EXPECT_TRUE(got.raster().alpha.empty());
}

TEST(Gif, OfAnAnimationTheFirstPictureIsDrawnAndThatIsSaid) {
    const Reading got = read(gif({.frames = 3}));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_NE(got.said().find("is an animation"), std::string::npos) << got.said();
}

TEST(Gif, DamagedOnesAreRefused) {
    const std::string whole = gif();
    for (std::size_t length = 6; length + 1 < whole.size(); ++length) {
        const Reading got = read(whole.substr(0, length));
        EXPECT_FALSE(got.drawing) << length;
        EXPECT_EQ(got.errors(), 1) << length << got.said();
    }
    std::string bad_index = whole;
    bad_index[10] = static_cast<char>(bad_index[10] & ~7);  // a palette of two colours
    const Reading got = read(bad_index);
    EXPECT_TRUE(got.drawing == nullptr || got.errors() == 0);
}

std::string webp(const std::vector<std::uint8_t>& rgba, int width, int height) {
    std::uint8_t* bytes = nullptr;
    const std::size_t size = WebPEncodeLosslessRGBA(rgba.data(), width, height, width * 4, &bytes);
    std::string out(reinterpret_cast<const char*>(bytes), size);
    WebPFree(bytes);
    return out;
}

void append_little_endian(std::string& out, std::size_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 255);
}

std::string webp_chunk(const std::string& name, const std::string& data) {
    std::string out = name;
    append_little_endian(out, data.size(), 4);
    out += data;
    if (data.size() % 2 != 0) out += '\0';
    return out;
}

const std::vector<std::uint8_t> two_pixels = {255, 0, 0, 255, 0, 255, 0, 128};

TEST(WebP, IsBlendedOnWhite) {
    const Reading got = read(webp(two_pixels, 2, 1));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().data, std::string("\xFF\0\0\x7F\xFF\x7F", 6));
    EXPECT_EQ(got.drawing->size, (Size{{1500}, {750}}));
}

TEST(WebP, StandsUpright) {
    const std::string plain = webp(two_pixels, 2, 1);
    std::string header("\x08\0\0\0", 4);  // there is EXIF
    append_little_endian(header, 1, 3);
    append_little_endian(header, 0, 3);
    const std::string exif("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", 26);
    const std::string chunks = "WEBP" + webp_chunk("VP8X", header) + plain.substr(12) + webp_chunk("EXIF", exif);
    const Reading got = read(webp_chunk("RIFF", chunks));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().width, 1);
    EXPECT_EQ(got.raster().height, 2);
}

TEST(WebP, DamagedOnesAreRefused) {
    const std::string whole = webp(std::vector<std::uint8_t>(std::size_t{64} * 64 * 4, 77), 64, 64);
    for (std::size_t length = 12; length < whole.size(); length += 3) {
        const Reading got = read(whole.substr(0, length));
        EXPECT_FALSE(got.drawing) << length;
        EXPECT_EQ(got.errors(), 1) << length << got.said();
    }
}

TEST(PictureFormats, OthersAreRefusedByName) {
    using namespace std::literals;
    for (const auto& [bytes, name] : {std::pair{"II*\0abcdefgh"sv, "TIFF"},
                                      {"MM\0*abcdefgh"sv, "TIFF"},
                                      {"\0\0\0\x1C"
                                       "ftypavif"sv,
                                       "AVIF"},
                                      {"\0\0\0\x18"
                                       "ftypheic"sv,
                                       "HEIC"},
                                      {"\x1F\x8B\x08\0abc"sv, "SVGZ"},
                                      {"BM123456"sv, "BMP"},
                                      {"%PDF-1.7"sv, "PDF"},
                                      {"\xFF\x0A"
                                       "abcdef"sv,
                                       "JPEG XL"}}) {
        const Reading got = read(bytes);
        EXPECT_FALSE(got.drawing) << name;
        EXPECT_NE(got.said().find(name), std::string::npos) << got.said();
    }
    EXPECT_NE(read("plain words").said().find("is neither PNG, JPEG, GIF, WebP nor SVG"), std::string::npos);
}

TEST(Rgba, KeepsItsAlphaWhereThatIsWanted) {
    const image::RasterImage kept = image::image_of_rgba(two_pixels, 2, 1, image::Transparency::kept);
    EXPECT_EQ(kept.data, std::string("\xFF\0\0\0\xFF\0", 6));
    EXPECT_EQ(kept.alpha, "\xFF\x80");
    const image::RasterImage turned = image::turned(kept, 3);
    EXPECT_EQ(turned.alpha, "\x80\xFF");
    EXPECT_EQ(turned.data, std::string("\0\xFF\0\xFF\0\0", 6));
}

}  // namespace
}  // namespace carepress::test
