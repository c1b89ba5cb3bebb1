#include "support/test_data.h"
#include "unit/image/made_files.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace carepress::test {
using namespace image;
namespace {

using made::PngOptions;
using made::read;

std::string bytes(std::initializer_list<int> values) {
    std::string text;
    for (const int value : values) text += static_cast<char>(value);
    return text;
}

TEST(Png, RgbPixelsComeOutAsTheyAre) {
    const std::string rows = bytes({255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3});
    const auto got = read(made::png({}, rows));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().channels, 3);
    EXPECT_EQ(got.raster().width, 2);
    EXPECT_EQ(got.raster().height, 2);
    EXPECT_EQ(got.raster().encoding, RasterImage::Encoding::raw);
    EXPECT_EQ(got.raster().data, rows);
    EXPECT_EQ(got.drawing->size, (Size{{1500}, {1500}}));  // 2 px at 96 dpi
    EXPECT_TRUE(got.diagnostics.empty());
}

TEST(Png, GreyStaysOneChannel) {
    const auto got = read(made::png({.color_type = PNG_COLOR_TYPE_GRAY}, bytes({0, 128, 255, 7})));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().channels, 1);
    EXPECT_EQ(got.raster().data, bytes({0, 128, 255, 7}));
}

TEST(Png, OneBitGreyIsSpread) {
    const auto got =
        read(made::png({.color_type = PNG_COLOR_TYPE_GRAY, .bit_depth = 1}, bytes({0b10000000, 0b01000000})));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().data, bytes({255, 0, 0, 255}));
}

TEST(Png, SixteenBitsAreRoundedToEight) {
    const auto got = read(made::png({.width = 2, .height = 1, .color_type = PNG_COLOR_TYPE_GRAY, .bit_depth = 16},
                                    bytes({0x80, 0x00, 0x12, 0xFF})));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().data, bytes({0x80, 0x13}));  // 0x12FF / 257 = 18.9
}

TEST(Png, AlphaIsBlendedOnWhite) {
    for (const bool interlaced : {false, true}) {
        const auto got = read(made::png({.color_type = PNG_COLOR_TYPE_RGBA, .interlaced = interlaced},
                                        bytes({10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 200, 128, 0, 0, 0, 51})));
        ASSERT_TRUE(got.drawing) << got.said();
        EXPECT_EQ(got.raster().channels, 3);
        // 0 * 128/255 + 255 * 127/255 = 127; 100 -> 50.2 + 127; 200 -> 100.4 + 127; 255 * 204/255 = 204
        EXPECT_EQ(got.raster().data, bytes({10, 20, 30, 255, 255, 255, 127, 177, 227, 204, 204, 204}));
    }
}

TEST(Png, GreyWithAlphaStaysGrey) {
    const auto got = read(made::png({.color_type = PNG_COLOR_TYPE_GRAY_ALPHA}, bytes({9, 255, 9, 0, 0, 51, 255, 3})));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().channels, 1);
    EXPECT_EQ(got.raster().data, bytes({9, 255, 204, 255}));
}

TEST(Png, PaletteWithTransparentEntry) {
    PngOptions options{.width = 4, .height = 1, .color_type = PNG_COLOR_TYPE_PALETTE, .bit_depth = 2};
    options.more = [](png_structp png, png_infop info) {
        const png_color palette[] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
        const png_byte alpha[] = {255, 0};
        png_set_PLTE(png, info, palette, 3);
        png_set_tRNS(png, info, alpha, 2, nullptr);
    };
    const auto got = read(made::png(options, bytes({0b00011000})));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().data, bytes({1, 2, 3, 255, 255, 255, 7, 8, 9, 1, 2, 3}));
}

TEST(Png, ResolutionGivesTheSize) {
    PngOptions options;
    options.more = [](png_structp png, png_infop info) { png_set_pHYs(png, info, 11811, 11811, PNG_RESOLUTION_METER); };
    const auto got = read(made::png(options, std::string(12, 'x')));
    ASSERT_TRUE(got.drawing);
    EXPECT_EQ(got.drawing->size, (Size{{480}, {480}}));  // 2 px at 300 dpi
}

TEST(Png, ImplausibleResolutionIsIgnored) {
    PngOptions options;
    options.more = [](png_structp png, png_infop info) { png_set_pHYs(png, info, 1, 1, PNG_RESOLUTION_METER); };
    EXPECT_EQ(read(made::png(options, std::string(12, 'x'))).drawing->size, (Size{{1500}, {1500}}));
}

TEST(Png, OblongPixelsKeepTheirShape) {
    PngOptions options;
    options.more = [](png_structp png, png_infop info) { png_set_pHYs(png, info, 1, 4, PNG_RESOLUTION_UNKNOWN); };
    EXPECT_EQ(read(made::png(options, std::string(12, 'x'))).drawing->size, (Size{{1500}, {375}}));
}

TEST(Png, GammaIsBroughtToSrgb) {
    PngOptions options{.color_type = PNG_COLOR_TYPE_GRAY};
    options.more = [](png_structp png, png_infop info) { png_set_gAMA(png, info, 1.0); };
    const auto got = read(made::png(options, bytes({0, 128, 255, 128})));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_NEAR(static_cast<unsigned char>(got.raster().data[1]), 186, 2);  // 255 * (128/255)^(1/2.2)
}

