#include "layout/break_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>

namespace carepress::test {
using namespace layout;
namespace {

constexpr Length measure = points(100);

/// A paragraph of segments `widths` points wide with spaces of 3 pt; its text is all letters.
struct Paragraph {
    explicit Paragraph(const std::vector<int>& widths) {
        for (const int width : widths) add(width);
        segments.back().mandatory_break = true;
    }
    void add(int width) {
        text::Segment segment;
        segment.begin = static_cast<std::uint32_t>(text.size());
        text += u"ab ";
        segment.end = static_cast<std::uint32_t>(text.size());
        segment.width = points(width);
        segment.space = points(3);
        segments.push_back(segment);
    }
    std::vector<LineCut> lines() const {
        std::vector<LineCut> result;
        break_lines(segments, text, measure, result, rule);
        return result;
    }
    /// Whether a line may end with a word divided: in its zone, and not below too many like it.
    bool may_break(const std::vector<LineCut>& lines, std::size_t line) const {
        if (line + 1 == lines.size() || !segments[lines[line].last - 1].divides_word) return true;
        std::uint32_t word = lines[line].last - 1;  // the first segment of the word
        while (word > 0 && segments[word - 1].divides_word) --word;
        if (lines[line].first >= word) return true;
        Length width;
        for (std::uint32_t i = lines[line].first; i < word; ++i)
            width += segments[i].width + (i + 1 < word ? segments[i].space : Length{});
        if (measure - width <= rule.zone) return false;
        int hyphens = 1;
        while (line > 0 && joins_word(segments[lines[--line].last - 1], text)) ++hyphens;
        return hyphens <= rule.lines;
    }
    std::vector<text::Segment> segments;
    std::u16string text;
    DivisionSettings rule{};
};

Length width_of(const Paragraph& paragraph, LineCut line) {
    Length width;
    for (std::uint32_t i = line.first; i < line.last; ++i)
        width += paragraph.segments[i].width + (i + 1 < line.last ? paragraph.segments[i].space : Length{});
    if (line.last < paragraph.segments.size()) width += paragraph.segments[line.last - 1].hyphen;
    return width;
}

LineCost cost_of(const Paragraph& paragraph, const std::vector<LineCut>& lines) {
    const LineCosts costs(measure);
    LineCost sum;
    for (const LineCut& line : lines) {
        const bool last = line.last == paragraph.segments.size();
        const bool divides = !last && paragraph.segments[line.last - 1].divides_word;
        if (divides)
            sum.cost +=
                costs.division(line.first > 0 && joins_word(paragraph.segments[line.first - 1], paragraph.text));
        sum.cost += costs.line(width_of(paragraph, line), last, line.last == line.first + 1, line.first == 0,
                               !last && !divides && joins_word(paragraph.segments[line.last - 1], paragraph.text));
        if (!last) sum.harm += paragraph.segments[line.last - 1].harm;
        ++sum.lines;
    }
    return sum;
}

/// The least cost of all ways of breaking, by trying them.
LineCost brute_force(const Paragraph& paragraph) {
    const std::size_t count = paragraph.segments.size();
    std::optional<LineCost> best;
    for (std::uint32_t mask = 0; mask < 1u << (count - 1); ++mask) {
        std::vector<LineCut> lines;
        std::uint32_t first = 0;
        for (std::uint32_t i = 1; i <= count; ++i) {
            if (i < count && (mask >> (i - 1) & 1u) == 0) continue;
            lines.push_back({first, i});
            first = i;
        }
        bool fits = true;
        for (const LineCut& line : lines) fits = fits && width_of(paragraph, line) <= measure;
        for (std::size_t i = 0; i < lines.size(); ++i) fits = fits && paragraph.may_break(lines, i);
        if (!fits) continue;
        const LineCost cost = cost_of(paragraph, lines);
        if (!best || cost < *best) best = cost;
    }
    return *best;
}

TEST(BreakLines, ShortTextIsOneLine) { EXPECT_EQ(Paragraph({40, 50}).lines(), (std::vector<LineCut>{{0, 2}})); }

TEST(BreakLines, TrailingSpaceHangs) {
    // 48 + 3 + 49 = 100: exactly the measure, the last space does not count.
    EXPECT_EQ(Paragraph({48, 49, 50}).lines().front(), (LineCut{0, 2}));
}

TEST(BreakLines, WholeParagraphBeatsFirstFit) {
    // First fit takes 30 30 30 and leaves the second line (60 alone, for 90 follows) ragged; pulling one down evens it.
    const Paragraph paragraph({30, 30, 30, 60, 90, 20});
    EXPECT_EQ(paragraph.lines(), (std::vector<LineCut>{{0, 2}, {2, 4}, {4, 5}, {5, 6}}));
}

TEST(BreakLines, AvoidsSingleShortWordOnLastLine) {
    const Paragraph paragraph({20, 20, 20, 20, 15});
    const auto lines = paragraph.lines();
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines.back().last - lines.back().first, 2u);
}

TEST(BreakLines, ForcedBreaksEndLines) {
    Paragraph paragraph({10, 10, 10});
    paragraph.segments[0].mandatory_break = true;
    EXPECT_EQ(paragraph.lines(), (std::vector<LineCut>{{0, 1}, {1, 3}}));
}

TEST(BreakLines, OverlongSegmentHasItsOwnLine) {
    EXPECT_EQ(Paragraph({30, 150, 30}).lines(), (std::vector<LineCut>{{0, 1}, {1, 2}, {2, 3}}));
}

TEST(BreakLines, HyphensNeedRoomAndCost) {
    Paragraph soft({50, 40, 60, 30});
    soft.segments[1].space = {};
    soft.segments[1].hyphen = points(8);  // 50 + 3 + 40 + 8 > 100: the hyphen does not fit
    EXPECT_EQ(soft.lines().front(), (LineCut{0, 1}));

    Paragraph hard({40, 40, 40, 40, 40});
    hard.text[5] = u'-';
    hard.segments[1].space = {};
    EXPECT_TRUE(joins_word(hard.segments[1], hard.text));
    EXPECT_EQ(cost_of(hard, hard.lines()), brute_force(hard));
}

TEST(BreakLines, EmptyParagraphHasNoLines) {
    std::vector<LineCut> lines;
    break_lines({}, u"", measure, lines);
    EXPECT_TRUE(lines.empty());
}

TEST(BreakLines, IsOptimalOnRandomParagraphs) {
    std::mt19937 random(7);
    for (int round = 0; round < 1500; ++round) {
        std::vector<int> widths;
        for (std::size_t i = 0, count = 1 + random() % 12; i < count; ++i)
            widths.push_back(static_cast<int>(1 + random() % 60));
        Paragraph paragraph(widths);
        for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
            if (random() % 5 != 0) continue;
            paragraph.segments[i].space = {};
            if (random() % 2 == 0) paragraph.segments[i].hyphen = points(static_cast<int>(1 + random() % 30));
        }
        const auto lines = paragraph.lines();
        ASSERT_EQ(lines.front().first, 0u);
        ASSERT_EQ(lines.back().last, paragraph.segments.size());
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) ASSERT_EQ(lines[i].last, lines[i + 1].first);
        ASSERT_EQ(cost_of(paragraph, lines), brute_force(paragraph)) << "round " << round;
    }
}

