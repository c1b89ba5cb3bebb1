// Base64 (RFC 4648, 4), as attachments have it: with each padding, and what is refused.
#include "base/base64.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

namespace carepress::test {
namespace {

struct Coded {
    std::string text, bytes;
};
void PrintTo(const Coded& row, std::ostream* out) { *out << row.text; }

class Base64 : public testing::TestWithParam<Coded> {};

TEST_P(Base64, goes_both_ways) {
    EXPECT_EQ(from_base64(GetParam().text), GetParam().bytes);
    EXPECT_EQ(to_base64(GetParam().bytes), GetParam().text);
}

/// RFC 4648, 10, and bytes of all values at the ends.
INSTANTIATE_TEST_SUITE_P(Rfc4648, Base64,
                         testing::Values(Coded{"", ""}, Coded{"Zg==", "f"}, Coded{"Zm8=", "fo"}, Coded{"Zm9v", "foo"},
                                         Coded{"Zm9vYg==", "foob"}, Coded{"Zm9vYmE=", "fooba"},
                                         Coded{"Zm9vYmFy", "foobar"}, Coded{"AAAA", std::string(3, '\0')},
                                         Coded{"AAA=", std::string(2, '\0')}, Coded{"AA==", std::string(1, '\0')},
                                         Coded{"//79", "\xFF\xFE\xFD"}, Coded{"+w==", "\xFB"}));

TEST(Base64, may_be_broken_into_lines) {
    for (const char* text : {"Zm 9v", "Zm\n9v", "Zm\r\n9v", "\tZm9v ", "Z m 9 v"}) EXPECT_EQ(from_base64(text), "foo");
}

TEST(Base64, refuses_what_is_not_whole) {
    for (const char* text : {"Z", "Zg", "Zg=", "Zm9vY", "Zm9v!!!!", "Zm-v", "Zm_v"})
        EXPECT_FALSE(from_base64(text)) << text;
}

class Base64Url : public testing::TestWithParam<Coded> {};

TEST_P(Base64Url, goes_both_ways) {
    EXPECT_EQ(from_base64url(GetParam().text), GetParam().bytes);
    EXPECT_EQ(to_base64url(GetParam().bytes), GetParam().text);
}

/// RFC 4648, 10 without padding, RFC 7515, appendix C, and bytes of all values at the ends.
INSTANTIATE_TEST_SUITE_P(Rfc7515, Base64Url,
                         testing::Values(Coded{"", ""}, Coded{"Zg", "f"}, Coded{"Zm8", "fo"}, Coded{"Zm9v", "foo"},
                                         Coded{"Zm9vYg", "foob"}, Coded{"Zm9vYmE", "fooba"},
                                         Coded{"Zm9vYmFy", "foobar"}, Coded{"A-z_4ME", "\x03\xEC\xFF\xE0\xC1"},
                                         Coded{"AAAA", std::string(3, '\0')}, Coded{"AA", std::string(1, '\0')},
                                         Coded{"__79", "\xFF\xFE\xFD"}, Coded{"-w", "\xFB"}));

TEST(Base64Url, refuses_every_other_text_of_the_same_bytes) {
    for (const char* text : {"Z", "Zg=", "Zg==", "Zm8=", "Zm 9v", "Zm9v\n", " Zm9v", "Zm9vY", "Zm9v!!!!", "+w", "//79",
                             "Zh", "Zm9", "-x", "=", "====", "Zm9v===="})
        EXPECT_FALSE(from_base64url(text)) << text;
    EXPECT_FALSE(from_base64url(std::string_view("Zm9\0", 4)));
}

}  // namespace
}  // namespace carepress::test
