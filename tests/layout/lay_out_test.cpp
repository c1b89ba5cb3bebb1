#include "layout/handout_builder.h"

#include <cstdint>
#include <set>

namespace carepress::test {
using namespace layout;
namespace {

Length baseline_of(const PagedDocument& document, std::size_t page, const std::string& words) {
    for (const GlyphRun* run : runs(document.pages[page]))
        if (text_of(document, *run).find(words) != std::string::npos) return run->origin.y;
    ADD_FAILURE() << words << " is not on page " << page + 1;
    return {};
}

const GlyphRun* run_of(const PagedDocument& document, const std::string& words) {
    for (const Page& page : document.pages)
        for (const auto* items : {&page.items, &page.furniture})
            for (const PageItem& item : *items)
                if (const auto* run = std::get_if<GlyphRun>(&item.content))
                    if (text_of(document, *run).find(words) != std::string::npos) return run;
    return nullptr;
}

std::vector<Rectangle> pictures_of(const Page& page) {
    std::vector<Rectangle> boxes;
    for (const PageItem& item : page.items)
        if (const auto* picture = std::get_if<PlacedPicture>(&item.content)) boxes.push_back(picture->box);
    return boxes;
}

TEST(LayOut, EmptyHandoutIsOnePage) {
    HandoutBuilder builder;
    const PagedDocument document = builder.lay_out();
    EXPECT_EQ(document.pages.size(), 1u);
    EXPECT_TRUE(builder.messages.empty());
}

TEST(LayOut, ParagraphsStandOnTheirLeading) {
    HandoutBuilder builder;
    builder.paragraph(words(60)).paragraph("Second.");
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const auto placed = runs(document.pages[0]);
    ASSERT_GT(placed.size(), 3u);
    for (std::size_t i = 1; i + 1 < placed.size(); ++i) EXPECT_EQ(placed[i]->origin.y - placed[i - 1]->origin.y, 15_pt);
    EXPECT_EQ(placed.back()->origin.y - placed[placed.size() - 2]->origin.y, 20_pt);
    EXPECT_GT(placed.front()->origin.y, 200_pt);
    EXPECT_LT(placed.front()->origin.y, 215_pt);
}

TEST(LayOut, MeetingSpacesCollapse) {
    HandoutBuilder builder;
    builder.paragraph("One.").heading("Two");  // 5 after, 20 before: 20
    const PagedDocument document = builder.lay_out();
    const Length body_descent = 15_pt - (baseline_of(document, 0, "One") - 200_pt);
    const Length heading_baseline = baseline_of(document, 0, "Two");
    HandoutBuilder alone;
    alone.heading("Two");
    const Length heading_ascent = baseline_of(alone.lay_out(), 0, "Two") - 200_pt;
    EXPECT_EQ(heading_baseline - baseline_of(document, 0, "One"), body_descent + 20_pt + heading_ascent);
}

TEST(LayOut, ForcedBreaksStayInTheText) {
    HandoutBuilder builder;
    builder.paragraph("One\nTwo\n\nThree");
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_EQ(runs(document.pages[0]).size(), 3u);
    EXPECT_EQ(document.text, u"One\u2028Two\u2028\u2028Three");
}

TEST(LayOut, MissingCharacterIsAnError) {
    HandoutBuilder builder;
    builder.paragraph("Take \xF3\xB0\x80\x80 daily");  // U+F0000, private use
    builder.lay_out();
    ASSERT_EQ(builder.messages.size(), 1u);
    EXPECT_EQ(builder.messages[0].severity, Severity::error);
    EXPECT_NE(builder.messages[0].message.find("U+F0000"), std::string::npos);
}

TEST(LayOut, WordWiderThanTheLineIsCutWithAWarning) {
    HandoutBuilder builder;
    builder.paragraph(std::string(300, 'x'));
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    ASSERT_EQ(builder.messages.size(), 1u);
    EXPECT_EQ(builder.messages[0].severity, Severity::warning);
    EXPECT_EQ(builder.messages[0].message, "a word is wider than the line and was cut");
}

TEST(LayOut, HeadingKeepsWithWhatFollows) {
    for (int filler = 10; filler < 30; ++filler) {
        HandoutBuilder builder;
        for (int i = 0; i < filler; ++i) builder.paragraph("Filler.");
        builder.heading("The heading").paragraph("It follows. " + words(60));
        for (int i = 0; i < 5; ++i) builder.paragraph("After.");
        const PagedDocument document = builder.lay_out();
        expect_sound(builder.handout, document);
        EXPECT_EQ(page_of(document, "The heading"), page_of(document, "It follows")) << filler;
    }
}

TEST(LayOut, NoWidowsNoOrphans) {
    for (int filler = 5; filler < 16; ++filler) {
        HandoutBuilder builder;
        for (int i = 0; i < filler; ++i) builder.paragraph("Filler.");
        builder.paragraph(words(100, 3));
        for (int i = 0; i < 6; ++i) builder.paragraph("After.");
        const PagedDocument document = builder.lay_out();
        const text::NodeId node = static_cast<text::NodeId>(filler + 1);
        for (const Page& page : document.pages) {
            const auto count = std::count_if(page.items.begin(), page.items.end(),
                                             [&](const PageItem& item) { return item.node == node; });
            EXPECT_NE(count, 1) << filler;
        }
    }
}

TEST(LayOut, MarkersHangBeforeTheirItems) {
    HandoutBuilder builder;
    builder.open_list()
        .item("First item " + words(40))
        .item("Second", "10.")
        .open_item()
        .text(style::BlockRole::list_item, "Third");
    builder.open_list(1, true).item("Nested", "–").close().close().close().paragraph("After.");
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const GlyphRun* first = run_of(document, "First item");
    const GlyphRun* marker = runs(document.pages[0]).front();
    EXPECT_EQ(text_of(document, *marker), "•");
    EXPECT_EQ(marker->origin.y, first->origin.y);
    // The indent of 18 pt grows for "10." and its gap.
    EXPECT_EQ(first->origin.x, run_of(document, "Second")->origin.x);
    EXPECT_GT(first->origin.x, 118_pt);
    const auto [left, right] = visible_edges(document, *run_of(document, "10."));
    EXPECT_NEAR((first->origin.x - right).millipoints, 6000, 30);
    EXPECT_GE(left, 100_pt);
    EXPECT_EQ(run_of(document, "Nested")->origin.x - first->origin.x, 16_pt);
    expect_golden("list", document);
}

TEST(LayOut, CompactListsHaveNoSpaceBetweenItems) {
    for (const bool compact : {true, false}) {
        HandoutBuilder builder;
        builder.open_list(0, compact).item("One").item("Two").close();
        const PagedDocument document = builder.lay_out();
        EXPECT_EQ(baseline_of(document, 0, "Two") - baseline_of(document, 0, "One"), compact ? 15_pt : 19_pt);
    }
}

/// Help boxes of one handout are spaced alike, whatever their items; lists of the flow each for itself.
TEST(LayOut, HelpBoxesHaveOneSpacing) {
    for (const bool has_long : {false, true}) {
        HandoutBuilder builder;
        builder.open_list(0, true).item("Three").item("Four").close();
        builder.open(handout::GroupBox{}, style::BlockRole::callout_call_now);
        builder.open_list(0, true).item("One").item("Two").close().close();
        builder.open(handout::GroupBox{}, style::BlockRole::callout_watch);
        builder.open_list(0, true).item("Five").item(has_long ? words(40) : "Six").close().close();
        const PagedDocument document = builder.lay_out();
        expect_sound(builder.handout, document);
        const Length pitch = has_long ? 19_pt : 15_pt;
        EXPECT_EQ(baseline_of(document, 0, "Two") - baseline_of(document, 0, "One"), pitch);
        EXPECT_EQ(baseline_of(document, 0, "Four") - baseline_of(document, 0, "Three"), 15_pt);
    }
}

TEST(LayOut, CalloutHasItsBox) {
    HandoutBuilder builder;
    builder.block(style::BlockRole::callout_emergency).fill = Color{250, 240, 240};
    builder.block(style::BlockRole::callout_emergency).icon = drawing(10_pt, 10_pt);
    builder.block(style::BlockRole::callout_emergency).icon_size = {10_pt, 10_pt};
    builder.block(style::BlockRole::callout_emergency).icon_gap = 6_pt;
    builder.paragraph("Before.").open(handout::GroupBox{}, style::BlockRole::callout_emergency);
    builder.text(style::BlockRole::callout_heading_emergency, "Call 911")
        .text(style::BlockRole::callout_text, "If you faint.");
    builder.close().paragraph("After.");
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const Page& page = document.pages[0];
    ASSERT_GE(page.rules.size(), 5u);
    EXPECT_EQ(page.rules[0].box, (Rectangle{100_pt, 225_pt, 400_pt, 54_pt}));  // ground: 2 lines, padding, borders
    EXPECT_EQ(run_of(document, "faint")->origin.x, 128_pt);                    // border 2, padding 10, icon 10, gap 6
    ASSERT_EQ(page.decorations.size(), 1u);
    EXPECT_EQ(std::get<PlacedPicture>(page.decorations[0].content).box.x, 112_pt);
    expect_golden("callout", document);
}

TEST(LayOut, CalloutMovesRatherThanSplits) {
    HandoutBuilder builder;
    for (int i = 0; i < 11; ++i) builder.paragraph("Filler.");  // 11 × 20 = 220 of 300
    builder.open(handout::GroupBox{}, style::BlockRole::callout_watch);
    for (int i = 0; i < 6; ++i) builder.text(style::BlockRole::callout_text, "Watch " + std::to_string(i));
    builder.close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_EQ(page_of(document, "Watch 0"), 2);
}

/// An emergency box with so many signs.
void add_emergency(HandoutBuilder& builder, int signs) {
    const auto add = [&](const char* words, style::BlockRole role) {
        builder.handout.texts.push_back(builder.styled(words, role, text::artifact));
        return static_cast<std::uint32_t>(builder.handout.texts.size() - 1);
    };
    handout::GroupBox box;
    box.continued = add("Emergency (continued)", style::BlockRole::callout_heading_emergency);
    box.goes_on = add("More on the next page", style::BlockRole::callout_text);
    builder.open(box, style::BlockRole::callout_emergency);
    builder.text(style::BlockRole::callout_heading_emergency, "Emergency");
    for (int i = 0; i < signs; ++i) builder.text(style::BlockRole::callout_text, "Sign " + std::to_string(i));
    builder.close();
}

/// All other costs yield: white on the page before, and half of the box on that page.
TEST(LayOut, EmergencyBoxIsNeverSplitWhileItFitsOnAPage) {
    for (int filler = 1; filler < 20; ++filler)  // the first page is lower: its box must begin there
        for (const int signs : {4, 12, 23}) {
            HandoutBuilder builder;
            for (int i = 0; i < filler; ++i) builder.paragraph("Filler " + std::to_string(i));
            add_emergency(builder, signs);
            builder.paragraph("After");
            const PagedDocument document = builder.lay_out();
            expect_sound(builder.handout, document);
            const std::string last = "Sign " + std::to_string(signs - 1);
            EXPECT_EQ(page_of(document, "Emergency"), page_of(document, last)) << filler << " " << signs;
            EXPECT_EQ(run_of(document, "continued"), nullptr);
        }
}

/// Both halves are framed; the second one begins with icon and head, the first one ends with a word. Neither is tagged.
TEST(LayOut, EmergencyBoxTallerThanAPageSaysThatItGoesOn) {
    HandoutBuilder builder;
    style::BlockStyle& style = builder.block(style::BlockRole::callout_emergency);
    style.icon = drawing(10_pt, 10_pt);
    style.icon_size = {10_pt, 10_pt};
    style.icon_gap = 6_pt;
    add_emergency(builder, 60);
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    ASSERT_GE(document.pages.size(), 3u);
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const Page& page = document.pages[i];
        EXPECT_EQ(std::count_if(page.rules.begin(), page.rules.end(),
                                [](const Rule& rule) { return rule.box.height == 2_pt; }),
                  2);
        EXPECT_EQ(page.decorations.size(), 1u);  // the icon
        std::string furniture;
        for (const PageItem& item : page.furniture)
            if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
                EXPECT_EQ(item.node, text::artifact);
                furniture += to_utf8(
                    std::u16string_view(document.text).substr(run->text_begin, run->text_end - run->text_begin));
            }
        EXPECT_EQ(furniture.find("Emergency (continued)") != std::string::npos, i > 0) << furniture;
        EXPECT_EQ(furniture.find("More on the next page") != std::string::npos, i + 1 < document.pages.size());
    }
    expect_golden("continued_callout", document);
}

