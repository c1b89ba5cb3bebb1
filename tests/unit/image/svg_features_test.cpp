// What SVG says of styles, paints, groups and markers, and what they come to in a drawing. How it looks is compared
// with another program's pictures by tools/svg-suite.
#include "unit/image/made_files.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace carepress::test {
using namespace image;
namespace {

using made::read;
using made::Reading;

/// A drawing of 100 x 100 px, so 75 pt, whose user unit is one pixel: 750 millipoints.
Reading drawn(const std::string& inside) {
    Reading got =
        read("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\">\n" + inside + "\n</svg>");
    EXPECT_TRUE(got.drawing) << inside << "\n" << got.said();
    return got;
}

Color fill_with(const std::string& style, const std::string& element) {
    const Reading got = drawn("<style>" + style + "</style>" + element);
    return got.drawing ? got.paths()[0].fill : Color{};
}

constexpr Color red = {255, 0, 0}, lime = {0, 255, 0}, blue = {0, 0, 255};

TEST(SvgCss, SelectorsMatch) {
    const std::string rect = "<g class='a b' id='g'><title/><rect width='1' height='1' class='c' x='2'/></g>";
    for (const char* selector :
         {"rect", "*", ".c", "g rect", "g > rect", "#g rect", ".a rect", "svg .b > .c", "rect[x]", "rect[x='2']",
          "[class~=c]", "rect[width|=\"1\"]", "g.a.b rect.c", "circle, rect", "svg g rect", "svg > g > rect"})
        EXPECT_EQ(fill_with(std::string(selector) + "{fill:red}", rect), red) << selector;
    for (const char* selector : {"circle", ".x", "rect g", "svg > rect", "#G rect", "rect[y]", "rect[x='3']",
                                 "rect:first-child", ".a.c rect", "g > g rect"})
        EXPECT_EQ(fill_with(std::string(selector) + "{fill:red}", rect), Color{}) << selector;
    EXPECT_EQ(fill_with("title:first-child{} g:first-child{fill:lime} rect:first-child{fill:red}",
                        "<rect width='1' height='1'/>"),
              Color{});
}

TEST(SvgCss, TheCascadeDecides) {
    const std::string rect = "<rect id='r' class='c' width='1' height='1' fill='lime'";
    EXPECT_EQ(fill_with("rect{fill:red}", rect + "/>"), red);
    EXPECT_EQ(fill_with("#r{fill:red} .c{fill:blue} rect{fill:lime}", rect + "/>"), red);
    EXPECT_EQ(fill_with("rect{fill:blue} rect{fill:red}", rect + "/>"), red);
    EXPECT_EQ(fill_with("#r{fill:blue}", rect + " style='fill:red'/>"), red);
    EXPECT_EQ(fill_with("rect{fill:red !important}", rect + " style='fill:blue'/>"), red);
    EXPECT_EQ(fill_with("rect{fill:blue !important}", rect + " style='fill:red!important'/>"), red);
    EXPECT_EQ(fill_with("g{fill:red} rect{fill:inherit}", "<g>" + rect + "/></g>"), red);
    EXPECT_EQ(fill_with("/* a { */ @media print { rect {fill:blue} } rect /* b */ {fill:/* c */red;;}", rect + "/>"),
              red);
    EXPECT_EQ(fill_with("<![CDATA[ rect{fill:red} ]]>", rect + "/>"), red);
}

TEST(SvgCss, WhatIsNotInheritedIsTakenByName) {
    const Reading got = drawn("<g opacity='.5'><rect width='1' height='1' opacity='inherit'/></g>");
    ASSERT_EQ(got.vector().groups.size(), 2U);
    EXPECT_EQ(got.vector().groups[0].opacity, 500);
    EXPECT_EQ(got.vector().groups[1].opacity, 500);
}

const Gradient& gradient_of(const Reading& got) { return std::get<Gradient>(got.paths()[0].fill_paint->content); }

TEST(SvgGradients, AreMappedToTheDrawing) {
    const Reading got = drawn(
        "<linearGradient id='base'><stop offset='10%' stop-color='red'/><stop offset='.05' stop-color='lime'/>"
        "<stop offset='1' stop-color='currentColor'/></linearGradient>"
        "<linearGradient id='g' href='#base' gradientTransform='translate(.5)'/>"
        "<rect x='20' y='40' width='40' height='20' fill='url(#g)'/>");
    const Gradient& gradient = gradient_of(got);
    EXPECT_FALSE(gradient.radial);
    ASSERT_EQ(gradient.stops.size(), 3U);
    EXPECT_EQ(gradient.stops[0].offset, 100'000);
    EXPECT_EQ(gradient.stops[0].color, red);
    EXPECT_EQ(gradient.stops[1].offset, 100'000);  // never before the one before
    EXPECT_TRUE(gradient.stops[2].is_current_color);
    // 40 px are 30 pt; half of that is added to 15.
    EXPECT_EQ(got.paths()[0].fill_paint->to_drawing, (Transform{30'000'000, 0, 0, 15'000'000, 30'000'000, 30'000'000}));
}

TEST(SvgGradients, RepeatOverWhatTheyPaint) {
    const std::string stops = "<stop stop-color='red'/><stop offset='1' stop-color='blue'/>";
    const Reading repeated =
        drawn("<linearGradient id='g' gradientUnits='userSpaceOnUse' x1='20' x2='30' spreadMethod='repeat'>" + stops +
              "</linearGradient><rect width='50' height='10' fill='url(#g)'/>");
    EXPECT_EQ(gradient_of(repeated).stops.size(), 10U);  // from 0 to 50 in tens
    EXPECT_EQ(repeated.paths()[0].fill_paint->to_drawing.a, 37'500'000);
    const Reading mirrored =
        drawn("<radialGradient id='g' gradientUnits='userSpaceOnUse' cx='50' cy='50' r='10' spreadMethod='reflect'>" +
              stops + "</radialGradient><circle cx='50' cy='50' r='20' fill='url(#g)'/>");
    EXPECT_EQ(gradient_of(mirrored).stops[2].color, blue);
    EXPECT_EQ(gradient_of(mirrored).stops[3].color, red);
    const Reading fine = read(
        "<svg width='100' height='100'><linearGradient id='g' gradientUnits='userSpaceOnUse' x2='.01' "
        "spreadMethod='repeat'>" +
        stops + "</linearGradient><rect width='50' height='10' fill='url(#g)'/></svg>");
    EXPECT_FALSE(fine.drawing);
    EXPECT_NE(fine.said().find("repeated over 500 times"), std::string::npos) << fine.said();
}

TEST(SvgGradients, FadeBehindAMask) {
    const Reading even = drawn(
        "<linearGradient id='g'><stop stop-color='red' stop-opacity='.5'/>"
        "<stop offset='1' stop-color='blue' stop-opacity='.5'/></linearGradient>"
        "<rect width='50' height='10' fill='url(#g)'/>");
    EXPECT_EQ(even.paths()[0].fill_opacity, 500);
    EXPECT_TRUE(even.vector().groups.empty());
    const Reading fading = drawn(
        "<linearGradient id='g'><stop stop-color='red' stop-opacity='0'/>"
        "<stop offset='1' stop-color='red'/></linearGradient>"
        "<rect width='50' height='10' fill='url(#g)' fill-opacity='.5'/>");
    ASSERT_EQ(fading.vector().groups.size(), 1U);
    ASSERT_TRUE(fading.vector().groups[0].mask);
    const VectorPath& light = fading.vector().groups[0].mask->paths[0];
    EXPECT_EQ(std::get<Gradient>(light.fill_paint->content).stops[0].color, Color{});
    EXPECT_EQ(std::get<Gradient>(light.fill_paint->content).stops[1].color, (Color{255, 255, 255}));
    EXPECT_EQ(fading.paths()[0].fill_opacity, 500);
}

TEST(SvgGradients, WithoutAnExtentAreOneColour) {
    const std::string stops = "<stop stop-color='red'/><stop offset='1' stop-color='lime'/>";
    for (const std::string& server :
         {"<linearGradient id='g' x2='0'>" + stops + "</linearGradient>",
          "<radialGradient id='g' r='0'>" + stops + "</radialGradient>",
          std::string("<linearGradient id='g'><stop stop-color='lime'/></linearGradient>")}) {
        const Reading got = drawn(server + "<rect width='5' height='5' fill='url(#g)'/>");
        EXPECT_FALSE(got.paths()[0].fill_paint) << server;
        EXPECT_EQ(got.paths()[0].fill, lime) << server;
    }
    const Reading other = drawn("<linearGradient id='g'/><rect width='5' height='5' fill='url(#g) lime'/>");
    EXPECT_EQ(other.paths()[0].fill, lime);
}

TEST(SvgPatterns, AreTiles) {
    const Reading got = drawn(
        "<pattern id='p' patternUnits='userSpaceOnUse' x='1' y='2' width='4' height='8'>"
        "<rect width='2' height='2' fill='red'/></pattern>"
        "<rect width='50' height='50' fill='url(#p)' stroke='url(#p)'/>");
    const Tile& tile = std::get<Tile>(got.paths()[0].fill_paint->content);
    EXPECT_EQ(tile.size, (Size{{3000}, {6000}}));
    EXPECT_EQ(tile.content->paths[0].fill, red);
    EXPECT_EQ(got.paths()[0].fill_paint->to_drawing, (Transform{1'000'000, 0, 0, 1'000'000, 750'000, 1'500'000}));
    EXPECT_TRUE(got.paths()[0].stroke_paint);
}

TEST(SvgClipPaths, OfOneShapeArePathsAndOfSeveralMasks) {
    const Reading one = drawn(
        "<clipPath id='c'><circle r='9' clip-rule='evenodd'/></clipPath>"
        "<g clip-path='url(#c)'><rect width='5' height='5'/><rect width='6' height='6'/></g>");
    ASSERT_EQ(one.vector().groups.size(), 1U);
    const VectorGroup& group = one.vector().groups[0];
    EXPECT_EQ(group.begin, 0U);
    EXPECT_EQ(group.end, 2U);
    EXPECT_FALSE(group.clip.empty());
    EXPECT_TRUE(group.clip_even_odd);
    EXPECT_FALSE(group.is_composited());
    const Reading two = drawn(
        "<clipPath id='c'><circle r='9' fill='none' stroke='red'/><rect width='1' height='1'/>"
        "</clipPath><rect width='5' height='5' clip-path='url(#c)'/>");
    ASSERT_TRUE(two.vector().groups[0].mask);
    for (const VectorPath& path : two.vector().groups[0].mask->paths) {
        EXPECT_EQ(path.fill, (Color{255, 255, 255}));
        EXPECT_FALSE(path.stroked);
    }
}

TEST(SvgClipPaths, ThatLeaveNothingHideTheElement) {
    for (const char* clip : {"<clipPath id='c'/>", "<clipPath id='c'><rect width='0' height='5'/></clipPath>",
                             "<clipPath id='c'><rect width='9' height='9' display='none'/></clipPath>"}) {
        const Reading got =
            drawn(std::string(clip) + "<rect width='5' height='5' clip-path='url(#c)'/><circle r='1'/>");
        EXPECT_EQ(got.paths().size(), 1U) << clip;
        EXPECT_TRUE(got.vector().groups.empty()) << clip;
    }
}

TEST(SvgMasks, AreGreys) {
    const Reading got = drawn(
        "<mask id='m'><rect width='9' height='9' fill='lime'/></mask>"
        "<rect width='5' height='5' mask='url(#m)'/>");
    const VectorDrawing& mask = *got.vector().groups[0].mask;
    EXPECT_EQ(mask.paths[0].fill, (Color{182, 182, 182}));  // 0.7154
    ASSERT_EQ(mask.groups.size(), 1U);                      // the mask's own region
    EXPECT_FALSE(mask.groups[0].clip.empty());
    const Reading alpha = drawn(
        "<mask id='m' mask-type='alpha'><rect width='9' height='9' fill='lime'/></mask>"
        "<rect width='5' height='5' mask='url(#m)'/>");
    EXPECT_EQ(alpha.vector().groups[0].mask->paths[0].fill, (Color{255, 255, 255}));
}

TEST(SvgGroups, FadeAndBlendTogether) {
    const Reading got = drawn(
        "<g opacity='.25' style='mix-blend-mode:multiply'><rect width='5' height='5'/>"
        "<g style='isolation:isolate'><rect width='6' height='6'/></g></g>");
    ASSERT_EQ(got.vector().groups.size(), 2U);
    EXPECT_EQ(got.vector().groups[0].opacity, 250);
    EXPECT_EQ(got.vector().groups[0].blend, BlendMode::multiply);
    EXPECT_EQ(got.vector().groups[0].end, 2U);
    EXPECT_TRUE(got.vector().groups[1].isolated);
    EXPECT_EQ(got.vector().groups[1].begin, 1U);
    const Reading plain = drawn("<rect width='5' height='5' mix-blend-mode='multiply'/>");
    EXPECT_TRUE(plain.vector().groups.empty()) << "a property of styles alone";
}

TEST(SvgStrokes, AreDashed) {
    const auto dashes = [](const std::string& attributes) {
        const Reading got = drawn("<path d='M0 0h50' stroke='red' " + attributes + "/>");
        std::string text;
        for (const Length dash : got.paths()[0].dashes) text += std::to_string(dash.millipoints) + " ";
        return text + "/ " + std::to_string(got.paths()[0].dash_start.millipoints);
    };
    EXPECT_EQ(dashes("stroke-dasharray='2 4'"), "1500 3000 / 0");
    EXPECT_EQ(dashes("stroke-dasharray='2,4,6' stroke-dashoffset='1'"), "1500 3000 4500 1500 3000 4500 / 750");
    EXPECT_EQ(dashes("stroke-dasharray='2 4' stroke-dashoffset='-1'"), "1500 3000 / 3750");
    EXPECT_EQ(dashes("stroke-dasharray='10%'"), "7500 7500 / 0");
    EXPECT_EQ(dashes("stroke-dasharray='0 0'"), "/ 0");
    EXPECT_EQ(dashes("stroke-dasharray='0 4' stroke-linecap='square'"), "1 3000 / 0");
    EXPECT_EQ(dashes("stroke-dasharray='-1 4'"), "/ 0");
}

TEST(SvgStrokes, CanBePaintedFirst) {
    const Reading got = drawn("<rect width='5' height='5' stroke='red' paint-order='stroke'/>");
    ASSERT_EQ(got.paths().size(), 2U);
    EXPECT_TRUE(got.paths()[0].stroked && !got.paths()[0].filled);
    EXPECT_TRUE(got.paths()[1].filled && !got.paths()[1].stroked);
}

TEST(SvgMarkers, AreDrawnAtVertices) {
    const Reading got = drawn(
        "<marker id='m' orient='auto' overflow='visible'><rect width='1' height='1'/></marker>"
        "<path d='M10 10h20v20' fill='none' stroke='red' stroke-width='2' marker-mid='url(#m)' "
        "marker-end='url(#m)'/>");
    ASSERT_EQ(got.paths().size(), 3U);
    EXPECT_EQ(got.paths()[1].commands[0].points[0], (Point{{30 * 750}, {10 * 750}}));
    EXPECT_EQ(got.paths()[2].commands[0].points[0], (Point{{30 * 750}, {30 * 750}}));
    // The end looks down: its square of 2 px is to the left.
    EXPECT_EQ(got.paths()[2].commands[2].points[0], (Point{{28 * 750}, {32 * 750}}));
}

TEST(SvgViewports, NestedOnesClipAndScale) {
    const Reading got = drawn(
        "<symbol id='s' viewBox='0 0 10 10'><rect width='5' height='50%'/></symbol>"
        "<use href='#s' x='10' y='20' width='20' height='20'/>"
        "<svg x='50' width='10' height='10'><rect width='100%' height='100%'/></svg>");
    ASSERT_EQ(got.paths().size(), 2U);
    EXPECT_EQ(got.paths()[0].commands[2].points[0], (Point{{20 * 750}, {30 * 750}}));
    EXPECT_EQ(got.paths()[1].commands[2].points[0], (Point{{60 * 750}, {10 * 750}}));
    ASSERT_EQ(got.vector().groups.size(), 2U);
    EXPECT_EQ(got.vector().groups[0].clip[2].points[0], (Point{{30 * 750}, {40 * 750}}));
}

TEST(SvgSwitch, TakesTheFirstThatIsForUs) {
    const Reading got = drawn(
        "<switch><foreignObject requiredExtensions='http://example.org/x'/>"
        "<rect width='1' height='1' systemLanguage='de, fr'/>"
        "<rect width='2' height='1' systemLanguage='en-US' fill='lime'/>"
        "<rect width='3' height='1'/></switch>");
    ASSERT_EQ(got.paths().size(), 1U);
    EXPECT_EQ(got.paths()[0].fill, lime);
}

TEST(SvgImages, AreEmbedded) {
    const Reading got = drawn(
        "<image x='10' y='10' width='40' height='20' href='data:image/svg+xml,%3Csvg width=\"4\" "
        "height=\"4\"%3E%3Crect width=\"4\" height=\"4\" fill=\"red\"/%3E%3C/svg%3E'/>");
    ASSERT_EQ(got.paths().size(), 1U);
    EXPECT_EQ(got.paths()[0].fill, red);
    EXPECT_EQ(got.paths()[0].commands[0].points[0], (Point{{20 * 750}, {10 * 750}}));
}

// What is hostile is refused or drawn, in time and memory that the limits of docs/images.md bound.
TEST(SvgHostile, ReferencesThatMultiplyAreRefused) {
    const auto chain = [](const std::string& element, const std::string& property) {
        const std::string size = element == "pattern" ? " width='1' height='1'" : "";
        std::string inside = "<" + element + size + " id='l0'><rect width='9' height='9'/></" + element + ">";
        for (int i = 1; i < 40; ++i) {
            const std::string reference = " " + property + "='url(#l" + std::to_string(i - 1) + ")'";
            inside += "<" + element + size + " id='l" + std::to_string(i) + "'><rect width='9' height='9'" + reference +
                      "/><path d='M0 0h8v8'" + reference + "/></" + element + ">";
        }
        return read("<svg width='9' height='9'>" + inside + "<rect width='9' height='9' " + property +
                    "='url(#l39)'/></svg>");
    };
    for (const auto& [element, property] :
         {std::pair{"mask", "mask"}, {"clipPath", "clip-path"}, {"pattern", "fill"}, {"marker", "marker-start"}}) {
        const Reading got = chain(element, property);
        EXPECT_FALSE(got.drawing) << element;
        EXPECT_NE(got.said().find("too many"), std::string::npos) << element << got.said();
    }
}

TEST(SvgHostile, MasksInGroupsInMasksDoNotExhaustTheStack) {
    std::string inside;
    for (int i = 0; i < 60; ++i) {
        inside += "<mask id='m" + std::to_string(i) + "'>";
        for (int k = 0; k < 55; ++k) inside += "<g>";
        inside += "<rect width='9' height='9' mask='url(#m" + std::to_string(i + 1) + ")'/>";
        for (int k = 0; k < 55; ++k) inside += "</g>";
        inside += "</mask>";
    }
    const Reading got = read("<svg width='9' height='9'>" + inside +
                             "<mask id='m60'><rect width='9' height='9' fill='#fff'/></mask>"
                             "<rect width='9' height='9' mask='url(#m0)'/></svg>");
    EXPECT_FALSE(got.drawing);
    EXPECT_NE(got.said().find("too deeply nested"), std::string::npos) << got.said();
}

TEST(SvgHostile, TilesAndDashesAreNotTooFine) {
    const Reading tiles = read(
        "<svg width='900' height='900'><pattern id='p' width='.0001' height='.0001'><rect width='1' "
        "height='1'/></pattern>"
        "<rect width='900' height='900' fill='url(#p)'/></svg>");
    EXPECT_NE(tiles.said().find("repeated over a million times"), std::string::npos) << tiles.said();
    const Reading dashes = drawn("<path d='M0 0h900' stroke='red' stroke-dasharray='.01'/>");
    EXPECT_TRUE(dashes.paths()[0].dashes.empty());
}

TEST(SvgHostile, StyleSheetsAreBounded) {
    std::string rules, rects;
    for (int i = 0; i < 2000; ++i) rules += "g g g g g g g g g g g g g g rect.c" + std::to_string(i) + "{fill:red}";
    for (int i = 0; i < 19'000; ++i) rects += "<rect/>";
    const Reading many = read("<svg width='9' height='9'><style>" + rules + "</style>" + rects + "</svg>");
    EXPECT_NE(many.said().find("too many rules"), std::string::npos) << many.said();
    std::string deep;
    for (int i = 0; i < 60; ++i) deep += "<g>";
    deep += "<rect width='5' height='5'/>";
    for (int i = 0; i < 60; ++i) deep += "</g>";
    const Reading got = read("<svg width='9' height='9'><style>g g g g g g g g g g g g g circle > rect{fill:red}" +
                             rules + "</style>" + deep + "</svg>");
    EXPECT_TRUE(got.drawing) << got.said();
}

TEST(SvgHostile, NumbersThatAreNoneAreLeftOut) {
    for (const char* inside :
         {"<rect width='5' height='5' transform='scale(1e300)'/>",
          "<rect width='5' height='5' transform='matrix(nan)'/>",
          "<rect width='5' height='5' transform='scale(1e-7) scale(1e-7) scale(1e-7) scale(1e-7)'/>",
          "<rect width='1e7' height='1e7'/>", "<circle r='nan'/>",
          "<path d='M0 0 C 1e7 1e7 1e7 1e7 0 0' stroke='red'/>",
          "<linearGradient id='g' x1='1e7' x2='-1e7' gradientTransform='scale(1e-6)'><stop/><stop offset='1' "
          "stop-color='red'/></linearGradient><rect width='5' height='5' fill='url(#g)'/>",
          "<pattern id='g' width='1e7' height='1e-7'><rect width='1' height='1'/></pattern><rect width='5' height='5' "
          "fill='url(#g)'/>",
          "<radialGradient id='g' fx='1e7' fr='1e7' spreadMethod='repeat'><stop/><stop offset='1' stop-color='red'/>"
          "</radialGradient><rect width='5' height='5' fill='url(#g)'/>",
          "<path d='M0 0h9' stroke='red' stroke-width='1e7'/>",
          "<path d='M0 0h9' stroke='red' stroke-dasharray='1e-7 1e7'/>"}) {
        const Reading got =
            read(std::string("<svg width='9' height='9'>") + inside + "<rect width='1' height='1'/></svg>");
        EXPECT_NE(got.drawing == nullptr, got.errors() == 0) << inside << got.said();
    }
}

}  // namespace
}  // namespace carepress::test
