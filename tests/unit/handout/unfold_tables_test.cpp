#include "handout/unfold_tables.h"

#include "article/read.h"
#include "base/utf.h"
#include "handout/compose.h"
#include "style/read.h"
#include "support/contents.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>

namespace carepress::test {
using namespace handout;
namespace {

/// A handout of the project's own layout and brand, with all of its tables unfolded.
class Unfolded {
public:
    explicit Unfolded(const std::string& bytes, article::ArticleFormat format = article::ArticleFormat::markdown)
        : Unfolded(
              bytes, [](article::TableCell&) {}, format) {}
    /// `change`: what is done to each cell below the head first.
    Unfolded(const std::string& bytes, void (*change)(article::TableCell&),
             article::ArticleFormat format = article::ArticleFormat::markdown)
        : source_{"test.md", bytes} {
        Diagnostics diagnostics(source_);
        article::Article article = article::read_article(source_, format, diagnostics);
        for (article::Block& block : article.blocks)
            if (auto* table = std::get_if<article::Table>(&block.content))
                for (article::TableRow& row : table->rows)
                    for (article::TableCell& cell : row.cells)
                        if (!row.in_head) change(cell);
        const style::BrandResult brand = style::read_brand(CAREPRESS_SOURCE_FOLDER "/brands/default");
        const style::StylesheetResult stylesheet =
            style::read_stylesheet(CAREPRESS_SOURCE_FOLDER "/layouts/letter.yaml", *brand.brand);
        const words::PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
        tables = compose(test::contents_of({article}), {brand.brand, stylesheet.stylesheet, phrases}, diagnostics);
        std::vector<std::uint32_t> all;
        for (std::uint32_t i = 0; i < tables.boxes.size(); ++i)
            if (tables.boxes[i].is<TableBox>() && can_unfold(tables, i)) all.push_back(i);
        lists = unfold_tables(tables, all);
    }

    /// A line for each list item, stepped in by its depth.
    std::vector<std::string> items() const {
        std::vector<std::string> lines;
        std::vector<std::uint32_t> open;  // ends of the lists around a box
        for (std::uint32_t i = 0; i < lists.boxes.size(); ++i) {
            const Box& box = lists.boxes[i];
            while (!open.empty() && i >= open.back()) open.pop_back();
            if (const auto* list = box.as<ListBox>()) {
                EXPECT_EQ(list->depth, open.size());
                open.push_back(box.end);
            }
            if (box.is<TextBox>() && box.role == style::BlockRole::list_item)
                lines.push_back(std::string((open.size() - 1) * 2, ' ') +
                                to_utf8(lists.texts[box.as<TextBox>()->text].text));
        }
        return lines;
    }

    /// What holds of every handout.
    void expect_sound() const {
        const auto& nodes = lists.tags.nodes;
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            text::NodeId before =
                static_cast<text::NodeId>(i - 1);  // a depth-first walk: the parent is the last one or above it
            while (before != no_index && before != nodes[i].parent) before = nodes[before].parent;
            EXPECT_EQ(before, nodes[i].parent) << "node " << i;
        }
        for (std::size_t i = 0; i < lists.boxes.size(); ++i) {
            const Box& box = lists.boxes[i];
            ASSERT_GT(box.end, i);
            ASSERT_LE(box.end, lists.boxes.size());
            for (std::size_t k = i; k < box.end; ++k) EXPECT_LE(lists.boxes[k].end, box.end);
            EXPECT_FALSE(box.is<CellBox>());
            if (const auto* text = box.as<TextBox>()) expect_text_sound(text->text);
            if (const auto* item = box.as<ItemBox>()) expect_text_sound(item->marker);
        }
        for (const HandoutLink& link : lists.links) EXPECT_EQ(nodes[link.node].role, TagRole::link);
        EXPECT_EQ(nodes[lists.parts.front().furniture.disclaimer_node].role, TagRole::paragraph);
    }

    Handout tables, lists;

private:
    void expect_text_sound(std::uint32_t index) const {
        if (index == no_index) return;
        const text::StyledText& text = lists.texts[index];
        std::uint32_t end = 0;
        for (const text::StyledRun& run : text.runs) {
            EXPECT_EQ(run.begin, end);
            end = run.end;
            ASSERT_LT(run.style, text.styles.size());
            ASSERT_LT(run.language, text.languages.size());
            ASSERT_LT(run.node, lists.tags.nodes.size());
            if (run.link != no_index) {
                EXPECT_EQ(lists.links[run.link].node, run.node);
            }
        }
        EXPECT_EQ(end, text.text.size());
    }

