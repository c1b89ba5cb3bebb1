#include "handout/table_grid.h"
#include "handout/unfold_tables.h"
#include "layout/set_blocks.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace carepress {
namespace {

/// A cell with its texts shaped. Its lines stand in TableSetter::lines once the columns are known.
struct Cell : TableGrid::Cell {
    std::uint32_t text_begin = 0, text_end = 0;  ///< into TableSetter::cell_texts
    std::uint32_t line_begin = 0, line_end = 0;  ///< into TableSetter::lines
    std::uint32_t next_line = 0;
    Length narrowest, widest;  ///< with its padding
};

struct CellText {
    std::uint32_t box = 0, text = 0, paragraph = 0;
};

struct CellLine {
    Part part;
    LineMetrics metrics;
};

/// A ground that is open until its last row ends.
struct Ground {
    std::uint32_t region = 0, last_row = 0;
};

class TableSetter {
public:
    TableSetter(const Handout& handout, const Stylesheet& sheet, std::uint32_t index, Column column, TextSetter& texts,
                FlowBuilder& flow)
        : handout_(handout), sheet_(sheet), table_(index), column_(column), texts_(texts), flow_(flow) {}

    void run() {
        gather_cells();
        if (cells_.empty()) return;
        if (!choose_widths() && can_unfold(handout_, table_)) {
            flow_.flow().wide_tables.push_back(table_);
            return;
        }
        for (Cell& cell : cells_) break_cell(cell);
        set_rows();
    }

private:
    const BlockStyle& style_of(const Cell& cell) const { return sheet_.block(handout_.boxes[cell.box].role); }

    void gather_cells();
    void add_cell(const TableGrid::Cell& place);
    void add_text(Cell& cell, std::uint32_t box);
    bool choose_widths();
    void even_out(std::vector<std::int64_t>& widths, const std::vector<Length>& narrowest) const;
    std::int64_t height_at(const std::vector<std::int64_t>& widths) const;
    std::int64_t lines_at(const Cell& cell, std::int64_t width) const;
    void spread_spans(std::vector<Length>& narrowest, std::vector<Length>& widest) const;
    void break_cell(Cell& cell);
    void set_rows();
    void set_row(std::uint32_t row);
    void open_grounds(std::uint32_t row);
    void close_grounds(std::uint32_t row);
    void add_row_slab();
    void add_row_rules(std::uint32_t row);
    void close_head(std::uint32_t first_slab);
    void repeat_head(std::uint32_t first_body_slab);
    std::uint32_t slabs_needed(std::uint32_t row) const;
    Column cell_column(const Cell& cell) const;

