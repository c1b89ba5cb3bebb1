// Base64 (RFC 4648, 4), as attachments have it: with each padding, and what is refused.
#include "base/base64.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

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

}  // namespace
}  // namespace carepress::test