TEST(BreakLines, IsOptimalWhereSpacesAreNegative) {
    // Kerning inside a word that may break: a later place may lie before an earlier one.
    std::mt19937 random(11);
    for (int round = 0; round < 1500; ++round) {
        std::vector<int> widths;
        for (std::size_t i = 0, count = 2 + random() % 11; i < count; ++i)
            widths.push_back(static_cast<int>(random() % 3 == 0 ? random() % 4 : 1 + random() % 60));
        Paragraph paragraph(widths);
        for (std::size_t i = 0; i + 1 < widths.size(); ++i)
            paragraph.segments[i].space = points(static_cast<int>(random() % 12) - 8);
        const auto lines = paragraph.lines();
        for (const LineCut& line : lines) ASSERT_LE(width_of(paragraph, line), measure) << "round " << round;
        ASSERT_EQ(cost_of(paragraph, lines), brute_force(paragraph)) << "round " << round;
    }
}

TEST(BreakLines, IsOptimalWhereLinesTearWhatBelongsTogether) {
    std::mt19937 random(13);
    int torn = 0, whole = 0;
    for (int round = 0; round < 1500; ++round) {
        std::vector<int> widths;
        for (std::size_t i = 0, count = 2 + random() % 11; i < count; ++i)
            widths.push_back(static_cast<int>(1 + random() % 60));
        Paragraph paragraph(widths);
        constexpr std::uint16_t harms[] = {0, 0, text::loose, text::close, text::tight};
        for (std::size_t i = 0; i + 1 < widths.size(); ++i) paragraph.segments[i].harm = harms[random() % 5];
        const LineCost cost = cost_of(paragraph, paragraph.lines());
        ASSERT_EQ(cost, brute_force(paragraph)) << "round " << round;
        ++(cost.harm > 0 ? torn : whole);
    }
    EXPECT_GT(torn, 100);
    EXPECT_GT(whole, 100);
}

