// Numbers and what belongs to them in narrow frames.
#include "support/number_groups.h"

#include "handout_builder.h"
#include "layout/break_lines.h"
#include "template_pages.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::test {
using namespace layout;
namespace {

text::StyledText paragraph_of(const GroupedLine& line) {
    text::StyledText text;
    text.text = line.text;
    const bool right_to_left =
        line.language == "ar" || line.language == "he" || line.language == "fa" || line.language == "ur";
    text.direction = right_to_left ? text::Direction::right_to_left : text::Direction::left_to_right;
    text.languages = {line.language};
    TextStyle style;
    style.family = "Noto Sans";
    style.size = points(10);
    style.leading = points(14);
    text.styles = {style};
    text::StyledRun run;
    run.end = static_cast<std::uint32_t>(line.text.size());
    text.runs = {run};
    return text;
}

/// Where the lines end.
std::vector<std::uint32_t> line_ends(text::Shaper& shaper, const text::StyledText& text, Length measure) {
    text::ShapedParagraph paragraph = shaper.shape(text);
    shaper.split_overlong(paragraph, measure);
    std::vector<LineCut> lines;
    break_lines(paragraph.segments, text.text, measure, lines);
    std::vector<std::uint32_t> ends;
    for (const LineCut& line : lines) {
        ends.push_back(paragraph.segments[line.last - 1].end);
        EXPECT_LE(shaper.make_line(paragraph, line.first, line.last).width, measure) << to_utf8(text.text);
    }
    return ends;
}

/// The width of [begin, end) set for itself on one line.
Length width_alone(text::Shaper& shaper, const GroupedLine& line, std::uint32_t begin, std::uint32_t end) {
    GroupedLine part = line;
    part.text = line.text.substr(begin, end - begin);
    const text::StyledText text = paragraph_of(part);
    const text::ShapedParagraph paragraph = shaper.shape(text);
    return shaper.make_line(paragraph, 0, static_cast<std::uint32_t>(paragraph.segments.size())).width;
}

/// Where the word that [begin, end) is part of begins and ends: what touches a group goes with it.
std::pair<std::uint32_t, std::uint32_t> with_what_touches(const std::u16string& text, std::uint32_t begin,
                                                          std::uint32_t end) {
    while (begin > 0 && text[begin - 1] != u' ') --begin;
    while (end < text.size() && text[end] != u' ') ++end;
    return {begin, end};
}

constexpr int widths[] = {24, 40, 57, 73, 90, 111, 150, 204};

TEST(NumberGroupsSweep, are_whole_in_every_frame_that_is_wide_enough) {
    text::Shaper shaper(fonts(), nullptr, &number_words());
    int wide_enough = 0;
    for (const GroupedLine& line : grouped_lines()) {
        const text::StyledText text = paragraph_of(line);
        std::vector<Length> needed;
        for (const auto& [begin, end] : line.groups) {
            const auto [from, to] = with_what_touches(line.text, begin, end);
            needed.push_back(width_alone(shaper, line, from, to) + Length{50});
        }
        for (const int width : widths) {
            const std::vector<std::uint32_t> ends = line_ends(shaper, text, points(width));
            for (std::size_t i = 0; i < line.groups.size(); ++i) {
                if (needed[i] > points(width)) continue;
                ++wide_enough;
                for (const std::uint32_t end : ends)
                    EXPECT_FALSE(end > line.groups[i].first && end < line.groups[i].second)
                        << "line " << line.number << " torn at " << end << " in " << width
                        << " pt: " << to_utf8(line.text);
            }
        }
    }
    EXPECT_GT(wide_enough, 2000);
}

TEST(NumberGroupsSweep, change_no_line_of_other_text) {
    text::Shaper with(fonts(), nullptr, &number_words()), without(fonts());
    int others = 0;
    for (const GroupedLine& line : grouped_lines()) {
        if (!line.groups.empty()) continue;
        ++others;
        const text::StyledText text = paragraph_of(line);
        for (const int width : widths)
            EXPECT_EQ(line_ends(with, text, points(width)), line_ends(without, text, points(width)))
                << to_utf8(line.text);
    }
    EXPECT_GE(others, 25);
}

/// A frame that is too narrow for a group tears it where the harm is least.
TEST(NumberGroups, break_at_the_least_harmful_place) {
    text::Shaper shaper(fonts(), nullptr, &number_words());
    const auto ends = [&](const char16_t* text, int width) {
        return line_ends(shaper, paragraph_of({0, "en", text}), points(width));
    };
    EXPECT_EQ(ends(u"100.4 °F (38 °C)", 60), (std::vector<std::uint32_t>{9, 16}));
    EXPECT_EQ(ends(u"September 12, 2026", 80), (std::vector<std::uint32_t>{14, 18}));
    EXPECT_EQ(ends(u"10 to 20 tablets", 60), (std::vector<std::uint32_t>{6, 16}));
}

/// The lines of the pages of an article, left to right and top to bottom.
std::vector<std::u16string> page_lines(const std::string& article, const std::string& layout) {
    engine::Workspace workspace(resources());
    const LaidOutArticle laid_out = lay_out_source({"test.md", article}, layout, "default", workspace);
    std::vector<std::u16string> lines;
    for (const Page& page : laid_out.document.pages)
        for (const PageItem& item : page.items)
            if (const auto* run = std::get_if<GlyphRun>(&item.content))
                lines.push_back(laid_out.document.text.substr(run->text_begin, run->text_end - run->text_begin));
    return lines;
}

TEST(NumberGroups, are_whole_in_tables_columns_and_headings) {
    const std::string article =
        "---\ntitle: \"Take 2 to 3 tablets of 500 mg every 4 to 6 hours until March 12, 2026, not more than that\"\n"
        "language: en\n---\n\n"
        "## Take 2 to 3 tablets of 500 mg every 4 to 6 hours until March 12, 2026, not more than that\n\n"
        "| Medicine | Morning | Noon | Evening | Bedtime |\n|---|---|---|---|---|\n"
        "| Acetaminophen | take 2 to 3 tablets | 500 mg or 10 mL | 2 puffs each time | 100.4 °F (38 °C) |\n\n"
        "> [!EMERGENCY]\n> **Call (800) 555 0142.** Call before 9:30 AM if your fever is over 100.4 °F (38 °C) for "
        "2 to 3 days, or you took 3,000 mg in 24 hours, or your blood pressure is 180 / 110 mm Hg.\n";
    const std::u16string parts[] = {u"2 to 3 tablets", u"500 mg",   u"4 to 6 hours",   u"10 mL",   u"2 puffs",
                                    u"(800) 555 0142", u"9:30 AM",  u"100.4 °F",       u"(38 °C)", u"2 to 3 days",
                                    u"3,000 mg",       u"24 hours", u"180 / 110 mm Hg"};
    for (const char* layout : {"letter", "two-column", "large-print"}) {
        const std::vector<std::u16string> lines = page_lines(article, layout);
        for (const std::u16string& part : parts)
            EXPECT_TRUE(std::any_of(lines.begin(), lines.end(),
                                    [&](const std::u16string& line) { return line.find(part) != line.npos; }))
                << layout << ": " << to_utf8(part);
    }
}

}  // namespace
}  // namespace carepress::test
