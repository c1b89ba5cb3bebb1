#include "layout/handout_builder.h"

#include <cstdint>

namespace carepress::test {
using namespace layout;
namespace {

TEST(Table, CellsStandSideBySideInReadingOrder) {
    HandoutBuilder builder;
    builder.open_table(2).row({"Dose", "When"}, true).row({words(40, 2), words(50, 3)}).row({"one", "two"}).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const Page& page = document.pages[0];
    text::NodeId last = 0;
    for (const PageItem& item : page.items) {
        EXPECT_GE(item.node, last);
        last = item.node;
    }
    const auto placed = runs(page);
    EXPECT_EQ(placed[0]->origin.y, placed[1]->origin.y);
    EXPECT_LT(placed[0]->origin.x, placed[1]->origin.x);
    expect_golden("table", document);
}

TEST(Table, HeadStandsOnEveryPageAndIsTaggedOnce) {
    HandoutBuilder builder;
    builder.open_table(2).row({"HeadA", "HeadB"}, true);
    for (int i = 0; i < 40; ++i) builder.row({"row " + std::to_string(i), "text"});
    builder.close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    ASSERT_EQ(document.pages.size(), 3u);
    EXPECT_EQ(page_of(document, "HeadA"), 1);
    for (std::size_t i = 1; i < document.pages.size(); ++i) {
        const Page& page = document.pages[i];
        ASSERT_EQ(page.furniture.size(), 2u);
        const auto& head = std::get<GlyphRun>(page.furniture[0].content);
        EXPECT_EQ(page.furniture[0].node, text::artifact);
        EXPECT_EQ(text_of(document, head), "HeadA");
        EXPECT_LT(head.origin.y, runs(page).front()->origin.y);
        EXPECT_GE(head.origin.y, 100_pt);
        EXPECT_EQ(page.rules.front().color, (Color{230, 230, 230}));
    }
    expect_golden("table_head", document);
}

TEST(Table, HeadNeverStandsAlone) {
    for (int filler = 8; filler < 16; ++filler) {
        HandoutBuilder builder;
        for (int i = 0; i < filler; ++i) builder.paragraph("Filler.");
        builder.open_table(2).row({"Head", "B"}, true).row({"First row", "x"}).row({"y", "z"}).close();
        const PagedDocument document = builder.lay_out();
        EXPECT_EQ(page_of(document, "Head"), page_of(document, "First row")) << filler;
    }
}

TEST(Table, NoRowStandsAloneBelowItsHeadOrOnTheNextPage) {
    for (int filler = 4; filler < 17; ++filler) {
        HandoutBuilder builder;
        for (int i = 0; i < filler; ++i) builder.paragraph("Filler.");
        builder.open_table(2).row({"Head", "B"}, true);
        for (const char* row : {"first", "second", "third", "fourth"}) builder.row({row, "x"});
        const PagedDocument document = builder.close().lay_out();
        EXPECT_EQ(page_of(document, "first"), page_of(document, "second")) << filler;
        EXPECT_EQ(page_of(document, "third"), page_of(document, "fourth")) << filler;
    }
}

TEST(Table, WideColumnsGetMoreRoom) {
    HandoutBuilder builder;
    builder.open_table(2).row({"a", words(60)}).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_LT(runs(document.pages[0])[1]->origin.x, 130_pt);
    EXPECT_TRUE(builder.messages.empty());
}

TEST(Table, WordsThatDoNotFitAreCut) {
    HandoutBuilder builder;
    std::vector<std::string> cells(5, std::string(40, 'w'));
    cells[0] = "ok";
    builder.open_table(5).row(cells).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    ASSERT_FALSE(builder.messages.empty());
    EXPECT_EQ(builder.messages[0].severity, Severity::warning);
    EXPECT_EQ(text_of(document, *runs(document.pages[0])[0]), "ok");
}

TEST(Table, SpansJoinColumnsAndRows) {
    HandoutBuilder builder;
    builder.open_table(3);
    builder.open(handout::RowBox{}, style::BlockRole::table).cell("wide " + words(12), false, 2).cell("C").close();
    builder.open(handout::RowBox{}, style::BlockRole::table)
        .cell("tall " + words(30), false, 1, 2)
        .cell("e")
        .cell("f")
        .close();
    builder.open(handout::RowBox{}, style::BlockRole::table).cell("h").cell("i").close();
    builder.close().paragraph("After.");
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const auto placed = runs(document.pages[0]);
    const auto find = [&](const std::string& words_in) {
        for (const GlyphRun* run : placed)
            if (text_of(document, *run) == words_in) return run->origin;
        return Point{};
    };
    EXPECT_EQ(find("e").x, find("h").x);
    EXPECT_EQ(find("C").x, find("f").x);
    EXPECT_EQ(find("C").x, find("i").x);
    Length lowest;
    for (const GlyphRun* run : placed)
        if (text_of(document, *run) != "After.") lowest = std::max(lowest, run->origin.y);
    EXPECT_GT(find("After.").y, lowest + 12_pt);
    expect_golden("table_spans", document);
}

/// The baselines of a paragraph of words that all begin with `letter`, from top to bottom; a page is 10,000 pt.
std::vector<Length> baselines(const PagedDocument& document, char letter) {
    std::vector<Length> found;
    for (std::size_t page = 0; page < document.pages.size(); ++page)
        for (const GlyphRun* run : runs(document.pages[page])) {
            const std::string text = text_of(document, *run);
            const Length y = points(10'000) * static_cast<int>(page) + run->origin.y;
            if (text[0] == letter && (found.empty() || found.back() != y)) found.push_back(y);
        }
    std::sort(found.begin(), found.end());
    return found;
}

std::string many(const std::string& word, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += word + " ";
    text.pop_back();
    return text;
}

TEST(Table, TextOverSeveralRowsFlowsWithoutAGap) {
    for (const int length : {20, 40, 60, 100, 200}) {
        HandoutBuilder builder;
        builder.open_table(2);
        for (int row = 0; row < 4; ++row) {
            builder.open(handout::RowBox{}, style::BlockRole::table);
            if (row == 0) builder.cell(many("span", length), false, 1, 4);
            builder.cell(many(std::string(1, static_cast<char>('a' + row)), row == 2 ? 200 : 60)).close();
        }
        const PagedDocument document = builder.close().lay_out();
        expect_sound(builder.handout, document);
        const std::vector<Length> lines = baselines(document, 's');
        for (std::size_t i = 1; i < lines.size(); ++i)
            if (lines[i] - lines[i - 1] < 1000_pt) {  // on one page
                EXPECT_EQ(lines[i] - lines[i - 1], 15_pt) << length << " line " << i;
            }
        // The rows share what is too much for them.
        Length last;
        for (const char row : {'a', 'b', 'c', 'd'}) {
            const Length top = baselines(document, row).front();
            EXPECT_GT(top, last);
            last = top;
        }
    }
}

TEST(Table, RaggedAndEmptyRowsPrint) {
    HandoutBuilder builder;
    builder.open_table(2).row({}).row({"", ""}).row({"a", "b", "c", "d"}).close();
    builder.open_table(0).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_EQ(body_text(document, 0), "a|b|c|d");
}

TEST(Table, RowTallerThanAPageIsTorn) {
    HandoutBuilder builder;
    builder.open_table(2).row({"Head", "B"}, true).row({words(400, 5), words(350, 6)}).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_GE(document.pages.size(), 2u);
}

TEST(Table, NoSpanLeavesTheTable) {
    const auto places = [](std::uint16_t span) {
        HandoutBuilder builder;
        builder.open_table(3);
        builder.open(handout::RowBox{}, style::BlockRole::table).cell("a").cell("b " + words(30), false, span).close();
        builder.row({"c", "d", "e " + words(20)}).close();
        const PagedDocument document = builder.lay_out();
        expect_sound(builder.handout, document);
        std::vector<std::pair<int, int>> origins;
        for (const GlyphRun* run : runs(document.pages[0]))
            origins.emplace_back(run->origin.x.millipoints, run->origin.y.millipoints);
        return origins;
    };
    EXPECT_EQ(places(500), places(2));
}

/// A table whose box and cells have tag nodes, as compose() makes them.
void tagged_table(HandoutBuilder& builder, const std::vector<std::vector<std::string>>& rows) {
    const text::NodeId table = builder.node(handout::TagRole::table);
    builder.open_table(static_cast<std::uint16_t>(rows.front().size()));
    builder.handout.boxes.back().node = table;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        builder.row(rows[i], i == 0);
    }
    builder.close();
    for (text::NodeId node = table + 1; node < builder.handout.tags.nodes.size(); ++node)
        builder.handout.tags.nodes[node].parent = table;
}

TEST(Table, TooWideIsSetAsAListAndSaid) {
    HandoutBuilder builder;
    builder.paragraph("Before.");
    const std::string word(18, 'w');
    tagged_table(builder, {{"A" + word, "B" + word, "C" + word, "D" + word}, {"first", "1", "2", "3"}});
    builder.paragraph("After.");
    const PagedDocument document = builder.lay_out();
    EXPECT_EQ(body_text(document, 0),
              "Before.|•|A" + word + ": first|–|B" + word + ": 1|–|C" + word + ": 2|–|D" + word + ": 3|After.");
    ASSERT_EQ(builder.messages.size(), 1u);
    EXPECT_EQ(builder.messages[0].severity, Severity::note);
    for (const PageItem& item : document.pages[0].items) ASSERT_LT(item.node, document.tags.nodes.size());
    for (const handout::TagNode& node : document.tags.nodes) EXPECT_NE(node.role, handout::TagRole::table_data);
    expect_golden("table_too_wide", document);
}

TEST(Table, ThatFitsStaysATable) {
    HandoutBuilder builder;
    tagged_table(builder, {{"Apple", "Pear"}, {words(40), words(30)}});
    const PagedDocument document = builder.lay_out();
    EXPECT_TRUE(builder.messages.empty());
    EXPECT_EQ(runs(document.pages[0])[0]->origin.y, runs(document.pages[0])[1]->origin.y);
}

TEST(Table, ColumnsStandFromRightToLeftInRightToLeftHandouts) {
    HandoutBuilder builder(plain_stylesheet(), text::Direction::right_to_left);
    builder.open_table(2).row({"واحد", "اثنان"}, true).row({"ثلاثة", "أربعة"}).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const auto placed = runs(document.pages[0]);
    ASSERT_EQ(placed.size(), 4u);
    EXPECT_EQ(text_of(document, *placed[0]), "واحد");
    EXPECT_GT(placed[0]->origin.x, placed[1]->origin.x);
    EXPECT_GT(placed[2]->origin.x, placed[3]->origin.x);
}

TEST(Table, ColumnsShareTheirRoomSoThatItIsShort) {
    // By their widest texts alone the first column would get hardly more than its longest word, and many lines.
    HandoutBuilder builder;
    builder.open_table(2);
    builder.row({words(16, 8), words(8, 2)});
    for (int i = 0; i < 6; ++i) builder.row({words(16, 20u + static_cast<unsigned>(i)), words(6, 3)});
    builder.row({"x", words(150, 4)}).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    // Lines of the first row's first cell: three, not six.
    std::size_t lines = 0;
    for (const GlyphRun* run : runs(document.pages[0])) {
        if (text_of(document, *run).substr(0, 4) == words(8, 2).substr(0, 4)) break;
        ++lines;
    }
    EXPECT_LE(lines, 4u);
}

TEST(Table, InAListHasAirBelow) {
    HandoutBuilder builder;
    builder.block(style::BlockRole::table).space_after = 12_pt;
    builder.open_list(0, true);
    for (int i = 0; i < 2; ++i) {
        builder.open_item().text(style::BlockRole::list_item, "Item.");
        builder.open(handout::GroupBox{}, style::BlockRole::table).open_table(1).row({"cell"}).close().close().close();
    }
    builder.close();
    const PagedDocument document = builder.lay_out();
    std::vector<Length> items, cells;
    for (const GlyphRun* run : runs(document.pages[0])) {
        if (text_of(document, *run) == "Item.") items.push_back(run->origin.y);
        if (text_of(document, *run) == "cell") cells.push_back(run->origin.y);
    }
    ASSERT_EQ(items.size(), 2u);
    EXPECT_GE(items[1] - cells[0], 15_pt + 12_pt);
}

TEST(Table, HugeSpansAreHarmless) {
    HandoutBuilder builder;
    builder.open_table(2);
    builder.open(handout::RowBox{}, style::BlockRole::table).cell("a", false, 2000, 60000).cell("b").close();
    builder.row({"c"}).close();
    const PagedDocument document = builder.lay_out();
    EXPECT_GE(page_of(document, "a"), 1);
}

}  // namespace
}  // namespace carepress::test