PngOptions with_profile(const std::string& profile) {
    PngOptions options;
    options.more = [&profile](png_structp png, png_infop info) {
        png_set_iCCP(png, info, "profile", 0, reinterpret_cast<png_const_bytep>(profile.data()),
                     static_cast<png_uint_32>(profile.size()));
    };
    return options;
}

TEST(Png, EmbeddedProfileIsBroughtToSrgb) {
    const std::string profile = made::linear_profile();
    const auto got = read(made::png(with_profile(profile), std::string(12, static_cast<char>(128))));
    ASSERT_TRUE(got.drawing) << got.said();
    // IEC 61966-2-1: 1.055 * 0.502^(1/2.4) - 0.055 = 0.736
    for (const char c : got.raster().data) EXPECT_NEAR(static_cast<unsigned char>(c), 188, 2);
}

TEST(Png, SrgbProfileChangesNothing) {
    const std::string profile = made::srgb_profile(), rows = bytes({1, 2, 3, 40, 50, 60, 70, 80, 90, 200, 210, 220});
    const auto got = read(made::png(with_profile(profile), rows));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().data, rows);
}

TEST(Png, ExifTurnsThePixels) {
    const std::string block = made::exif(6);
    PngOptions options{.width = 2, .height = 1, .color_type = PNG_COLOR_TYPE_GRAY};
    options.more = [&](png_structp png, png_infop info) {
        png_set_eXIf_1(png, info, static_cast<png_uint_32>(block.size()),
                       reinterpret_cast<png_bytep>(const_cast<char*>(block.data())));
    };
    const auto got = read(made::png(options, bytes({10, 20})));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().width, 1);
    EXPECT_EQ(got.raster().height, 2);
    EXPECT_EQ(got.raster().data, bytes({10, 20}));
    EXPECT_EQ(got.raster().orientation, 1);
    EXPECT_EQ(got.drawing->size, (Size{{750}, {1500}}));
}

TEST(Png, EveryTruncationIsRefused) {
    const std::string whole = made::png({.width = 8, .height = 8}, std::string(192, 'p'));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto got = read(std::string_view(whole).substr(0, size), "cut.png");
        EXPECT_FALSE(got.drawing) << size;
        ASSERT_EQ(got.diagnostics.size(), 1U) << size;
        EXPECT_NE(got.said().find("cut.png"), std::string::npos);
    }
}

TEST(Png, EveryChangedByteBehindTheSignatureIsNoticed) {
    const std::string whole = made::png({.width = 8, .height = 8}, std::string(192, 'p'));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        EXPECT_FALSE(read(changed).drawing) << "byte " << at;
    }
}

TEST(Png, TooManyPixelsAreRefusedBeforeDecoding) {
    // A valid header of 30,000 x 30,000 pixels and nothing behind it.
    std::string file = made::png({.width = 1, .height = 1, .color_type = PNG_COLOR_TYPE_GRAY}, "x");
    const unsigned char big[] = {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30};
    file.replace(16, 8, reinterpret_cast<const char*>(big), 8);
    unsigned crc = 0xFFFFFFFF;
    for (std::size_t i = 12; i < 29; ++i) {
        crc ^= static_cast<unsigned char>(file[i]);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0);
    }
    crc = ~crc;
    for (int i = 0; i < 4; ++i) file[29 + static_cast<std::size_t>(i)] = static_cast<char>(crc >> (24 - 8 * i));
    const auto got = read(file);
    EXPECT_FALSE(got.drawing);
    EXPECT_NE(got.said().find("30000 x 30000"), std::string::npos) << got.said();
}

TEST(Png, PngSuite) {
    const std::filesystem::path folder = test::test_data("hostile/png/pngsuite");
    int valid = 0, corrupt = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".png") continue;
        const std::string name = entry.path().filename().string();
        const auto got = read(read_source(entry.path().string()).bytes, name);
        if (name[0] == 'x') {
            ++corrupt;
            EXPECT_FALSE(got.drawing) << name;
            EXPECT_FALSE(got.diagnostics.empty()) << name;
        } else {
            ++valid;
            EXPECT_TRUE(got.drawing) << name << ": " << got.said();
        }
    }
    EXPECT_GE(valid, 150);
    EXPECT_GE(corrupt, 14);
}

TEST(Png, SuitePairsOfInterlacedAndPlainAgree) {
    const std::string folder = test::test_data("hostile/png/pngsuite") + "/";
    for (const char* kind : {"0g01", "0g02", "0g04", "0g08", "0g16", "2c08", "2c16", "3p01", "3p02", "3p04", "3p08",
                             "4a08", "4a16", "6a08", "6a16"}) {
        const auto plain = read(read_source(folder + "basn" + kind + ".png").bytes);
        const auto interlaced = read(read_source(folder + "basi" + kind + ".png").bytes);
        ASSERT_TRUE(plain.drawing && interlaced.drawing) << kind;
        EXPECT_EQ(plain.raster().data, interlaced.raster().data) << kind;
        EXPECT_EQ(plain.drawing->hash, interlaced.drawing->hash) << kind;
    }
}

}  // namespace
}  // namespace carepress::test
