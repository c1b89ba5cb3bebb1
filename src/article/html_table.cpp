// Tables (HTML 4.9): their rows in the order head, body, foot, with spans that fit.
#include "article/html_reader.h"
#include "article/table_model.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::article {

/// A table while it is read. `group` numbers the thead, tbody and tfoot elements: cells do not span over their ends.
struct HtmlReader::TableReading {
    enum Section : std::uint8_t { head, body, foot };
    struct Row {
        TableRow row;
        Section section = body;
        int group = 0;
        std::vector<bool> guessed;  ///< of each cell: a th that does not say of what
        bool all_headers = true;
    };
    std::vector<Row> rows;
    std::optional<InlineText> caption;
    Section section = body;
    int group = 0;
    bool has_text = false;
};

namespace {

constexpr int most_columns = 100;  // of a column span and of a table: a sheet has no room for more

const GumboElement* element_at(const GumboVector& children, unsigned int i) {
    const auto* node = static_cast<const GumboNode*>(children.data[i]);
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE ? &node->v.element : nullptr;
}

CellAlignment alignment_of(const GumboElement& cell) {
    std::string value(attribute(cell, "align"));
    if (const std::string_view style = attribute(cell, "style"); value.empty() && !style.empty()) {
        const std::size_t at = style.find("text-align:");
        if (at != std::string_view::npos) {
            const std::size_t begin = std::min(style.find_first_not_of(' ', at + 11), style.size());
            value = style.substr(begin, style.find_first_of("; ", begin) - begin);
        }
    }
    if (equal_ignoring_case(value, "center")) return CellAlignment::center;
    if (equal_ignoring_case(value, "right") || equal_ignoring_case(value, "end")) return CellAlignment::end;
    return CellAlignment::start;
}

/// Rows of nothing but th before the first other row are a head, where no thead says which they are.
void find_head(std::vector<HtmlReader::TableReading::Row>& rows) {
    using Reading = HtmlReader::TableReading;
    if (std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.section == Reading::head; })) return;
    const auto first_data = std::find_if(rows.begin(), rows.end(), [](const auto& row) {
        return !row.all_headers || row.row.cells.empty() || row.section == Reading::foot;
    });
    if (first_data == rows.end()) return;
    for (auto row = rows.begin(); row != first_data; ++row) {
        row->section = Reading::head;
        row->row.in_head = true;
    }
}

}  // namespace

/// Puts the rows in their order and the table among the blocks.
void HtmlReader::arrange(TableReading& reading, SourceSpan span) {
    if (!reading.has_text) {
        if (!reading.caption) return;
        push({Paragraph{std::move(*reading.caption)}, span, {}});
        return;
    }
    std::vector<TableReading::Row>& rows = reading.rows;
    find_head(rows);
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.section < b.section; });
    for (TableReading::Row& row : rows)
        for (std::size_t i = 0; i < row.guessed.size(); ++i)
            if (row.guessed[i])
                row.row.cells[i].scope = row.row.in_head || row.all_headers ? HeaderScope::column : HeaderScope::row;
    Table table;
    std::vector<int> groups;
    table.rows.reserve(rows.size());
    for (TableReading::Row& row : rows) {
        // Rows before, between and after the parts of a table are groups too, and a head that was guessed is one.
        const bool starts = groups.empty() || row.group != rows[groups.size() - 1].group ||
                            row.section != rows[groups.size() - 1].section;
        groups.push_back(groups.empty() ? 0 : groups.back() + (starts ? 1 : 0));
        table.rows.push_back(std::move(row.row));
    }
    table.caption = std::move(reading.caption);
    const TableChanges changes = normalize_table(table, std::move(groups));
    if (table.columns > most_columns) {
        diagnostics_.error("article/table-too-wide"_code, span,
                           "the table has more than " + std::to_string(most_columns) + " columns",
                           "split it into several tables");
        return;
    }
    say(changes);
    push({std::move(table), span, {}});
}

/// Says what was changed: a warning for each kind, with the first place.
void HtmlReader::say(const TableChanges& changes) {
    const auto more = [](std::size_t count, const char* what) {
        return count == 1 ? std::string() : " (" + std::to_string(count) + " such " + what + " in this table)";
    };
    if (changes.overlapping.count > 0)
        diagnostics_.warning(
            "article/overlapping-cells"_code, changes.overlapping.first,
            "the cell's colspan reaches a cell that spans down from a row above; it was made narrower" +
                more(changes.overlapping.count, "cells"),
            "reduce the colspan, or the rowspan above");
    if (changes.beyond.count > 0)
        diagnostics_.warning("article/span-beyond-table"_code, changes.beyond.first,
                             "the cell spans more columns or rows than there are; its span was reduced" +
                                 more(changes.beyond.count, "cells"),
                             "write the number of columns or rows that it takes; rowspan=\"0\" goes to the last row");
    if (changes.short_rows.count > 0)
        diagnostics_.warning("article/short-row"_code, changes.short_rows.first,
                             "the row has fewer cells than the table has columns; empty cells were added" +
                                 more(changes.short_rows.count, "rows"),
                             "check that no cell is missing, and write empty cells as <td></td>");
}

