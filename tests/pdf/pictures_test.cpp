#include "pdf/drawings.h"
#include "pdf/write.h"
#include "read_pdf.h"
#include "samples.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <tuple>
// libjpeg's header needs size_t and FILE declared before it.
#include <jpeglib.h>

namespace carepress::test {
using namespace pdf;
namespace {

/// A JPEG of 40 by 20 pixels whose quarters are red, green (above), blue, white (below).
std::string make_jpeg() {
    jpeg_compress_struct encoder;
    jpeg_error_mgr errors;
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&encoder, &buffer, &size);
    encoder.image_width = 40;
    encoder.image_height = 20;
    encoder.input_components = 3;
    encoder.in_color_space = JCS_RGB;
    jpeg_set_defaults(&encoder);
    jpeg_set_quality(&encoder, 95, TRUE);
    jpeg_start_compress(&encoder, TRUE);
    for (int y = 0; y < 20; ++y) {
        unsigned char row[40 * 3];
        for (int x = 0; x < 40; ++x) {
            const bool right = x >= 20, below = y >= 10;
            row[3 * x] = (!right && !below) || (right && below) ? 255 : 0;
            row[3 * x + 1] = right ? 255 : 0;
            row[3 * x + 2] = below ? 255 : 0;
        }
        unsigned char* rows[] = {row};
        jpeg_write_scanlines(&encoder, rows, 1);
    }
    jpeg_finish_compress(&encoder);
    std::string bytes(reinterpret_cast<char*>(buffer), size);
    jpeg_destroy_compress(&encoder);
    std::free(buffer);
    return bytes;
}

/// "R", "G", "B", "W" or "?" at a place of a PPM picture of 72 dpi.
char color_at(const std::string& ppm, int x, int y) {
    const std::size_t header = ppm.find("255\n") + 4;
    const std::size_t at = header + (static_cast<std::size_t>(y) * 612 + static_cast<std::size_t>(x)) * 3;
    if (at + 2 >= ppm.size()) return '?';
    const auto is_high = [&](std::size_t i) { return static_cast<unsigned char>(ppm[at + i]) > 128; };
    const int bits = is_high(0) << 2 | is_high(1) << 1 | static_cast<int>(is_high(2));
    switch (bits) {
        case 4:
            return 'R';
        case 2:
            return 'G';
        case 1:
            return 'B';
        case 7:
            return 'W';
        default:
            return '?';
    }
}

class JpegOrientation : public testing::TestWithParam<int> {};

TEST_P(JpegOrientation, is_turned_by_the_matrix) {
    if (!has_program("pdftoppm")) GTEST_SKIP() << "pdftoppm is not installed (poppler-utils)";
    // Upper left, upper right, lower left, lower right of the upright picture: EXIF orientation 1 to 8.
    const std::string expected[] = {"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"};
    const int orientation = GetParam();
    auto drawing = std::make_shared<image::Drawing>();
    image::RasterImage image;
    image.width = 40;
    image.height = 20;
    image.encoding = image::RasterImage::Encoding::jpeg;
    image.data = make_jpeg();
    image.orientation = orientation;
    drawing->size = orientation < 5 ? Size{points(40), points(20)} : Size{points(20), points(40)};
    drawing->content = std::move(image);
    drawing->hash = 7;

    DocumentBuilder b;
    const text::NodeId figure = b.node(handout::TagRole::figure);
    b.document.tags.nodes[figure].alternative = "Four colours";
    const Size size = orientation < 5 ? Size{points(80), points(40)} : Size{points(40), points(80)};
    b.figure(figure, drawing, size);
    const Folder folder;
    const std::string path = folder.save("figure.pdf", PdfWriter(library()).write(b.document));
    const Ran ran = run_command("pdftoppm -r 72 " + path + " 2>&1");
    const int width = size.width.millipoints / 1000, height = size.height.millipoints / 1000;
    std::string seen;
    for (const int y : {72 + height / 4, 72 + height * 3 / 4})
        for (const int x : {72 + width / 4, 72 + width * 3 / 4}) seen += color_at(ran.output, x, y);
    EXPECT_EQ(seen, expected[orientation - 1]);
}

INSTANTIATE_TEST_SUITE_P(Exif, JpegOrientation, testing::Range(1, 9));

TEST(Pictures, a_vector_drawing_stands_upright_in_its_box_and_takes_the_current_colour) {
    if (!has_program("pdftoppm")) GTEST_SKIP() << "pdftoppm is not installed (poppler-utils)";
    auto drawing = std::make_shared<image::Drawing>();
    drawing->size = {points(10), points(20)};
    image::VectorPath path;
    using Kind = image::PathCommand::Kind;
    for (const auto& [kind, x, y] : {std::tuple{Kind::move, 0, 0},
                                     {Kind::line, 10, 0},
                                     {Kind::line, 10, 10},
                                     {Kind::line, 0, 10},
                                     {Kind::close, 0, 0}})
        path.commands.push_back({kind, {{points(x), points(y)}, {}, {}}});  // the upper half
    path.fill_is_current_color = true;
    drawing->content = image::VectorDrawing{{path}};
    DocumentBuilder b;
    const text::NodeId figure = b.node(handout::TagRole::figure);
    b.document.tags.nodes[figure].alternative = "A square";
    b.figure(figure, drawing, {points(100), points(50)}, {0, 0, 255});
    b.figure(figure, drawing, {points(100), points(50)}, {255, 0, 0});
    const Folder folder;
    const std::string path_name = folder.save("vector.pdf", PdfWriter(library()).write(b.document));
    const std::string ppm = run_command("pdftoppm -r 72 " + path_name + " 2>&1").output;
    EXPECT_EQ(color_at(ppm, 80, 80), 'B');
    EXPECT_EQ(color_at(ppm, 165, 90), 'B');
    EXPECT_EQ(color_at(ppm, 80, 110), 'W');
    EXPECT_EQ(color_at(ppm, 80, 72 + 62 + 10), 'R');
}

TEST(Pictures, equal_drawings_are_one_object_for_each_colour_that_matters) {
    DocumentBuilder b;
    const text::NodeId figure = b.node(handout::TagRole::figure);
    b.document.tags.nodes[figure].alternative = "x";
    const image::DrawingPointer colored = vector_drawing(), pixels = raster_drawing(3);
    for (const Color color : {Color{1, 2, 3}, Color{1, 2, 3}, Color{9, 9, 9}}) {
        b.figure(figure, colored, {points(24), points(24)}, color);
        b.figure(figure, pixels, {points(24), points(24)}, color);
    }
    const std::string bytes = PdfWriter(library()).write(b.document);
    const auto pdf = open_pdf(bytes);
    QPDFObjectHandle resources = QPDFPageDocumentHelper(*pdf).getAllPages()[0].getObjectHandle().getKey("/Resources");
    EXPECT_EQ(resources.getKey("/XObject").getKeys().size(), 3u);
}

TEST(Pictures, the_cache_is_bounded_and_never_changes_what_comes_out) {
    DrawingCache cache;
    Deflater deflater(6);
    for (int i = 0; i < 1000; ++i) {
        auto drawing = std::make_shared<image::Drawing>(*vector_drawing());
        drawing->hash = static_cast<std::uint64_t>(i % 400);
        const EncodedDrawing expected = encode(*drawing, {static_cast<std::uint8_t>(i % 7), 0, 0}, deflater);
        const EncodedDrawing& got = cache.get(drawing, {static_cast<std::uint8_t>(i % 7), 0, 0});
        EXPECT_EQ(got.body, expected.body);
        EXPECT_EQ(*got.data, *expected.data);
    }
}

/// A path of two squares, the second at `x`, 4.
image::DrawingPointer squares(int x) {
    auto drawing = std::make_shared<image::Drawing>();
    drawing->size = {points(10), points(10)};
    image::VectorPath path;
    using Kind = image::PathCommand::Kind;
    for (const auto& [left, top] : {std::pair{1, 2}, {x, 4}}) {
        const auto corner = [left = left, top = top](int right, int below) {
            return image::PathCommand{Kind::line, {{points(left + right), points(top + below)}, {}, {}}};
        };
        path.commands.insert(path.commands.end(),
                             {corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), {Kind::close, {}}});
        path.commands[path.commands.size() - 5].kind = Kind::move;
    }
    drawing->content = image::VectorDrawing{{path}};
    return drawing;
}

