#include "article/markdown_tree.h"
#include "base/ascii.h"

#include <cmark-gfm-core-extensions.h>

#include <cstring>

namespace carepress::article {
namespace {

/// How many cells a line holds, by GFM's rules: every bar without a backslash separates two, even in code; one at
/// each end of the line is a border.
int count_cells(std::string_view line) {
    const auto trim = [&] {
        while (!line.empty() &&
               (line.back() == ' ' || line.back() == '\t' || line.back() == '\r' || line.back() == '\n'))
            line.remove_suffix(1);
        while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    };
    trim();
    const auto is_bar = [&](std::size_t at) { return line[at] == '|' && (at == 0 || line[at - 1] != '\\'); };
    if (!line.empty() && is_bar(0)) line.remove_prefix(1);
    if (!line.empty() && is_bar(line.size() - 1)) line.remove_suffix(1);
    int cells = 1;
    for (std::size_t at = 0; at < line.size(); ++at) cells += is_bar(at);
    return cells;
}

/// A row of dashes with gaps, right below or above a paragraph: the columns of a table as pandoc writes them, which
/// CommonMark takes for a rule.
bool is_row_of_dashes(cmark_node* rule, std::string_view line) {
    const auto touches = [&](cmark_node* other, bool is_before) {
        if (other == nullptr || cmark_node_get_type(other) != CMARK_NODE_PARAGRAPH) return false;
        return is_before ? cmark_node_get_end_line(other) + 1 == cmark_node_get_start_line(rule)
                         : cmark_node_get_start_line(other) == cmark_node_get_start_line(rule) + 1;
    };
    const std::size_t gap = line.find("-- ");
    return gap != std::string_view::npos && line.find("--", gap + 3) != std::string_view::npos &&
           (touches(cmark_node_previous(rule), true) || touches(cmark_node_next(rule), false));
}

}  // namespace

void check_tables(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    const IteratorOwner nodes(cmark_iter_new(document));
    int columns = 0;
    for (cmark_event_type event; (event = cmark_iter_next(nodes.get())) != CMARK_EVENT_DONE;) {
        if (event != CMARK_EVENT_ENTER) continue;
        cmark_node* node = cmark_iter_get_node(nodes.get());
        const char* type = cmark_node_get_type_string(node);
        if (std::strcmp(type, "table") == 0) columns = cmark_gfm_extensions_get_table_columns(node);
        const bool is_rule = cmark_node_get_type(node) == CMARK_NODE_THEMATIC_BREAK;
        if (!is_rule && std::strcmp(type, "table_row") != 0) continue;
        const SourceSpan span = places.block(node);
        const std::string_view line = places.body().substr(span.begin - places.offset(), span.end - span.begin);
        if (is_rule) {
            if (is_row_of_dashes(node, line))
                diagnostics.error("article/table-of-other-dialect"_code, span, "this row of dashes makes no table here",
                                  "write the rows with \"|\" and a row \"|---|---|\" under the head");
            continue;
        }
        const int cells = count_cells(line);
        if (cells > columns)
            diagnostics.error("article/row-too-long"_code, span,
                              "this row has " + std::to_string(cells) + " cells but the table's head has " +
                                  std::to_string(columns) + ": the rest would be lost",
                              "give the head as many cells, or write \\| for a literal vertical bar");
    }
}

}  // namespace carepress::article
