#include "layout/table_layout.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace carepress::layout {

void TableLayout::gather_cells() {
    handout::TableGrid grid = handout::table_grid(handout_, table_);
    columns_ = grid.columns;
    rows_ = grid.rows();
    head_rows_ = std::move(grid.head_rows);
    cells_.reserve(grid.cells.size());
    for (const handout::TableGrid::Cell& cell : grid.cells) add_cell(cell);
}

void TableLayout::add_cell(const handout::TableGrid::Cell& place) {
    Cell cell;
    static_cast<handout::TableGrid::Cell&>(cell) = place;
    cell.text_begin = static_cast<std::uint32_t>(cell_texts_.size());
    add_text(cell, cell.box);
    for (std::uint32_t i = cell.box + 1; i < handout_.boxes[cell.box].end; ++i) add_text(cell, i);
    cell.text_end = static_cast<std::uint32_t>(cell_texts_.size());
    const style::BlockStyle& style = style_of(cell);
    for (Length Cell::*extent : {&Cell::narrowest, &Cell::whole, &Cell::widest}) {
        if (style.icon) cell.*extent = std::max(cell.*extent, style.icon_size.width);
        cell.*extent += style.padding.start + style.padding.end;
    }
    cells_.push_back(cell);
}

void TableLayout::add_text(Cell& cell, std::uint32_t index) {
    const auto* box = handout_.boxes[index].as<handout::TextBox>();
    if (box == nullptr || box->text >= handout_.texts.size()) return;
    const std::uint32_t paragraph = texts_.shape(handout_.texts[box->text]);
    const TextBreaker::Extent extent = texts_.extent(paragraph);
    cell.narrowest = std::max(cell.narrowest, extent.narrowest);
    cell.whole = std::max(cell.whole, extent.whole);
    cell.widest = std::max(cell.widest, extent.widest);
    cell_texts_.push_back({index, box->text, paragraph});
}

/// A cell over several columns widens them alike where they are too narrow for it together.
std::vector<Length> TableLayout::column_widths(Length Cell::*extent) const {
    std::vector<Length> widths(columns_);
    for (const Cell& cell : cells_)
        if (cell.column == cell.last_column) widths[cell.column] = std::max(widths[cell.column], cell.*extent);
    for (const Cell& cell : cells_) {
        if (cell.column == cell.last_column) continue;
        const auto begin = widths.begin() + cell.column, end = widths.begin() + cell.last_column + 1;
        const Length missing = cell.*extent - std::accumulate(begin, end, Length{});
        if (missing <= Length{}) continue;
        const auto count = static_cast<std::int32_t>(end - begin);
        std::for_each(begin, end, [&](Length& width) { width += missing / count; });
        *begin += missing - missing / count * count;
    }
    // A segment in millipoints may exceed what shaping summed by a rounding: nothing wraps for that.
    for (Length& width : widths) width += Length{20};
    return widths;
}

/// Columns as wide as their text where there is room, else between their widest words that belong together, or their
/// widest word, and their text, so that the table is short; where not even the words fit, the narrow columns keep their
/// width and the others share what is left: then false.
bool TableLayout::choose_widths() {
    const auto sum = [](const std::vector<Length>& widths) {
        return std::accumulate(widths.begin(), widths.end(), std::int64_t{0},
                               [](std::int64_t all, Length width) { return all + width.millipoints; });
    };
    const std::int64_t room = column_.width.millipoints;
    std::vector<Length> narrowest = column_widths(&Cell::whole), widest = column_widths(&Cell::widest);
    if (sum(narrowest) > room) {
        // As many columns as can be keep together what belongs together.
        const std::vector<Length> whole = std::exchange(narrowest, column_widths(&Cell::narrowest));
        std::vector<std::uint32_t> order(columns_);
        std::iota(order.begin(), order.end(), 0u);
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return whole[a] - narrowest[a] < whole[b] - narrowest[b];
        });
        std::int64_t left = room - sum(narrowest);
        for (const std::uint32_t i : order) {
            const Length more = std::max(Length{}, whole[i] - narrowest[i]);
            if (more.millipoints > left) break;
            left -= more.millipoints;
            narrowest[i] += more;
        }
    }
    for (std::uint32_t i = 0; i < columns_; ++i) widest[i] = std::max(widest[i], narrowest[i]);
    const std::int64_t least = sum(narrowest), most = sum(widest);
    std::vector<std::int64_t> widths(columns_);
    if (table_box().equal_columns) {
        widths.assign(columns_, room / std::max<std::int64_t>(columns_, 1));
    } else if (most <= room) {
        for (std::uint32_t i = 0; i < columns_; ++i) widths[i] = room * widest[i].millipoints / most;
    } else if (least <= room) {
        for (std::uint32_t i = 0; i < columns_; ++i)
            widths[i] = narrowest[i].millipoints + (room - least) * (widest[i].millipoints - narrowest[i].millipoints) /
                                                       std::max<std::int64_t>(most - least, 1);
        even_out(widths, narrowest);
    } else {
        std::vector<std::uint32_t> order(columns_);
        std::iota(order.begin(), order.end(), 0u);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return narrowest[a] < narrowest[b]; });
        std::int64_t left = room;
        for (std::uint32_t i = 0; i < columns_; ++i) {
            const std::int64_t share = left / static_cast<std::int64_t>(columns_ - i);
            widths[order[i]] = std::min<std::int64_t>(narrowest[order[i]].millipoints, share);
            left -= widths[order[i]];
        }
    }
    edges_.assign(1, Length{});
    for (const std::int64_t width : widths) edges_.push_back(edges_.back() + Length{static_cast<std::int32_t>(width)});
    return least <= room || table_box().equal_columns;
}

