#pragma once

#include <string>
#include <vector>

namespace carepress::visit {

struct RenderedCell {
    std::string text;
    int columns = 1, rows = 1;  ///< that the cell spans
    bool head = false;          ///< <th>
};

struct RenderedRow {
    std::vector<RenderedCell> cells;
    bool in_head = false;  ///< of <thead>
};

/// A table in lines of text: each row of the body as "Head: cell; Head: cell", so that no cell loses what it means.
std::vector<std::string> lines_of_table(const std::vector<RenderedRow>& rows);

}  // namespace carepress::visit
