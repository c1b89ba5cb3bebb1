#include "layout/handout_builder.h"

namespace carepress::test {
using namespace layout;
namespace {

std::vector<Rectangle> pictures_on(const Page& page) {
    std::vector<Rectangle> boxes;
    for (const PageItem& item : page.items)
        if (const auto* picture = std::get_if<PlacedPicture>(&item.content)) boxes.push_back(picture->box);
    return boxes;
}

HandoutBuilder beside_builder(text::Direction direction = text::Direction::left_to_right) {
    HandoutBuilder builder(plain_stylesheet(), direction);
    builder.block(style::BlockRole::figure).placement = style::Placement::beside;
    builder.block(style::BlockRole::figure).icon_gap = 10_pt;
    return builder;
}

HandoutBuilder& figure(HandoutBuilder& builder, Length width, Length height, const std::string& caption = "") {
    builder.open(handout::GroupBox{}, style::BlockRole::figure).picture(width, height);
    if (!caption.empty()) builder.text(style::BlockRole::caption, caption, handout::TagRole::caption);
    return builder.close();
}

TEST(Figure, NarrowOneStandsBesideTheTextThatFollows) {
    HandoutBuilder builder = beside_builder();
    builder.paragraph("Before.");
    figure(builder, 100_pt, 90_pt, "Its caption here");
    builder.paragraph(words(60, 1)).paragraph(words(60, 2)).paragraph(words(60, 3));
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const Rectangle picture = pictures_on(document.pages[0]).at(0);
    EXPECT_EQ(picture, (Rectangle{400_pt, 220_pt, 100_pt, 90_pt}));
    bool full_width = false;
    for (const GlyphRun* run : runs(document.pages[0])) {
        const auto [left, right] = visible_edges(document, *run);
        const bool caption = left >= picture.x;
        if (!caption && run->origin.y > picture.y && run->origin.y < picture.bottom()) {
            EXPECT_LE(right, 390_pt);
        }
        if (caption) {
            EXPECT_GT(run->origin.y, picture.bottom());
        }
        full_width = full_width || right > 450_pt;
    }
    EXPECT_TRUE(full_width) << "text below the figure takes the whole column";
    expect_golden("figure_beside", document);
}

TEST(Figure, BesideIsMirroredInRightToLeftHandouts) {
    HandoutBuilder builder = beside_builder(text::Direction::right_to_left);
    figure(builder, 100_pt, 60_pt);
    builder.paragraph(words(40));
    const PagedDocument document = builder.lay_out();
    EXPECT_EQ(pictures_on(document.pages[0]).at(0).x, 112_pt);  // the left edge of the mirrored frame
}

TEST(Figure, ShortTextBesideItLeavesItWhole) {
    HandoutBuilder builder = beside_builder();
    figure(builder, 100_pt, 90_pt);
    builder.paragraph("Short.").heading("A heading").paragraph("After.");
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const Rectangle picture = pictures_on(document.pages[0]).at(0);
    for (const GlyphRun* run : runs(document.pages[0])) {
        if (text_of(document, *run) == "A heading") {
            EXPECT_GT(run->origin.y, picture.bottom());
        }
    }
}

TEST(Figure, WideOnesAndThoseWithoutTextStandBetween) {
    for (const Length width : {170_pt, 30_pt}) {
        HandoutBuilder builder = beside_builder();
        figure(builder, width, 60_pt);
        builder.paragraph("Next.");
        const PagedDocument document = builder.lay_out();
        const Rectangle picture = pictures_on(document.pages[0]).at(0);
        EXPECT_EQ(picture.x, 100_pt);
        EXPECT_GT(runs(document.pages[0])[0]->origin.y, picture.bottom());
    }
    HandoutBuilder builder = beside_builder();
    figure(builder, 100_pt, 60_pt);
    builder.heading("Next.");
    EXPECT_EQ(pictures_on(builder.lay_out().pages[0]).at(0).x, 100_pt);
}

TEST(Figure, NoPageEndsBesideIt) {
    for (int filler = 8; filler < 20; ++filler) {
        HandoutBuilder builder = beside_builder();
        for (int i = 0; i < filler; ++i) builder.paragraph("Filler.");
        figure(builder, 100_pt, 100_pt, "Caption");
        builder.paragraph(words(80, 1)).paragraph(words(80, 2));
        const PagedDocument document = builder.lay_out();
        expect_sound(builder.handout, document);
        std::size_t pictures = 0;
        for (const Page& page : document.pages) pictures += pictures_on(page).size();
        EXPECT_EQ(pictures, 1u);
    }
}

TEST(Figure, CoarsePixelsAreAWarning) {
    HandoutBuilder builder;
    builder.picture(144_pt, 72_pt, 149);
    builder.picture(144_pt, 72_pt, 150);
    builder.lay_out();
    ASSERT_EQ(builder.messages.size(), 1u);
    EXPECT_EQ(builder.messages[0].severity, Severity::warning);
    EXPECT_EQ(builder.messages[0].message, "the picture prints at 149 dots per inch, coarsely");
    EXPECT_EQ(builder.messages[0].hint, "use one at least 300 pixels wide, or an SVG drawing");

    // What counts is the size on paper: the same pixels, set smaller, are fine.
    HandoutBuilder smaller;
    smaller.block(style::BlockRole::figure).picture_limit = {72_pt, 0_pt};
    smaller.picture(144_pt, 72_pt, 149);
    smaller.lay_out();
    EXPECT_TRUE(smaller.messages.empty());
}

}  // namespace
}  // namespace carepress::test
