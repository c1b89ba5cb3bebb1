#pragma once

#include "handout/handout.h"

#include <cstdint>
#include <vector>

namespace carepress::handout {

/// Which rows and columns the cells of a table take (HTML 4.9.12): a cell is in the first column that no span from
/// above reaches. No span leaves the table; a row with more cells than the table has columns widens it.
struct TableGrid {
    struct Cell {
        std::uint32_t box = 0;  ///< Handout::boxes
        std::uint32_t row = 0, last_row = 0;
        std::uint32_t column = 0, last_column = 0;  ///< all inclusive
    };
    std::vector<Cell> cells;      ///< by row, then by column
    std::vector<bool> head_rows;  ///< of each row: it belongs to the head
    std::uint32_t columns = 0;

    std::uint32_t rows() const { return static_cast<std::uint32_t>(head_rows.size()); }
};

/// The grid of the table box `table`.
TableGrid table_grid(const Handout& handout, std::uint32_t table);

}  // namespace carepress::handout
