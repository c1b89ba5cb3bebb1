// Outlines are those that FreeType reads from the same file.
#include "text/outlines.h"

#include "text/font_library.h"
#include "unit/text/text_support.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <gtest/gtest.h>

#include <algorithm>

namespace carepress::test {
using namespace text;
namespace {

using Kind = OutlineCommand::Kind;

struct Shape {
    long left = 0, bottom = 0, right = 0, top = 0;  ///< of all points, in hundredths of a font unit
    int contours = 0;
    bool operator==(const Shape&) const = default;
};

Shape shape_of(const std::vector<OutlineCommand>& outline) {
    Shape shape{1'000'000, 1'000'000, -1'000'000, -1'000'000, 0};
    for (const OutlineCommand& command : outline) {
        shape.contours += command.kind == Kind::close ? 1 : 0;
        const int points = command.kind == Kind::cubic ? 3 : command.kind == Kind::quadratic ? 2 : 1;
        for (int i = 0; i < points && command.kind != Kind::close; ++i) {
            shape.left = std::min<long>(shape.left, command.points[i].x);
            shape.right = std::max<long>(shape.right, command.points[i].x);
            shape.bottom = std::min<long>(shape.bottom, command.points[i].y);
            shape.top = std::max<long>(shape.top, command.points[i].y);
        }
    }
    return shape;
}

Shape shape_by_freetype(FT_Face face, FT_UInt glyph) {
    EXPECT_EQ(FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING), 0);
    FT_BBox box;
    FT_Outline_Get_CBox(&face->glyph->outline, &box);
    return {box.xMin * 100, box.yMin * 100, box.xMax * 100, box.yMax * 100, face->glyph->outline.n_contours};
}

TEST(Outlines, AreThoseOfTheFile) {
    const FontLibrary fonts(manifest_path());
    OutlineReader reader(fonts);
    FT_Library library = nullptr;
    ASSERT_EQ(FT_Init_FreeType(&library), 0);
    for (const char* family : {"Noto Sans", "Noto Sans Arabic", "Noto Sans Khmer", "Noto Sans CJK JP"}) {
        const FaceId id = fonts.find(family, 400, Slant::upright);
        ASSERT_NE(id, no_face) << family;
        FT_Face face = nullptr;
        ASSERT_EQ(FT_New_Face(library, std::string(fonts.path(id)).c_str(),
                              static_cast<FT_Long>(fonts.implementation().manifest.faces[id].index), &face),
                  0);
        int compared = 0;
        for (FT_UInt glyph = 1; glyph < 400 && glyph < static_cast<FT_UInt>(face->num_glyphs); ++glyph) {
            const std::vector<OutlineCommand>& outline = reader.read(id, glyph);
            if (outline.empty()) continue;
            EXPECT_EQ(outline.front().kind, Kind::move);
            EXPECT_EQ(outline.back().kind, Kind::close);
            EXPECT_EQ(shape_of(outline), shape_by_freetype(face, glyph)) << family << " " << glyph;
            ++compared;
        }
        EXPECT_GT(compared, 100) << family;
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
}

TEST(Outlines, OfWhiteSpaceAndOfGlyphsThatAreNotThereAreEmpty) {
    const FontLibrary fonts(manifest_path());
    OutlineReader reader(fonts);
    const FaceId id = fonts.find("Noto Sans", 400, Slant::upright);
    EXPECT_TRUE(reader.read(id, 3).empty());  // the space
    EXPECT_TRUE(reader.read(id, 60'000).empty());
}

}  // namespace
}  // namespace carepress::test
