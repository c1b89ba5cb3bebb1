// Decimals of a record are exact, and rounded as is said.
#include "visit_summary/decimal.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit_summary;
namespace {

std::string rewritten(const char* text) {
    const auto number = read_decimal(text);
    return number ? write_decimal(*number) : "none";
}

TEST(Decimal, is_written_without_needless_zeros_and_with_a_leading_one) {
    EXPECT_EQ(rewritten("1.0"), "1");
    EXPECT_EQ(rewritten("0.5"), "0.5");
    EXPECT_EQ(rewritten("12.50"), "12.5");
    EXPECT_EQ(rewritten("100"), "100");
    EXPECT_EQ(rewritten("-0.25"), "-0.25");
    EXPECT_EQ(rewritten("1e2"), "100");
    EXPECT_EQ(rewritten("25E-1"), "2.5");
    EXPECT_EQ(rewritten("0"), "0");
}

TEST(Decimal, refuses_what_is_no_number_or_too_long) {
    for (const char* text : {"", ".", "1,5", "1.2.3", "abc", "1e", "1e999", "1234567890123456789", "-"})
        EXPECT_FALSE(read_decimal(text).has_value()) << text;
}

TEST(Decimal, drops_decimals_that_change_no_rounding) {
    EXPECT_EQ(write_fixed(*read_decimal("176.14991271437884"), 1), "176.1");
    EXPECT_EQ(write_fixed(*read_decimal("2.2499999999999999999999"), 1), "2.2");
    EXPECT_EQ(write_fixed(*read_decimal("0.0560315306716217"), 0), "0");
}

TEST(Decimal, is_rounded_half_away_from_zero) {
    const auto fixed = [](const char* text, int decimals) { return write_fixed(*read_decimal(text), decimals); };
    EXPECT_EQ(fixed("2.25", 1), "2.3");
    EXPECT_EQ(fixed("2.2499", 1), "2.2");
    EXPECT_EQ(fixed("-2.25", 1), "-2.3");
    EXPECT_EQ(fixed("37", 1), "37.0");
    EXPECT_EQ(fixed("0.04", 1), "0.0");
    EXPECT_EQ(fixed("999999999999.95", 1), "1000000000000.0");
}

}  // namespace

}  // namespace carepress::test
