#include "article/bare_address.h"
#include "article/markdown_dialects.h"
#include "article/markdown_tree.h"
#include "article/plain_text.h"

#include <string>
#include <vector>

namespace carepress::article {
namespace {

/// Splits one text node at its bare addresses.
void link_addresses(cmark_node* node) {
    const std::string text = cmark_node_get_literal(node);
    std::size_t done = 0;
    cmark_node* last = node;
    while (const auto found = find_bare_address(text, done)) {
        if (last == node)
            cmark_node_set_literal(node, text.substr(0, found->begin).c_str());
        else if (found->begin > done)
            last = insert_after(last, new_text(text.substr(done, found->begin - done)));
        NodeOwner link(cmark_node_new(CMARK_NODE_LINK));
        cmark_node_set_url(link.get(), found->address.c_str());
        NodeOwner shown = new_text(text.substr(found->begin, found->end - found->begin));
        if (cmark_node_append_child(link.get(), shown.get())) static_cast<void>(shown.release());
        last = insert_after(last, std::move(link));
        done = found->end;
    }
    if (last != node && done < text.size()) insert_after(last, new_text(text.substr(done)));
}

/// Text nodes that are in no link and no image, in order.
std::vector<cmark_node*> free_texts(cmark_node* document) {
    std::vector<cmark_node*> texts;
    int inside = 0;
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) inside += event == CMARK_EVENT_ENTER ? 1 : -1;
        if (type == CMARK_NODE_TEXT && event == CMARK_EVENT_ENTER && inside == 0) texts.push_back(node);
    }
    return texts;
}

}  // namespace

void link_addresses(cmark_node* document, std::string_view body) {
    if (!may_hold_address(body)) return;
    // cmark splits text at each sign that could be markup: "a_b@example.org" would be three nodes.
    cmark_consolidate_text_nodes(document);
    for (cmark_node* node : free_texts(document))
        if (may_hold_address(cmark_node_get_literal(node))) link_addresses(node);
}

}  // namespace carepress::article
