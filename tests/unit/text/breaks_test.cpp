#include "text/break_opportunities.h"
#include "text_support.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace carepress {
namespace {

using test::random_text;

/// Compares the fast path with ICU over texts; returns how many the fast path took.
class BreakComparison {
public:
    explicit BreakComparison(const std::string& language) : icu_(open_break_iterator(UBRK_LINE, language)) {}

    void compare(const std::u16string& text) {
        ++all;
        if (!find_breaks_fast(text, characters_, fast_)) return;
        ++taken;
        find_breaks_by_icu(text, icu_.get(), slow_);
        if (fast_ == slow_ || ++different > 5) return;
        ADD_FAILURE() << "\"" << to_utf8(text) << "\"\nfast: " << show(text, fast_) << "\nICU:  " << show(text, slow_);
    }
    std::size_t all = 0, taken = 0, different = 0;

private:
    static std::string show(const std::u16string& text, const std::vector<std::uint32_t>& breaks) {
        std::string result;
        std::uint32_t from = 0;
        for (const std::uint32_t at : breaks) {
            result += to_utf8(std::u16string_view(text).substr(from, at - from)) + "÷";
            from = at;
        }
        return result;
    }

    CharacterTable characters_;
    BreakIterator icu_;
    std::vector<std::uint32_t> fast_, slow_;
};

TEST(Breaks, FastEqualsIcuOnRealText) {
    const std::vector<std::u16string> paragraphs = test::real_paragraphs();
    if (paragraphs.empty()) GTEST_SKIP() << "no ../shared/data: real text is not compared";
    for (const char* language : {"en", "de", "fr", "es-LA", "ar", "hi", "pl", "el", "sr"}) {
        BreakComparison comparison(language);
        for (const std::u16string& text : paragraphs) comparison.compare(text);
        EXPECT_EQ(comparison.different, 0u) << language;
        EXPECT_GT(comparison.taken * 2, comparison.all) << "the fast path takes too little";
        RecordProperty(std::string("taken_") + language, static_cast<int>(comparison.taken * 100 / comparison.all));
    }
}

TEST(Breaks, FastEqualsIcuOnRandomText) {
    const std::vector<std::u16string> usual = {
        u"a",      u"word",   u"é",      u"e\u0301", u"Ω",      u"ж",      u"1",      u"23", u" ",
        u" ",      u" ",      u"  ",     u".",       u",",      u"-",      u"(",      u")",  u"/",
        u"'",      u"\"",     u"%",      u"$",       u":",      u";",      u"!",      u"?",  u"\u2019",
        u"\u201C", u"\u201D", u"\u2013", u"\u2014",  u"\u00A0", u"\u00AD", u"\u2028", u"[",  u"]",
        u"°",      u"§",      u"±",      u"\u2026",  u"\u00AB", u"\u00BB", u"+",      u"=",  u"\u200B",
        u"\u2060", u"\u2022", u"\u2010", u"\u2011",  u"\u0130", u"&",      u"@",      u"#",  u"*",
        u"|",      u"{",      u"}",      u"~",       u"مر",     u"\u0660", u"।",      u"हि", u"\u00B7",
        u"£",      u"€",      u"\t",     u"\u2009",  u"\u3000", u"。",     u"中",     u"א",  u"😀"};
    const std::vector<std::u16string> dense = {u"a",      u"1",      u" ",      u".", u"-",      u"(",
                                               u")",      u"/",      u"\"",     u"%", u"$",      u",",
                                               u"\u2013", u"\u00A0", u"\u00AD", u"!", u"\u0301", u"\u2028"};
    std::mt19937 random(7);
    for (const char* language : {"en", "fr", "de", "th", "es"}) {
        BreakComparison comparison(language);
        for (int i = 0; i < 60'000; ++i) {
            comparison.compare(random_text(random, usual, 1 + random() % 7));
            comparison.compare(random_text(random, dense, 1 + random() % 9));
        }
        EXPECT_EQ(comparison.different, 0u) << language;
        EXPECT_GT(comparison.taken * 10, comparison.all);
    }
}

/// Every pair and triple of a character and neighbours, over the blocks that the fast path knows.
TEST(Breaks, FastEqualsIcuOnEveryCharacter) {
    BreakComparison comparison("en");
    for (char16_t character = 0x20; character < 0x2E80; ++character) {
        const std::u16string one(1, character);
        for (const char16_t* other : {u"a", u"1", u" ", u"(", u")", u"-", u"\"", u"."}) {
            comparison.compare(one + other + u"a");
            comparison.compare(u"a" + std::u16string(other) + one + u"a");
            comparison.compare(u"1" + one + other + one);
            comparison.compare(u"a " + one + other + u" b");
        }
    }
    EXPECT_EQ(comparison.different, 0u);
    EXPECT_GT(comparison.taken, 50'000u);
}

TEST(Breaks, CommonTextTakesTheFastPath) {
    CharacterTable characters;
    std::vector<std::uint32_t> breaks;
    ASSERT_TRUE(find_breaks_fast(u"Call 911 (or go), \u201Cnow\u201D!", characters, breaks));
    EXPECT_EQ(breaks, (std::vector<std::uint32_t>{5, 9, 13, 18, 24}));
    ASSERT_TRUE(find_breaks_fast(u"follow-up and/or 555-0134", characters, breaks));
    EXPECT_EQ(breaks, (std::vector<std::uint32_t>{7, 10, 14, 17, 25}));
}

TEST(Breaks, TailoredLanguagesAskIcu) {
    EXPECT_TRUE(breaks_like_root("en-US"));
    EXPECT_FALSE(breaks_like_root("ja"));
    EXPECT_FALSE(breaks_like_root("zh-Hant"));
    EXPECT_FALSE(breaks_like_root("en-u-lb-strict"));
}

/// The text with its breaks by the iterator of a language.
std::u16string broken(std::u16string_view text, const std::string& language, bool whole_words) {
    std::vector<std::uint32_t> breaks;
    find_breaks_by_icu(text, open_line_break_iterator(language).get(), breaks);
    if (whole_words) keep_words_whole(text, breaks);
    std::u16string out;
    std::uint32_t from = 0;
    for (const std::uint32_t at : breaks) {
        out += std::u16string(text.substr(from, at - from)) + u"|";
        from = at;
    }
    return out;
}

TEST(Breaks, JapaneseBreaksBetweenPhrasesAndKoreanAtSpaces) {
    EXPECT_EQ(broken(u"必要なときは、電話してください。", "ja-JP", false), u"必要な|ときは、|電話して|くだ|さい。|");
    EXPECT_EQ(broken(u"등을 대고 2주간 누워 보십시오.", "ko", true), u"등을 |대고 |2주간 |누워 |보십시오.|");
    EXPECT_EQ(broken(u"电话", "zh-Hans", false), u"电|话|");
}

}  // namespace
}  // namespace carepress
