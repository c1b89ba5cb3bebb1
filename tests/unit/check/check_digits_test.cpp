// Check digits, against an arithmetic of their own and codes that are in use; and the codes of an article.
#include "check/structure.h"

#include <gtest/gtest.h>

#include <string>

namespace carepress::test {
using namespace check;
namespace {

/// The dihedral group of order 10 by its definition: five turns, and five turns of the other side.
int product(int a, int b) {
    if (a < 5) return b < 5 ? (a + b) % 5 : (a + b - 5) % 5 + 5;
    return b < 5 ? (a - 5 + 5 - b) % 5 + 5 : (a - b + 5) % 5;
}

/// The digit at a place from the right: (0 1 5 8 9 4 2 7)(3 6), once for each place.
int moved(int digit, std::size_t places) {
    static const std::string cycle = "01589427";
    for (std::size_t i = 0; i < places % 8; ++i) {
        const std::size_t at = cycle.find(static_cast<char>('0' + digit));
        digit = at == std::string::npos ? 9 - digit : cycle[(at + 1) % 8] - '0';
    }
    return digit;
}

bool adds_up(const std::string& digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) sum = product(sum, moved(digits[digits.size() - 1 - i] - '0', i));
    return sum == 0;
}

TEST(Verhoeff, is_the_sum_in_the_dihedral_group) {
    unsigned number = 12345;
    for (int i = 0; i < 3'000; ++i) {
        number = number * 1664525U + 1013904223U;
        std::string digits = std::to_string(number % 1'000'000'000U) + std::to_string(number >> 20U);
        for (char last = '0'; last <= '9'; ++last) {
            digits.back() = last;
            ASSERT_EQ(passes_verhoeff(digits), adds_up(digits)) << digits;
        }
    }
}

class SnomedCodes : public testing::TestWithParam<const char*> {};

/// Verhoeff's digit finds every wrong digit and every two neighbours that change places.
TEST_P(SnomedCodes, pass_and_no_mistyped_one_does) {
    const std::string code = GetParam();
    EXPECT_TRUE(passes_verhoeff(code));
    for (std::size_t i = 0; i < code.size(); ++i)
        for (char c = '0'; c <= '9'; ++c) {
            std::string wrong = code;
            wrong[i] = c;
            EXPECT_EQ(passes_verhoeff(wrong), c == code[i]) << wrong;
        }
    for (std::size_t i = 0; i + 1 < code.size(); ++i) {
        std::string swapped = code;
        std::swap(swapped[i], swapped[i + 1]);
        EXPECT_EQ(passes_verhoeff(swapped), swapped == code) << swapped;
    }
}

INSTANTIATE_TEST_SUITE_P(InUse, SnomedCodes,
                         testing::Values("38341003", "73211009", "195967001", "22298006", "44054006", "49436004",
                                         "84114007", "13645005", "235595009", "161891005", "900000000000207008"));

TEST(Verhoeff, refuses_what_is_not_digits) {
    EXPECT_FALSE(passes_verhoeff(""));
    EXPECT_FALSE(passes_verhoeff("3834100a"));
    EXPECT_FALSE(passes_verhoeff("38341003 "));
    EXPECT_FALSE(passes_verhoeff("/38341003"));
    EXPECT_FALSE(passes_verhoeff(":38341003"));
    EXPECT_TRUE(passes_verhoeff("0"));
}

class LoincCodes : public testing::TestWithParam<const char*> {};

TEST_P(LoincCodes, pass_with_their_own_check_digit_only) {
    std::string code = GetParam();
    const char right = code.back();
    for (char c = '0'; c <= '9'; ++c) {
        code.back() = c;
        EXPECT_EQ(passes_loinc(code), c == right) << code;
    }
}

INSTANTIATE_TEST_SUITE_P(InUse, LoincCodes,
                         testing::Values("34895-3", "4548-4", "718-7", "2345-7", "2093-3", "8867-4", "85354-9",
                                         "29463-7", "8302-2", "8310-5", "59408-5", "1-8", "2951-2", "6768-6"));

TEST(Loinc, refuses_another_form) {
    for (const char* wrong : {"", "-", "7187", "718-", "-7", "718-77", "71a-7", "718-a", "718-7 ", "7-18-7"})
        EXPECT_FALSE(passes_loinc(wrong)) << wrong;
}

std::vector<std::string> messages_for(const std::string& system, const std::string& code) {
    const Source source{"a.md", ""};
    Findings findings(source);
    article::Article article;
    article.metadata.topics.push_back({});
    article.metadata.topics.back().system = system;
    article.metadata.topics.back().code = code;
    check_topics(article, findings);
    std::vector<std::string> out;
    for (const Finding& each : findings.take()) out.push_back(std::string(each.rule) + ": " + each.diagnostic.message);
    return out;
}

TEST(Topics, are_checked_by_the_rule_of_their_own_system) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(messages_for("SNOMED-CT", "38341003"), Lines{});
    EXPECT_EQ(messages_for("SNOMED-CT", "718-7"),
              Lines{"topic-check-digit: \"718-7\" is not a valid SNOMED-CT code: its check digit is wrong"});
    EXPECT_EQ(messages_for("LOINC", "718-7"), Lines{});
    EXPECT_EQ(messages_for("LOINC", "38341003"),
              Lines{"topic-check-digit: \"38341003\" is not a valid LOINC code: its check digit is wrong"});
    EXPECT_EQ(messages_for("ICD-10-CM", "I10"), Lines{});
}

}  // namespace
}  // namespace carepress::test
