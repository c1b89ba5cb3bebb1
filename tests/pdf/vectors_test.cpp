// What vector drawings need beside their operators: groups, masks, shadings, tiles and pictures as objects of their
// own. How they look is compared with another program's pictures (svg_suite).
#include "pdf/drawings.h"
#include "samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

namespace carepress::test {
using namespace pdf;
namespace {

/// The drawing of samples.h with `change` made to it.
template <class Change>
EncodedDrawing encoded(const Change& change, bool is_artifact = false) {
    image::Drawing drawing = *vector_drawing();
    change(std::get<image::VectorDrawing>(drawing.content));
    Deflater deflater(6);
    return encode(drawing, {}, deflater, is_artifact);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::int64_t nuls(const std::string& body) { return std::count(body.begin(), body.end(), '\0'); }

TEST(Vectors, plain_paths_need_nothing_else) {
    const EncodedDrawing got = encoded([](image::VectorDrawing&) {});
    EXPECT_EQ(got.body, "/Type/XObject/Subtype/Form/BBox[0 0 24 24]/Resources<<>>/Filter/FlateDecode");
    EXPECT_TRUE(got.parts.empty());
}

TEST(Vectors, what_is_faded_is_a_group) {
    const EncodedDrawing got = encoded([](image::VectorDrawing& drawing) {
        image::VectorGroup& group = drawing.groups.emplace_back();
        group.end = 2;
        group.opacity = 500;
        group.blend = image::BlendMode::multiply;
        group.mask = std::make_shared<const image::VectorDrawing>(image::VectorDrawing{drawing.paths});
    });
    EXPECT_TRUE(has(got.body, "/Group<</S/Transparency/CS/DeviceRGB/I true>>")) << got.body;
    EXPECT_TRUE(has(got.body, "<</ca 0.5/BM/Multiply/SMask<</Type/Mask/S/Luminosity/G ")) << got.body;
    ASSERT_EQ(got.parts.size(), 2u);  // the mask and the group
    EXPECT_EQ(nuls(got.body), 2);
    for (const EncodedDrawing& part : got.parts) EXPECT_TRUE(has(part.body, "/Group<<"));
}

TEST(Vectors, a_clipped_group_is_no_object) {
    const EncodedDrawing got = encoded([](image::VectorDrawing& drawing) {
        image::VectorGroup& group = drawing.groups.emplace_back();
        group.end = 2;
        group.clip = drawing.paths[0].commands;
    });
    EXPECT_TRUE(got.parts.empty());
    EXPECT_FALSE(has(got.body, "/Group"));
}

TEST(Vectors, gradients_are_in_the_dictionary_and_tiles_are_streams) {
    const EncodedDrawing got = encoded([](image::VectorDrawing& drawing) {
        image::Gradient gradient;
        gradient.stops = {{250'000, {255, 0, 0}, false}, {250'000, {0, 0, 255}, false}, {1'000'000, {}, false}};
        drawing.paths[0].fill_paint = std::make_shared<const image::Paint>(
            image::Paint{gradient, {2'000'000, 0, 0, 3'000'000, 4'000'000, 5'000'000}});
        const image::Tile tile{{points(2), points(3)}, std::make_shared<const image::VectorDrawing>(drawing)};
        drawing.paths[1].stroke_paint = std::make_shared<const image::Paint>(image::Paint{tile, {}});
        drawing.paths[1].stroke_opacity = 250;
    });
    // 24 points high: y is turned over.
    EXPECT_TRUE(has(got.body, "<</PatternType 2/Matrix[2 0 0 -3 4 19]/Shading<</ShadingType 2")) << got.body;
    // A sharp edge: what is before it, and what is after it.
    EXPECT_TRUE(has(got.body,
                    "/FunctionType 3/Domain[0 1]/Functions[<</FunctionType 2/Domain[0 1]/N 1/C0[1 0 0 ]/C1[1 0 "
                    "0 ]>><</FunctionType 2/Domain[0 1]/N 1/C0[0 0 1 ]/C1[0 0 0 ]>>]/Bounds[0.25 ]"))
        << got.body;
    EXPECT_TRUE(has(got.body, "<</ca 0.25/CA 0.25>>")) << got.body;
    ASSERT_EQ(got.parts.size(), 1u);
    EXPECT_TRUE(has(got.parts[0].body, "/PatternType 1/PaintType 1/TilingType 1/BBox[0 -3 2 0]/XStep 2/YStep 3"))
        << got.parts[0].body;
}

TEST(Vectors, transparent_pictures_have_a_mask) {
    const EncodedDrawing got = encoded([](image::VectorDrawing& drawing) {
        auto image = std::make_shared<image::RasterImage>();
        image->width = image->height = 1;
        image->data = "abc";
        image->alpha = "x";
        drawing.paths[0].fill_paint = std::make_shared<const image::Paint>(
            image::Paint{std::shared_ptr<const image::RasterImage>(image), {24'000'000, 0, 0, 24'000'000, 0, 0}});
    });
    ASSERT_EQ(got.parts.size(), 1u);
    EXPECT_TRUE(has(got.parts[0].body, "/SMask "));
    ASSERT_EQ(got.parts[0].parts.size(), 1u);
    EXPECT_TRUE(has(got.parts[0].parts[0].body, "/ColorSpace/DeviceGray"));
}

TEST(Vectors, groups_of_an_artifact_are_artifacts) {
    const auto fade = [](image::VectorDrawing& drawing) {
        drawing.groups.push_back({});
        drawing.groups[0].end = 2;
        drawing.groups[0].opacity = 500;
    };
    const EncodedDrawing tagged = encoded(fade), artifact = encoded(fade, true);
    EXPECT_NE(*tagged.parts[0].data, *artifact.parts[0].data);
    EXPECT_GT(artifact.parts[0].data->size(), tagged.parts[0].data->size());
}

}  // namespace
}  // namespace carepress::test
