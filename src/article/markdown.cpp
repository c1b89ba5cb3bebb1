#include "article/markdown.h"

#include "article/editors_comments.h"
#include "article/markdown_dialects.h"
#include "article/markdown_guard.h"
#include "article/markdown_tree.h"
#include "article/plain_text.h"
#include "base/markup.h"

#include <cmark-gfm-core-extensions.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <set>
#include <string>

namespace carepress::article {
namespace {

constexpr int deepest_node = 64;
constexpr std::size_t most_markdown_nodes = 1'000'000;
constexpr std::size_t most_blocks = 200'000;

/// The table extension. Registering is not safe for threads; the initialisation of a local constant is.
cmark_syntax_extension* table_extension() {
    static cmark_syntax_extension* const extension = [] {
        cmark_gfm_core_extensions_ensure_registered();
        return cmark_find_syntax_extension("table");
    }();
    return extension;
}

void add_comments(cmark_node* html, const MarkdownPlaces& places, EditorsComments& comments) {
    const std::string_view text = cmark_node_get_literal(html);
    int line = cmark_node_get_start_line(html);
    std::size_t line_begin = 0;
    comments.add_all(text, [&](std::size_t begin, std::size_t end) {
        for (std::size_t next; (next = text.find('\n', line_begin)) < begin; ++line) line_begin = next + 1;
        const bool is_first = line == cmark_node_get_start_line(html);
        const int column = static_cast<int>(begin - line_begin) + (is_first ? cmark_node_get_start_column(html) : 1);
        const std::uint32_t at = places.at(line, column);
        return SourceSpan{at, std::min(at + static_cast<std::uint32_t>(end - begin),
                                       static_cast<std::uint32_t>(places.offset() + places.body().size()))};
    });
}

/// What has to be known of a tree before it is read.
struct Survey {
    bool has_html = false;
    EditorsComments comments;
    bool refused = false;
};

Survey survey(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    Survey result;
    int depth = 0;
    std::size_t blocks = 0, nodes = 0;
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        const cmark_node_type type = cmark_node_get_type(node);
        const bool nests = type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
        if (event == CMARK_EVENT_EXIT) {
            depth -= nests;
            continue;
        }
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
            result.has_html = true;
            add_comments(node, places, result.comments);
        }
        blocks += (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
        if (nests && ++depth > deepest_node) {
            const SourceSpan span = places.block(node);
            diagnostics.error("article/nested-too-deeply"_code, {span.begin, span.begin},
                              "the text is nested too deeply", "the limit is 64 levels of lists and quotes");
            result.refused = true;
            return result;
        }
        if (blocks > most_blocks || ++nodes > most_markdown_nodes) {
            diagnostics.error("article/too-long"_code, {places.offset(), places.offset()},
                              "the article has more than 200,000 parts", "split it into several articles");
            result.refused = true;
            return result;
        }
    }
    return result;
}

/// "![](x.png)" lacks its alternative text in Markdown, where nobody says alt="" on purpose: in HTML, too, it has none.
void write_without_alternative(cmark_node* picture) {
    NodeOwner image(cmark_node_new(CMARK_NODE_CUSTOM_INLINE));
    cmark_node_set_on_enter(image.get(), ("<img src=\"" + escaped_html(cmark_node_get_url(picture)) + "\">").c_str());
    if (!cmark_node_replace(picture, image.get())) return;
    static_cast<void>(image.release());  // the document's now
    cmark_node_free(picture);
}

/// HTML has no place for a picture's caption but <figure>: wraps the paragraphs' pictures that have a title in one.
void prepare_pictures(cmark_node* document) {
    std::vector<cmark_node*> pictures, silent;
    const IteratorOwner iterator(cmark_iter_new(document));
    bool in_paragraph = false;
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (event != CMARK_EVENT_ENTER) continue;
        const cmark_node_type type = cmark_node_get_type(node);
        if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) in_paragraph = type == CMARK_NODE_PARAGRAPH;
        if (type != CMARK_NODE_IMAGE) continue;
        if (in_paragraph && *cmark_node_get_title(node) != '\0') pictures.push_back(node);
        if (one_line(plain_text(node)).empty()) silent.push_back(node);
    }
    for (cmark_node* picture : pictures) {
        NodeOwner figure(cmark_node_new(CMARK_NODE_CUSTOM_INLINE));
        const std::string end = "<figcaption>" + escaped_html(cmark_node_get_title(picture)) + "</figcaption></figure>";
        cmark_node_set_on_enter(figure.get(), "<figure>");
        cmark_node_set_on_exit(figure.get(), end.c_str());
        if (!cmark_node_insert_before(picture, figure.get())) continue;
        cmark_node_append_child(figure.release(), picture);
    }
    for (cmark_node* picture : silent) write_without_alternative(picture);
}

HtmlResult read_rendered(cmark_node* document, const MarkdownPlaces& places, HtmlOptions options,
                         Diagnostics& diagnostics) {
    prepare_pictures(document);
    struct Release {
        void operator()(char* text) const { std::free(text); }
    };
    const std::unique_ptr<char, Release> html(
        cmark_render_html(document, CMARK_OPT_SOURCEPOS | CMARK_OPT_UNSAFE, nullptr));
    if (!html) throw std::bad_alloc();
    options.offset = places.offset();
    options.positions_from_sourcepos = true;
    options.line_starts = places.line_starts();
    return read_html(html.get(), options, diagnostics);
}

