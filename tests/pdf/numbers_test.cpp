#include "pdf/numbers.h"

#include "base/address.h"
#include "pdf/strings.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace carepress::test {
using namespace pdf;
namespace {

std::string length(std::int32_t millipoints) {
    std::string out;
    append_length(out, {millipoints});
    return out;
}

TEST(Numbers, ALiteralIsPutWithoutItsEnd) {
    std::string out = "1";
    put(out, " 0 R");
    put(out, "");
    EXPECT_EQ(out, "1 0 R");
}

TEST(Numbers, lengths_are_the_shortest_decimals) {
    EXPECT_EQ(length(0), "0");
    EXPECT_EQ(length(12'000), "12");
    EXPECT_EQ(length(841'890), "841.89");  // what libharu prints as 841.89001
    EXPECT_EQ(length(500), "0.5");
    EXPECT_EQ(length(-50), "-0.05");
    EXPECT_EQ(length(-1'001), "-1.001");
    EXPECT_EQ(length(2'147'483'647), "2147483.647");
    EXPECT_EQ(length(-2'147'483'647 - 1), "-2147483.648");
}

TEST(Numbers, quotients_have_six_decimals_rounded) {
    const auto quotient = [](std::int64_t a, std::int64_t b) {
        std::string out;
        append_quotient(out, a, b);
        return out;
    };
    EXPECT_EQ(quotient(1, 3), "0.333333");
    EXPECT_EQ(quotient(2, 3), "0.666667");
    EXPECT_EQ(quotient(-2, 3), "-0.666667");
    EXPECT_EQ(quotient(48'000, 24'000), "2");
}

TEST(Numbers, every_colour_comes_back_from_its_decimals) {
    for (int value = 0; value < 256; ++value) {
        std::string out;
        append_color(out, {static_cast<std::uint8_t>(value), 0, 255});
        EXPECT_EQ(static_cast<int>(std::stod(out) * 255 + 0.5), value) << out;
        EXPECT_EQ(out.substr(out.find(' ')), " 0 1 ");
    }
}

TEST(Strings, literals_escape_what_would_end_or_change_them) {
    std::string out;
    append_literal(out, std::string_view("a(b)\\\r\n\0c", 9));
    EXPECT_EQ(out, std::string("(a\\(b\\)\\\\\\r\n\0c)", 15));
}

TEST(Strings, text_is_ascii_or_utf16) {
    std::string out;
    append_text(out, std::string_view("Dose (1)"));
    EXPECT_EQ(out, "(Dose \\(1\\))");
    out.clear();
    append_text(out, std::string_view("é😀"));
    EXPECT_EQ(out, "<FEFF00E9D83DDE00>");
}

TEST(Strings, long_text_is_cut_between_characters_with_an_ellipsis) {
    std::u16string text = u"a";
    while (text.size() < 40'000) text += u"\U0001F600";
    std::string out;
    append_text(out, std::u16string_view(text));
    EXPECT_LE(out.size() / 2, 32'767u);
    EXPECT_EQ(out.substr(out.size() - 9), "DE002026>");
}

TEST(Strings, names_hold_regular_characters) {
    std::string out;
    append_name(out, "Noto Sans/(#)");
    EXPECT_EQ(out, "/Noto#20Sans#2F#28#23#29");
    out.clear();
    append_name(out, std::string(300, 'x'));
    EXPECT_EQ(out.size(), 128u);
}

TEST(Strings, what_xml_cannot_hold_becomes_a_replacement_character) {
    EXPECT_EQ(without_controls("a\tb\x01"
                               "c\xEF\xBF\xBE"),
              "a\tb\xEF\xBF\xBD"
              "c\xEF\xBF\xBD");
}

TEST(Uris, are_ascii) { EXPECT_EQ(ascii_uri("https://example.org/ä b\n(1)"), "https://example.org/%C3%A4%20b%0A(1)"); }

}  // namespace
}  // namespace carepress::test