TEST(LayOut, CalloutTallerThanAPageIsSplitOpen) {
    HandoutBuilder builder;
    builder.open(handout::GroupBox{}, style::BlockRole::callout_watch);
    for (int i = 0; i < 40; ++i) builder.text(style::BlockRole::callout_text, "Watch " + std::to_string(i));
    builder.close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    ASSERT_EQ(document.pages.size(), 2u);
    const auto side_rules = [](const Page& page) {
        return std::count_if(page.rules.begin(), page.rules.end(),
                             [](const Rule& rule) { return rule.box.width == 2_pt; });
    };
    const auto level_rules = [](const Page& page) {
        return std::count_if(page.rules.begin(), page.rules.end(),
                             [](const Rule& rule) { return rule.box.height == 2_pt; });
    };
    for (const Page& page : document.pages) {
        EXPECT_EQ(side_rules(page), 2);
        EXPECT_EQ(level_rules(page), 1);
    }
    expect_golden("split_callout", document);
}

TEST(LayOut, FigureTooTallIsScaledToThePage) {
    HandoutBuilder builder;
    builder.paragraph("Before.").open(handout::GroupBox{}, style::BlockRole::figure).picture(300_pt, 3000_pt);
    builder.text(style::BlockRole::caption, "Its caption", handout::TagRole::caption).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const int page = page_of(document, "Its caption");
    ASSERT_GT(page, 0);
    const auto boxes = pictures_of(document.pages[static_cast<std::size_t>(page - 1)]);
    ASSERT_EQ(boxes.size(), 1u);
    EXPECT_LE(boxes[0].height, 400_pt);
    EXPECT_NEAR(boxes[0].width.millipoints * 10, boxes[0].height.millipoints, 20);
}