TEST(BreakLines, DividesWordsOnlyInTheZone) {
    Paragraph paragraph({70, 20, 30, 60});
    paragraph.segments[1].space = {};
    paragraph.segments[1].hyphen = points(3);
    paragraph.segments[1].divides_word = true;  // 70, then 50 in two parts: the first fits the line
    paragraph.rule = {points(20), 2};
    EXPECT_EQ(paragraph.lines(), (std::vector<LineCut>{{0, 2}, {2, 4}}));
    paragraph.rule = {points(30), 2};
    EXPECT_EQ(paragraph.lines(), (std::vector<LineCut>{{0, 1}, {1, 3}, {3, 4}}));
}

TEST(BreakLines, IsOptimalWhereWordsAreDivided) {
    std::mt19937 random(17);
    int divided = 0, most_in_a_row = 0;
    for (int round = 0; round < 3000; ++round) {
        std::vector<int> widths;
        for (std::size_t i = 0, count = 3 + random() % 11; i < count; ++i)
            widths.push_back(static_cast<int>(4 + random() % 45));
        Paragraph paragraph(widths);
        paragraph.rule = {points(static_cast<int>(random() % 40)), static_cast<int>(1 + random() % 3)};
        for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
            if (random() % 3 == 0) continue;
            paragraph.segments[i].space = points(static_cast<int>(random() % 3) - 1);
            const std::uint32_t kind = random() % 8;
            paragraph.segments[i].divides_word = kind > 1;
            paragraph.segments[i].hyphen = points(kind > 0 ? 3 : 0);  // of the text's own: 1; a hard one, kind 0
            if (kind == 0) paragraph.text[paragraph.segments[i].end - 1] = u'-';
        }
        const auto lines = paragraph.lines();
        ASSERT_EQ(lines.back().last, paragraph.segments.size());
        int in_a_row = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            ASSERT_TRUE(i == 0 || lines[i - 1].last == lines[i].first);
            ASSERT_TRUE(paragraph.may_break(lines, i)) << "round " << round;
            const bool divides = i + 1 < lines.size() && paragraph.segments[lines[i].last - 1].divides_word;
            divided += divides ? 1 : 0;
            in_a_row = divides ? in_a_row + 1 : 0;
            most_in_a_row = std::max(most_in_a_row, in_a_row);
        }
        ASSERT_EQ(cost_of(paragraph, lines), brute_force(paragraph)) << "round " << round;
    }
    EXPECT_GT(divided, 500);
    EXPECT_GE(most_in_a_row, 3);
}

TEST(BreakLines, ALineThatEndsBackInsideTheMeasureIsWhole) {
    Paragraph paragraph({60, 41, 2});  // 101 pt wide before its last segment, 100 pt with it
    paragraph.segments[0].space = {};
    paragraph.segments[1].space = points(-3);
    EXPECT_EQ(paragraph.lines(), (std::vector<LineCut>{{0, 3}}));
}

TEST(BreakLines, LongParagraphIsLinear) {
    std::vector<int> widths(200'000);
    std::mt19937 random(3);
    for (int& width : widths) width = static_cast<int>(1 + random() % 40);
    const Paragraph paragraph(widths);
    for (const LineCut& line : paragraph.lines()) ASSERT_LE(width_of(paragraph, line), measure);
}

}  // namespace
}  // namespace carepress::test
