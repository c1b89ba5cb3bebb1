#include "template_testing.h"

namespace carepress::test {
using namespace style;
namespace {

constexpr Color black{}, white{255, 255, 255};

/// Values of WCAG 2.1's definition, worked out by hand or published with it.
TEST(Contrast, RatiosOfTheStandard) {
    EXPECT_NEAR(contrast_ratio(black, white), 21.0, 1e-9);
    EXPECT_NEAR(contrast_ratio(white, white), 1.0, 1e-9);
    EXPECT_NEAR(contrast_ratio({0x77, 0x77, 0x77}, white), 4.48, 0.005);
    EXPECT_NEAR(contrast_ratio({0x76, 0x76, 0x76}, white), 4.54, 0.005);
    EXPECT_NEAR(contrast_ratio({255, 0, 0}, white), 4.0, 0.005);
    EXPECT_DOUBLE_EQ(contrast_ratio({1, 2, 3}, {200, 90, 7}), contrast_ratio({200, 90, 7}, {1, 2, 3}));
}

TEST(Contrast, TheColourThatWouldDoDoes) {
    const Color orange{0xff, 0x88, 0x00};
    const Color darker = nearest_with_contrast(orange, white, 4.5);
    EXPECT_GE(contrast_ratio(darker, white), 4.5);
    EXPECT_LT(contrast_ratio(darker, white), 4.8) << "no darker than needed";
    EXPECT_GT(darker.red, darker.green);
    const Color lighter = nearest_with_contrast(orange, {0x60, 0x20, 0x20}, 4.5);
    EXPECT_GE(contrast_ratio(lighter, {0x60, 0x20, 0x20}), 4.5);
    EXPECT_EQ(nearest_with_contrast(black, white, 4.5), black);
}

TEST(Contrast, LimitIsExact) {
    // 4.48:1 is refused, 4.54:1 is not.
    EXPECT_FALSE(read_change("colors: {emergency-tint: \"#fff\", call-now-tint: \"#fff\", tint: \"#fff\", "
                             "muted: \"#777777\"}\n")
                     .stylesheet);
    const StylesheetResult just = read_change(
        "colors: {emergency-tint: \"#fff\", call-now-tint: \"#fff\", tint: \"#fff\", muted: \"#767676\"}\n");
    EXPECT_TRUE(just.stylesheet) << all_of(just.diagnostics);
}

TEST(Contrast, HexColours) {
    Color color;
    EXPECT_TRUE(parse_hex_color("#0f5C6e", color));
    EXPECT_EQ(hex(color), "#0f5c6e");
    EXPECT_TRUE(parse_hex_color("#fa0", color));
    EXPECT_EQ(hex(color), "#ffaa00");
    for (const char* wrong : {"", "#", "#12", "#12345", "#gggggg", "0f5c6e", "#0f5c6e0"}) {
        EXPECT_FALSE(parse_hex_color(wrong, color)) << wrong;
    }
}

}  // namespace
}  // namespace carepress::test
