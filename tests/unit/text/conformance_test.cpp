// Unicode's own test files, which tools/test-data fetches, against what the engine does.
#include "base/utf.h"
#include "embedding_levels.h"
#include "text/break_opportunities.h"
#include "text/isolates.h"
#include "text_support.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>

namespace carepress::test {
using namespace text;
namespace {

const std::string set = "hostile/unicode";

/// The test file: as Debian has it, or compressed.
std::string path_of(const std::string& name) {
    const std::string path = test::test_data(set) + "/" + name + ".txt";
    return std::filesystem::exists(path) ? path : path + ".gz";
}

/// The lines of a test file, without comments; calls `line(text)` for each.
template <class Line>
void for_each_line(const std::string& name, Line line) {
    const std::string command = "zcat -f '" + path_of(name) + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    char buffer[4096];
    while (std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr) {
        std::string text = buffer;
        text.resize(std::min(text.find('#'), text.find('\n')));
        if (!text.empty()) line(text);
    }
}

void append(std::u16string& text, char32_t character) {
    if (character >= 0x10000) {
        text += static_cast<char16_t>(0xD7C0 + (character >> 10));
        text += static_cast<char16_t>(0xDC00 + (character & 0x3FF));
    } else {
        text += static_cast<char16_t>(character);
    }
}

/// "÷ 0061 × 0308 ÷": the text and the offsets of its ÷ but the first.
std::u16string read_breaks(const std::string& line, std::vector<std::uint32_t>& breaks) {
    std::u16string text;
    breaks.clear();
    std::istringstream words(line);
    for (std::string word; words >> word;) {
        if (word == "÷") {
            if (!text.empty()) breaks.push_back(static_cast<std::uint32_t>(text.size()));
        } else if (word != "×") {
            append(text, static_cast<char32_t>(std::stoul(word, nullptr, 16)));
        }
    }
    return text;
}

/// "15.0" of the first line of a test file, "# LineBreakTest-15.0.0.txt".
std::string version_of(const std::string& name) {
    const std::string command = "zcat -f '" + path_of(name) + "' | head -n 1";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    char line[256] = "";
    EXPECT_NE(std::fgets(line, sizeof line, pipe.get()), nullptr) << path_of(name);
    const std::string text = line, start = "# " + name + "-";
    EXPECT_TRUE(text.starts_with(start)) << text;
    return text.substr(start.size(), text.find('.', text.find('.') + 1) - start.size());
}

/// Where lines and characters end changes with Unicode's version: a file of another one than ICU's proves nothing.
/// Debian 13 has files of Unicode 15.1 and an ICU of 16.0.
bool is_of_icus_version(const std::string& name) {
    UVersionInfo icu;
    u_getUnicodeVersion(icu);
    return version_of(name) == std::to_string(icu[0]) + "." + std::to_string(icu[1]);
}

/// Whether ICU has rules of a newer Unicode than the test files, which are of 15.0.
bool has_newer_rules() {
    UVersionInfo version;
    u_getUnicodeVersion(version);
    return version[0] > 15 || (version[0] == 15 && version[1] > 0);
}

/// UAX #14. ICU, which the engine asks, tailors the rules as CLDR does; what differs from the untailored test is
/// counted by reason, and nothing else may differ.
TEST(UnicodeConformance, line_breaks) {
    CAREPRESS_NEEDS_DATA(set);
    if (!is_of_icus_version("LineBreakTest"))
        GTEST_SKIP() << "LineBreakTest is of Unicode " << version_of("LineBreakTest") << ", ICU is not";
    const BreakIterator icu = open_break_iterator(UBRK_LINE, "und");
    CharacterTable characters;
    std::vector<std::uint32_t> expected, found;
    std::size_t all = 0, fast = 0;
    std::map<std::string, int> exceptions;
    for_each_line("LineBreakTest", [&](const std::string& line) {
        const std::u16string text = read_breaks(line, expected);
        ++all;
        if (find_breaks_fast(text, characters, found))
            ++fast;
        else
            find_breaks_by_icu(text, icu.get(), found);
        if (found == expected) return;
        // LB25, Example 7 of section 8.2: ICU keeps numbers and their marks together more tightly than the pairs of the
        // rule.
        const auto has = [&](std::initializer_list<ULineBreak> classes) {
            for (std::uint32_t at = 0; at < text.size();) {
                const int own = u_getIntPropertyValue(static_cast<UChar32>(next_character(text, at)), UCHAR_LINE_BREAK);
                for (const ULineBreak one : classes)
                    if (own == one) return true;
            }
            return false;
        };
        if (has({U_LB_PREFIX_NUMERIC, U_LB_POSTFIX_NUMERIC, U_LB_NUMERIC}))
            ++exceptions["numbers: LB25 as a regular expression (UAX #14, 8.2 example 7)"];
        else if (has({U_LB_HYPHEN, U_LB_BREAK_AFTER}))
            ++exceptions["a hyphen that begins a word stays with it (CLDR's LB20.09)"];
        else if (has_newer_rules() && has({U_LB_QUOTATION}))
            ++exceptions["quotation marks with spaces: LB15a and LB15b, since Unicode 15.1"];
        else
            ADD_FAILURE() << line;
    });
    EXPECT_GT(all, 7600u);
    EXPECT_GT(fast, 100u);
    int sum = 0;
    for (const auto& [reason, count] : exceptions) {
        std::printf("%5d of %zu: %s\n", count, all, reason.c_str());
        sum += count;
    }
    EXPECT_LE(sum, 40);
}

TEST(UnicodeConformance, grapheme_clusters) {
    CAREPRESS_NEEDS_DATA(set);
    if (!is_of_icus_version("GraphemeBreakTest"))
        GTEST_SKIP() << "GraphemeBreakTest is of Unicode " << version_of("GraphemeBreakTest") << ", ICU is not";
    const FontLibrary fonts(test::manifest_path());
    Itemizer itemizer(fonts);
    std::size_t all = 0;
    std::vector<std::uint32_t> expected, found;
    for_each_line("GraphemeBreakTest", [&](const std::string& line) {
        const std::u16string text = read_breaks(line, expected);
        UBreakIterator* clusters = itemizer.graphemes(text);
        found.clear();
        for (std::int32_t at = ubrk_next(clusters); at != UBRK_DONE; at = ubrk_next(clusters))
            found.push_back(static_cast<std::uint32_t>(at));
        EXPECT_EQ(found, expected) << line;
        ++all;
    });
    EXPECT_GE(all, 602u);
}

/// "0 x 1": -1 for x, which rule X9 takes out.
std::vector<int> read_levels(const std::string& list) {
    std::vector<int> levels;
    std::istringstream words(list);
    for (std::string word; words >> word;) levels.push_back(word == "x" ? -1 : std::stoi(word));
    return levels;
}

/// Whether `found` sets a text as `wanted` does. Where all wanted levels are even, or all are odd, nothing turns round
/// inside the paragraph, and any even or odd levels do: ICU says the paragraph's own then, and the engine doesn't ask
/// for those of left-to-right text at all. -1: taken out by rule X9.
bool same_order(const std::vector<int>& wanted, const std::vector<int>& found) {
    bool equal = true, alike = true;
    int parity = -1;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] < 0) continue;
        equal = equal && wanted[i] == found[i];
        if (parity < 0) parity = wanted[i] % 2;
        alike = alike && wanted[i] % 2 == parity && found[i] % 2 == parity;
    }
    return equal || alike;
}