/// The lines of a cell in a column of `width`, filled one after the other.
std::int64_t TableLayout::lines_at(const Cell& cell, std::int64_t width) const {
    const style::BlockStyle& style = style_of(cell);
    const std::int64_t measure = width - style.padding.start.millipoints - style.padding.end.millipoints;
    std::int64_t lines = 0;
    for (std::uint32_t i = cell.text_begin; i < cell.text_end; ++i) {
        std::int64_t x = 0, hanging = 0, group = 0;
        bool fresh = true;
        for (const text::Segment& segment : texts_.paragraph(cell_texts_[i].paragraph).segments) {
            group += segment.width.millipoints;
            if (segment.harm > 0) {  // what belongs together goes to one line
                group += segment.space.millipoints;
                continue;
            }
            if (fresh || x + hanging + group > measure) {
                ++lines;
                x = group;
            } else {
                x += hanging + group;
            }
            group = 0;
            hanging = segment.space.millipoints;
            fresh = segment.mandatory_break;
        }
    }
    return lines;
}

/// How good columns of these widths are, less is better: the rows' heights in lines count first, then all lines.
std::int64_t TableLayout::height_at(const std::vector<std::int64_t>& widths) const {
    std::vector<std::int64_t> heights(rows_, 0);
    std::int64_t all = 0;
    for (const Cell& cell : cells_) {
        const auto begin = widths.begin() + cell.column, end = widths.begin() + cell.last_column + 1;
        const std::int64_t lines = lines_at(cell, std::accumulate(begin, end, std::int64_t{0}));
        all += lines;
        if (cell.row == cell.last_row) heights[cell.row] = std::max(heights[cell.row], lines);
    }
    return std::accumulate(heights.begin(), heights.end(), std::int64_t{0}) * 10'000 + all;
}

/// Moves room from column to column as long as the table becomes shorter: first in large steps, then in small ones.
void TableLayout::even_out(std::vector<std::int64_t>& widths, const std::vector<Length>& narrowest) const {
    constexpr std::size_t most_work = 20'000;  // larger tables keep the widths that they have
    if (std::size_t{columns_} * columns_ * cells_.size() > most_work) return;
    std::int64_t height = height_at(widths);
    for (std::int64_t step = column_.width.millipoints / 16; step > 1'000; step /= 2) {
        for (int moves = 0; moves < 32; ++moves) {
            std::vector<std::int64_t> best;
            for (std::uint32_t from = 0; from < columns_; ++from) {
                if (widths[from] - step < narrowest[from].millipoints) continue;
                for (std::uint32_t to = 0; to < columns_; ++to) {
                    if (to == from) continue;
                    std::vector<std::int64_t> tried = widths;
                    tried[from] -= step;
                    tried[to] += step;
                    const std::int64_t tried_height = height_at(tried);
                    if (tried_height >= height) continue;
                    height = tried_height;
                    best = std::move(tried);
                }
            }
            if (best.empty()) break;
            widths = std::move(best);
        }
    }
}

Column TableLayout::cell_column(const Cell& cell) const {
    return {column_.start + edges_[cell.column], edges_[cell.last_column + 1] - edges_[cell.column]};
}

}  // namespace carepress::layout
