#include "visit_summary/record_table.h"

#include <utility>

namespace carepress {
namespace {

TableCell cell(InlineText text, HeaderScope scope) {
    TableCell out;
    out.text = std::move(text);
    out.scope = scope;
    return out;
}

}  // namespace

RecordTable::RecordTable(const SummaryWords& words, const std::vector<std::string_view>& heads) : words_(words) {
    table_.columns = static_cast<int>(heads.size());
    TableRow head;
    head.in_head = true;
    for (const std::string_view key : heads) head.cells.push_back(cell(phrase_text(words, key), HeaderScope::column));
    table_.rows.push_back(std::move(head));
}

void RecordTable::add(const std::vector<Pieces>& cells) {
    TableRow row;
    for (const Pieces& each : cells)
        row.cells.push_back(cell(TextBuilder(words_.language()).add(each).take(),
                                 row.cells.empty() ? HeaderScope::row : HeaderScope::none));
    table_.rows.push_back(std::move(row));
}

Block RecordTable::take() {
    Block block;
    block.content = std::move(table_);
    return block;
}

}  // namespace carepress