    Source source_;
};

TEST(UnfoldTables, rows_are_items_and_cells_are_labelled) {
    const Unfolded unfolded(
        "# T\n\nBefore.\n\n| Medicine | Dose | When? |\n|---|---|---|\n| Aspirin | 81 mg | daily |\n| Zinc | | now "
        "|\n\n"
        "After.\n");
    EXPECT_EQ(unfolded.items(), (std::vector<std::string>{"Medicine: Aspirin", "  Dose: 81 mg", "  When? daily",
                                                          "Medicine: Zinc", "  When? now"}));
    unfolded.expect_sound();
}

TEST(UnfoldTables, a_row_header_needs_no_label_and_languages_have_their_colon) {
    EXPECT_EQ(Unfolded("# T\n\n| | Dose |\n|---|---|\n| Aspirin | 81 mg |\n").items(),
              (std::vector<std::string>{"Aspirin", "  Dose: 81 mg"}));
    EXPECT_EQ(Unfolded("---\ntitle: T\nlanguage: zh-Hans\n---\n\n| 药 | 剂量 |\n|---|---|\n| 甲 | 乙 |\n").items(),
              (std::vector<std::string>{"药：甲", "  剂量：乙"}));
}

TEST(UnfoldTables, tags_are_lists_and_links_move_with_their_cells) {
    const Unfolded unfolded("# T\n\n| A | B |\n|---|---|\n| x | see [here](https://example.org/a) |\n\nAfter.\n");
    unfolded.expect_sound();
    ASSERT_EQ(unfolded.tables.links.size(), unfolded.lists.links.size());
    std::vector<TagRole> path;
    for (text::NodeId node = unfolded.lists.links[0].node; node != no_index;
         node = unfolded.lists.tags.nodes[node].parent)
        path.push_back(unfolded.lists.tags.nodes[node].role);
    ASSERT_GE(path.size(), 6u);
    EXPECT_EQ(path[0], TagRole::link);
    EXPECT_EQ(path[1], TagRole::list_body);
    EXPECT_EQ(path[2], TagRole::list_item);
    EXPECT_EQ(path[3], TagRole::list);
    EXPECT_EQ(path[4], TagRole::list_body);
    for (const TagNode& node : unfolded.lists.tags.nodes) {
        EXPECT_NE(node.role, TagRole::table);
        EXPECT_NE(node.role, TagRole::table_data);
        EXPECT_NE(node.role, TagRole::table_header);
    }
}

TEST(UnfoldTables, captions_spans_and_tables_in_lists) {
    const Unfolded unfolded(
        "<h1>T</h1><ul><li>In a list:<table><caption>Shots</caption>"
        "<tr><th rowspan=2>Age</th><th colspan=2>Dose</th></tr><tr><th>first</th><th>second</th></tr>"
        "<tr><td rowspan=2>child</td><td>1</td><td>2</td></tr><tr><td colspan=2>both</td></tr></table></li></ul>",
        article::ArticleFormat::html);
    unfolded.expect_sound();
    EXPECT_EQ(unfolded.items(),
              (std::vector<std::string>{"In a list:", "  Age: child", "    Dose, first: 1", "    Dose, second: 2",
                                        "  Age: child", "    Dose, first, second: both"}));
    std::size_t captions = 0;
    for (const TagNode& node : unfolded.lists.tags.nodes)
        if (node.role == TagRole::caption) {
            ++captions;
            EXPECT_EQ(unfolded.lists.tags.nodes[node.parent].role, TagRole::list);
        }
    EXPECT_EQ(captions, 1u);
}

TEST(UnfoldTables, columns_to_fill_in_by_hand_keep_their_headers) {
    EXPECT_EQ(Unfolded("# T\n\n| Day | Pain | Notes |\n|---|---|---|\n| 1 | | |\n| 2 | | |\n").items(),
              (std::vector<std::string>{"Day: 1", "  Pain: ", "  Notes: ", "Day: 2", "  Pain: ", "  Notes: "}));
}

/// "Noon: –", or nothing after the colon, could be taken for a dose that was forgotten.
TEST(UnfoldTables, cells_that_say_that_there_is_nothing_are_no_items) {
    const Unfolded unfolded(
        "# T\n\n| Medicine | Morning | Noon |\n|---|---|---|\n| A | 1 | \u2013 |\n| B | \u2013 | \u2013 |\n",
        [](article::TableCell& cell) { cell.says_none = cell.text.text == "\u2013"; });
    EXPECT_EQ(unfolded.items(), (std::vector<std::string>{"Medicine: A", "  Morning: 1", "Medicine: B"}));
    unfolded.expect_sound();
}

TEST(UnfoldTables, a_table_of_heads_alone_stays) {
    const Unfolded unfolded("# T\n\n| A | B |\n|---|---|\n");
    EXPECT_EQ(unfolded.lists.boxes.size(), unfolded.tables.boxes.size());
}

TEST(UnfoldTables, random_tables_lose_no_word) {
    std::mt19937 random(5);
    for (int round = 0; round < 200; ++round) {
        const unsigned columns = 1 + random() % 5, rows = 1 + random() % 5;
        std::string html = "<h1>T</h1><p>a</p><table>";
        std::vector<std::string> words;
        for (unsigned row = 0; row <= rows; ++row) {
            html += "<tr>";
            for (unsigned column = 0; column < columns; ++column) {
                const std::string tag = row == 0 && random() % 5 != 0 ? "th" : "td";
                html += "<" + tag;
                if (random() % 6 == 0) html += " colspan=" + std::to_string(random() % 4);
                if (random() % 6 == 0) html += " rowspan=" + std::to_string(random() % 4);
                html += ">";
                if (random() % 5 != 0) {
                    words.push_back("w" + std::to_string(row) + "x" + std::to_string(column) + "y");
                    html += random() % 4 == 0   ? "<a href='https://example.org'>" + words.back() + "</a>"
                            : random() % 4 == 0 ? "<b lang=es>" + words.back() + "</b>"
                                                : words.back();
                }
                html += "</" + tag + ">";
            }
            html += "</tr>";
        }
        const Unfolded unfolded(html + "</table><p>z</p>", article::ArticleFormat::html);
        unfolded.expect_sound();
        std::string all;
        for (const Box& box : unfolded.lists.boxes)
            if (const auto* text = box.as<TextBox>(); text != nullptr && text->text != no_index)
                all += to_utf8(unfolded.lists.texts[text->text].text) + "\n";
        if (all.find("w1x") == std::string::npos) continue;  // all rows became the head: the table stays
        for (const std::string& word : words) EXPECT_NE(all.find(word), std::string::npos) << word << " of " << html;
    }
}

}  // namespace
}  // namespace carepress::test
