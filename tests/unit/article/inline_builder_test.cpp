#include "article/inline_builder.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace carepress::test {
using namespace article;
namespace {

TEST(InlineBuilder, collapses_white_space_and_trims) {
    InlineBuilder builder;
    builder.text("  Call \n\t your", {0, 14});
    builder.text(" ", {14, 15});
    builder.text("\fdoctor. \r\n", {15, 26});
    const InlineText text = builder.finish({0, 26});
    EXPECT_EQ(text.text, "Call your doctor.");
    ASSERT_EQ(text.runs.size(), 1u);
    EXPECT_EQ(text.runs[0].begin, 0u);
    EXPECT_EQ(text.runs[0].end, 17u);
    EXPECT_EQ(text.runs[0].span, (SourceSpan{0, 26}));
    EXPECT_EQ(text.span, (SourceSpan{0, 26}));
}

TEST(InlineBuilder, keeps_no_break_space_and_marks_without_width) {
    InlineBuilder builder;
    const std::string marks = "a\u00A0\u00A0b\u200D\u200C\u200B\u00AD\u2067c\u2069\u202F";
    builder.text(marks, {});
    EXPECT_EQ(builder.finish({}).text, marks);
}

TEST(InlineBuilder, lets_no_control_character_through) {
    InlineBuilder builder;
    builder.text(std::string_view("a\0b\x01"
                                  "c\x7F"
                                  "d\xC2\x80"
                                  "e\x1B[31m\x0B"
                                  "f\xC2\x85g",
                                  21),
                 {});
    EXPECT_EQ(builder.finish({}).text, "abcde[31m f g");
}

TEST(InlineBuilder, breaks_lines_hard_and_trims_around) {
    InlineBuilder builder;
    builder.hard_break({});
    builder.text("one ", {});
    builder.hard_break({});
    builder.text(" two\u2029three", {});
    builder.hard_break({});
    builder.hard_break({});
    EXPECT_EQ(builder.finish({}).text, "one\u2028two\u2028three");
}

TEST(InlineBuilder, parts_runs_by_style_and_nests) {
    InlineBuilder builder;
    builder.text("a ", {0, 2});
    builder.push_style(inline_strong);
    builder.push_style(inline_strong);
    builder.text("b", {2, 3});
    builder.pop_style(inline_strong);
    builder.push_style(inline_emphasis);
    builder.text(" c", {3, 5});
    builder.pop_style(inline_emphasis);
    builder.pop_style(inline_strong);
    builder.text("d", {5, 6});
    const InlineText text = builder.finish({});
    EXPECT_EQ(text.text, "a b cd");
    ASSERT_EQ(text.runs.size(), 4u);
    EXPECT_EQ(text.runs[0].end, 2u);
    EXPECT_EQ(text.runs[1].styles, inline_strong);
    EXPECT_EQ(text.runs[1].end, 4u) << "the space between two states has what both share";
    EXPECT_EQ(text.runs[2].styles, inline_strong | inline_emphasis);
    EXPECT_EQ(text.runs[3].styles, 0);
    EXPECT_EQ(text.runs[3].span, (SourceSpan{5, 6}));
}

TEST(InlineBuilder, keeps_spaces_out_of_links) {
    InlineBuilder builder;
    builder.text("See", {});
    builder.open_link("https://a.example", {4, 9});
    builder.text(" our page ", {});
    builder.open_link("https://inner.example", {});
    builder.text("now", {});
    builder.close_link();
    builder.close_link();
    builder.text(" please", {});
    builder.open_link("unused", {});
    builder.close_link();
    const InlineText text = builder.finish({});
    EXPECT_EQ(text.text, "See our page now please");
    ASSERT_EQ(text.links.size(), 1u);
    EXPECT_EQ(text.links[0].address, "https://a.example");
    EXPECT_EQ(text.links[0].span, (SourceSpan{4, 9}));
    ASSERT_EQ(text.runs.size(), 3u);
    EXPECT_EQ(text.text.substr(text.runs[1].begin, text.runs[1].end - text.runs[1].begin), "our page now");
    EXPECT_EQ(text.runs[1].link, 0u);
    EXPECT_EQ(text.runs[2].link, no_index);
}

TEST(InlineBuilder, keeps_open_states_over_a_finish) {
    InlineBuilder builder;
    builder.open_link({"x", true, {}});
    builder.open_language("es");
    builder.push_style(inline_code);
    builder.text("uno", {});
    const InlineText first = builder.finish({});
    EXPECT_TRUE(builder.empty());
    builder.text("dos", {});
    const InlineText second = builder.finish({});
    for (const InlineText& text : {first, second}) {
        ASSERT_EQ(text.runs.size(), 1u);
        ASSERT_EQ(text.links.size(), 1u);
        EXPECT_TRUE(text.links[0].to_brand);
        EXPECT_EQ(text.languages, std::vector<std::string>{"es"});
        EXPECT_EQ(text.runs[0].language, 0u);
        EXPECT_EQ(text.runs[0].styles, inline_code);
    }
}

TEST(InlineBuilder, nests_languages_and_shares_their_entries) {
    InlineBuilder builder;
    builder.open_language("es");
    builder.text("a", {});
    builder.open_language("");
    builder.text("b", {});
    builder.close_language();
    builder.text("c", {});
    builder.close_language();
    builder.text("d", {});
    const InlineText text = builder.finish({});
    ASSERT_EQ(text.runs.size(), 4u);
    EXPECT_EQ(text.languages.size(), 1u);
    EXPECT_EQ(text.runs[0].language, 0u);
    EXPECT_EQ(text.runs[1].language, no_index);
    EXPECT_EQ(text.runs[2].language, 0u);
    EXPECT_EQ(text.runs[3].language, no_index);
}

TEST(InlineBuilder, preserves_space_where_it_counts) {
    InlineBuilder builder(true);
    builder.text("  one\ttwo  x\r\nthree\r", {});
    builder.text("\nfour\n\n", {});
    EXPECT_FALSE(builder.empty());
    EXPECT_EQ(builder.finish({}).text, "  one    two  x\u2028three\u2028four");
    builder.text(" \n ", {});
    EXPECT_TRUE(builder.empty());
    EXPECT_TRUE(builder.finish({}).runs.empty());
}

}  // namespace
}  // namespace carepress::test
