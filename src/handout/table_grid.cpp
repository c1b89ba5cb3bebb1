#include "handout/table_grid.h"

#include <algorithm>
#include <cstdint>

namespace carepress::handout {

TableGrid table_grid(const Handout& handout, std::uint32_t table) {
    TableGrid grid;
    grid.columns = handout.boxes[table].as<TableBox>()->columns;
    std::vector<std::uint32_t> busy_until(grid.columns, 0);  // by column: the first row that no span from above reaches
    const auto next = [&](std::uint32_t box) { return std::max(box + 1, handout.boxes[box].end); };
    for (std::uint32_t i = table + 1; i < handout.boxes[table].end; i = next(i)) {
        const std::uint32_t row = grid.rows();
        std::uint32_t column = 0;
        for (std::uint32_t at = i + 1; at < handout.boxes[i].end; at = next(at)) {
            const auto* found = handout.boxes[at].as<CellBox>();
            const CellBox spans = found != nullptr ? *found : CellBox{};
            while (column < busy_until.size() && busy_until[column] > row) ++column;
            const std::uint32_t most = column < grid.columns ? grid.columns - column : 1;
            TableGrid::Cell cell{at, row, row + std::max<std::uint32_t>(spans.row_span, 1) - 1, column, 0};
            cell.last_column = column + std::clamp<std::uint32_t>(spans.column_span, 1, most) - 1;
            if (busy_until.size() <= cell.last_column) busy_until.resize(cell.last_column + 1, 0);
            for (; column <= cell.last_column; ++column)
                busy_until[column] = std::max(busy_until[column], cell.last_row + 1);
            grid.cells.push_back(cell);
        }
        const auto* row_box = handout.boxes[i].as<RowBox>();
        grid.head_rows.push_back(row_box != nullptr && row_box->repeat_on_pages);
    }
    grid.columns = std::max(grid.columns, static_cast<std::uint32_t>(busy_until.size()));
    for (TableGrid::Cell& cell : grid.cells) cell.last_row = std::min(cell.last_row, grid.rows() - 1);
    return grid;
}

}  // namespace carepress::handout
