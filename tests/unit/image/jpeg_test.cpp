#include "image/raster.h"
#include "unit/image/made_files.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace image;
namespace {

using made::JpegOptions;
using made::read;
using namespace std::literals;

int value(const std::string& pixel, std::size_t channel) { return static_cast<unsigned char>(pixel[channel]); }

void expect_pixel(const std::string& data, int red, int green, int blue, int tolerance = 3) {
    ASSERT_GE(data.size(), 3U);
    EXPECT_NEAR(value(data, 0), red, tolerance);
    EXPECT_NEAR(value(data, 1), green, tolerance);
    EXPECT_NEAR(value(data, 2), blue, tolerance);
}

TEST(Jpeg, PlainJpegPassesThroughUnchanged) {
    for (const bool progressive : {false, true}) {
        const std::string file = made::jpeg({.progressive = progressive}, "\xC8\x32\x14");
        const auto got = read(file);
        ASSERT_TRUE(got.drawing) << got.said();
        EXPECT_EQ(got.raster().encoding, RasterImage::Encoding::jpeg);
        EXPECT_EQ(got.raster().channels, 3);
        EXPECT_EQ(got.raster().data, file);
        EXPECT_EQ(got.drawing->size, (Size{{12000}, {12000}}));
        EXPECT_TRUE(got.diagnostics.empty());
    }
}

TEST(Jpeg, GreyHasOneChannel) {
    const auto got = read(made::jpeg({.in = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE}, "x"));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().channels, 1);
    EXPECT_EQ(got.raster().encoding, RasterImage::Encoding::jpeg);
}

TEST(Jpeg, DensityGivesTheSize) {
    const auto got = read(made::jpeg({.width = 30, .height = 60, .dpi = 300}, "abc"));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.drawing->size, (Size{{7200}, {14400}}));
}

TEST(Jpeg, WhatSaysThingsAboutPeopleAndPlacesIsRemoved) {
    JpegOptions options;
    options.more = [](jpeg_compress_struct& jpeg) {
        made::segment(jpeg, JPEG_APP0 + 1, "Exif\0\0"s + made::exif(1));
        made::segment(jpeg, JPEG_APP0 + 1, "http://ns.adobe.com/xap/1.0/\0<x>SECRET PLACE</x>"s);
        made::segment(jpeg, JPEG_APP0 + 13, "Photoshop 3.0\0SECRET PLACE"s);
        made::segment(jpeg, JPEG_APP0, "JFXX\0\x10SECRET PLACE"s);
        made::segment(jpeg, JPEG_COM, "SECRET PLACE");
    };
    const std::string file = made::jpeg(options, "\xC8\x32\x14") + "SECRET PLACE behind the end";
    const auto got = read(file);
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().data.find("SECRET"), std::string::npos);
    EXPECT_EQ(got.raster().data.find("Exif"), std::string::npos);
    EXPECT_EQ(got.raster().data, made::jpeg({}, "\xC8\x32\x14"));
    EXPECT_EQ(got.drawing->hash, read(made::jpeg({}, "\xC8\x32\x14")).drawing->hash);
}

TEST(Jpeg, ExifOrientationIsPassedOnAndAppliedToTheSize) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        for (const bool little : {true, false}) {
            JpegOptions options{.width = 32, .height = 16};
            options.more = [&](jpeg_compress_struct& jpeg) {
                made::segment(jpeg, JPEG_APP0 + 1, "Exif\0\0"s + made::exif(orientation, little));
            };
            const auto got = read(made::jpeg(options, "abc"));
            ASSERT_TRUE(got.drawing) << got.said();
            EXPECT_EQ(got.raster().orientation, orientation);
            EXPECT_EQ(got.raster().width, 32);
            const Size size = orientation < 5 ? Size{{24000}, {12000}} : Size{{12000}, {24000}};
            EXPECT_EQ(got.drawing->size, size) << orientation;
        }
    }
}

TEST(Jpeg, MalformedExifIsIgnored) {
    const std::string whole = made::exif(6);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const int found = exif_orientation(std::string_view(whole).substr(0, size));
        EXPECT_EQ(found, size < 34 ? 1 : 6) << size;  // the second entry ends at byte 34
    }
    std::string far = whole;
    far[4] = far[5] = far[6] = far[7] = '\xFF';
    EXPECT_EQ(exif_orientation(far), 1);
    EXPECT_EQ(exif_orientation(made::exif(9)), 1);
    EXPECT_EQ(exif_orientation(made::exif(0)), 1);
}

