// What leaves the program of others' words.
#include "base/hex.h"
#include "base/json_text.h"
#include "base/utf.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace carepress {
namespace {

struct Case {
    std::string text, shown;
};

TEST(VisibleText, escapes_what_a_terminal_acts_on) {
    const Case cases[] = {
        {"", ""},
        {"articles/en/k977.md", "articles/en/k977.md"},
        {"Rückenschmerz, 背中, \u0622\u0628\u200C\u0647\u0627", "Rückenschmerz, 背中, \u0622\u0628\u200C\u0647\u0627"},
        {"a\033[31mb", "a\\x1b[31mb"},
        {std::string("a\0b\x7F\b", 5), "a\\x00b\\x7f\\x08"},
        {"a\n::error file=b\r\tc", "a\\n::error file=b\\x0d\\tc"},
        {"a\u009B31mb\u0085", "a\\u009b31mb\\u0085"},
        {"a\u2028b\u2029", "a\\u2028b\\u2029"},
        {"\u202Efdp.\u2066x\u2069\u200F\u061C", "\\u202efdp.\\u2066x\\u2069\\u200f\\u061c"},
        {"bad\xFF.md\xC3", "bad\\xff.md\\xc3"},
        {"\xE2\x80", "\\xe2\\x80"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(visible(each.text), each.shown);
        EXPECT_EQ(visible(visible(each.text)), each.shown);
    }
    EXPECT_EQ(visible_lines("a\n\033b\n"), "a\n\\x1bb\n");
}

TEST(VisibleText, no_character_that_acts_is_left_of_any_bytes) {
    std::string bytes;
    for (int first = 0; first < 256; ++first)
        for (int second = 0; second < 256; second += 3) bytes += {static_cast<char>(first), static_cast<char>(second)};
    const std::string shown = visible(bytes);
    EXPECT_FALSE(find_malformed_utf8(shown));
    for (const char16_t unit : to_utf16(shown))
        EXPECT_TRUE(unit >= 0x20 && (unit < 0x7F || unit >= 0xA0)) << code_point_text(unit);
}

TEST(JsonText, any_bytes_make_json_of_the_same_value) {
    const nlohmann::json json{{"bad\xFF.md", "\033[31m\u202E\u009B\u2028\x7F\n"}};
    for (const int indent : {-1, 2}) {
        const std::string text = json_text(json, indent);
        for (const char16_t unit : to_utf16(text))
            EXPECT_TRUE(unit == '\n' || (unit >= 0x20 && (unit < 0x7F || unit >= 0xA0) && unit != 0x202E)) << text;
        EXPECT_EQ(nlohmann::json::parse(text).at("bad\uFFFD.md"), "\033[31m\u202E\u009B\u2028\x7F\n");
    }
}

}  // namespace
}  // namespace carepress