TEST(LayOut, TallFigureStaysWithTheTitleAndHeadingsAboveIt) {
    HandoutBuilder builder;
    builder.text(style::BlockRole::title, "The title", handout::TagRole::heading_1).heading("First heading");
    builder.open(handout::GroupBox{}, style::BlockRole::figure).picture(300_pt, 3000_pt);
    builder.text(style::BlockRole::caption, "Its caption", handout::TagRole::caption).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_EQ(page_of(document, "The title"), 1);
    EXPECT_EQ(page_of(document, "First heading"), 1);
    EXPECT_EQ(pictures_of(document.pages[0]).size(), 1u);
    EXPECT_EQ(page_of(document, "Its caption"), 1);

    // On a later page the same: the heading goes along.
    HandoutBuilder later;
    for (int i = 0; i < 12; ++i) later.paragraph("Before.");
    later.heading("The heading").open(handout::GroupBox{}, style::BlockRole::figure).picture(300_pt, 3000_pt).close();
    const PagedDocument second = later.lay_out();
    expect_sound(later.handout, second);
    const int page = page_of(second, "The heading");
    ASSERT_GT(page, 0);
    EXPECT_EQ(pictures_of(second.pages[static_cast<std::size_t>(page - 1)]).size(), 1u);
}

TEST(LayOut, FigureIsNeverEnlarged) {
    HandoutBuilder builder;
    builder.picture(30_pt, 20_pt);
    const PagedDocument document = builder.lay_out();
    EXPECT_EQ(pictures_of(document.pages[0]).front(), (Rectangle{100_pt, 200_pt, 30_pt, 20_pt}));
}

