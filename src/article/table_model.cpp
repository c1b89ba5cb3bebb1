#include "article/table_model.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::article {
namespace {

/// The first column of each cell, by row.
using Anchors = std::vector<std::vector<std::size_t>>;

std::size_t width_of(const TableCell& cell) { return static_cast<std::size_t>(cell.column_span); }
std::size_t height_of(const TableCell& cell) { return static_cast<std::size_t>(cell.row_span); }

/// Takes out the rows without cells: what spans over them spans a row less.
void drop_empty_rows(Table& table, std::vector<int>& groups) {
    const auto is_empty = [](const TableRow& row) { return row.cells.empty(); };
    if (std::none_of(table.rows.begin(), table.rows.end(), is_empty)) return;
    std::vector<std::size_t> empty_before(table.rows.size() + 1, 0);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        empty_before[i + 1] = empty_before[i] + (is_empty(table.rows[i]) ? 1 : 0);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (is_empty(table.rows[i])) continue;
        for (TableCell& cell : table.rows[i].cells) {
            const std::size_t end = std::min(i + height_of(cell), table.rows.size());
            cell.row_span -= static_cast<int>(empty_before[end] - empty_before[std::min(i, end)]);
        }
        if (kept != i) table.rows[kept] = std::move(table.rows[i]);
        groups[kept++] = groups[i];
    }
    table.rows.resize(kept);
    groups.resize(kept);
}

/// Puts each cell into the first free column and cuts the spans that reach over a cell from above or over the end of
/// their group. A row span of 0 goes to the end of the group.
Anchors place_cells(Table& table, const std::vector<int>& groups, TableChanges& changes) {
    Anchors anchors(table.rows.size());
    std::vector<std::size_t> taken_until;  // of each column: the first row that is free again
    std::size_t group_end = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (i == group_end)
            while (group_end < groups.size() && groups[group_end] == groups[i]) ++group_end;
        std::size_t column = 0;
        for (TableCell& cell : table.rows[i].cells) {
            const std::size_t rows_left = group_end - i;
            if (height_of(cell) > rows_left) changes.beyond.add(cell.text.span);
            if (cell.row_span == 0 || height_of(cell) > rows_left) cell.row_span = static_cast<int>(rows_left);
            const auto is_taken = [&](std::size_t at) { return at < taken_until.size() && taken_until[at] > i; };
            while (is_taken(column)) ++column;
            anchors[i].push_back(column);
            std::size_t end = column + 1;
            while (end < column + width_of(cell) && !is_taken(end)) ++end;
            if (end < column + width_of(cell)) changes.overlapping.add(cell.text.span);
            cell.column_span = static_cast<int>(end - column);
            taken_until.resize(std::max(taken_until.size(), end), 0);
            for (; column < end; ++column) taken_until[column] = i + height_of(cell);
        }
    }
    return anchors;
}

/// Takes out the columns in which no cell begins.
void drop_empty_columns(Table& table, Anchors& anchors, TableChanges& changes) {
    std::vector<std::uint8_t> begins;
    for (const auto& row : anchors)
        for (const std::size_t column : row) {
            begins.resize(std::max(begins.size(), column + 1), 0);
            begins[column] = 1;
        }
    std::vector<std::size_t> place(begins.size() + 1, 0);  // of each column, without those that are taken out
    for (std::size_t i = 0; i < begins.size(); ++i) place[i + 1] = place[i] + begins[i];
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        for (std::size_t at = 0; at < anchors[i].size(); ++at) {
            TableCell& cell = table.rows[i].cells[at];
            const std::size_t begin = anchors[i][at], end = begin + width_of(cell);
            if (end > begins.size()) changes.beyond.add(cell.text.span);
            cell.column_span = static_cast<int>(place[std::min(end, begins.size())] - place[begin]);
            anchors[i][at] = place[begin];
        }
    table.columns = static_cast<int>(place.back());
}

/// Gives each row empty cells to the last column.
void fill_rows(Table& table, TableChanges& changes) {
    const auto columns = static_cast<std::size_t>(table.columns);
    std::vector<std::size_t> covered(table.rows.size(), 0);  // slots of each row
    std::vector<std::ptrdiff_t> change(table.rows.size() + 1, 0);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        for (const TableCell& cell : table.rows[i].cells) {
            change[i] += cell.column_span;
            change[i + height_of(cell)] -= cell.column_span;
        }
    std::ptrdiff_t now = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        now += change[i];
        covered[i] = static_cast<std::size_t>(now);
        if (covered[i] >= columns) continue;
        std::vector<TableCell>& cells = table.rows[i].cells;
        changes.short_rows.add(cells.back().text.span);
        cells.resize(cells.size() + columns - covered[i]);
    }
}

}  // namespace

void TableChanges::Change::add(SourceSpan span) {
    if (count++ == 0) first = span;
}

TableChanges normalize_table(Table& table, std::vector<int> groups) {
    TableChanges changes;
    drop_empty_rows(table, groups);
    Anchors anchors = place_cells(table, groups, changes);
    drop_empty_columns(table, anchors, changes);
    fill_rows(table, changes);
    // A head alone has nothing to repeat over, and PDF/UA-1, 7.2, asks for a body below one.
    if (std::all_of(table.rows.begin(), table.rows.end(), [](const TableRow& row) { return row.in_head; }))
        for (TableRow& row : table.rows) row.in_head = false;
    return changes;
}

}  // namespace carepress::article
