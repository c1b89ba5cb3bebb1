#include "visit_summary/record_table.h"

#include <utility>

namespace carepress::visit_summary {
namespace {

article::TableCell cell(article::InlineText text, article::HeaderScope scope) {
    article::TableCell out;
    out.text = std::move(text);
    out.scope = scope;
    return out;
}

}  // namespace

RecordTable::RecordTable(const SummaryWords& words, const std::vector<std::string_view>& heads) : words_(words) {
    table_.columns = static_cast<int>(heads.size());
    article::TableRow head;
    head.in_head = true;
    for (const std::string_view key : heads)
        head.cells.push_back(cell(phrase_text(words, key), article::HeaderScope::column));
    table_.rows.push_back(std::move(head));
}

void RecordTable::add(const std::vector<Pieces>& cells) {
    article::TableRow row;
    for (const Pieces& each : cells)
        row.cells.push_back(cell(TextBuilder(words_.language()).add(each).take(),
                                 row.cells.empty() ? article::HeaderScope::row : article::HeaderScope::none));
    table_.rows.push_back(std::move(row));
}

article::Block RecordTable::take() {
    article::Block block;
    block.content = std::move(table_);
    return block;
}

}  // namespace carepress::visit_summary
