// Lines that would tear numbers from what belongs to them, in many languages.
#include "text/number_groups.h"

#include "base/error.h"
#include "support/number_groups.h"
#include "support/process.h"
#include "text/break_opportunities.h"
#include "text_support.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace text;
namespace {

std::vector<std::uint32_t> breaks_of(const std::u16string& text, const std::string& language) {
    const BreakIterator iterator = open_line_break_iterator(language);
    std::vector<std::uint32_t> breaks;
    find_breaks_by_icu(text, iterator.get(), breaks);
    if (language == "ko") keep_words_whole(text, breaks);
    return breaks;
}

/// The text with "|" where a line may end, and "_" where that would tear.
std::string shown(const std::u16string& text, const std::vector<std::uint32_t>& breaks,
                  const std::vector<std::uint32_t>& torn) {
    std::u16string out;
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        if (std::find(breaks.begin(), breaks.end(), at) != breaks.end())
            out += std::find(torn.begin(), torn.end(), at) != torn.end() ? u'_' : u'|';
        out += text[at];
    }
    return to_utf8(out);
}

// A program reads only the languages that it meets.
TEST(NumberWords, the_words_of_every_language_can_be_read) {
    const std::string file = CAREPRESS_SOURCE_FOLDER "/words/numbers.yaml";
    const NumberWords words(file);
    std::ifstream in(file);
    int languages = 0;
    for (std::string line; std::getline(in, line);) {
        const std::size_t colon = line.find(':');
        if (line.empty() || line[0] == ' ' || line[0] == '#' || line[0] == '"' || colon == std::string::npos) continue;
        EXPECT_TRUE(words.of(line.substr(0, colon)).forwards().next(u'k')) << line;  // "kg"
        ++languages;
    }
    EXPECT_GE(languages, 39);
}

TEST(NumberWords, an_entry_that_cannot_be_read_is_named_with_its_place) {
    const TemporaryFolder folder;
    const std::string file = folder.file("numbers.yaml");
    write_file(file, "# words\n\"*\":\n  units: [mg]\nen:\n  unit: [cups]\nde:\n  units: [g\n");
    const NumberWords words(file);
    EXPECT_TRUE(words.of("fr").forwards().next(u'm'));
    for (const auto& [language, message] :
         {std::pair{"en", ":5:3: unknown key \"unit\""}, std::pair{"de", ":8:1: broken YAML"}}) {
        try {
            words.of(language);
            ADD_FAILURE() << language;
        } catch (const EnvironmentError& error) {
            EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
        }
    }
}

TEST(NumberGroups, keep_what_belongs_together_and_nothing_else) {
    CharacterTable characters;
    const std::vector<GroupedLine> lines = grouped_lines();
    EXPECT_GE(lines.size(), 300u);
    for (const GroupedLine& line : lines) {
        const std::vector<std::uint32_t> breaks = breaks_of(line.text, line.language);
        std::vector<std::uint32_t> expected, found;
        for (const std::uint32_t at : breaks)
            for (const auto& [begin, end] : line.groups)
                if (at > begin && at < end) expected.push_back(at);
        std::vector<TornBreak> torn;
        if (may_have_torn_breaks(line.text, breaks))
            find_torn_breaks(line.text, number_words().of(line.language), characters, breaks, torn);
        for (const TornBreak& one : torn) found.push_back(one.at);
        EXPECT_EQ(found, expected) << "line " << line.number << ", " << line.language
                                   << "\n  found:    " << shown(line.text, breaks, found)
                                   << "\n  expected: " << shown(line.text, breaks, expected);
    }
}

/// A figure is torn from its unit last of all.
TEST(NumberGroups, know_what_is_least_harmful) {
    CharacterTable characters;
    const auto harms_of = [&](const std::u16string& text) {
        std::vector<TornBreak> torn;
        find_torn_breaks(text, number_words().of("en"), characters, breaks_of(text, "en"), torn);
        std::vector<int> harms;
        for (const TornBreak& one : torn) harms.push_back(one.harm);
        return harms;
    };
    EXPECT_EQ(harms_of(u"100.4 °F (38 °C)"), (std::vector<int>{tight, loose, tight}));
    EXPECT_EQ(harms_of(u"2 to 3 tablets"), (std::vector<int>{close, close, tight}));
    EXPECT_EQ(harms_of(u"on March 12, 2026"), (std::vector<int>{close, loose}));
}

/// A break inside of a word of the text is never one of numbers.
TEST(NumberGroups, of_any_text_are_among_its_breaks) {
    CharacterTable characters;
    std::mt19937 random(7);
    const std::vector<std::u16string> alphabet{u"5",  u"12", u" ",  u".",      u",",   u"/",     u"(",
                                               u")",  u"-",  u"mg", u"to",     u"°",   u"Dr.",   u"½",
                                               u"年", u"月", u"٣",  u"\u2028", u"Mai", u"\xD83D"};
    for (int round = 0; round < 2000; ++round) {
        const std::u16string text = random_text(random, alphabet, 1 + random() % 30);
        const std::vector<std::uint32_t> breaks = breaks_of(text, "de");
        std::vector<TornBreak> torn;
        find_torn_breaks(text, number_words().of("de"), characters, breaks, torn);
        std::uint32_t last = 0;
        for (const TornBreak& one : torn) {
            EXPECT_TRUE(std::binary_search(breaks.begin(), breaks.end(), one.at));
            EXPECT_GT(one.at, last);
            last = one.at;
        }
    }
}

}  // namespace
}  // namespace carepress::test
