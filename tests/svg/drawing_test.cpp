// Glyphs, rules and pictures as the elements that draw them.
#include "base/base64.h"
#include "image/read.h"
#include "svg/pictures.h"
#include "svg/read_svg.h"

#include <cstdio>

namespace carepress::test {
using namespace svg;
namespace {

std::string picture(const image::Drawing& drawing, const Rectangle& box, Color current = {}) {
    svg::PictureFiles files;
    svg::DefinitionIds ids;
    ids.begin("d-");
    std::string out;
    svg::append_picture(out, drawing, box, current, files, ids);
    return out;
}

constexpr Rectangle box = {points(10), points(20), points(48), points(24)};

/// Where each use element puts its glyph, in points from the left edge of the page.
TEST(SvgDrawing, every_glyph_is_at_its_place) {
    DocumentBuilder b;
    b.paragraph(b.node(handout::TagRole::paragraph), u"AVATAR: 1/4 office");
    const ReadPage page(write_page(b.document));
    std::vector<double> places;
    for (const pugi::xml_node& use : page.all("use")) {
        const std::string transform = use.parent().attribute("transform").value();
        double x = 0, y = 0, factor = 0;
        ASSERT_EQ(std::sscanf(transform.c_str(), "translate(%lf %lf)scale(%lf)", &x, &y, &factor), 3) << transform;
        EXPECT_DOUBLE_EQ(factor, 0.012);
        places.push_back(x + use.attribute("x").as_double() * factor);
    }
    std::vector<double> expected;
    for (const layout::PageItem& item : b.document.pages[0].items) {
        const auto& run = std::get<layout::GlyphRun>(item.content);
        std::int32_t at = 0;
        for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
            const text::Glyph& glyph = b.document.glyphs[i];
            if (b.document.text[glyph.cluster] != u' ')
                expected.push_back(run.origin.x.millipoints / 1000.0 + (at + glyph.x_offset) * 0.012);
            at += glyph.advance;
        }
    }
    ASSERT_EQ(places.size(), expected.size());
    for (std::size_t i = 0; i < places.size(); ++i) EXPECT_NEAR(places[i], expected[i], 1e-9) << i;
}

TEST(SvgDrawing, each_glyph_is_defined_once) {
    DocumentBuilder b;
    b.paragraph(b.node(handout::TagRole::paragraph), u"aaaa bb a");
    const ReadPage page(write_page(b.document));
    EXPECT_EQ(page.root.select_nodes("//defs/path").size(), 2u);
    EXPECT_EQ(page.all("use").size(), 7u);
}

TEST(SvgDrawing, missing_glyphs_are_not_shown) {
    DocumentBuilder b;
    b.paragraph(b.node(handout::TagRole::paragraph), u"ab");
    b.document.glyphs[0].id = 0;
    EXPECT_EQ(ReadPage(write_page(b.document)).all("use").size(), 1u);
}

TEST(SvgDrawing, rules_of_a_colour_share_a_path) {
    const ReadPage page(write_page(full_document()));
    EXPECT_STREQ(page.first("/svg/g/path[@fill='#005a78']").attribute("d").value(),
                 "M36 36h540v4h-540zM36 42h540v1h-540z");
    EXPECT_STREQ(page.first("/svg/g/path[@fill='#b40000']").attribute("d").value(), "M72 300h3v60h-3z");
}

TEST(SvgDrawing, paths_are_clipped_to_their_box_and_scaled) {
    const ReadPage read(picture(*vector_drawing(), box, {0, 90, 120}));
    EXPECT_STREQ(read.root.attribute("overflow").value(), "hidden");
    EXPECT_STREQ(read.root.attribute("viewBox").value(), "0 0 24 24");
    EXPECT_STREQ(read.root.attribute("preserveAspectRatio").value(), "none");
    EXPECT_STREQ(read.root.attribute("x").value(), "10");
    EXPECT_STREQ(read.root.attribute("height").value(), "24");
    EXPECT_STREQ(read.root.attribute("color").value(), "#005a78");
    EXPECT_STREQ(read.first("//path[1]").attribute("fill").value(), "currentColor");
    EXPECT_STREQ(read.first("//path[1]").attribute("d").value(), "M12 0c12 0 12 24 0 24c-12 0-12-24 0-24z");
    EXPECT_STREQ(read.first("//path[2]").attribute("fill").value(), "none");
    EXPECT_STREQ(read.first("//path[2]").attribute("stroke").value(), "#c80000");
    EXPECT_STREQ(read.first("//path[2]").attribute("stroke-width").value(), "2");
    EXPECT_STREQ(read.first("//path[2]").attribute("d").value(), "M4 12h16");
}

TEST(SvgDrawing, strokes_keep_caps_joins_limits_and_rules) {
    image::Drawing drawing = *vector_drawing();
    auto& paths = std::get<image::VectorDrawing>(drawing.content).paths;
    paths[0].even_odd = true;
    paths[1].line_cap = 1;
    paths[1].line_join = 2;
    paths[1].miter_limit = 2500;
    paths[1].stroke_is_current_color = true;
    const ReadPage read(picture(drawing, box));
    EXPECT_STREQ(read.first("//path[1]").attribute("fill-rule").value(), "evenodd");
    EXPECT_STREQ(read.first("//path[2]").attribute("stroke-linecap").value(), "round");
    EXPECT_STREQ(read.first("//path[2]").attribute("stroke-linejoin").value(), "bevel");
    EXPECT_STREQ(read.first("//path[2]").attribute("stroke-miterlimit").value(), "2.5");
    EXPECT_STREQ(read.first("//path[2]").attribute("stroke").value(), "currentColor");
}

TEST(SvgDrawing, what_has_no_area_or_no_start_draws_nothing) {
    EXPECT_EQ(picture(*vector_drawing(), {points(1), points(1), points(0), points(5)}), "");
    image::Drawing flat = *vector_drawing();
    flat.size.height = {};
    EXPECT_EQ(picture(flat, box), "");
    image::Drawing loose = *vector_drawing();
    auto& paths = std::get<image::VectorDrawing>(loose.content).paths;
    for (image::VectorPath& path : paths) path.commands.erase(path.commands.begin());
    EXPECT_EQ(picture(loose, box).find("<path"), std::string::npos);
}

TEST(SvgDrawing, pixels_come_back_as_they_were) {
    for (const int channels : {1, 3}) {
        const image::DrawingPointer drawing = raster_drawing(channels);
        const ReadPage read(picture(*drawing, box));
        const std::string address = read.root.attribute("href").value();
        constexpr std::string_view start = "data:image/png;base64,";
        ASSERT_TRUE(address.starts_with(start));
        const Source source{"picture.png", from_base64(address.substr(start.size())).value()};
        Diagnostics diagnostics(source);
        const image::DrawingPointer again = image::read_drawing(source.bytes, source.name, {}, diagnostics);
        ASSERT_TRUE(again);
        EXPECT_EQ(std::get<image::RasterImage>(again->content).data,
                  std::get<image::RasterImage>(drawing->content).data);
        EXPECT_STREQ(read.root.attribute("transform").value(), "matrix(48 0 0 24 10 20)");
    }
}

/// By EXIF orientation, where the stored top left corner and top right corner are (Exif 2.32, 4.6.4).
TEST(SvgDrawing, stored_pictures_are_turned_upright) {
    constexpr const char* matrices[] = {
        "matrix(48 0 0 24 10 20)", "matrix(-48 0 0 24 58 20)", "matrix(-48 0 0 -24 58 44)", "matrix(48 0 0 -24 10 44)",
        "matrix(0 24 48 0 10 20)", "matrix(0 24 -48 0 58 20)", "matrix(0 -24 -48 0 58 44)", "matrix(0 -24 48 0 10 44)"};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        image::Drawing drawing = *raster_drawing(3);
        auto& image = std::get<image::RasterImage>(drawing.content);
        image.encoding = image::RasterImage::Encoding::jpeg;
        image.orientation = orientation;
        const ReadPage read(picture(drawing, box));
        EXPECT_STREQ(read.root.attribute("transform").value(), matrices[orientation - 1]) << orientation;
        EXPECT_TRUE(std::string(read.root.attribute("href").value()).starts_with("data:image/jpeg;base64,"));
    }
}

}  // namespace
}  // namespace carepress::test
