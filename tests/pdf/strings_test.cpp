// Strings of a PDF: what XML forbids, XMP and Info both replace, so that they say the same.
#include "pdf/strings.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace pdf;
namespace {

struct Character {
    const char *written, *kept;
};

class XmpCharacters : public testing::TestWithParam<Character> {};

/// XML 1.0, production 2 (Char).
TEST_P(XmpCharacters, are_those_of_xml) {
    EXPECT_EQ(without_controls("a" + std::string(GetParam().written) + "b"), "a" + std::string(GetParam().kept) + "b");
}

INSTANTIATE_TEST_SUITE_P(Forbidden, XmpCharacters,
                         testing::Values(Character{"\x01", "\uFFFD"}, Character{"\x08", "\uFFFD"},
                                         Character{"\x0B", "\uFFFD"}, Character{"\x0C", "\uFFFD"},
                                         Character{"\x0E", "\uFFFD"}, Character{"\x1F", "\uFFFD"},
                                         Character{"\xEF\xBF\xBE", "\uFFFD"}, Character{"\xEF\xBF\xBF", "\uFFFD"}));
INSTANTIATE_TEST_SUITE_P(Allowed, XmpCharacters,
                         testing::Values(Character{"\t", "\t"}, Character{"\n", "\n"}, Character{"\r", "\r"},
                                         Character{" ", " "}, Character{"\x7F", "\x7F"}, Character{"\uFFFD", "\uFFFD"},
                                         Character{"\uE000", "\uE000"}, Character{"\U00010000", "\U00010000"}));

}  // namespace
}  // namespace carepress::test