void HtmlReader::read_table(const GumboElement& element, SourceSpan span) {
    const std::string_view role = attribute(element, "role");
    const bool for_layout = equal_ignoring_case(role, "presentation") || equal_ignoring_case(role, "none");
    if (joining_ > 0 && !for_layout)
        diagnostics_.warning("article/nested-table"_code, tag_span(element),
                             "a table inside a table or heading is flattened: a line for each cell",
                             "put the inner table after the outer one");
    if (joining_ > 0 || for_layout) {
        block_border();
        walk_children(element);
        return block_border();
    }
    flush();
    TableReading reading;
    read_table_children(element, reading);
    arrange(reading, span);
}

void HtmlReader::read_table_children(const GumboElement& element, TableReading& reading) {
    for (unsigned int i = 0; i < element.children.length; ++i) {
        const GumboElement* part = element_at(element.children, i);
        if (leaves_out(*static_cast<const GumboNode*>(element.children.data[i]))) continue;
        if (part == nullptr || !count_node(last_span_)) continue;
        const SourceSpan span = span_of(*part);
        last_span_ = span;
        const auto outer_block_span = block_span_;
        if (const auto own = options_.positions_from_sourcepos ? sourcepos(*part) : std::nullopt) block_span_ = own;
        switch (part->tag) {
            case GUMBO_TAG_CAPTION:
                if (InlineText text = collect(*part, span); !text.empty() && !reading.caption)
                    reading.caption = std::move(text);
                break;
            case GUMBO_TAG_THEAD:
            case GUMBO_TAG_TBODY:
            case GUMBO_TAG_TFOOT:
                reading.section = part->tag == GUMBO_TAG_THEAD   ? TableReading::head
                                  : part->tag == GUMBO_TAG_TFOOT ? TableReading::foot
                                                                 : TableReading::body;
                ++reading.group;
                read_table_children(*part, reading);
                reading.section = TableReading::body;
                break;
            case GUMBO_TAG_TR:
                read_row(*part, reading);
                break;
            case GUMBO_TAG_COLGROUP:
            case GUMBO_TAG_COL:
            case GUMBO_TAG_FORM:
                break;  // a form is always empty here: the parser leaves its content in place
            default:
                drop(*part, span);  // script, style, template, input type=hidden: nothing else gets in
        }
        block_span_ = outer_block_span;
    }
}

void HtmlReader::read_row(const GumboElement& element, TableReading& reading) {
    TableReading::Row row;
    row.section = reading.section;
    row.group = reading.group;
    row.row.in_head = reading.section == TableReading::head;
    const std::optional<Direction> direction = stated_direction(element);
    for (unsigned int i = 0; i < element.children.length; ++i) {
        const GumboElement* part = element_at(element.children, i);
        if (leaves_out(*static_cast<const GumboNode*>(element.children.data[i]))) continue;
        if (part == nullptr || !count_node(last_span_)) continue;
        const SourceSpan span = span_of(*part);
        last_span_ = span;
        if (part->tag == GUMBO_TAG_TD || part->tag == GUMBO_TAG_TH) {
            const bool header = part->tag == GUMBO_TAG_TH;
            row.row.cells.push_back(read_cell(*part, span));
            if (!row.row.cells.back().direction) row.row.cells.back().direction = direction;
            row.guessed.push_back(header && attribute(*part, "scope").empty());
            row.all_headers = row.all_headers && header;
            if (!row.row.cells.back().text.empty()) reading.has_text = true;
        } else if (part->tag != GUMBO_TAG_FORM) {
            drop(*part, span);
        }
    }
    reading.rows.push_back(std::move(row));
}

TableCell HtmlReader::read_cell(const GumboElement& element, SourceSpan span) {
    const auto outer_block_span = block_span_;
    if (const auto own = options_.positions_from_sourcepos ? sourcepos(element) : std::nullopt) block_span_ = own;
    TableCell cell;
    note_anchor(element, Role::table_part);
    cell.alignment = alignment_of(element);
    cell.direction = stated_direction(element);
    cell.column_span = read_span(element, "colspan", 1, most_columns);
    cell.row_span = read_span(element, "rowspan", 0, 1000);
    const std::string_view scope = attribute(element, "scope");
    if (equal_ignoring_case(scope, "row") || equal_ignoring_case(scope, "rowgroup"))
        cell.scope = HeaderScope::row;
    else if (element.tag == GUMBO_TAG_TH || equal_ignoring_case(scope, "col") || equal_ignoring_case(scope, "colgroup"))
        cell.scope = HeaderScope::column;
    const std::string tag = language_of(element);
    if (tag.empty() || tag == text_language_) {
        cell.text = collect(element, span);
    } else {
        const std::string outer = std::exchange(text_language_, tag);
        inline_.open_language(tag == language_ ? std::string() : tag);
        ++inline_languages_;
        cell.text = collect(element, span);
        --inline_languages_;
        inline_.close_language();
        text_language_ = outer;
    }
    block_span_ = outer_block_span;
    return cell;
}

int HtmlReader::read_span(const GumboElement& element, const char* name, int least, int most) {
    if (!has_attribute(element, name)) return 1;
    const std::string_view written = attribute(element, name);
    if (const auto value = read_integer(written, least, most)) return *value;
    const bool too_large = written.find_first_not_of("0123456789") == std::string_view::npos && !written.empty() &&
                           !read_integer(written, 0, 0);
    diagnostics_.warning("article/invalid-span"_code, tag_span(element),
                         std::string(name) + "=\"" + diagnostics_.excerpt(printable(written)) + "\" is read as " +
                             (too_large ? std::to_string(most) : "1"),
                         "write a number from 1 to " + std::to_string(most));
    return too_large ? most : 1;
}

}  // namespace carepress::article
