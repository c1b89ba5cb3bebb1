// The phrases of visit summaries: what each language must have, and what it may lack.
#include "visit_summary/phrase_keys.h"

#include <gtest/gtest.h>
#include <unicode/plurrule.h>
#include <unicode/strenum.h>

#include <algorithm>
#include <set>

namespace carepress::test {
using namespace visit_summary;
namespace {

const std::string folder = CAREPRESS_SOURCE_FOLDER "/messages";

std::multiset<std::string> placeholders(const std::string& text) {
    std::multiset<std::string> found;
    for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1))
        found.insert(text.substr(open, text.find('}', open) - open));
    return found;
}

TEST(VisitPhrases, there_are_those_of_every_language_of_the_page) {
    const words::PhraseBook page(folder), visit(folder + "/visit", visit_phrase_keys());
    EXPECT_EQ(visit.languages(), page.languages());
    EXPECT_GE(visit.languages().size(), 24u);
    // Reading a file refuses unknown keys and missing ones.
    for (const std::string& language : visit.languages()) EXPECT_EQ(visit.in(language).language(), language);
}

TEST(VisitPhrases, keep_the_placeholders_of_the_english) {
    const words::PhraseBook visit(folder + "/visit", visit_phrase_keys());
    const words::PhraseKeys keys = visit_phrase_keys();
    std::vector<std::string_view> all = keys.required;
    all.insert(all.end(), keys.optional.begin(), keys.optional.end());
    for (const std::string& language : visit.languages()) {
        for (const std::string_view key : all) {
            const std::string* english = visit.in("en").counted(key, 5);
            ASSERT_NE(english, nullptr) << key;
            const std::string* own = visit.in(language).counted(key, 5);
            if (own == nullptr) continue;
            EXPECT_EQ(placeholders(*own), placeholders(*english)) << language << ": " << key;
        }
    }
}

TEST(VisitPhrases, have_the_form_that_each_whole_number_takes) {
    const words::PhraseBook visit(folder + "/visit", visit_phrase_keys());
    for (const std::string& language : visit.languages()) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::PluralRules> rules(
            icu::PluralRules::forLocale(icu::Locale::forLanguageTag(language, status), status));
        ASSERT_TRUE(U_SUCCESS(status)) << language;
        std::set<std::string> categories;
        for (int number = 1; number <= 120; ++number) {
            std::string category;
            rules->select(number).toUTF8String(category);
            categories.insert(category);
        }
        for (const char* key : {"tablets", "times-a-day", "every-hours", "for-days"}) {
            const words::Phrases& phrases = visit.in(language);
            if (phrases.find(key) != nullptr) continue;  // one form for all
            for (const std::string& category : categories)
                EXPECT_NE(phrases.find(std::string(key) + "|" + category), nullptr)
                    << language << ": " << key << " lacks " << category;
        }
    }
}

TEST(VisitPhrases, counted_forms_follow_the_language) {
    const words::PhraseBook visit(folder + "/visit", visit_phrase_keys());
    EXPECT_EQ(*visit.in("en").counted("tablets", 1), "{n} tablet");
    EXPECT_EQ(*visit.in("en").counted("tablets", 2), "{n} tablets");
    EXPECT_EQ(*visit.in("pl").counted("tablets", 3), "{n} tabletki");
    EXPECT_EQ(*visit.in("pl").counted("tablets", 5), "{n} tabletek");
    EXPECT_EQ(*visit.in("ja").counted("tablets", 2), "{n} 錠");
    EXPECT_EQ(visit.in("es").counted("times-a-day-in-digits", 2), nullptr);  // English alone
    // A form that names its number stands for that number only, whatever CLDR's category takes in.
    EXPECT_EQ(visit.in("he").counted("tablets", 0.25)->find("{n}"), 0u);
    EXPECT_EQ(visit.in("he").counted("tablets", 1)->find("{n}"), std::string::npos);
}

TEST(VisitPhrases, say_hours_by_their_own_patterns_in_western_digits) {
    const words::PhraseBook visit(folder + "/visit", visit_phrase_keys());
    const double at = 1'606'320'000'000.0;  // 2020-11-25T16:00
    for (const std::string& language : visit.languages()) {
        const words::Phrases& phrases = visit.in(language);
        const std::string text = phrases.date_time(at, phrases["date-time-pattern"]);
        EXPECT_NE(text.find("2020"), std::string::npos) << language << ": " << text;
        EXPECT_NE(text.find("25"), std::string::npos) << language << ": " << text;
        EXPECT_NE(text.find(":00"), std::string::npos) << language << ": " << text;
    }
    EXPECT_EQ(visit.in("en").date_time(at, visit.in("en")["date-time-pattern"]),
              "Wednesday, November 25, 2020, 4:00 PM");
}

}  // namespace
}  // namespace carepress::test