TEST(Jpeg, RgbComponentsAreMarkedSo) {
    // libjpeg writes component names R, G, B and an APP14. Without APP14 a PDF reader would take them for YCbCr.
    const std::string file = made::jpeg({.stored = JCS_RGB}, "\xC8\x32\x14");
    const auto got = read(file);
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().data, file);
    expect_pixel(made::first_pixel(got.raster().data), 0xC8, 0x32, 0x14);

    const std::size_t adobe = file.find("\xFF\xEE");
    ASSERT_NE(adobe, std::string::npos);
    const std::string without = std::string(file).erase(adobe, 16);
    const auto marked = read(without);
    ASSERT_TRUE(marked.drawing) << marked.said();
    EXPECT_EQ(marked.raster().encoding, RasterImage::Encoding::jpeg);
    expect_pixel(made::first_pixel(marked.raster().data), 0xC8, 0x32, 0x14);
}

TEST(Jpeg, AdobeCmykIsInvertedAndConverted) {
    // As Adobe stores it: 255 is no ink. libjpeg marks CMYK with APP14 itself. Full yellow and magenta make red.
    for (const J_COLOR_SPACE stored : {JCS_CMYK, JCS_YCCK}) {
        const auto got = read(made::jpeg({.in = JCS_CMYK, .stored = stored}, "\xFF\x00\x00\xFF"sv));
        ASSERT_TRUE(got.drawing) << got.said();
        EXPECT_EQ(got.raster().encoding, RasterImage::Encoding::raw);
        EXPECT_EQ(got.raster().channels, 3);
        EXPECT_EQ(got.raster().data.size(), 16U * 16 * 3);
        expect_pixel(got.raster().data, 255, 0, 0);
    }
}

TEST(Jpeg, CmykWithoutAdobeIsNotInverted) {
    std::string file = made::jpeg({.in = JCS_CMYK, .stored = JCS_CMYK}, "\x00\xFF\xFF\x00"sv);
    file.erase(file.find("\xFF\xEE"), 16);
    const auto got = read(file);
    ASSERT_TRUE(got.drawing) << got.said();
    expect_pixel(got.raster().data, 255, 0, 0);
}

JpegOptions with_profile(const std::string& profile, JpegOptions options = {}) {
    options.more = [profile](jpeg_compress_struct& jpeg) {
        jpeg_write_icc_profile(&jpeg, reinterpret_cast<const JOCTET*>(profile.data()),
                               static_cast<unsigned>(profile.size()));
    };
    return options;
}

TEST(Jpeg, ForeignProfileIsBroughtToSrgb) {
    const auto got = read(made::jpeg(with_profile(made::linear_profile()), "\x80\x80\x80"));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().encoding, RasterImage::Encoding::raw);
    expect_pixel(got.raster().data, 188, 188, 188);
}

TEST(Jpeg, SrgbProfilePassesThroughWithoutIt) {
    const auto got = read(made::jpeg(with_profile(made::srgb_profile()), "\x80\x40\x20"));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().data, made::jpeg({}, "\x80\x40\x20"));
}

TEST(Jpeg, BrokenProfileIsIgnored) {
    const auto got = read(made::jpeg(with_profile(std::string(500, 'x')), "\x80\x40\x20"));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().encoding, RasterImage::Encoding::jpeg);
}

TEST(Jpeg, ConvertedPixelsAreTurned) {
    JpegOptions options{.width = 32, .height = 16, .in = JCS_CMYK, .stored = JCS_CMYK};
    options.more = [](jpeg_compress_struct& jpeg) { made::segment(jpeg, JPEG_APP0 + 1, "Exif\0\0"s + made::exif(8)); };
    const auto got = read(made::jpeg(options, "\xFF\xFF\xFF\xFF"));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().width, 16);
    EXPECT_EQ(got.raster().height, 32);
    EXPECT_EQ(got.raster().orientation, 1);
    EXPECT_EQ(got.drawing->size, (Size{{12000}, {24000}}));
}

