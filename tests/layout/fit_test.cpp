#include "layout/fit.h"

#include "handout_builder.h"

namespace carepress::test {
using namespace layout;
namespace {

/// Paragraphs of one line each: 20 lines of 15 pt fill the first page, 26 the second, with 5 pt between paragraphs.
handout::Handout lines(int count, const style::FitRange& range, Length floor = {}) {
    HandoutBuilder builder;
    builder.stylesheet().fit = range;
    builder.stylesheet().floor = floor;
    for (int i = 0; i < count; ++i) builder.paragraph("A line that is short.");
    return builder.done();
}

struct Result {
    std::size_t pages = 0;
    Length size, step;  ///< of the first line, and down to the second one
    bool reaches_goal = false;
};

Result fitted(const handout::Handout& handout) {
    static text::Shaper shaper(fonts());
    const Source source{"test.md", ""};
    Diagnostics diagnostics(source);
    const PagedDocument document = fit(handout, shaper, diagnostics);
    EXPECT_TRUE(diagnostics.all().empty());
    const auto run = [&](std::size_t i) { return std::get<GlyphRun>(document.pages.front().items.at(i).content); };
    return {document.pages.size(), run(0).size, run(1).origin.y - run(0).origin.y, reaches_goal(handout, document)};
}

constexpr style::FitRange sheets{style::FitRange::Goal::fewer_sheets, 900, 900, 400};

TEST(Fit, ASettingThatReachesItsGoalIsLeftAlone) {
    EXPECT_EQ(fitted(lines(15, sheets)).step, 20_pt);
    const Result two = fitted(lines(30, sheets));  // one sheet of two sides
    EXPECT_EQ(two.pages, 2u);
    EXPECT_EQ(two.step, 20_pt);
    EXPECT_EQ(fitted(lines(40, {style::FitRange::Goal::none, 900, 900, 400})).pages, 3u);
}

TEST(Fit, SpaceYieldsFirstThenLeadingThenSize) {
    // 15 lines go on the first page and 20 on the second as the layout has it: 35 in all.
    const Result spaced = fitted(lines(36, sheets));
    EXPECT_EQ(spaced.pages, 2u);
    EXPECT_EQ(spaced.size, 10_pt);
    EXPECT_LT(spaced.step, 20_pt);
    EXPECT_GE(spaced.step, 17_pt);  // of 5 pt at least 2 are left
    const Result leaded = fitted(lines(42, sheets));
    EXPECT_EQ(leaded.pages, 2u);
    EXPECT_EQ(leaded.size, 10_pt);
    EXPECT_LT(leaded.step, 17_pt);
    const Result sized = fitted(lines(46, sheets));
    EXPECT_EQ(sized.pages, 2u);
    EXPECT_LT(sized.size, 10_pt);
    EXPECT_GE(sized.size, 9_pt);
}

TEST(Fit, TheGentlestStepThatReachesTheGoalIsTaken) {
    Length tightest = 20_pt;
    for (int count = 35; count <= 48; ++count) {
        const Result result = fitted(lines(count, sheets));
        if (result.pages > 2) continue;
        EXPECT_LE(result.step, tightest) << count;  // more lines, less between them
        tightest = result.step;
    }
    EXPECT_LT(tightest, 16_pt);
}

TEST(Fit, WhatCannotBeSavedKeepsTheLayoutsOwnSetting) {
    const Result result = fitted(lines(55, sheets));
    EXPECT_EQ(result.pages, 3u);
    EXPECT_EQ(result.size, 10_pt);
    EXPECT_EQ(result.step, 20_pt);
}

TEST(Fit, a_part_that_cannot_be_saved_is_as_it_was_when_another_one_is_fitted) {
    constexpr std::uint32_t hopeless = 55, savable = 36;
    handout::Handout handout = lines(hopeless + savable, sheets);
    ASSERT_EQ(handout.boxes.size(), hopeless + savable);
    handout::HandoutPart second = handout.parts.front();
    handout.parts.front().box_end = second.box_begin = hopeless;
    handout.parts.push_back(std::move(second));
    text::Shaper shaper(fonts());
    const Source source{"test.md", ""};
    Diagnostics diagnostics(source);
    const PagedDocument document = fit(handout, shaper, diagnostics);
    ASSERT_EQ(document.parts.size(), 2u);
    EXPECT_EQ(document.parts[0].count, 3u);
    EXPECT_EQ(document.parts[1].count, 2u);
    const auto step = [&](std::size_t page) {
        const auto run = [&](std::size_t i) { return std::get<GlyphRun>(document.pages[page].items.at(i).content); };
        return run(1).origin.y - run(0).origin.y;
    };
    EXPECT_EQ(step(0), 20_pt);
    EXPECT_LT(step(document.parts[1].first), 20_pt);
}

TEST(Fit, OnPaperPrintedOnOneSideEachPageIsASheet) {
    HandoutBuilder builder;
    builder.stylesheet().fit = sheets;
    builder.stylesheet().print.duplex = style::PrintSettings::Duplex::simplex;
    for (int i = 0; i < 16; ++i) builder.paragraph("A line that is short.");
    EXPECT_EQ(fitted(builder.done()).pages, 1u);
}

TEST(Fit, OnePageIsTriedToTheLast) {
    constexpr style::FitRange one{style::FitRange::Goal::one_page, 900, 900, 400};
    EXPECT_EQ(fitted(lines(19, one)).pages, 1u);
    EXPECT_TRUE(fitted(lines(19, one)).reaches_goal);
    const handout::Handout too_long = lines(45, one);
    const Result result = fitted(too_long);
    EXPECT_GT(result.pages, 1u);
    EXPECT_FALSE(result.reaches_goal);
}

/// Readers refuse a range that leads below the floor; the fitter does not rely on it.
TEST(Fit, NeverGoesBelowTheFloor) {
    for (const Length floor : {9.5_pt, 10_pt, 12_pt}) {
        const Result result = fitted(lines(46, sheets, floor));
        EXPECT_GE(result.size, std::min(floor, 10_pt));
    }
}

}  // namespace
}  // namespace carepress::test
