#include "article/bare_address.h"
#include "article/markdown_tree.h"
#include "article/plain_text.h"

#include <string>
#include <vector>

namespace carepress::article {
namespace {

NodeOwner new_text(const std::string& text) {
    NodeOwner node(cmark_node_new(CMARK_NODE_TEXT));
    cmark_node_set_literal(node.get(), text.c_str());
    return node;
}

/// Puts `node` behind `place` and returns it; the tree owns it from now on.
cmark_node* insert_after(cmark_node* place, NodeOwner node) {
    cmark_node_insert_after(place, node.get());
    return node.release();
}

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

/// A "~~" and its place.
struct Tildes {
    cmark_node* node;
    std::size_t at;
    bool opens, closes;
};

bool is_white_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

void find_tildes(cmark_node* node, std::vector<Tildes>& found) {
    const std::string_view text = cmark_node_get_literal(node);
    for (std::size_t at = text.find("~~"); at != std::string_view::npos;) {
        std::size_t end = at;
        while (end < text.size() && text[end] == '~') ++end;
        if (end - at == 2) {
            // At the node's edge is other markup, which is not a space.
            found.push_back(
                {node, at, end == text.size() || !is_white_space(text[end]), at == 0 || !is_white_space(text[at - 1])});
        }
        at = text.find("~~", end);
    }
}

/// Pairs the tildes of one block and removes the paired ones, from the last to the first so that places stay true.
std::size_t strike(const std::vector<Tildes>& found) {
    std::vector<std::size_t> paired;
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
        if (!found[i].opens || !found[i + 1].closes) continue;
        paired.push_back(i);
        paired.push_back(i + 1);
        ++i;
    }
    for (auto index = paired.rbegin(); index != paired.rend(); ++index) {
        std::string text = cmark_node_get_literal(found[*index].node);
        text.erase(found[*index].at, 2);
        cmark_node_set_literal(found[*index].node, text.c_str());
    }
    return paired.size() / 2;
}

void take_off_tildes(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    std::vector<Tildes> found;
    cmark_node* block = document;
    const auto end_block = [&] {
        if (!found.empty() && strike(found) > 0)
            diagnostics.warning("article/struck-out"_code, places.block(block),
                                "text that is struck out (\"~~\") is printed as plain text",
                                "delete it, or remove the tildes");
        found.clear();
    };
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        if (event != CMARK_EVENT_ENTER) continue;
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if ((cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) {
            end_block();
            block = node;
        } else if (cmark_node_get_type(node) == CMARK_NODE_TEXT) {
            find_tildes(node, found);
        }
    }
    end_block();
}

}  // namespace

void edit_markdown(cmark_node* document, std::string_view body, const MarkdownPlaces& places,
                   Diagnostics& diagnostics) {
    const bool addresses = may_hold_address(body);
    const bool tildes = body.find("~~") != std::string_view::npos;
    if (!addresses && !tildes) return;
    // cmark splits text at each sign that could be markup: "a_b@example.org" would be three nodes.
    cmark_consolidate_text_nodes(document);
    if (tildes) take_off_tildes(document, places, diagnostics);
    if (addresses)
        for (cmark_node* node : free_texts(document))
            if (may_hold_address(cmark_node_get_literal(node))) link_addresses(node);
}

}  // namespace carepress::article