struct MarkdownTree {
    NodeOwner document;
    bool has_boxes = false;  ///< boxes of MkDocs, which are in the tree as HTML
};

/// What looks like a box of MkDocs and is not one for CommonMark, as in code, is read again as it is written.
MarkdownTree parse_with_boxes(const MarkdownPlaces& places, EmptiedBlocks& emptied, Diagnostics& diagnostics) {
    constexpr int most_times = 4;
    std::set<int> not_boxes;
    for (int time = 0; time < most_times; ++time) {
        const std::size_t known = not_boxes.size();
        const IndentedBoxes found = quote_indented_boxes(places.body(), not_boxes);
        Diagnostics silent = diagnostics.silent();
        if (found.boxes.empty() || !is_markdown_bounded(found.body, places.offset(), silent)) break;
        MarkdownTree tree{parse_markdown(found.body)};
        tree.has_boxes = set_indented_boxes(tree.document.get(), found.boxes, places, emptied, not_boxes, diagnostics);
        if (not_boxes.size() == known) return tree;
        emptied.clear();
    }
    return {parse_markdown(places.body())};
}

}  // namespace

NodeOwner parse_markdown(std::string_view body) {
    struct FreeParser {
        void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
    };
    cmark_syntax_extension* const table = table_extension();
    const std::unique_ptr<cmark_parser, FreeParser> parser(
        cmark_parser_new(body.find("[^") == std::string_view::npos ? CMARK_OPT_DEFAULT : CMARK_OPT_FOOTNOTES));
    cmark_parser_attach_syntax_extension(parser.get(), table);
    cmark_parser_feed(parser.get(), body.data(), body.size());
    return NodeOwner(cmark_parser_finish(parser.get()));
}

MarkdownPlaces::MarkdownPlaces(std::string_view body, std::uint32_t offset) : body_(body), offset_(offset) {
    line_starts_.reserve(body.size() / 32);
    line_starts_.push_back(offset);
    for (std::size_t i = line_end(body, 0); i < body.size(); i = line_end(body, i + 1)) {
        if (body[i] == '\r' && i + 1 < body.size() && body[i + 1] == '\n') ++i;
        line_starts_.push_back(static_cast<std::uint32_t>(offset + i + 1));
    }
}

std::uint32_t MarkdownPlaces::at(int line, int column) const {
    const auto end = static_cast<std::uint32_t>(offset_ + body_.size());
    if (line < 1) return offset_;
    if (static_cast<std::size_t>(line) > line_starts_.size()) return end;
    const auto index = static_cast<std::size_t>(line);
    const std::uint32_t next = index < line_starts_.size() ? line_starts_[index] : end;
    return std::min(line_starts_[index - 1] + static_cast<std::uint32_t>(std::max(column, 1) - 1), next);
}

SourceSpan MarkdownPlaces::block(cmark_node* node) const {
    const std::uint32_t begin = at(cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    // cmark's end column is the last byte's, from 1: the offset behind it.
    const std::uint32_t end = at(cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1);
    return {begin, std::max(begin, end)};
}

namespace {

/// `options`: the language around the text, and how pictures are read.
HtmlResult read_document(std::string_view body, std::uint32_t offset, MarkdownWay way, const HtmlOptions& options,
                         Diagnostics& diagnostics) {
    if (!is_markdown_bounded(body, offset, diagnostics)) return {};
    const MarkdownPlaces places(body, offset);
    EmptiedBlocks emptied;
    const MarkdownTree tree = parse_with_boxes(places, emptied, diagnostics);
    cmark_node* const document = tree.document.get();
    const Survey found = survey(document, places, diagnostics);
    if (found.refused) return {};
    found.comments.say(diagnostics);
    check_tables(document, places, diagnostics);
    repair_character_references(document, places, diagnostics);
    // What other dialects have is in the tree as HTML: the tree alone doesn't say it.
    const bool has_dialects = set_dialects(document, places, emptied, diagnostics) || tree.has_boxes;
    link_addresses(document, body);
    if (has_dialects || way == MarkdownWay::html || (way == MarkdownWay::automatic && found.has_html))
        return read_rendered(document, places, options, diagnostics);
    HtmlResult result;
    result.blocks = read_tree(document, places, diagnostics);
    return result;
}

}  // namespace

HtmlResult read_markdown(std::string_view body, std::uint32_t offset, Diagnostics& diagnostics, MarkdownWay way,
                         const TextLanguage& around) {
    HtmlOptions options;
    options.around = around;
    return read_document(body, offset, way, options, diagnostics);
}

HtmlResult read_markdown_with_any_pictures(std::string_view body, std::uint32_t offset, const TextLanguage& around,
                                           Diagnostics& diagnostics) {
    HtmlOptions options;
    options.around = around;
    options.pictures_as_written = true;
    return read_document(body, offset, MarkdownWay::html, options, diagnostics);
}

}  // namespace carepress::article
