#include "visit/rendered_table.h"

#include <algorithm>
#include <cstddef>

namespace carepress::visit {
namespace {

constexpr int most_columns = 100;
constexpr std::size_t longest_repeated = 400;  // bytes of a cell that is said again in each row that it spans

/// A cell at its place in the grid; one that spans several columns is in the first of them.
struct Placed {
    int column = 0;
    RenderedCell cell;
};
using PlacedRow = std::vector<Placed>;

/// Puts the cells of each row into columns, those that reach down from rows above first (HTML, 4.9.12 "table model").
std::vector<PlacedRow> place(const std::vector<RenderedRow>& rows) {
    std::vector<PlacedRow> placed;
    PlacedRow reaching;  // cells that go on in the next row
    for (const RenderedRow& row : rows) {
        PlacedRow here;
        const auto taken = [&](int column) {
            return std::any_of(here.begin(), here.end(), [&](const Placed& each) {
                return each.column <= column && column < each.column + each.cell.columns;
            });
        };
        for (Placed& each : reaching) {
            --each.cell.rows;
            here.push_back(each);
        }
        int column = 0;
        for (RenderedCell cell : row.cells) {
            while (taken(column) && column < most_columns) ++column;
            if (column >= most_columns) break;
            cell.columns = std::clamp(cell.columns, 1, most_columns - column);
            const int width = cell.columns;
            here.push_back({column, std::move(cell)});
            column += width;
        }
        std::stable_sort(here.begin(), here.end(),
                         [](const Placed& a, const Placed& b) { return a.column < b.column; });
        reaching.clear();
        for (const Placed& each : here)
            if (each.cell.rows > 1) reaching.push_back(each);
        for (Placed& each : reaching)
            if (each.cell.text.size() > longest_repeated) each.cell.text.clear();
        placed.push_back(std::move(here));
    }
    return placed;
}

bool all_heads(const RenderedRow& row) {
    return !row.cells.empty() &&
           std::all_of(row.cells.begin(), row.cells.end(), [](const RenderedCell& cell) { return cell.head; });
}

void append_with(std::string& out, const std::string& part, const char* between) {
    if (part.empty()) return;
    if (!out.empty()) out += between;
    out += part;
}

/// The words at the head of each column; of several rows of heads, all of them.
std::vector<std::string> heads_of(const std::vector<PlacedRow>& rows, std::size_t count) {
    std::vector<std::string> heads;
    for (std::size_t i = 0; i < count; ++i)
        for (const Placed& each : rows[i])
            for (int column = each.column; column < each.column + each.cell.columns; ++column) {
                if (heads.size() <= static_cast<std::size_t>(column))
                    heads.resize(static_cast<std::size_t>(column) + 1);
                std::string& head = heads[static_cast<std::size_t>(column)];
                if (!head.ends_with(each.cell.text)) append_with(head, each.cell.text, " ");
            }
    return heads;
}

std::string head_over(const std::vector<std::string>& heads, const Placed& cell) {
    std::string words;
    for (int column = cell.column; column < cell.column + cell.cell.columns; ++column)
        if (static_cast<std::size_t>(column) < heads.size())
            append_with(words, heads[static_cast<std::size_t>(column)], ", ");
    return words;
}

std::string line_of(const PlacedRow& row, const std::vector<std::string>& heads) {
    std::string line;
    bool names_row = false;  // a <th> in front of the row, with no head above it
    for (const Placed& each : row) {
        if (each.cell.text.empty()) continue;
        const std::string head = head_over(heads, each);
        std::string part = head;
        if (!part.empty()) part += part.ends_with(':') ? " " : ": ";
        part += each.cell.text;
        append_with(line, part, names_row ? (line.ends_with(':') ? " " : ": ") : "; ");
        names_row = each.cell.head && each.column == 0 && head.empty();
    }
    return line;
}

}  // namespace

std::vector<std::string> lines_of_table(const std::vector<RenderedRow>& rows) {
    std::size_t heads_end = 0;
    while (heads_end < rows.size() && (rows[heads_end].in_head || (heads_end == 0 && all_heads(rows[0])))) ++heads_end;
    const std::vector<PlacedRow> placed = place(rows);
    std::vector<std::string> heads = heads_of(placed, heads_end);
    if (heads_end == rows.size()) {  // nothing but heads: they are the words of the table
        heads_end = 0;
        heads.clear();
    }
    std::vector<std::string> lines;
    for (std::size_t i = heads_end; i < placed.size(); ++i)
        if (std::string line = line_of(placed[i], heads); !line.empty()) lines.push_back(std::move(line));
    return lines;
}

}  // namespace carepress::visit
