#include "article/list_numbers.h"
#include "article/markdown_inline.h"
#include "article/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace carepress::article {
namespace {

class TreeReader {
public:
    TreeReader(const MarkdownPlaces& places, Diagnostics& diagnostics)
        : places_(places), diagnostics_(diagnostics), inlines_(places, diagnostics) {}

    /// Recursion is as deep as lists and quotes are: measured before.
    void children(cmark_node* parent, std::vector<Block>& out) {
        for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) block(node, out);
    }

private:
    void block(cmark_node* node, std::vector<Block>& out) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_PARAGRAPH:
                inlines_.paragraph(node, out);
                break;
            case CMARK_NODE_HEADING:
                heading(node, out);
                break;
            case CMARK_NODE_LIST:
                if (List made = list(node); !made.items.empty()) push(out, std::move(made), node);
                break;
            case CMARK_NODE_BLOCK_QUOTE: {
                Quote quote;
                children(node, quote.blocks);
                if (!quote.blocks.empty()) push(out, std::move(quote), node);
                break;
            }
            case CMARK_NODE_CODE_BLOCK:
            case CMARK_NODE_HTML_BLOCK:  // only if the caller reads a tree with unprocessed raw HTML
                preformatted(node, out);
                break;
            case CMARK_NODE_THEMATIC_BREAK:
                push(out, Divider{}, node);
                break;
            default:
                if (std::strcmp(cmark_node_get_type_string(node), "table") == 0)
                    push(out, table(node), node);
                else
                    children(node, out);
        }
    }

    template <class Content>
    void push(std::vector<Block>& out, Content content, cmark_node* node) {
        Block made;
        made.content = std::move(content);
        made.span = places_.block(node);
        out.push_back(std::move(made));
    }

    void heading(cmark_node* node, std::vector<Block>& out) {
        InlineText text = inlines_.line(node);
        if (text.empty()) {
            diagnostics_.note("article/empty-heading"_code, places_.block(node), "an empty heading was dropped");
            return;
        }
        push(out, Heading{cmark_node_get_heading_level(node), std::move(text)}, node);
    }

    List list(cmark_node* node) {
        List made;
        made.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        made.tight = cmark_node_get_list_tight(node) != 0;
        if (made.ordered) made.start = cmark_node_get_list_start(node);
        for (cmark_node* item = cmark_node_first_child(node); item; item = cmark_node_next(item)) {
            ListItem& made_item = made.items.emplace_back();
            made_item.span = places_.block(item);
            children(item, made_item.blocks);
            if (made_item.blocks.empty())
                diagnostics_.note("article/empty-list-item"_code, made_item.span, "an empty list item was dropped");
        }
        erase_empty_items(made);
        return made;
    }

    void preformatted(cmark_node* node, std::vector<Block>& out) {
        std::string_view literal = cmark_node_get_literal(node);
        if (literal.ends_with('\n')) literal.remove_suffix(1);
        const SourceSpan span = places_.block(node);
        InlineBuilder builder(/*preserve_space=*/true);
        builder.push_style(inline_code);
        builder.text(literal, span);
        builder.pop_style(inline_code);
        InlineText text = builder.finish(span);
        if (!text.empty()) push(out, Preformatted{std::move(text)}, node);
    }

    Table table(cmark_node* node) {
        Table made;
        made.columns = cmark_gfm_extensions_get_table_columns(node);
        const std::uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(node);
        for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
            TableRow& made_row = made.rows.emplace_back();
            made_row.in_head = cmark_gfm_extensions_get_table_row_is_header(row) != 0;
            int column = 0;
            for (cmark_node* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell), ++column) {
                TableCell& made_cell = made_row.cells.emplace_back();
                made_cell.text = inlines_.line(cell);
                made_cell.scope = made_row.in_head ? HeaderScope::column : HeaderScope::none;
                if (column < made.columns && alignments) made_cell.alignment = alignment(alignments[column]);
            }
        }
        find_row_headers(made);
        return made;
    }

    /// Markdown can't say that a row has a header. Its first cells are headers where the head's first cell is empty, or
    /// where all of them are strong from end to end.
    static void find_row_headers(Table& table) {
        const auto is_strong = [](const InlineText& text) {
            return !text.empty() && std::all_of(text.runs.begin(), text.runs.end(),
                                                [](const InlineRun& run) { return run.styles & inline_strong; });
        };
        bool all_strong = true;
        std::size_t filled = 0;
        for (const TableRow& row : table.rows) {
            if (row.in_head || row.cells.empty()) continue;
            ++filled;
            all_strong = all_strong && is_strong(row.cells.front().text);
        }
        const TableRow* head = table.rows.empty() ? nullptr : &table.rows.front();
        const bool corner = head != nullptr && head->in_head && !head->cells.empty() && head->cells[0].text.empty();
        if (filled == 0 || table.columns < 2 || !(all_strong || corner)) return;
        for (TableRow& row : table.rows)
            if (!row.in_head && !row.cells.empty() && !row.cells.front().text.empty())
                row.cells.front().scope = HeaderScope::row;
    }

    static CellAlignment alignment(std::uint8_t letter) {
        return letter == 'c' ? CellAlignment::center : letter == 'r' ? CellAlignment::end : CellAlignment::start;
    }

    const MarkdownPlaces& places_;
    Diagnostics& diagnostics_;
    MarkdownInlines inlines_;
};

}  // namespace

std::vector<Block> read_tree(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    std::vector<Block> blocks;
    TreeReader(places, diagnostics).children(document, blocks);
    return blocks;
}

}  // namespace carepress::article
