#pragma once

#include "article/article.h"

#include <cstddef>
#include <vector>

namespace carepress::article {

/// What normalize_table() had to change, which no author meant.
struct TableChanges {
    struct Change {
        std::size_t count = 0;  ///< cells or rows
        SourceSpan first;       ///< the first of them
        void add(SourceSpan span);
    };
    Change overlapping;  ///< cells made narrower, whose column span reached a cell that spans down from above
    Change beyond;       ///< cells whose span went beyond the last column, or beyond the rows of their group
    Change short_rows;   ///< rows given empty cells, since they had fewer than the table has columns
};

/// Makes the table a grid in which each slot belongs to exactly one cell (HTML 4.9.12, the table model, which lets
/// cells overlap and rows end early, and calls both errors). Sets `columns`. A column in which no cell begins is taken
/// out, and so is a row without cells of its own. `groups` numbers the group of each row (thead, tbody, tfoot), over
/// whose end no cell spans. No text is lost.
TableChanges normalize_table(Table& table, std::vector<int> groups);

}  // namespace carepress::article