TEST(Jpeg, ArithmeticCodingIsDecoded) {
    // ISO 32000-1 7.4.8: DCTDecode knows baseline and progressive Huffman coding only.
    const auto got = read(made::jpeg({.arithmetic = true}, "\xC8\x32\x14"));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(got.raster().encoding, RasterImage::Encoding::raw);
    expect_pixel(got.raster().data, 0xC8, 0x32, 0x14);
}

TEST(Jpeg, EveryTruncationIsRefused) {
    const std::string whole = made::jpeg({}, "\xC8\x32\x14");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto got = read(std::string_view(whole).substr(0, size), "cut.jpg");
        EXPECT_FALSE(got.drawing) << size;
        EXPECT_NE(got.said().find("cut.jpg"), std::string::npos);
    }
}

TEST(Jpeg, DataCutOutOfTheMiddleIsRefused) {
    // Noise, so that there is data to cut.
    std::string file = made::jpeg({.width = 64, .height = 64}, "\xC8\x32\x14");
    const std::size_t scan = file.find("\xFF\xDA");
    file.erase(scan + 20, 30);
    const auto got = read(file);
    EXPECT_FALSE(got.drawing);
    EXPECT_NE(got.said().find("damaged or truncated JPEG"), std::string::npos) << got.said();
}

TEST(Jpeg, TooManyPixelsAreRefusedBeforeDecoding) {
    std::string file = made::jpeg({}, "\xC8\x32\x14");
    const std::size_t frame = file.find("\xFF\xC0");
    file.replace(frame + 5, 4, "\x7F\xFF\x7F\xFF");
    const auto got = read(file);
    EXPECT_FALSE(got.drawing);
    EXPECT_NE(got.said().find("32767 x 32767"), std::string::npos) << got.said();
}

TEST(Raster, TurnedPixels) {
    // a b c
    // d e f
    const RasterImage image{.width = 3, .height = 2, .channels = 1, .data = "abcdef", .alpha = {}};
    const char* const upright[] = {"abcdef", "cbafed", "fedcba", "defabc", "adbecf", "daebfc", "fcebda", "cfbead"};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const RasterImage got = turned(image, orientation);
        EXPECT_EQ(got.data, upright[orientation - 1]) << orientation;
        EXPECT_EQ(got.width, orientation < 5 ? 3 : 2) << orientation;
        EXPECT_EQ(got.height, orientation < 5 ? 2 : 3) << orientation;
    }
    const RasterImage colors{.width = 2, .height = 1, .channels = 3, .data = "rgbRGB", .alpha = {}};
    EXPECT_EQ(turned(colors, 3).data, "RGBrgb");
}

TEST(Raster, ResolutionOnPaper) {
    RasterImage image{.width = 600, .height = 300, .data = {}, .alpha = {}};
    EXPECT_DOUBLE_EQ(resolution_dpi(image, {points(144), points(72)}), 300);
    EXPECT_DOUBLE_EQ(resolution_dpi(image, {points(72), points(72)}), 300);
    image.orientation = 6;
    EXPECT_DOUBLE_EQ(resolution_dpi(image, {points(72), points(144)}), 300);
    EXPECT_DOUBLE_EQ(resolution_dpi(image, {}), 0);
}

TEST(Raster, HugePicturesKeepTheirShapeWithinPdfsLimit) {
    EXPECT_EQ(natural_size(1'000'000, 1'000, {}), (Size{{14'400'000}, {14'400}}));
}

TEST(ReadDrawing, OtherFormatsAreRefused) {
    for (const std::string_view bytes :
         {""sv, "GIF89a"sv, "BM"sv, "RIFF\0\0\0\0WEBP"sv, "%PDF-1.7"sv, "\0"sv, "   "sv}) {
        const auto got = read(bytes, "picture.gif");
        EXPECT_FALSE(got.drawing);
        ASSERT_EQ(got.diagnostics.size(), 1U);
        EXPECT_EQ(got.diagnostics[0].severity, Severity::error);
        EXPECT_EQ(got.diagnostics[0].span, (SourceSpan{2, 10}));
        EXPECT_NE(got.said().find("picture.gif"), std::string::npos);
    }
}

}  // namespace
}  // namespace carepress::test
