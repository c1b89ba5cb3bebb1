#include "text/break_cache.h"
#include "text/break_opportunities.h"
#include "text/japanese_phrases.h"
#include "text_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

namespace carepress::test {
using namespace text;
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

/// Compares breaks found clause by clause, first unknown and then known, with ICU's of whole texts.
class ClauseComparison {
public:
    explicit ClauseComparison(const std::string& language)
        : language_(hb_language_from_string(language.c_str(), -1)), icu_(open_line_break_iterator(language)) {}

    void compare(const std::u16string& text) {
        find_breaks_by_icu(text, icu_.get(), expected_);
        for (int time = 0; time < 2; ++time) {
            cache_.find(text, language_, icu_.get(), characters_, found_);
            if (found_ != expected_ && ++different < 5) ADD_FAILURE() << to_utf8(text);
        }
        for (std::uint32_t at = 0; at < text.size(); ++clauses) at = end_of_clause(text, at, characters_);
        ++texts;
    }
    std::size_t texts = 0, clauses = 0, different = 0;

private:
    hb_language_t language_;
    BreakIterator icu_;
    CharacterTable characters_;
    BreakCache cache_;
    std::vector<std::uint32_t> expected_, found_;
};

constexpr const char* languages_by_clause[] = {"th", "lo", "km", "my", "shn", "ja", "ko", "zh-Hans", "zh-Hant", "en"};

TEST(BreakCache, FindsWhatIcuFindsInRealText) {
    const std::vector<std::u16string> paragraphs = test::world_paragraphs();
    ASSERT_FALSE(paragraphs.empty());
    for (const char* language : languages_by_clause) {
        ClauseComparison comparison(language);
        for (const std::u16string& text : paragraphs) comparison.compare(text);
        EXPECT_EQ(comparison.different, 0u) << language;
        EXPECT_GT(comparison.clauses, comparison.texts * 2) << "texts are hardly broken";
    }
}

TEST(BreakCache, FindsWhatIcuFindsInRandomText) {
    const std::vector<std::u16string> parts = {
        u"ไป",   u"หมอ", u"ที่",      u"้",       u"ๆ",        u"ฯ",      u"โรง",    u"พยาบาล", u"ទៅ",
        u"ពេទ្យ", u"់",    u"ျ",      u"ဆေး",    u"ရုံ",        u"ຢາ",     u"ໝໍ",      u"中",     u"文",
        u"。",   u"、",  u"「",     u"」",     u"ください", u"ときは", u"ー",     u"ッ",     u"한국",
        u"어",   u" ",   u" ",      u" ",      u"  ",       u".",      u",",      u"(",      u")",
        u"\"",   u"-",   u"–",      u"1",      u"25",       u"%",      u"a",      u"word",   u"/",
        u"!",    u"?",   u"\u200B", u"\u200D", u"\u2060",   u"\u2028", u"\u00A0", u"\u3000", u"\u0301",
        u"😀",    u"。 ", u"។",      u"๏",      u"་",        u"བོད",     u"«",      u"»"};
    std::mt19937 random(11);
    for (const char* language : languages_by_clause) {
        ClauseComparison comparison(language);
        for (int i = 0; i < 3'000; ++i) comparison.compare(random_text(random, parts, 2 + random() % 12));
        EXPECT_EQ(comparison.different, 0u) << language;
    }
}

TEST(JoinGuillemets, NoLineEndsAtTheSpacesInside) {
    const auto joined = [](std::u16string_view text) {
        std::vector<std::uint32_t> breaks;
        find_breaks_by_icu(text, open_line_break_iterator("fr").get(), breaks);
        join_guillemets(text, breaks);
        std::u16string out;
        std::uint32_t begin = 0;
        for (const std::uint32_t at : breaks) {
            out.append(text.substr(begin, at - begin)).append(u"|");
            begin = at;
        }
        return out;
    };
    EXPECT_EQ(joined(u"dit « oui » ou « non merci », puis"), u"dit |« oui » |ou |« non |merci », |puis|");
    EXPECT_EQ(joined(u"‹ a › «b» c"), u"‹ a › |«b» |c|");
    EXPECT_EQ(joined(u"« "), u"« |");
}

/// The text with its breaks by the iterator of a language.
std::u16string broken(std::u16string_view text, const std::string& language) {
    std::vector<std::uint32_t> breaks;
    find_breaks_by_icu(text, open_line_break_iterator(language).get(), breaks);
    if (language == "ko") keep_words_whole(text, breaks);
    if (language == "ja-JP") join_torn_words(text, breaks);
    std::u16string out;
    std::uint32_t from = 0;
    for (const std::uint32_t at : breaks) {
        out += std::u16string(text.substr(from, at - from)) + u"|";
        from = at;
    }
    return out;
}

TEST(Breaks, JapaneseBreaksBetweenPhrasesAndKoreanAtSpaces) {
    EXPECT_EQ(broken(u"必要なときは、電話してください。", "ja-JP"), u"必要な|ときは、|電話して|ください。|");
    EXPECT_EQ(broken(u"등을 대고 2주간 누워 보십시오.", "ko"), u"등을 |대고 |2주간 |누워 |보십시오.|");
    EXPECT_EQ(broken(u"电话", "zh-Hans"), u"电|话|");
}

TEST(Breaks, JapaneseWordsThatIcuTearsAreJoined) {
    EXPECT_EQ(broken(u"支えを使いましょう。", "ja-JP"), u"支えを|使いましょう。|");
    EXPECT_EQ(broken(u"首、お尻、またはひざの下に", "ja-JP"), u"首、|お尻、|または|ひざの|下に|");
    EXPECT_EQ(broken(u"性生活に不安を感じる", "ja-JP"), u"性生活に|不安を|感じる|");
    EXPECT_EQ(broken(u"医療専門家は第3条を国連総会は", "ja-JP"), u"医療|専門家は|第3条を|国連|総会は|");
    EXPECT_EQ(broken(u"ご質問はお電話で", "ja-JP"), u"ご質問はお電話で|");
}

}  // namespace
}  // namespace carepress::test
