#include "base/language.h"

#include <gtest/gtest.h>

#include <map>

namespace carepress::test {
namespace {

using Tags = std::vector<std::string>;

TEST(Language, lookup_goes_from_the_particular_to_the_general) {
    EXPECT_EQ(lookup_tags("es-US"), (Tags{"es-US", "es"}));
    EXPECT_EQ(lookup_tags("PT-br"), (Tags{"pt-BR", "pt"}));
    EXPECT_EQ(lookup_tags("sr-latn-rs"), (Tags{"sr-Latn-RS", "sr-Latn", "sr"}));
    EXPECT_EQ(lookup_tags("ca-ES-valencia"), (Tags{"ca-ES-valencia", "ca-ES", "ca"}));
    EXPECT_EQ(lookup_tags("fil-PH"), (Tags{"fil-PH", "fil", "tl"}));
}

TEST(Language, chinese_keeps_its_characters) {
    EXPECT_EQ(lookup_tags("zh"), (Tags{"zh-Hans", "zh"}));
    EXPECT_EQ(lookup_tags("zh-TW"), (Tags{"zh-TW", "zh-Hant"}));
    EXPECT_EQ(lookup_tags("zh-HK"), (Tags{"zh-HK", "zh-Hant"}));
    EXPECT_EQ(lookup_tags("zh-sg"), (Tags{"zh-SG", "zh-Hans", "zh"}));
    EXPECT_EQ(lookup_tags("zh-Hant-HK"), (Tags{"zh-Hant-HK", "zh-Hant"}));
    const std::map<std::string, int> translations = {{"zh-Hans", 1}};
    EXPECT_EQ(find_language(translations, "zh-Hant"), translations.end());
    EXPECT_NE(find_language(translations, "zh"), translations.end());
}

TEST(Language, what_is_no_tag_is_not_looked_for) {
    for (const char* text : {"", "-", "en--US", "../en", "en US", "abcdefghi", "é"})
        EXPECT_TRUE(lookup_tags(text).empty()) << text;
    EXPECT_EQ(lookup_tags("en-"), (Tags{"en"}));  // a hyphen too many at the end is no matter
}

TEST(Language, tags_have_a_form) {
    for (const char* tag : {"en", "zh-Hant-TW", "es-419", "x-klingon", "ff-Adlm"})
        EXPECT_TRUE(is_language_tag(tag)) << tag;
    for (const char* tag : {"", "e", "en_US", "-en", "en-", "en--US", "englishlanguage", "12", "en US"})
        EXPECT_FALSE(is_language_tag(tag)) << tag;
    EXPECT_EQ(primary_subtag("zh-Hant-TW"), "zh");
    EXPECT_EQ(primary_subtag("en"), "en");
}

}  // namespace
}  // namespace carepress::test
