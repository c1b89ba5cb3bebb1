// Inline notes of pandoc: "^[text]" in a text.
#include "article/markdown_dialects.h"
#include "base/ascii.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace carepress::article {
namespace {

struct Bracket {
    cmark_node* node;
    std::size_t at;
};

struct BracketPair {
    Bracket open, close;
    bool is_note = false;
    std::size_t order = 0;  ///< of the opening bracket among all
};

/// "^[3]" is the mark of a note that is elsewhere, not the text of one.
bool is_number(const BracketPair& pair) {
    if (pair.open.node != pair.close.node) return false;
    const std::string_view text = literal_of(pair.open.node).substr(pair.open.at + 1, pair.close.at - pair.open.at - 1);
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_digit(c) || c == ',' || c == ' ' || c == '-'; });
}

/// The outermost notes among the children of a node.
std::vector<BracketPair> notes_of(cmark_node* parent) {
    std::vector<BracketPair> open, found;
    std::size_t order = 0;
    for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        const std::string_view text = literal_of(node);
        for (std::size_t at = text.find_first_of("[]"); at != std::string_view::npos;
             at = text.find_first_of("[]", at + 1)) {
            if (text[at] == '[') {
                open.push_back({{node, at}, {}, at > 0 && text[at - 1] == '^', order++});
                continue;
            }
            if (open.empty()) continue;
            BracketPair pair = open.back();
            open.pop_back();
            pair.close = {node, at};
            if (!pair.is_note || is_number(pair)) continue;
            while (!found.empty() && found.back().order > pair.order) found.pop_back();
            found.push_back(pair);
        }
    }
    return found;
}

void set_text(cmark_node* node, std::string_view text) {
    const std::string copy(text);  // what cmark copies may be a part of what it has
    cmark_node_set_literal(node, copy.c_str());
}

/// Moves what is between the brackets into a definition, and leaves an empty node.
InlineNote take(const BracketPair& pair, cmark_node* document) {
    const auto [open, open_at] = pair.open;
    const auto [close, close_at] = pair.close;
    const std::string first(literal_of(open)), last(literal_of(close));
    InlineNote note;
    note.line = line_of(open);
    insert_after(close, new_text(last.substr(close_at + 1)));
    NodeOwner paragraph(cmark_node_new(CMARK_NODE_PARAGRAPH));
    if (open == close) {
        append(paragraph.get(), new_text(first.substr(open_at + 1, close_at - open_at - 1)));
    } else {
        append(paragraph.get(), new_text(first.substr(open_at + 1)));
        for (cmark_node* node; (node = cmark_node_next(open)) != close;) cmark_node_append_child(paragraph.get(), node);
        set_text(close, last.substr(0, close_at));
        cmark_node_append_child(paragraph.get(), close);
    }
    set_text(open, first.substr(0, open_at - 1));
    // In a cell of a table nothing else can be.
    note.reference = insert_after(open, NodeOwner(cmark_node_new(CMARK_NODE_HTML_INLINE)));
    note.definition = append(document, NodeOwner(cmark_node_new(CMARK_NODE_FOOTNOTE_DEFINITION)));
    append(note.definition, std::move(paragraph));
    return note;
}

}  // namespace

std::vector<InlineNote> take_inline_notes(cmark_node* document) {
    cmark_consolidate_text_nodes(document);  // "^" and "[" are nodes of their own
    std::vector<cmark_node*> parents;
    std::set<cmark_node*> known;
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (event != CMARK_EVENT_ENTER || literal_of(node).find("^[") == std::string_view::npos) continue;
        cmark_node* const parent = cmark_node_parent(node);
        if (cmark_node_get_type(parent) != CMARK_NODE_IMAGE && known.insert(parent).second) parents.push_back(parent);
    }
    std::vector<InlineNote> notes;
    for (cmark_node* parent : parents) {
        const std::vector<BracketPair> found = notes_of(parent);
        for (auto each = found.rbegin(); each != found.rend(); ++each) notes.push_back(take(*each, document));
    }
    return notes;
}

}  // namespace carepress::article
