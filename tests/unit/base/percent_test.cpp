#include "base/percent.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

TEST(PercentEncoding, keeps_unreserved_characters_and_slashes) {
    EXPECT_EQ(percent_encoded_path("en/A-1_b.c~d.pdf"), "en/A-1_b.c~d.pdf");
    EXPECT_EQ(percent_encoded_path("a b%?#:\"é\n"), "a%20b%25%3F%23%3A%22%C3%A9%0A");
}

}  // namespace
}  // namespace carepress::test
