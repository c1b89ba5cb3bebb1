#pragma once

#include "handout/table_grid.h"
#include "layout/break_text.h"
#include "layout/flow_builder.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace carepress::layout {

/// Lays out the rows of one table: chooses the widths of its columns (table_columns.cpp), then makes slabs of its rows,
/// line by line (lay_out_table.cpp).
class TableLayout {
public:
    TableLayout(const handout::Handout& handout, const style::Stylesheet& stylesheet, std::uint32_t index,
                Column column, TextBreaker& texts, FlowBuilder& flow)
        : handout_(handout), stylesheet_(stylesheet), table_(index), column_(column), texts_(texts), flow_(flow) {}

    /// Lays the table out, unless its columns would hold no word whole and it can be a list: then it is added to
    /// Flow::wide_tables.
    void run();

private:
    /// A cell with its texts shaped. Its lines are in TableLayout::lines once the columns are known.
    struct Cell : handout::TableGrid::Cell {
        std::uint32_t text_begin = 0, text_end = 0;  ///< into TableLayout::cell_texts
        std::uint32_t line_begin = 0, line_end = 0;  ///< into TableLayout::lines
        std::uint32_t next_line = 0;
        Length narrowest, whole, widest;  ///< as TextBreaker::Extent has them, with its padding
    };

    struct CellText {
        std::uint32_t box = 0, text = 0, paragraph = 0;
    };

    struct CellLine {
        SlabItem item;
        LineMetrics metrics;
    };

    /// Between two rows, beside a cell over both: high enough for some of its lines.
    struct Gap {
        int lines = 0;
        Length more_above, more_below;  ///< beside the padding of the rows
        Length below;                   ///< what of it is in the lower row
    };

    /// A ground that is open until its last row ends.
    struct Ground {
        std::uint32_t region = 0, last_row = 0;
    };

    const handout::TableBox& table_box() const { return *handout_.boxes[table_].as<handout::TableBox>(); }
    const style::BlockStyle& style_of(const Cell& cell) const {
        return stylesheet_.block(handout_.boxes[cell.box].role);
    }

    // table_columns.cpp
    void gather_cells();
    void add_cell(const handout::TableGrid::Cell& place);
    void add_text(Cell& cell, std::uint32_t box);
    bool choose_widths();
    void even_out(std::vector<std::int64_t>& widths, const std::vector<Length>& narrowest) const;
    std::int64_t height_at(const std::vector<std::int64_t>& widths) const;
    std::int64_t lines_at(const Cell& cell, std::int64_t width) const;
    /// What each column needs for one of the extents of its cells.
    std::vector<Length> column_widths(Length Cell::*extent) const;

    // lay_out_table.cpp
    void break_cell(Cell& cell);
    void lay_out_rows();
    void count_lines();
    void lay_out_row(std::uint32_t row);
    Gap gap_below(std::uint32_t row, std::uint32_t count, Length padding) const;
    void add_lines_beside_gap(std::uint32_t row);
    void advance_to(std::uint32_t row);
    FlowBuilder::BoxLook padding_of_row() const;
    void open_grounds(std::uint32_t row);
    void close_grounds(std::uint32_t row);
    void add_row_slab();
    bool add_signs(std::uint32_t row);
    void add_row_rules(std::uint32_t row);
    void close_head(std::uint32_t first_slab);
    void repeat_head(std::uint32_t first_body_slab);
    std::uint32_t slabs_needed(std::uint32_t row) const;
    Column cell_column(const Cell& cell) const;

    const handout::Handout& handout_;
    const style::Stylesheet& stylesheet_;
    std::uint32_t table_;
    Column column_;
    TextBreaker& texts_;
    FlowBuilder& flow_;
    std::vector<Cell> cells_;  ///< by row
    std::vector<CellText> cell_texts_;
    std::vector<CellLine> lines_;
    std::vector<Length> edges_;             ///< where columns begin, and the last one's end, from the table's start
    std::vector<bool> head_rows_;           ///< by row
    std::vector<std::size_t> active_;       ///< cells that reach the row that is laid out
    std::vector<std::uint32_t> own_lines_;  ///< by row: of the cells in no other row
    Gap gap_;                               ///< below the row that is laid out
    std::uint32_t rows_ = 0, columns_ = 0;
    std::size_t next_cell_ = 0;
    Length outer_lead_;            ///< pending when the table began: of the boxes around it
    std::vector<Ground> grounds_;  ///< open ones
    std::optional<TableHead> head_;
};

}  // namespace carepress::layout