/// Whether a combining mark is behind a bracket, be it with characters between that print nothing.
bool marks_a_bracket(std::u16string_view text) {
    bool bracket = false;
    for (const char16_t unit : text) {
        const int bidi_class = u_charDirection(unit);
        if (bidi_class == U_DIR_NON_SPACING_MARK && bracket) return true;
        if (bidi_class != U_BOUNDARY_NEUTRAL && bidi_class != U_DIR_NON_SPACING_MARK)
            bracket = u_getIntPropertyValue(unit, UCHAR_BIDI_PAIRED_BRACKET_TYPE) != U_BPT_NONE;
    }
    return false;
}

/// UAX #9. What differs by design: in right-to-left paragraphs numbers, codes and addresses are isolated (isolates.h).
/// A text without right-to-left characters in a left-to-right paragraph is not asked for levels at all: it has one.
TEST(UnicodeConformance, bidi_characters) {
    CAREPRESS_NEEDS_DATA(set);
    EmbeddingLevels levels;
    std::size_t all = 0, isolated = 0;
    std::map<std::string, int> exceptions;
    for_each_line("BidiCharacterTest", [&](const std::string& line) {
        std::array<std::string, 5> fields;
        std::istringstream parts(line);
        for (std::string& field : fields) std::getline(parts, field, ';');
        if (fields[1] == "2") return;  // the engine is always told the direction
        const Direction direction = fields[1] == "1" ? Direction::right_to_left : Direction::left_to_right;
        std::u16string text;
        std::vector<int> wanted;
        const std::vector<int> by_character = read_levels(fields[3]);
        std::istringstream codes(fields[0]);
        std::size_t index = 0;
        for (std::string code; codes >> code; ++index) {
            append(text, static_cast<char32_t>(std::stoul(code, nullptr, 16)));
            wanted.resize(text.size(), by_character[index]);
        }
        if (direction == Direction::right_to_left && !find_isolates(text).empty()) {
            ++isolated;
            return;
        }
        ++all;
        const std::vector<int> found = levels.of(text, direction);
        if (same_order(wanted, found)) return;
        // All are those of ICU, which the engine asks.
        if (marks_a_bracket(text))
            ++exceptions["a combining mark behind a bracket doesn't follow it (end of rule N0)"];
        else if (std::count(text.begin(), text.end(), u'(') > 63)
            ++exceptions["more than 63 open brackets: ICU pairs them all (rule BD16 gives up)"];
        else if (text.find_first_of(u"\u202A\u202B\u202D\u202E") != text.npos)
            ++exceptions["controls that end an embedding stand beside an isolate"];
        else
            ADD_FAILURE() << line << "\n" << ::testing::PrintToString(found);
    });
    EXPECT_GT(all, 60'000u);
    std::printf("%zu cases hold; %zu have something that the engine isolates\n", all, isolated);
    int sum = 0;
    for (const auto& [reason, count] : exceptions) {
        std::printf("%5d of %zu: %s\n", count, all, reason.c_str());
        sum += count;
    }
    EXPECT_LE(sum, 60);
}

/// One character of each bidi class.
std::u16string character_of(const std::string& bidi_class) {
    static const std::map<std::string, char16_t> sample = {
        {"L", u'x'},     {"R", 0x05D0},   {"AL", 0x0628},  {"EN", u'5'},    {"ES", u'+'},    {"ET", u'$'},
        {"AN", 0x0665},  {"CS", u','},    {"NSM", 0x0300}, {"BN", 0x00AD},  {"B", 0x2029},   {"S", u'\t'},
        {"WS", u' '},    {"ON", u'!'},    {"LRE", 0x202A}, {"LRO", 0x202D}, {"RLE", 0x202B}, {"RLO", 0x202E},
        {"PDF", 0x202C}, {"LRI", 0x2066}, {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};
    return std::u16string(1, sample.at(bidi_class));
}

TEST(UnicodeConformance, bidi_classes) {
    CAREPRESS_NEEDS_DATA(set);
    EmbeddingLevels levels;
    std::vector<int> wanted;
    std::size_t all = 0, isolated = 0, different = 0;
    for_each_line("BidiTest", [&](const std::string& line) {
        if (line.starts_with("@Levels:")) {
            wanted = read_levels(line.substr(8));
            return;
        }
        if (line[0] == '@') return;
        const std::size_t semicolon = line.find(';');
        std::u16string text;
        std::istringstream classes(line.substr(0, semicolon));
        for (std::string one; classes >> one;) text += character_of(one);
        const int directions = std::stoi(line.substr(semicolon + 1), nullptr, 16);
        for (const auto& [bit, direction] : {std::pair(2, Direction::left_to_right), {4, Direction::right_to_left}}) {
            if ((directions & bit) == 0) continue;
            // A paragraph separator never is inside a paragraph of ours.
            if (const std::size_t end = text.find(u'\u2029'); end != text.npos && end + 1 < text.size()) continue;
            if (direction == Direction::right_to_left && !find_isolates(text).empty()) {
                ++isolated;
                continue;
            }
            ++all;
            const std::vector<int> found = levels.of(text, direction);
            if (!same_order(wanted, found) && ++different < 10)
                ADD_FAILURE() << line << " in direction " << bit << ": wanted " << ::testing::PrintToString(wanted)
                              << ", found " << ::testing::PrintToString(found);
        }
    });
    EXPECT_EQ(different, 0u);
    EXPECT_GT(all, 60'000u);
    std::printf("%zu cases hold; %zu have something that the engine isolates\n", all, isolated);
}

}  // namespace
}  // namespace carepress::test