TEST(Pictures, rectangles_alone_are_drawn_in_place_unless_a_form_would_clip_them) {
    EXPECT_FALSE(is_drawn_in_place(*vector_drawing()));
    EXPECT_FALSE(is_drawn_in_place(*raster_drawing(1)));
    EXPECT_TRUE(is_drawn_in_place(*squares(9)));
    EXPECT_FALSE(is_drawn_in_place(*squares(10)));
    EXPECT_FALSE(is_drawn_in_place(*squares(-1)));
    std::string content;
    append_paths(content, *squares(9), {});
    EXPECT_EQ(content, "0 0 0 rg\n1 7 1 1 re\n9 5 1 1 re\nf\n");

    DocumentBuilder b;
    const text::NodeId figure = b.node(handout::TagRole::figure);
    b.document.tags.nodes[figure].alternative = "Two squares";
    b.figure(figure, squares(9), {points(50), points(50)});
    const std::string bytes = PdfWriter(library()).write(b.document);
    const auto pdf = open_pdf(bytes);
    EXPECT_TRUE(read_pages(*pdf)[0].sequences[0].has_picture);
    QPDFObjectHandle resources = QPDFPageDocumentHelper(*pdf).getAllPages()[0].getObjectHandle().getKey("/Resources");
    EXPECT_FALSE(resources.hasKey("/XObject"));
}

TEST(Pictures, the_miter_limit_is_written_where_it_changes) {
    image::Drawing drawing = *vector_drawing();
    auto& paths = std::get<image::VectorDrawing>(drawing.content).paths;
    paths[1].miter_limit = 4'000;
    paths.push_back(paths[1]);
    paths.push_back(paths[1]);
    paths[3].miter_limit = 10'000;
    std::string content;
    append_paths(content, drawing, {});
    std::string limits;
    for (std::size_t at = 0; (at = content.find(" M\n", at)) != std::string::npos; ++at) {
        const std::size_t line = content.rfind('\n', at) + 1;
        limits += content.substr(line, at - line) + " ";
    }
    EXPECT_EQ(limits, "4 10 ");
}

TEST(Pictures, a_drawing_without_area_is_left_out) {
    DocumentBuilder b;
    const text::NodeId figure = b.node(handout::TagRole::figure);
    b.document.tags.nodes[figure].alternative = "Nothing";
    b.figure(figure, vector_drawing(), {points(0), points(20)});
    auto flat = std::make_shared<image::Drawing>(*vector_drawing());
    flat->size.height = {};
    b.figure(figure, flat, {points(10), points(20)});
    const std::string bytes = PdfWriter(library()).write(b.document);
    EXPECT_FALSE(read_pages(*open_pdf(bytes))[0].sequences[0].has_picture);
}

}  // namespace
}  // namespace carepress::test
