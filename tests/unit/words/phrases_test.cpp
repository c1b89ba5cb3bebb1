#include "words/phrases.h"

#include "words/digits.h"
#include "words/join_list.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace words;
namespace {

TEST(Phrases, dates_are_gregorian_with_western_digits_and_never_shift) {
    const PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
    EXPECT_EQ(phrases.in("en").date("2026-11-22"), "November 22, 2026");
    EXPECT_EQ(phrases.in("en-US").date("2024-02-29T23:59:59Z"), "February 29, 2024");
    EXPECT_EQ(phrases.in("es").date("2026-01-01"), "1 de enero de 2026");
    EXPECT_EQ(phrases.in("ht").date("2026-08-02"), "2 out 2026");
    EXPECT_EQ(phrases.in("ht").date("2026-07-14"), "14 jiyè 2026");
    EXPECT_EQ(phrases.in("en").date("soon"), "soon");
    EXPECT_EQ(phrases.in("tlh").language(), "en");
    EXPECT_EQ(phrases.in("en").date("2026-02-31"), "2026-02-31");  // is none: as it was written
    EXPECT_EQ(phrases.in("en").fill("page-of", {{"page", "1"}, {"pages", "2"}}), "Page 1 of 2");
    EXPECT_EQ(phrases.in("en").fill("page-of", {{"page", "{pages} {page}"}, {"pages", "{"}}),
              "Page {pages} {page} of {");
}

TEST(Phrases, what_is_not_a_number_stays_and_harms_no_number_after_it) {
    const std::vector<std::string> others = {"not a number", "",    "-",   "1.",     ".5",
                                             "1.2.3",        "1e3", "NaN", "--1234", "1234 "};
    for (std::size_t before = 0; before < 5; ++before) {  // ICU makes a formatter faster in one of its first calls
        const PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
        const Phrases& english = phrases.in("en");
        for (std::size_t i = 0; i < before; ++i) EXPECT_EQ(english.number("1250.5"), "1,250.5");
        for (const std::string& other : others) EXPECT_EQ(english.number(other), other);
        for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(english.number("-3000"), "-3,000") << before << " " << i;
    }
}

TEST(Phrases, lists_are_joined_as_the_language_does) {
    const std::vector<std::string> parts = {"a", "b", "c"};
    EXPECT_EQ(join_list({}, "en"), "");
    EXPECT_EQ(join_list(std::vector<std::string>{"a"}, "ar"), "a");
    EXPECT_EQ(join_list(parts, "en"), "a, b, and c");
    EXPECT_EQ(join_list(parts, "es"), "a, b y c");
    EXPECT_EQ(join_list(std::vector<std::string>{"uno", "invierno"}, "es"), "uno e invierno");
    EXPECT_EQ(join_list(parts, "zh-Hans"), "a、b和c");
    EXPECT_EQ(join_list(parts, "ht"), "a, b ak c");
    EXPECT_EQ(join_list(parts, "am"), "a፣ b እና c") << "whatever the release of ICU";
}

TEST(Phrases, every_language_fills_the_same_placeholders) {
    const PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
    ASSERT_GE(phrases.languages().size(), 24u);
    for (const std::string& language : phrases.languages()) {
        const Phrases& in = phrases.in(language);
        EXPECT_EQ(in.language(), language);
        for (const auto& [key, name] : {std::pair("page-of", "{page}"),
                                        {"page-of", "{pages}"},
                                        {"updated", "{date}"},
                                        {"version", "{version}"},
                                        {"code", "{code}"},
                                        {"learn-more-go-to", "{address}"},
                                        {"learn-more-enter-code", "{code}"},
                                        {"qr-alternative", "{address}"},
                                        {"questions-call", "{telephone}"},
                                        {"callout-emergency", "{number}"}})
            EXPECT_NE(in[key].find(name), std::string::npos) << language << " " << key << ": " << in[key];
    }
}

TEST(Digits, are_the_languages_own_where_it_has_any) {
    EXPECT_EQ(in_native_digits(102, "ar"), "١٠٢");
    EXPECT_EQ(in_native_digits(3, "fa"), "۳");
    EXPECT_EQ(in_native_digits(45, "bn"), "৪৫");
    EXPECT_EQ(in_native_digits(6, "th"), "๖");
    EXPECT_EQ(in_native_digits(-7, "my"), "-၇");
    for (const char* language : {"en", "ru", "ta-x-none", "", "not a tag"})
        EXPECT_EQ(in_native_digits(8, language).size(), language == std::string("ta-x-none") ? 3u : 1u) << language;
}

}  // namespace
}  // namespace carepress::test