TEST(LayOut, SidePictureNarrowsItsGroup) {
    HandoutBuilder builder;
    builder.handout.pictures.push_back(drawing(33_pt, 33_pt));
    builder.open(handout::GroupBox{}, style::BlockRole::learn_more)
        .text(style::BlockRole::learn_more_text, words(40))
        .close();
    builder.handout.boxes[0].content = handout::GroupBox{0, builder.node(handout::TagRole::figure)};
    builder.paragraph("After.");
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const Rectangle qr = pictures_of(document.pages[0]).front();
    EXPECT_EQ(qr, (Rectangle{428_pt, 212_pt, 60_pt, 60_pt}));
    for (const GlyphRun* run : runs(document.pages[0]))
        if (run->origin.y < qr.bottom()) {
            EXPECT_LE(visible_edges(document, *run).second, 416_pt + Length{100});
        }
    EXPECT_GT(baseline_of(document, 0, "After."), qr.bottom() + 12_pt);
    EXPECT_TRUE(
        std::holds_alternative<PlacedPicture>(document.pages[0].items[document.pages[0].items.size() - 2].content));
}

TEST(LayOut, LinksAndUnderlines) {
    HandoutBuilder builder;
    builder.paragraph("Go to example.org now.");
    text::StyledText& text = builder.handout.texts.back();
    const text::NodeId link = builder.node(handout::TagRole::link);
    builder.handout.links.push_back({"https://example.org", "example.org", link});
    text.styles.push_back(text.styles[0]);
    text.styles[1].underline = true;
    const text::StyledRun whole = text.runs[0];
    text.runs = {whole, whole, whole};
    text.runs[0].end = text.runs[1].begin = 6;
    text.runs[1].end = text.runs[2].begin = 17;
    text.runs[1].style = 1;
    text.runs[1].link = 0;
    text.runs[1].node = link;
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_EQ(body_text(document, 0),
              "Go to |example.org|"
              " now.");
    const Page& page = document.pages[0];
    ASSERT_EQ(page.links.size(), 1u);
    EXPECT_EQ(page.links[0].box.x, run_of(document, "example")->origin.x);
    ASSERT_EQ(page.rules.size(), 2u);  // the underline, then the footer's hairline
    EXPECT_EQ(page.rules[0].box.height, Length{500});
    EXPECT_EQ(page.rules[0].box.width, page.links[0].box.width);
}

