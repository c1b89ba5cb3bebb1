#include "base/numbers.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

TEST(Numbers, have_commas_between_thousands) {
    EXPECT_EQ(with_commas(0), "0");
    EXPECT_EQ(with_commas(999), "999");
    EXPECT_EQ(with_commas(1'000), "1,000");
    EXPECT_EQ(with_commas(1'234'567), "1,234,567");
}

TEST(Numbers, keep_one_decimal_of_tenths) {
    EXPECT_EQ(tenths_text(84), "8.4");
    EXPECT_EQ(tenths_text(80), "8.0");
    EXPECT_EQ(tenths_text(0), "0.0");
    EXPECT_EQ(tenths_text(-4), "-0.4");
    EXPECT_EQ(tenths_text(-125), "-12.5");
}

TEST(Numbers, leave_out_a_zero_decimal_on_request) {
    EXPECT_EQ(short_tenths_text(84), "8.4");
    EXPECT_EQ(short_tenths_text(80), "8");
    EXPECT_EQ(short_tenths_text(0), "0");
    EXPECT_EQ(short_tenths_text(-4), "-0.4");
    EXPECT_EQ(short_tenths_text(-120), "-12");
}

TEST(Numbers, keep_two_decimals_of_hundredths) {
    EXPECT_EQ(hundredths_text(1250), "12.50");
    EXPECT_EQ(hundredths_text(30), "0.30");
    EXPECT_EQ(hundredths_text(-5), "-0.05");
}

TEST(Numbers, are_rounded_to_one_decimal_halves_away_from_zero) {
    EXPECT_EQ(one_decimal(8.25), "8.3");
    EXPECT_EQ(one_decimal(-8.25), "-8.3");
    EXPECT_EQ(one_decimal(9.96), "10.0");
    EXPECT_EQ(one_decimal(-0.04), "0.0");
}

}  // namespace
}  // namespace carepress::test
