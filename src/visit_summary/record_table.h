#pragma once

#include "visit_summary/blocks.h"

#include <string_view>
#include <vector>

namespace carepress::visit_summary {

/// A table of the summary: a head, and rows whose first cell is their header.
class RecordTable {
public:
    /// `heads`: the keys of the phrases above the columns.
    RecordTable(const SummaryWords& words, const std::vector<std::string_view>& heads);

    /// As many cells as there are columns.
    void add(const std::vector<Pieces>& cells);
    /// There is no row below the head.
    bool empty() const { return table_.rows.size() < 2; }
    article::Block take();

private:
    const SummaryWords& words_;
    article::Table table_;
};

}  // namespace carepress::visit_summary