TEST(LayOut, EqualNeighboursAreOneRun) {
    HandoutBuilder builder;
    builder.paragraph("Two runs alike");
    text::StyledText& text = builder.handout.texts.back();
    text.runs.push_back(text.runs[0]);
    text.runs[0].end = text.runs[1].begin = 4;
    text.runs[1].span = {5, 9};
    const PagedDocument document = builder.lay_out();
    EXPECT_EQ(runs(document.pages[0]).size(), 1u);
}

TEST(LayOut, BookmarksSkipNoLevel) {
    HandoutBuilder builder;
    builder.heading("One", 1).heading("Three", 4).heading("Two", 2);
    const PagedDocument document = builder.lay_out();
    ASSERT_EQ(document.bookmarks.size(), 3u);
    EXPECT_EQ(document.bookmarks[0].level, 1);
    EXPECT_EQ(document.bookmarks[1].level, 2);
    EXPECT_EQ(document.bookmarks[2].level, 2);
    EXPECT_EQ(document.bookmarks[0].y, 200_pt);
}

TEST(LayOut, DividerDrawsItsRule) {
    HandoutBuilder builder;
    builder.block(style::BlockRole::divider).border.top = 1_pt;
    builder.paragraph("One.").open(handout::DividerBox{}, style::BlockRole::divider).close().paragraph("Two.");
    const PagedDocument document = builder.lay_out();
    ASSERT_EQ(document.pages[0].rules.size(), 2u);
    EXPECT_EQ(document.pages[0].rules[0].box, (Rectangle{100_pt, 220_pt, 400_pt, 1_pt}));
}

