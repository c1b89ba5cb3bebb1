#include "image/svg_path.h"
#include "support/test_data.h"
#include "unit/image/made_files.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <filesystem>

namespace carepress::test {
using namespace image;
namespace {

using made::read;
using Kind = PathCommand::Kind;

/// A drawing of 100 x 100 px, so 75 pt, whose user unit is one pixel: 750 millipoints.
std::string svg(const std::string& inside) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"100\" "
           "height=\"100\">\n" +
           inside + "\n</svg>";
}

/// A path in user units, as text: "M 0 0 L 10 0 Z".
std::string text_of(const std::vector<PathCommand>& commands, double unit = 750) {
    std::string text;
    const auto add = [&](Point point) {
        for (const Length length : {point.x, point.y}) {
            char number[32];
            const double rounded = std::round(length.millipoints / unit * 100) / 100 + 0.0;
            std::snprintf(number, sizeof number, " %.6g", rounded);
            text += number;
        }
    };
    for (const PathCommand& command : commands) {
        if (!text.empty()) text += ' ';
        text += "MLCZ"[static_cast<int>(command.kind)];
        const int count = command.kind == Kind::close ? 0 : command.kind == Kind::curve ? 3 : 1;
        for (int i = 0; i < count; ++i) add(command.points[i]);
    }
    return text;
}

std::string path_text(const std::string& data) {
    const auto got = read(svg("<path d=\"" + data + "\"/>"));
    return got.drawing ? text_of(got.paths()[0].commands) : got.said();
}

std::string shape_text(const std::string& element) {
    const auto got = read(svg(element));
    return got.drawing ? text_of(got.paths()[0].commands) : got.said();
}

std::string refusal(const std::string& inside) {
    const auto got = read(svg(inside), "logo.svg");
    EXPECT_FALSE(got.drawing) << inside;
    return got.said();
}

bool mentions(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(SvgPath, LinesAbsoluteAndRelative) {
    EXPECT_EQ(path_text("M10 20L30 40H50V60Z"), "M 10 20 L 30 40 L 50 40 L 50 60 Z");
    EXPECT_EQ(path_text("m10 20l20 20h20v20z"), "M 10 20 L 30 40 L 50 40 L 50 60 Z");
}

TEST(SvgPath, RepeatedCommands) {
    EXPECT_EQ(path_text("M1 2 3 4 5 6"), "M 1 2 L 3 4 L 5 6");
    EXPECT_EQ(path_text("m1 2 3 4 5 6"), "M 1 2 L 4 6 L 9 12");
    EXPECT_EQ(path_text("M0 0H1 2 3"), "M 0 0 L 1 0 L 2 0 L 3 0");
}

TEST(SvgPath, NumbersWithoutGaps) {
    EXPECT_EQ(path_text("M.5.5-1-2L+3,4"), "M 0.5 0.5 L -1 -2 L 3 4");
    EXPECT_EQ(path_text("M1e1 2E+1 300e-1,4."), "M 10 20 L 30 4");
    EXPECT_EQ(path_text("  M 1 ,\n2 "), "M 1 2");
}

TEST(SvgPath, AfterClosingTheNextSubpathStartsWhereTheLastDid) {
    EXPECT_EQ(path_text("M10 10h5v5zl1 1"), "M 10 10 L 15 10 L 15 15 Z M 10 10 L 11 11");
    EXPECT_EQ(path_text("M10 10h5zm1 1h1"), "M 10 10 L 15 10 Z M 11 11 L 12 11");
}

TEST(SvgPath, CubicCurvesAndTheirSmoothFollowers) {
    EXPECT_EQ(path_text("M0 0C1 2 3 4 5 6"), "M 0 0 C 1 2 3 4 5 6");
    EXPECT_EQ(path_text("M10 10c1 2 3 4 5 6"), "M 10 10 C 11 12 13 14 15 16");
    // The control point (3,4) mirrored at (5,6) is (7,8).
    EXPECT_EQ(path_text("M0 0C1 2 3 4 5 6S8 9 10 10"), "M 0 0 C 1 2 3 4 5 6 C 7 8 8 9 10 10");
    // Nothing to mirror: the current point.
    EXPECT_EQ(path_text("M1 1S8 9 10 10"), "M 1 1 C 1 1 8 9 10 10");
}

TEST(SvgPath, QuadraticCurvesBecomeCubic) {
    // Control (30,0): thirds of the way from (0,0) are (20,0), from (30,30) are (30,10).
    EXPECT_EQ(path_text("M0 0Q30 0 30 30"), "M 0 0 C 20 0 30 10 30 30");
    // Mirrored control: (30,60).
    EXPECT_EQ(path_text("M0 0Q30 0 30 30T60 60"), "M 0 0 C 20 0 30 10 30 30 C 30 50 40 60 60 60");
    EXPECT_EQ(path_text("M0 0q30 0 30 30t30 30"), "M 0 0 C 20 0 30 10 30 30 C 30 50 40 60 60 60");
}

TEST(SvgPath, ArcsBecomeCurves) {
    // A quarter of the circle round (0,0), clockwise on paper; 10 * 0.5523 = 5.52.
    EXPECT_EQ(path_text("M10 0A10 10 0 0 1 0 10"), "M 10 0 C 10 5.52 5.52 10 0 10");
    // Flags need no gap (SVG 1.1, 8.3.9).
    EXPECT_EQ(path_text("M10 0a10 10 0 01-10 10"), "M 10 0 C 10 5.52 5.52 10 0 10");
    // The other centre, (10,10), and the short way.
    EXPECT_EQ(path_text("M10 0A10 10 0 0 0 0 10"), "M 10 0 C 4.48 0 0 4.48 0 10");
    // Three quarters.
    EXPECT_EQ(path_text("M10 0A10 10 0 1 0 0 10"),
              "M 10 0 C 10 -5.52 5.52 -10 0 -10 C -5.52 -10 -10 -5.52 -10 0 C -10 5.52 -5.52 10 0 10");
    // Radii too small grow to half the distance; no radius is a line; no distance is nothing.
    EXPECT_EQ(path_text("M0 0A1 1 0 0 1 20 0"), "M 0 0 C 0 -5.52 4.48 -10 10 -10 C 15.52 -10 20 -5.52 20 0");
    EXPECT_EQ(path_text("M0 0A0 5 0 0 1 20 0"), "M 0 0 L 20 0");
    EXPECT_EQ(path_text("M0 0A5 5 0 0 1 0 0L1 1"), "M 0 0 L 1 1");
}

TEST(SvgPath, EveryPointOfAnArcLiesOnItsEllipse) {
    SvgPath path;
    SvgArc arc;
    arc.x = 50;
    arc.y = 20;
    arc.radius_x = 40;
    arc.radius_y = 25;
    arc.rotation = 30;
    arc.large = arc.sweep = true;
    arc.end_x = 70;
    arc.end_y = 60;
    path.move(arc.x, arc.y);
    append_arc(arc, path);
    const std::vector<PathCommand> commands = path.mapped(SvgMatrix::scaling(1000, 1000)).value();
    ASSERT_GE(commands.size(), 4U);
    // Two ellipses of these radii and this rotation go through both ends; all joints and middles of curves lie on one
    // of them. Unrotated and scaled they are circles of radius 1, so three points give the centre.
    struct Place {
        double u, v;
    };
    std::vector<Place> places;
    const double angle = -30 * std::acos(-1.0) / 180;
    const auto add = [&](double x, double y) {
        places.push_back(
            {(std::cos(angle) * x - std::sin(angle) * y) / 40, (std::sin(angle) * x + std::cos(angle) * y) / 25});
    };
    Point last = commands[0].points[0];
    for (std::size_t i = 1; i < commands.size(); ++i) {
        const Point* p = commands[i].points;
        for (const double t : {0.0, 0.25, 0.5, 0.75}) {
            const double s = 1 - t;
            const auto at = [&](std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) {
                return (s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d) / 1000;
            };
            add(at(last.x.millipoints, p[0].x.millipoints, p[1].x.millipoints, p[2].x.millipoints),
                at(last.y.millipoints, p[0].y.millipoints, p[1].y.millipoints, p[2].y.millipoints));
        }
        last = p[2];
    }
    EXPECT_EQ(last, (Point{{70000}, {60000}}));
    // The centre: equally far from the first, a middle and the last place.
    const Place a = places.front(), b = places[places.size() / 2], c = places.back();
    const double d = 2 * (a.u * (b.v - c.v) + b.u * (c.v - a.v) + c.u * (a.v - b.v));
    const auto square = [](Place p) { return p.u * p.u + p.v * p.v; };
    const Place centre = {(square(a) * (b.v - c.v) + square(b) * (c.v - a.v) + square(c) * (a.v - b.v)) / d,
                          (square(a) * (c.u - b.u) + square(b) * (a.u - c.u) + square(c) * (b.u - a.u)) / d};
    for (const Place& place : places) EXPECT_NEAR(std::hypot(place.u - centre.u, place.v - centre.v), 1, 0.001);
}

TEST(SvgPath, MalformedDataIsDrawnUpToTheErrorWithAWarning) {
    for (const char* data :
         {"L1 1", "M1", "M1 x", "M0 0L", "M0 0A5 5 0 2 0 1 1", "M0 0ZZ5", "M 1 1 nan 3", "M0 0L1e999 0",
          "M0 0 L 99999999999 0", "M0 0C1 2 3", "1 2", "M0 0,,1 1", "M0 0 L inf 0", "M 0x10 1"})
        EXPECT_TRUE(mentions(read(svg(std::string("<path d=\"") + data + "\"/><rect width='1' height='1'/>")).said(),
                             "malformed"))
            << data;
    EXPECT_EQ(path_text("M0 0 L 1 1 L 2 x"), "M 0 0 L 1 1");
}

TEST(SvgPath, TooLongAndTooFar) {
    std::string data = "M0 0";
    for (int i = 0; i < 100'000; ++i) data += "h0";
    EXPECT_TRUE(mentions(refusal("<path d=\"" + data + "\"/>"), "over 100000 commands"));
    EXPECT_TRUE(mentions(refusal("<path d=\"M0 0L9000000 0\"/>"), "further than 14,400 pt"));
    EXPECT_TRUE(mentions(refusal("<g transform='scale(1e6) scale(1e6)'><path d=\"M0 0L1 1\"/></g>"), "further than"));
}

TEST(SvgShapes, Rectangles) {
    EXPECT_EQ(shape_text("<rect x='1' y='2' width='30' height='40'/>"), "M 1 2 L 31 2 L 31 42 L 1 42 Z");
    // Corners: 10 * (1 - 0.5523) = 4.48; ry is rx when not given, and no more than half a side.
    EXPECT_EQ(shape_text("<rect width='40' height='20' rx='10'/>"),
              "M 10 0 L 30 0 C 35.52 0 40 4.48 40 10 L 40 10 C 40 15.52 35.52 20 30 20 L 10 20 C 4.48 20 0 15.52 0 10 "
              "L 0 10 C 0 4.48 4.48 0 10 0 Z");
    EXPECT_EQ(shape_text("<rect width='40' height='20' rx='10'/>"),
              shape_text("<rect width='40' height='20' rx='10' ry='99'/>"));
    EXPECT_EQ(shape_text("<rect width='50%' height='100%'/>"), "M 0 0 L 50 0 L 50 100 L 0 100 Z");
    EXPECT_EQ(shape_text("<rect width='1in' height='72pt'/>"), "M 0 0 L 96 0 L 96 96 L 0 96 Z");
    EXPECT_EQ(shape_text("<rect font-size='10' width='1em' height='2ex'/>"), "M 0 0 L 10 0 L 10 10 L 0 10 Z");
    EXPECT_TRUE(mentions(refusal("<rect width='-1' height='2'/>"), "negative"));
    EXPECT_TRUE(mentions(refusal("<rect width='1 px' height='2'/>"), "the width of <rect>"));
}

TEST(SvgShapes, CirclesAndEllipses) {
    EXPECT_EQ(
        shape_text("<circle cx='50' cy='50' r='10'/>"),
        "M 60 50 C 60 55.52 55.52 60 50 60 C 44.48 60 40 55.52 40 50 C 40 44.48 44.48 40 50 40 C 55.52 40 60 44.48 "
        "60 50 Z");
    EXPECT_EQ(shape_text("<ellipse cx='50' cy='50' rx='20' ry='10'/>").substr(0, 9), "M 70 50 C");
    EXPECT_EQ(shape_text("<ellipse rx='10'/>"), shape_text("<circle r='10'/>"));
}

TEST(SvgShapes, LinesAndPolygons) {
    EXPECT_EQ(shape_text("<line x1='1' y1='2' x2='3' y2='4' stroke='red'/>"), "M 1 2 L 3 4");
    EXPECT_EQ(shape_text("<polyline points='1,2 3,4 5-6'/>"), "M 1 2 L 3 4 L 5 -6");
    EXPECT_EQ(shape_text("<polygon points='1 2 3 4 5 6'/>"), "M 1 2 L 3 4 L 5 6 Z");
    EXPECT_TRUE(mentions(read(svg("<polygon points='1 2 3'/>")).said(), "malformed"));
    // A line has no inside to fill.
    EXPECT_TRUE(mentions(refusal("<line x2='3' y2='4' fill='red'/>"), "draws nothing"));
}

TEST(SvgTransform, EachFunction) {
    const auto moved = [](const std::string& transform) {
        return shape_text("<path transform='" + transform + "' d='M10 0L0 10'/>");
    };
    EXPECT_EQ(moved("translate(5)"), "M 15 0 L 5 10");
    EXPECT_EQ(moved("translate(5,6)"), "M 15 6 L 5 16");
    EXPECT_EQ(moved("scale(2)"), "M 20 0 L 0 20");
    EXPECT_EQ(moved("scale(2 3)"), "M 20 0 L 0 30");
    EXPECT_EQ(moved("rotate(90)"), "M 0 10 L -10 0");
    EXPECT_EQ(moved("rotate(90 10 10)"), "M 20 10 L 10 0");
    EXPECT_EQ(moved("skewX(45)"), "M 10 0 L 10 10");
    EXPECT_EQ(moved("skewY(45)"), "M 10 10 L 0 10");
    EXPECT_EQ(moved("matrix(1 2 3 4 5 6)"), "M 15 26 L 35 46");
    // Written order: the last function applies first.
    EXPECT_EQ(moved("translate(100,0) scale(2)"), "M 120 0 L 100 20");
    EXPECT_EQ(moved(" scale( 2 ) , translate (1 , 1) "), "M 22 2 L 2 22");
}

TEST(SvgTransform, NestedGroupsAndStrokeWidth) {
    const auto got =
        read(svg("<g transform='scale(2)'><g transform='translate(3,4)'>"
                 "<path d='M0 0L1 0' stroke='#123' stroke-width='3'/></g></g>"));
    ASSERT_TRUE(got.drawing) << got.said();
    EXPECT_EQ(text_of(got.paths()[0].commands), "M 6 8 L 8 8");
    EXPECT_EQ(got.paths()[0].stroke_width, (Length{4500}));  // 3 * 2 px
}

TEST(SvgTransform, MalformedOnesAreLeftOutWithAWarning) {
    for (const char* transform :
         {"rotate", "rotate(", "rotate(1 2)", "scale()", "warp(1)", "matrix(1 2 3)", "scale(1) x"})
        EXPECT_TRUE(mentions(
            read(svg(std::string("<rect width='1' height='1' transform='") + transform + "'/>")).said(), "transform"))
            << transform;
}

TEST(SvgTransform, UnevenStrokesKeepTheirOwnSpace) {
    const auto got =
        read(svg("<path d='M0 0L6 0' fill='none' stroke='red' stroke-width='2' transform='translate(8) scale(1 4)'/>"));
    ASSERT_TRUE(got.drawing) << got.said();
    const VectorPath& path = got.paths()[0];
    ASSERT_TRUE(path.transform.has_value());
    EXPECT_EQ(*path.transform, (Transform{500'000, 0, 0, 2'000'000, 6'000'000, 0}));
    EXPECT_EQ(path.stroke_width, (Length{3000}));  // twice as wide, as the space is half as wide
    EXPECT_EQ(text_of(path.commands), "M 0 0 L 12 0");
    const auto even =
        read(svg("<path d='M0 0L6 0' stroke='red' vector-effect='non-scaling-stroke' "
                 "transform='scale(1 4)'/>"));
    ASSERT_TRUE(even.drawing) << even.said();
    EXPECT_FALSE(even.paths()[0].transform.has_value());
    EXPECT_EQ(even.paths()[0].stroke_width, (Length{750}));
}

Color fill_of(const std::string& attributes) {
    const auto got = read(svg("<rect width='1' height='1' " + attributes + "/>"));
    EXPECT_TRUE(got.drawing) << attributes << got.said();
    return got.drawing ? got.paths()[0].fill : Color{};
}

TEST(SvgStyle, Colors) {
    EXPECT_EQ(fill_of(""), (Color{0, 0, 0}));
    EXPECT_EQ(fill_of("fill='#fA0'"), (Color{255, 170, 0}));
    EXPECT_EQ(fill_of("fill='#12ab9F'"), (Color{0x12, 0xAB, 0x9F}));
    EXPECT_EQ(fill_of("fill='#12ab9fFF'"), (Color{0x12, 0xAB, 0x9F}));
    EXPECT_EQ(fill_of("fill='rgb(1, 2,300)'"), (Color{1, 2, 255}));
    EXPECT_EQ(fill_of("fill='rgb(10% 50% 100%)'"), (Color{26, 128, 255}));
    EXPECT_EQ(fill_of("fill='rgba(1,2,3,1)'"), (Color{1, 2, 3}));
    EXPECT_EQ(fill_of("fill='rgb(1 2 3 / 100%)'"), (Color{1, 2, 3}));
    EXPECT_EQ(fill_of("fill=' RebeccaPurple '"), (Color{0x66, 0x33, 0x99}));
    EXPECT_EQ(fill_of("fill='aliceblue'"), (Color{0xF0, 0xF8, 0xFF}));
    EXPECT_EQ(fill_of("fill='yellowgreen'"), (Color{0x9A, 0xCD, 0x32}));
    EXPECT_EQ(fill_of("fill='hsl(120, 100%, 25%)'"), (Color{0, 128, 0}));
    EXPECT_EQ(fill_of("fill='red icc-color(x, 1)'"), (Color{255, 0, 0}));
}

TEST(SvgStyle, MalformedValuesAreLeftOutWithAWarning) {
    for (const char* bad : {"#12", "#ggg", "reddish", "rgb(1,2)", "var(--x)", "hsl(1)"}) {
        const auto got = read(svg(std::string("<g fill='lime'><rect width='1' height='1' fill='") + bad + "'/></g>"));
        ASSERT_TRUE(got.drawing) << bad << got.said();
        EXPECT_EQ(got.paths()[0].fill, (Color{0, 255, 0})) << bad;
        EXPECT_TRUE(mentions(got.said(), std::string("\"") + bad + "\" is not a supported value of fill"))
            << got.said();
        EXPECT_TRUE(mentions(got.said(), "line 2")) << got.said();
    }
}

TEST(SvgStyle, Opacity) {
    const auto opacities = [](const std::string& attributes) {
        const auto got = read(svg("<rect width='1' height='1' stroke='red' " + attributes + "/>"));
        return got.drawing ? std::pair<int, int>{got.paths()[0].fill_opacity, got.paths()[0].stroke_opacity}
                           : std::pair<int, int>{};
    };
    using Pair = std::pair<int, int>;
    EXPECT_EQ(opacities(""), (Pair{1000, 1000}));
    EXPECT_EQ(opacities("fill-opacity='.5' stroke-opacity='25%'"), (Pair{500, 250}));
    EXPECT_EQ(opacities("fill='#ff000080'"), (Pair{502, 1000}));
    EXPECT_EQ(opacities("fill='rgba(1,2,3,.5)' fill-opacity='.5'"), (Pair{250, 1000}));
    EXPECT_EQ(opacities("fill='hsl(1 2% 3% / 10%)'"), (Pair{100, 1000}));
}

TEST(SvgStyle, InheritanceAndPrecedence) {
    EXPECT_EQ(fill_of("fill='red' style='fill:blue'"), (Color{0, 0, 255}));
    EXPECT_EQ(fill_of("fill='nonsense' style=' fill : blue !important; font-family: x'"), (Color{0, 0, 255}));
    const auto got =
        read(svg("<g fill='red' stroke='lime' stroke-width='2' stroke-linecap='round' stroke-linejoin='bevel' "
                 "fill-rule='evenodd' stroke-miterlimit='7'><rect width='1' height='1'/>"
                 "<rect width='1' height='1' fill='inherit' stroke='none'/></g>"));
    ASSERT_TRUE(got.drawing) << got.said();
    const VectorPath& path = got.paths()[0];
    EXPECT_EQ(path.fill, (Color{255, 0, 0}));
    EXPECT_EQ(path.stroke, (Color{0, 255, 0}));
    EXPECT_TRUE(path.filled && path.stroked && path.even_odd);
    EXPECT_EQ(path.stroke_width, (Length{1500}));
    EXPECT_EQ(path.line_cap, 1);
    EXPECT_EQ(path.line_join, 2);
    EXPECT_EQ(path.miter_limit, 7000);
    EXPECT_EQ(got.paths()[1].fill, (Color{255, 0, 0}));
    EXPECT_FALSE(got.paths()[1].stroked);
}

TEST(SvgStyle, CurrentColor) {
    const auto open = read(svg("<rect width='1' height='1' fill='currentColor' stroke='currentcolor'/>"));
    ASSERT_TRUE(open.drawing) << open.said();
    EXPECT_TRUE(open.paths()[0].fill_is_current_color && open.paths()[0].stroke_is_current_color);
    const auto set = read(svg("<g color='#010203'><rect width='1' height='1' fill='currentColor'/></g>"));
    EXPECT_FALSE(set.paths()[0].fill_is_current_color);
    EXPECT_EQ(set.paths()[0].fill, (Color{1, 2, 3}));
}

TEST(SvgStyle, WhatIsNotShownIsNotDrawn) {
    const auto got =
        read(svg("<rect width='1' height='1' display='none'/><g style='display:none'><text>x</text></g>"
                 "<rect width='1' height='1' visibility='hidden'/><rect width='1' height='1' opacity='0'/>"
                 "<g visibility='hidden'><rect width='2' height='2' visibility='visible'/></g>"
                 "<rect width='0' height='1'/><rect width='3' height='1' fill='none'/><title>T</title>"
                 "<desc>D</desc><metadata><x:y xmlns:x='urn:x'/></metadata><x:y xmlns:x='urn:x'/>"
                 "<rect width='1' height='1' fill-opacity='0'/><defs><rect width='9' height='9'/></defs>"));
    ASSERT_TRUE(got.drawing) << got.said();
    ASSERT_EQ(got.paths().size(), 1U);
    EXPECT_EQ(text_of(got.paths()[0].commands), "M 0 0 L 2 0 L 2 2 L 0 2 Z");
}

TEST(SvgStyle, elements_of_another_vocabulary_are_not_drawn) {
    const auto got =
        read(svg("<rect xmlns='urn:other' width='1' height='1'/>"
                 "<g xmlns='urn:other'><rect width='2' height='2'/></g>"
                 "<rect xmlns='http://www.w3.org/2000/svg' width='3' height='3'/>"));
    ASSERT_TRUE(got.drawing) << got.said();
    ASSERT_EQ(got.paths().size(), 1U);
    EXPECT_EQ(text_of(got.paths()[0].commands), "M 0 0 L 3 0 L 3 3 L 0 3 Z");
}

TEST(SvgSubset, OutsideElementsAreNamedWithTheirLineAndARemedy) {
    const std::string said = refusal("<rect width='1' height='1'/>\n<text x='1'>Clinic</text>\n<image href='x.png'/>");
    EXPECT_TRUE(mentions(said, "picture \"logo.svg\" line 3: <text> cannot be printed here")) << said;
    EXPECT_TRUE(mentions(said, "convert text to paths")) << said;
    EXPECT_TRUE(mentions(said, "line 4: <image> refers to another file")) << said;
}

TEST(SvgSubset, OutsideFeaturesAreRefused) {
    const std::string rect = "<rect width='5' height='5' ";
    for (const std::string& inside :
         {std::string("<foreignObject/>"), std::string("<flowRoot/>"), rect + "filter='url(#f)'/>",
          rect + "style='filter:blur(2px)'/>", std::string("<g filter='url(#f)'>") + rect + "/></g>",
          rect + "transform='scale(2)' style='transform-origin:center;transform-box:fill-box'/>",
          std::string("<use href='other.svg#a'/>"), std::string("<image href='http://example.org/a.png'/>"),
          std::string("<image href='/etc/passwd'/>"), std::string("<image href='data:image/png;base64,AAAA'/>")}) {
        const std::string said = refusal(inside + "<rect width='1' height='1'/>");
        EXPECT_TRUE(mentions(said, "logo.svg") && mentions(said, "line 2")) << inside << said;
        EXPECT_FALSE(mentions(said, "draws nothing")) << inside << said;
    }
}

TEST(SvgSubset, WhatIsLeftOutIsSaid) {
    const std::string rect = "<rect width='5' height='5' ";
    for (const std::string& inside :
         {std::string("<script>alert(1)</script>"),
          std::string("<rect width='1' height='1'><animate attributeName='x'/></rect>"), std::string("<unheardOf/>"),
          rect + "fill='url(#g)'/>", rect + "stroke='url(#g)'/>", rect + "mask='url(#m)'/>",
          rect + "clip-path='url(#c)'/>", rect + "style='mix-blend-mode:glow'/>", rect + "opacity='half'/>",
          rect + "stroke='red' stroke-dasharray='1 x'/>", rect + "transform='turn(3)'/>",
          std::string("<use href='#nowhere'/>"), std::string("<style>a + b {fill:red}</style>"),
          std::string("<style>@import url(x.css);</style>"), std::string("<style type='text/xsl'>x</style>"),
          std::string("<path d='M0 0 L 10 10 Q'/>"), std::string("<polygon points='0 0 1 1 2'/>"),
          std::string("<symbol id='s' transform='scale(2)'/><use href='#s'/>")}) {
        const auto got = read(svg(inside + "<rect width='1' height='1'/>"), "logo.svg");
        EXPECT_TRUE(got.drawing) << inside << got.said();
        EXPECT_TRUE(mentions(got.said(), "line 2")) << inside << got.said();
    }
}

TEST(SvgSubset, WhatDoesNotChangeThePictureIsAccepted) {
    const auto got =
        read(svg("<defs><linearGradient id='g'/><clipPath id='c'/></defs><filter id='f'/>"
                 "<rect width='5' height='5' opacity='1' filter='none' stroke-dasharray='4' stroke-opacity='.3' "
                 "fill='red' clip-path='none' onclick='x()' style='font-size:3px'/>"));
    EXPECT_TRUE(got.drawing) << got.said();
}

TEST(SvgUse, DrawsWhatItRefersTo) {
    const auto got =
        read(svg("<defs><g id='dot'><circle r='10'/></g></defs><use href='#dot' x='20' y='30' fill='red'/>"
                 "<use xlink:href='#dot' transform='scale(2)' x='1'/>"));
    ASSERT_TRUE(got.drawing) << got.said();
    ASSERT_EQ(got.paths().size(), 2U);
    EXPECT_EQ(text_of(got.paths()[0].commands).substr(0, 7), "M 30 30");
    EXPECT_EQ(got.paths()[0].fill, (Color{255, 0, 0}));
    EXPECT_EQ(text_of(got.paths()[1].commands).substr(0, 6), "M 22 0");
}

TEST(SvgUse, LoopsAreLeftOutAndExplosionsRefused) {
    for (const char* loop : {"<use id='u' href='#u'/>", "<g id='a'><use href='#a'/></g>",
                             "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"})
        EXPECT_TRUE(mentions(read(svg(loop)).said(), "draws itself")) << loop;
    std::string bomb = "<defs><rect id='l0' width='1' height='1'/>";
    for (int i = 1; i < 30; ++i) {
        const std::string last = std::to_string(i - 1);
        bomb += "<g id='l" + std::to_string(i) + "'><use href='#l" + last + "'/><use href='#l" + last + "'/></g>";
    }
    EXPECT_TRUE(mentions(refusal(bomb + "</defs><use href='#l29'/>"), "too many"));
}

TEST(SvgUse, LargeElementsUsedOftenAreRefusedInTime) {
    std::string inside = "<defs><path id='p' d='M0 0 " + std::string(2'000'000, ' ') + "x'/></defs>";
    for (int i = 0; i < 5'000; ++i) inside += "<use href='#p'/>";
    EXPECT_TRUE(mentions(refusal(inside), "too large"));
}

TEST(SvgFile, SizeAndViewBox) {
    const auto size = [](const std::string& attributes) {
        const auto got = read("<svg " + attributes + "><rect width='10' height='10'/></svg>");
        return got.drawing ? got.drawing->size : Size{};
    };
    EXPECT_EQ(size("width='100' height='50'"), (Size{{75000}, {37500}}));
    EXPECT_EQ(size("width='1in' height='25.4mm'"), (Size{{72000}, {72000}}));
    EXPECT_EQ(size("viewBox='0 0 40 20'"), (Size{{30000}, {15000}}));
    EXPECT_EQ(size("viewBox='0 0 40 20' width='80'"), (Size{{60000}, {30000}}));
    EXPECT_EQ(size("viewBox='0 0 40 20' width='100%' height='40'"), (Size{{60000}, {30000}}));
    EXPECT_EQ(size("style='width:10px;height:20px'"), (Size{{7500}, {15000}}));
    EXPECT_EQ(size(""), Size{});
    EXPECT_EQ(size("width='-1' height='5'"), Size{});
    EXPECT_EQ(size("width='1e7' height='5'"), Size{});
    EXPECT_EQ(size("width='10' height='10' viewBox='0 0 0 10'"), Size{});
    EXPECT_EQ(size("width='50%' viewBox='0 0 40 20'"), (Size{{15000}, {7500}}));
}

TEST(SvgFile, ViewBoxIsFittedIntoTheSize) {
    const auto first_point = [](const std::string& preserve) {
        const auto got = read("<svg width='200' height='100' viewBox='10 20 50 50' preserveAspectRatio='" + preserve +
                              "'><path d='M10 20L60 70'/></svg>");
        return got.drawing ? text_of(got.paths()[0].commands) : got.said();
    };
    EXPECT_EQ(first_point(""), "M 50 0 L 150 100");
    EXPECT_EQ(first_point("xMinYMid meet"), "M 0 0 L 100 100");
    EXPECT_EQ(first_point("xMaxYMin"), "M 100 0 L 200 100");
    EXPECT_EQ(first_point("none"), "M 0 0 L 200 100");
    EXPECT_EQ(first_point("xMidYMid slice"), "M 0 -50 L 200 150");
}

TEST(SvgFile, XmlThatIsRefused) {
    EXPECT_TRUE(mentions(read("<svg><rect></svg>").said(), "well-formed"));
    EXPECT_TRUE(mentions(read("<html></html>").said(), "not SVG"));
    EXPECT_TRUE(mentions(read("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg width='1' height='1'/>").said(), "DOCTYPE"));
    EXPECT_TRUE(mentions(read("<?xml-stylesheet href='a.css'?><svg width='1' height='1'/>").said(), "style sheet"));
    EXPECT_TRUE(mentions(read(svg("")).said(), "draws nothing"));
    EXPECT_TRUE(read("<?xml version='1.0'?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
                     "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg width='1' height='1'><rect width='1' "
                     "height='1'/></svg>")
                    .drawing);
    EXPECT_TRUE(read("\xEF\xBB\xBF<s:svg xmlns:s='http://www.w3.org/2000/svg' width='1' height='1'><s:rect width='1' "
                     "height='1'/></s:svg>")
                    .drawing);
}

TEST(SvgFile, TooManyNodesAndTooDeep) {
    std::string many;
    for (std::size_t i = 0; i < largest_svg_nodes; ++i) many += "<g/>";
    EXPECT_TRUE(mentions(refusal(many), "over 20000 nodes"));
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<g>";
    for (int i = 0; i < 100'000; ++i) deep += "</g>";
    EXPECT_TRUE(mentions(refusal(deep), "over 64 levels"));
}

TEST(SvgFile, EqualDrawingsHaveEqualHashes) {
    const auto a = read(svg("<rect width='10' height='10' fill='#ff0000'/>"));
    const auto b = read(svg("<!-- other words --><rect height='10' width='10' style='fill:red'/>"));
    const auto c = read(svg("<rect width='10' height='10' fill='#ff0001'/>"));
    ASSERT_TRUE(a.drawing && b.drawing && c.drawing);
    EXPECT_EQ(a.drawing->hash, b.drawing->hash);
    EXPECT_NE(a.drawing->hash, c.drawing->hash);
}

TEST(SvgFile, HostileFilesAreDrawnOrRefused) {
    const std::filesystem::path folder = test::test_data("hostile/svg");
    int drawn = 0, refused = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const std::string file = read_source(entry.path().string()).bytes;
        const auto got = read(file, name);
        EXPECT_NE(got.drawing == nullptr, got.errors() == 0) << name << got.said();
        ++(got.drawing ? drawn : refused);
    }
    EXPECT_GT(drawn, 110);
    EXPECT_GT(refused, 60);
    RecordProperty("drawn", drawn);
    RecordProperty("refused", refused);
}

}  // namespace
}  // namespace carepress::test
