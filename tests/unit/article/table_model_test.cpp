// Tables become grids in which each slot belongs to one cell, and no text is lost.
#include "article/table_model.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace article;
namespace {

/// "a2x1" is a cell with the text "a", two columns wide and one row high; "/" starts a new row.
Table table_of(const std::string& text) {
    Table table;
    table.rows.emplace_back();
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '/') {
            table.rows.emplace_back();
        } else if (text[at] != ' ') {
            TableCell cell;
            cell.text.text = text[at];
            if (at + 3 < text.size() && text[at + 2] == 'x') {
                cell.column_span = text[at + 1] - '0';
                cell.row_span = text[at + 3] - '0';
                at += 3;
            }
            table.rows.back().cells.push_back(std::move(cell));
        }
    }
    return table;
}

/// Which cell has each slot: "." for an empty cell that was added, "?" for a slot that is nobody's, "!" for one that is
/// two cells'.
std::string grid_of(const Table& table) {
    std::vector<std::string> rows(table.rows.size(), std::string(static_cast<std::size_t>(table.columns), '?'));
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        std::size_t column = 0;
        for (const TableCell& cell : table.rows[i].cells) {
            while (column < rows[i].size() && rows[i][column] != '?') ++column;
            const char name = cell.text.text.empty() ? '.' : cell.text.text[0];
            for (int x = 0; x < cell.column_span; ++x, ++column)
                for (int y = 0; y < cell.row_span; ++y) {
                    char& slot = rows.at(i + static_cast<std::size_t>(y)).at(column);
                    slot = slot == '?' ? name : '!';
                }
        }
    }
    std::string out;
    for (const std::string& row : rows) out += (out.empty() ? "" : "/") + row;
    return out;
}

struct Normalized {
    std::string grid;
    TableChanges changes;
};

Normalized normalized(const std::string& text, std::vector<int> groups = {}) {
    Table table = table_of(text);
    groups.resize(table.rows.size(), groups.empty() ? 0 : groups.back());
    Normalized out;
    out.changes = normalize_table(table, groups);
    out.grid = grid_of(table);
    return out;
}

TEST(TableModel, fills_rows_that_end_early) {
    EXPECT_EQ(normalized("ab/c").grid, "ab/c.");
    EXPECT_EQ(normalized("a/bc").grid, "a./bc");
    EXPECT_EQ(normalized("ab/cde/f").grid, "ab./cde/f..");
    EXPECT_EQ(normalized("ab/cde/f").changes.short_rows.count, 2u);
    EXPECT_EQ(normalized("ab/cd").changes.short_rows.count, 0u);
}

TEST(TableModel, lets_no_cell_overlap) {
    const Normalized overlap = normalized("ab1x2/c2x1");
    EXPECT_EQ(overlap.grid, "ab/cb");
    EXPECT_EQ(overlap.changes.overlapping.count, 1u);
    EXPECT_EQ(normalized("ab1x3c/d3x1e/f").grid, "abc/dbe/fb.");
}

TEST(TableModel, cuts_spans_at_the_last_column_and_row) {
    const Normalized wide = normalized("ab/c9x1");
    EXPECT_EQ(wide.grid, "ab/cc");
    EXPECT_EQ(wide.changes.beyond.count, 1u);
    const Normalized tall = normalized("a1x9b/c");
    EXPECT_EQ(tall.grid, "ab/ac");
    EXPECT_EQ(tall.changes.beyond.count, 1u);
    const Normalized to_the_end = normalized("a1x0b/c/d");
    EXPECT_EQ(to_the_end.grid, "ab/ac/ad");
    EXPECT_EQ(to_the_end.changes.beyond.count, 0u);
    EXPECT_EQ(normalized("a1x2b/cd", {0, 1}).grid, "ab/cd") << "a head's cell does not reach into the body";
}

TEST(TableModel, takes_out_rows_and_columns_that_nothing_begins_in) {
    EXPECT_EQ(normalized("a3x1b/c3x1d").grid, "ab/cd");
    EXPECT_EQ(normalized("ab//cd").grid, "ab/cd");
    EXPECT_EQ(normalized("a1x3b//c").grid, "ab/ac");
    EXPECT_EQ(normalized("a1x3b//c").changes.beyond.count, 0u);
}

TEST(TableModel, of_anything_is_a_grid_with_all_its_text) {
    std::uint32_t seed = 7;
    const auto random = [&](std::uint32_t most) { return (seed = seed * 1664525 + 1013904223) / 65536 % most; };
    for (int round = 0; round < 20'000; ++round) {
        std::string text, letters;
        std::vector<int> groups;
        const std::uint32_t rows = 1 + random(6);
        for (std::uint32_t row = 0; row < rows; ++row) {
            if (row > 0) text += '/';
            groups.push_back((groups.empty() ? 0 : groups.back()) + (random(5) == 0 ? 1 : 0));
            for (std::uint32_t cells = random(5); cells > 0; --cells) {
                letters += static_cast<char>('a' + letters.size() % 26);
                text += letters.back();
                if (random(2) == 0) text += std::to_string(1 + random(5)) + "x" + std::to_string(random(5));
            }
        }
        if (letters.empty()) continue;
        Table table = table_of(text);
        normalize_table(table, groups);
        const std::string grid = grid_of(table);
        ASSERT_EQ(grid.find_first_of("?!"), std::string::npos) << text << " became " << grid;
        std::string kept;
        for (const TableRow& row : table.rows)
            for (const TableCell& cell : row.cells) kept += cell.text.text;
        ASSERT_EQ(kept, letters) << text;
    }
}

}  // namespace
}  // namespace carepress::test
