#include "base/hex.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace carepress::test {
namespace {

TEST(Hex, reads_what_it_writes) {
    for (int byte = 0; byte < 256; ++byte) {
        std::string lower, upper;
        append_hex_byte(lower, static_cast<std::uint8_t>(byte), lower_hex_digits);
        append_hex_byte(upper, static_cast<std::uint8_t>(byte), upper_hex_digits);
        EXPECT_EQ(hex_value(lower[0]) * 16 + hex_value(lower[1]), byte);
        EXPECT_EQ(hex_value(upper[0]) * 16 + hex_value(upper[1]), byte);
    }
}

TEST(Hex, refuses_what_is_not_a_digit) {
    for (const char c : {'g', 'G', '/', ':', '@', '`', ' ', '\0', '\xB0'}) EXPECT_EQ(hex_value(c), -1) << c;
}

TEST(Hex, has_two_digits_for_each_byte) {
    EXPECT_EQ(lower_hex(std::array<std::uint8_t, 4>{0x00, 0x0F, 0xA0, 0xFF}), "000fa0ff");
    EXPECT_EQ(lower_hex({}), "");
}

TEST(Hex, writes_code_points_in_unicodes_notation) {
    EXPECT_EQ(code_point_text(0), "U+0000");
    EXPECT_EQ(code_point_text(0xAD), "U+00AD");
    EXPECT_EQ(code_point_text(0xFFFF), "U+FFFF");
    EXPECT_EQ(code_point_text(0x10000), "U+10000");
    EXPECT_EQ(code_point_text(0x10FFFF), "U+10FFFF");
}

}  // namespace
}  // namespace carepress::test