TEST(LayOut, DeepNestingStaysInsideTheFrame) {
    HandoutBuilder builder;
    for (std::uint8_t depth = 0; depth < 60; ++depth) builder.open_list(depth).open_item();
    builder.text(style::BlockRole::list_item, words(10));
    for (int depth = 0; depth < 60; ++depth) builder.close().close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
}

TEST(LayOut, TooManyPagesIsAnError) {
    HandoutBuilder builder;
    for (int i = 0; i < 2100; ++i) builder.picture(390_pt, 395_pt);
    builder.lay_out();
    ASSERT_EQ(builder.messages.size(), 1u);
    EXPECT_EQ(builder.messages[0].severity, Severity::error);
}

TEST(LayOut, RightToLeftIsTheMirrorImage) {
    const auto build = [](text::Direction direction) {
        HandoutBuilder builder(plain_stylesheet(), direction);
        builder.block(style::BlockRole::callout_watch).border = {0_pt, 0_pt, 0_pt, 4_pt};
        builder.handout.pictures.push_back(drawing(33_pt, 33_pt));
        builder.open(handout::GroupBox{}, style::BlockRole::callout_watch)
            .text(style::BlockRole::callout_text, "123")
            .close();
        builder.open_list().item("456").close();
        builder.open_table(2).row({"7", "8888888888888888888"}, true).row({"9", "0"}).close();
        return std::pair(builder.lay_out(), std::move(builder.handout));
    };
    const auto [left, left_handout] = build(text::Direction::left_to_right);
    const auto [right, right_handout] = build(text::Direction::right_to_left);
    expect_sound(right_handout, right);
    const Page &a = left.pages[0], &b = right.pages[0];
    ASSERT_EQ(a.rules.size(), b.rules.size());
    for (std::size_t i = 0; i < a.rules.size(); ++i) {
        EXPECT_EQ(b.rules[i].box.right(), 612_pt - a.rules[i].box.x);  // the page is 612 pt wide
        EXPECT_EQ(b.rules[i].box.y, a.rules[i].box.y);
    }
    for (const char* digits : {"123", "456", "7", "8888", "9", "0"}) {
        const auto [left_a, right_a] = visible_edges(left, *run_of(left, digits));
        const auto [left_b, right_b] = visible_edges(right, *run_of(right, digits));
        EXPECT_NEAR((612_pt - left_a).millipoints, right_b.millipoints, 20) << digits;
        EXPECT_NEAR((612_pt - right_a).millipoints, left_b.millipoints, 20) << digits;
    }
}

TEST(LayOut, ArabicIsReadInLogicalOrder) {
    HandoutBuilder builder(plain_stylesheet(), text::Direction::right_to_left);
    builder.paragraph(
        "اتصل بطبيبك على الرقم 555-0134 إذا ساءت الأعراض أو استمرت الحمى أكثر من يومين متتاليين بعد تناول الدواء");
    const PagedDocument document = builder.lay_out();
    EXPECT_TRUE(builder.messages.empty());
    expect_sound(builder.handout, document);
    EXPECT_EQ(document.text, builder.handout.texts[0].text);
    expect_golden("arabic", document);
}