    const Handout& handout_;
    const Stylesheet& sheet_;
    std::uint32_t table_;
    Column column_;
    TextSetter& texts_;
    FlowBuilder& flow_;
    std::vector<Cell> cells_;  ///< by row
    std::vector<CellText> cell_texts_;
    std::vector<CellLine> lines_;
    std::vector<Length> edges_;        ///< where columns begin, and the last one's end, from the table's start
    std::vector<bool> head_rows_;      ///< by row
    std::vector<std::size_t> active_;  ///< cells that reach the row being set
    std::uint32_t rows_ = 0, columns_ = 0;
    std::size_t next_cell_ = 0;
    Length outer_lead_;            ///< pending when the table began: of the boxes around it
    std::vector<Ground> grounds_;  ///< open ones
    std::optional<TableHead> head_;
};

void TableSetter::gather_cells() {
    TableGrid grid = table_grid(handout_, table_);
    columns_ = grid.columns;
    rows_ = grid.rows();
    head_rows_ = std::move(grid.head_rows);
    cells_.reserve(grid.cells.size());
    for (const TableGrid::Cell& cell : grid.cells) add_cell(cell);
}

void TableSetter::add_cell(const TableGrid::Cell& place) {
    Cell cell;
    static_cast<TableGrid::Cell&>(cell) = place;
    cell.text_begin = static_cast<std::uint32_t>(cell_texts_.size());
    add_text(cell, cell.box);
    for (std::uint32_t i = cell.box + 1; i < handout_.boxes[cell.box].end; ++i) add_text(cell, i);
    cell.text_end = static_cast<std::uint32_t>(cell_texts_.size());
    const BlockStyle& style = style_of(cell);
    cell.narrowest += style.padding.start + style.padding.end;
    cell.widest += style.padding.start + style.padding.end;
    cells_.push_back(cell);
}

void TableSetter::add_text(Cell& cell, std::uint32_t index) {
    const Box& box = handout_.boxes[index];
    if ((box.kind != BoxKind::text && box.kind != BoxKind::cell) || box.content >= handout_.texts.size()) return;
    const std::uint32_t paragraph = texts_.shape(handout_.texts[box.content]);
    const TextSetter::Extent extent = texts_.extent(paragraph);
    cell.narrowest = std::max(cell.narrowest, extent.narrowest);
    cell.widest = std::max(cell.widest, extent.widest);
    cell_texts_.push_back({index, box.content, paragraph});
}

/// A cell over several columns widens them alike where they are too narrow for it together.
void TableSetter::spread_spans(std::vector<Length>& narrowest, std::vector<Length>& widest) const {
    const auto widen = [](std::vector<Length>& widths, const Cell& cell, Length wanted) {
        const auto begin = widths.begin() + cell.column, end = widths.begin() + cell.last_column + 1;
        const Length missing = wanted - std::accumulate(begin, end, Length{});
        if (missing <= Length{}) return;
        const auto count = static_cast<std::int32_t>(end - begin);
        std::for_each(begin, end, [&](Length& width) { width += missing / count; });
        *begin += missing - missing / count * count;
    };
    for (const Cell& cell : cells_) {
        if (cell.column == cell.last_column) continue;
        widen(narrowest, cell, cell.narrowest);
        widen(widest, cell, cell.widest);
    }
}

/// Columns as wide as their text where there is room, else between their widest word and their text, so that the table
/// is short; where not even the words fit, the narrow columns keep their width and the others share what is left: then
/// false.
bool TableSetter::choose_widths() {
    std::vector<Length> narrowest(columns_), widest(columns_);
    for (const Cell& cell : cells_) {
        if (cell.column != cell.last_column) continue;
        narrowest[cell.column] = std::max(narrowest[cell.column], cell.narrowest);
        widest[cell.column] = std::max(widest[cell.column], cell.widest);
    }
    spread_spans(narrowest, widest);

    std::int64_t least = 0, most = 0;
    for (std::uint32_t i = 0; i < columns_; ++i) {
        // A segment in millipoints may exceed what shaping summed by a rounding: nothing wraps for that.
        narrowest[i] += Length{20};
        widest[i] = std::max(widest[i] + Length{20}, narrowest[i]);
        least += narrowest[i].millipoints;
        most += widest[i].millipoints;
    }
    const std::int64_t room = column_.width.millipoints;
    std::vector<std::int64_t> widths(columns_);
    if (handout_.boxes[table_].equal_columns) {
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
    return least <= room || handout_.boxes[table_].equal_columns;
}

/// The lines of a cell in a column of `width`, filled one after the other.
std::int64_t TableSetter::lines_at(const Cell& cell, std::int64_t width) const {
    const BlockStyle& style = style_of(cell);
    const std::int64_t measure = width - style.padding.start.millipoints - style.padding.end.millipoints;
    std::int64_t lines = 0;
    for (std::uint32_t i = cell.text_begin; i < cell.text_end; ++i) {
        std::int64_t x = 0, hanging = 0;
        bool fresh = true;
        for (const Segment& segment : texts_.paragraph(cell_texts_[i].paragraph).segments) {
            const std::int64_t wanted = hanging + segment.width.millipoints;
            if (fresh || x + wanted > measure) {
                ++lines;
                x = segment.width.millipoints;
            } else {
                x += wanted;
            }
            hanging = segment.space.millipoints;
            fresh = segment.mandatory_break;
        }
    }
    return lines;
}

/// How good columns of these widths are, less is better: the rows' heights in lines count first, then all lines.
std::int64_t TableSetter::height_at(const std::vector<std::int64_t>& widths) const {
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
void TableSetter::even_out(std::vector<std::int64_t>& widths, const std::vector<Length>& narrowest) const {
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

Column TableSetter::cell_column(const Cell& cell) const {
    return {column_.start + edges_[cell.column], edges_[cell.last_column + 1] - edges_[cell.column]};
}

void TableSetter::break_cell(Cell& cell) {
    const BlockStyle& style = style_of(cell);
    const Column outer = cell_column(cell);
    Column inner{outer.start + style.padding.start, outer.width - style.padding.start - style.padding.end};
    if (inner.width < outer.width / 2) inner = outer;  // a sliver of a column: letters before padding
    inner.width = std::max(inner.width, Length{1});
    cell.line_begin = static_cast<std::uint32_t>(lines_.size());
    for (std::uint32_t i = cell.text_begin; i < cell.text_end; ++i) {
        const CellText& cell_text = cell_texts_[i];
        const StyledText& text = handout_.texts[cell_text.text];
        const LineMetrics metrics = texts_.metrics(handout_.boxes[cell_text.box].role, text);
        const Alignment asked = static_cast<Alignment>(handout_.boxes[cell.box].cell_alignment);
        const Alignment alignment =
            alignment_in(flow_.flow().direction, text, asked == Alignment::start ? style.alignment : asked);
        for (const LineCut& cut : texts_.break_into_lines(cell_text.paragraph, inner.width)) {
            Part part = line_part(cell_text.paragraph, cut, metrics, inner);
            part.order = 2 * cell_text.box;
            part.alignment = alignment;
            lines_.push_back({part, metrics});
        }
    }
    cell.line_end = static_cast<std::uint32_t>(lines_.size());
    cell.next_line = cell.line_begin;
}

/// The line-by-line slabs of a row: as many as its tallest cell has lines. A cell over several rows lets its lines run
/// on beside theirs; what is left of it lengthens its last row.
std::uint32_t TableSetter::slabs_needed(std::uint32_t row) const {
    std::uint32_t needed = 1;
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        if (cell.last_row == row) needed = std::max(needed, cell.line_end - cell.next_line);
    }
    return needed;
}

void TableSetter::set_rows() {
    const std::uint32_t first_slab = flow_.slab_count();
    outer_lead_ = flow_.pending_lead();
    std::uint32_t head_end_slab = first_slab;
    bool in_head = head_rows_[0];
    std::uint32_t body = 0;  // the first row below the head
    for (std::uint32_t row = 0; row < rows_; ++row) {
        if (in_head && !head_rows_[row]) {
            in_head = false;
            body = row;
            head_end_slab = flow_.slab_count();
            close_head(first_slab);
        }
        // No row stands alone below its head, or alone on the next page.
        if (row > body && (row == body + 1 || row + 1 == rows_))
            flow_.set_next_break(flow_.usual_break() + sheet_.costs.widow_orphan);
        set_row(row);
    }
    if (head_) repeat_head(head_end_slab);
}

void TableSetter::close_head(std::uint32_t first_slab) {
    flow_.keep_next(sheet_.costs.after_heading);
    flow_.keep_together(first_slab, sheet_.costs.after_heading);
    const Length height = flow_.height_since(first_slab, outer_lead_);
    // A head that would fill most of every page is not repeated: the rows have to go on.
    if (height > sheet_.frame(FrameRole::body).box.height / 3) return;
    head_ = TableHead{first_slab, flow_.slab_count(), height, flow_.open_top(), outer_lead_};
}

void TableSetter::repeat_head(std::uint32_t first_body_slab) {
    Flow& flow = flow_.flow();
    flow.heads.push_back(*head_);
    for (std::uint32_t i = first_body_slab; i < flow.slabs.size(); ++i) {
        flow.slabs[i].head = static_cast<std::uint32_t>(flow.heads.size() - 1);
        flow.slabs[i].top_extra += head_->height;
    }
}

void TableSetter::set_row(std::uint32_t row) {
    const bool in_span =
        std::any_of(active_.begin(), active_.end(), [&](std::size_t index) { return cells_[index].last_row >= row; });
    active_.erase(
        std::remove_if(active_.begin(), active_.end(), [&](std::size_t index) { return cells_[index].last_row < row; }),
        active_.end());
    for (; next_cell_ < cells_.size() && cells_[next_cell_].row == row; ++next_cell_) active_.push_back(next_cell_);
    std::sort(active_.begin(), active_.end(),
              [&](std::size_t a, std::size_t b) { return cells_[a].column < cells_[b].column; });

    FlowBuilder::RegionStyle padding;
    padding.below_head = true;
    for (const std::size_t index : active_) {
        const BlockStyle& style = style_of(cells_[index]);
        padding.padding_top = std::max(padding.padding_top, style.padding.top);
        padding.padding_bottom = std::max(padding.padding_bottom, style.padding.bottom);
    }
    open_grounds(row);
    const std::uint32_t region = flow_.open_region(column_, padding);
    const std::uint32_t count = slabs_needed(row);
    for (std::uint32_t i = 0; i < count; ++i) {
        // A row is torn only where a page can't hold it, and then no line of it stands alone.
        const bool alone = count > 2 && (i == 1 || i + 1 == count);
        if (i > 0 || in_span) flow_.set_next_break(sheet_.costs.widow_orphan * (alone ? 2 : 1));
        add_row_slab();
    }
    flow_.close_region(region);
    close_grounds(row);
    if (row + 1 < rows_) add_row_rules(row);
}

/// Grounds and borders of the cells that begin in `row`; neighbours of one ground share a region, so that no viewer
/// shows a seam.
void TableSetter::open_grounds(std::uint32_t row) {
    Flow& flow = flow_.flow();
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        const BlockStyle& style = style_of(cell);
        if (cell.row != row || (!style.fill && style.border == Sides{})) continue;
        const Column column = cell_column(cell);
        if (!grounds_.empty()) {
            Region& before = flow.regions[grounds_.back().region];
            if (before.first == flow_.slab_count() && grounds_.back().last_row == cell.last_row &&
                before.column.end() == column.start && before.fill == style.fill && before.border == Sides{} &&
                style.border == Sides{}) {
                before.column.width += column.width;
                continue;
            }
        }
        Region region;
        region.first = flow_.slab_count();
        region.column = column;
        region.border = style.border;
        region.border_color = style.border_color;
        region.fill = style.fill;
        region.lead_before = flow_.pending_lead();
        region.outer_top = flow_.open_top();
        region.outer_bottom = flow_.open_bottom();
        region.below_head = true;
        grounds_.push_back({static_cast<std::uint32_t>(flow.regions.size()), cell.last_row});
        flow.regions.push_back(region);
    }
}

void TableSetter::close_grounds(std::uint32_t row) {
    Flow& flow = flow_.flow();
    for (const Ground& ground : grounds_) {
        if (ground.last_row > row) continue;
        flow.regions[ground.region].last = flow_.slab_count();
        flow.regions[ground.region].tail_until = flow.slabs.back().tail;
    }
    grounds_.erase(
        std::remove_if(grounds_.begin(), grounds_.end(), [&](const Ground& ground) { return ground.last_row <= row; }),
        grounds_.end());
}

/// The next line of every cell that has one, side by side on one baseline.
void TableSetter::add_row_slab() {
    Length above, below, capitals;
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        if (cell.next_line == cell.line_end) continue;
        const LineMetrics& metrics = lines_[cell.next_line].metrics;
        above = std::max(above, metrics.ascent);
        below = std::max(below, metrics.leading - metrics.ascent);
        capitals = std::max(capitals, metrics.cap_height);
    }
    if (above + below == Length{}) above = sheet_.block(BlockRole::table_cell).text.leading;
    flow_.add_slab(above + below, {above, capitals});
    for (const std::size_t index : active_) {
        Cell& cell = cells_[index];
        if (cell.next_line == cell.line_end) continue;
        Part part = lines_[cell.next_line++].part;
        part.y = above;
        flow_.add_part(part);
    }
}

/// Hairlines under the cells that end with `row`, in one piece where they meet.
void TableSetter::add_row_rules(std::uint32_t row) {
    if (sheet_.table_rule <= Length{}) return;
    const Slab& last = flow_.flow().slabs.back();
    Part rule;
    rule.kind = Part::Kind::rule;
    rule.y = last.height + last.tail;
    rule.height = sheet_.table_rule;
    rule.color = sheet_.table_rule_color;
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        if (cell.last_row != row) continue;
        const Column column = cell_column(cell);
        if (rule.column.width > Length{} && rule.column.end() == column.start) {
            rule.column.width += column.width;
            continue;
        }
        if (rule.column.width > Length{}) flow_.add_part(rule);
        rule.column = column;
    }
    if (rule.column.width > Length{}) flow_.add_part(rule);
    flow_.extend_last(sheet_.table_rule);
}

}  // namespace

void set_table(const Handout& handout, const Stylesheet& sheet, std::uint32_t index, Column column, TextSetter& texts,
               FlowBuilder& flow) {
    TableSetter(handout, sheet, index, column, texts, flow).run();
}

}  // namespace carepress