TEST(LayOut, ScriptsHaveTheirLeading) {
    HandoutBuilder builder(plain_stylesheet(), text::Direction::right_to_left);
    builder.stylesheet().leading_thousandths = {{"Arab", 1200}};
    builder.paragraph("اتصل\nبطبيبك").paragraph("One\ntwo");
    const PagedDocument document = builder.lay_out();
    const auto placed = runs(document.pages[0]);
    ASSERT_EQ(placed.size(), 4u);
    EXPECT_EQ(placed[1]->origin.y - placed[0]->origin.y, 18_pt);
    EXPECT_EQ(placed[3]->origin.y - placed[2]->origin.y, 15_pt);
}

TEST(LayOut, SameInputSameDocument) {
    const auto build = [] {
        HandoutBuilder builder;
        builder.heading("Title", 1).paragraph(words(200)).open_list().item(words(30, 2)).item(words(9, 4)).close();
        return dump(builder.lay_out(), fonts());
    };
    EXPECT_EQ(build(), build());
}

/// Boxes at random, up to three deep.
void add_random_blocks(HandoutBuilder& builder, std::mt19937& random, int count, int depth) {
    for (int i = 0; i < count; ++i) {
        const auto some_words = [&](unsigned most) { return words(static_cast<int>(1 + random() % most), random()); };
        switch (random() % (depth < 3 ? 8 : 3)) {
            case 0:
                builder.heading(some_words(12));
                break;
            case 1:
            case 2:
                builder.paragraph(some_words(120));
                break;
            case 3:
                builder.open_list(static_cast<std::uint8_t>(depth), random() % 2 == 0);
                for (unsigned items = 1 + random() % 6; items > 0; --items) {
                    builder.open_item().text(style::BlockRole::list_item, some_words(40));
                    if (random() % 4 == 0) add_random_blocks(builder, random, 1, depth + 1);
                    builder.close();
                }
                builder.close();
                break;
            case 4:
            case 5:
                builder.open(handout::GroupBox{},
                             random() % 2 == 0 ? style::BlockRole::callout_emergency : style::BlockRole::callout_watch);
                builder.text(style::BlockRole::callout_heading_emergency, some_words(6));
                add_random_blocks(builder, random, static_cast<int>(1 + random() % 3), depth + 1);
                builder.close();
                break;
            case 6:
                builder.open(handout::GroupBox{}, style::BlockRole::figure)
                    .picture(points(static_cast<int>(1 + random() % (random() % 2 == 0 ? 900 : 150))),
                             points(static_cast<int>(1 + random() % 900)))
                    .text(style::BlockRole::caption, some_words(20), handout::TagRole::caption)
                    .close();
                break;
            default:
                builder.open_table(3).row({some_words(3), some_words(3), some_words(2)}, true);
                for (unsigned rows = random() % 12; rows > 0; --rows)
                    builder.row({some_words(8), some_words(40), some_words(3)});
                builder.close();
        }
    }
}

TEST(LayOut, RandomHandoutsAreSound) {
    for (unsigned seed = 1; seed <= 150; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        HandoutBuilder builder(plain_stylesheet(),
                               seed % 3 == 0 ? text::Direction::right_to_left : text::Direction::left_to_right);
        if (seed % 2 == 0) builder.block(style::BlockRole::figure).placement = style::Placement::beside;
        add_random_blocks(builder, random, static_cast<int>(2 + random() % 12), 0);
        const PagedDocument document = builder.lay_out();
        expect_sound(builder.handout, document);
        // Tag order is item order; only a torn table row goes back to the next cell's node on its own page.
        for (const Page& page : document.pages) {
            text::NodeId last = 0;
            for (const PageItem& item : page.items) {
                EXPECT_GE(item.node, last);
                last = item.node;
            }
        }
        if (HasFailure()) break;
    }
}

}  // namespace
}  // namespace carepress::test
