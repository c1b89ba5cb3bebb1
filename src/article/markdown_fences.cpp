// Fenced divs, "::: warning" to ":::", and items that begin with a box, "[ ]".
#include "article/markdown_dialects.h"
#include "article/notice.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/markup.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carepress::article {
namespace {

/// A line ":::" that opens or closes a div.
struct Fence {
    cmark_node* node = nullptr;  ///< stands for it in the tree
    bool opens = false;
    std::string name, title;  ///< of what it opens
    std::string text;         ///< both as they are written
    int line = 0;
};

/// "::: warning Title", ":::warning[Title]", "::: {.warning #id}", ":::".
std::optional<Fence> read_fence(std::string_view line) {
    std::size_t colons = 0;
    while (colons < line.size() && line[colons] == ':') ++colons;
    if (colons < 3) return std::nullopt;
    std::string_view rest = trim(line.substr(colons));
    while (rest.ends_with(':')) rest.remove_suffix(1);
    rest = trim(rest);
    Fence fence;
    fence.opens = !rest.empty();
    fence.text = rest;
    if (rest.starts_with('{')) {
        const std::size_t end = std::min(rest.find('}'), rest.size());
        std::string_view inner = rest.substr(1, end - 1);
        const std::size_t dot = inner.find('.');
        if (dot != std::string_view::npos) inner.remove_prefix(dot + 1);
        fence.name = trim(inner.substr(0, std::min(inner.find_first_of(" \t#."), inner.size())));
        fence.title = trim(rest.substr(std::min(end + 1, rest.size())));
    } else {
        const std::size_t end = std::min(rest.find_first_of(" \t[{"), rest.size());
        fence.name = rest.substr(0, end);
        std::string_view title = trim(rest.substr(end));
        if (title.starts_with('[') && title.ends_with(']')) title = title.substr(1, title.size() - 2);
        if (!title.starts_with('{')) fence.title = title;
    }
    const auto belongs_to_name = [](char c) { return belongs_to_word(c) || c == '-' || c == '_' || c == ':'; };
    if (!std::all_of(fence.name.begin(), fence.name.end(), belongs_to_name)) return std::nullopt;
    return fence;
}

bool ends_line(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

class FenceSetter {
public:
    FenceSetter(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics)
        : document_(document), places_(places), diagnostics_(diagnostics) {}

    bool set() {
        std::vector<cmark_node*> paragraphs;
        const IteratorOwner iterator(cmark_iter_new(document_));
        for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
                paragraphs.push_back(node);
        }
        for (cmark_node* paragraph : paragraphs) take_fences(paragraph);
        std::vector<Fence> open;
        for (Fence& fence : fences_) {
            if (fence.opens) {
                open.push_back(std::move(fence));
            } else if (!open.empty()) {
                close(open.back(), fence.node);
                open.pop_back();
            } else {
                warn(fence, "\":::\" ends nothing", "write \"::: note\" or the like where the box begins");
                cmark_node_free(fence.node);
            }
        }
        for (const Fence& fence : open) {
            warn(fence, "the box \":::\" has no end", "write a line with \":::\" where it ends");
            give_back(fence);
        }
        return !fences_.empty();
    }

private:
    /// Takes the lines that are fences out of a paragraph, which is split there.
    void take_fences(cmark_node* paragraph) {
        cmark_node* current = paragraph;
        cmark_node* node = cmark_node_first_child(paragraph);
        bool begins_line = true;
        while (node != nullptr) {
            cmark_node* next = cmark_node_next(node);
            auto fence = begins_line ? read_fence(literal_of(node)) : std::nullopt;
            if (fence && !fence->opens && next != nullptr && !ends_line(next)) fence.reset();  // ":::*text*" is text
            if (!fence) {
                if (current != cmark_node_parent(node)) cmark_node_append_child(current, node);
                begins_line = ends_line(node);
                node = next;
                continue;
            }
            fence->line = line_of(node);
            fence->node = insert_after(fence_place(current, *fence), new_custom(CMARK_NODE_CUSTOM_BLOCK, "", ""));
            // What is behind it on its line was its title; what follows is a new paragraph.
            while (next != nullptr && !ends_line(next)) {
                cmark_node* const title = next;
                next = cmark_node_next(next);
                fence->title += plain_text(title);
                fence->text += plain_text(title);
                cmark_node_free(title);
            }
            cmark_node_free(node);
            if (next != nullptr) {
                node = cmark_node_next(next);
                cmark_node_free(next);
            } else {
                node = nullptr;
            }
            drop_if_empty(current);
            if (node != nullptr)
                current = insert_after(
                    fence->node,
                    new_custom(CMARK_NODE_CUSTOM_BLOCK,
                               "<p" + lines_attribute(places_, line_of(node), 1, line_of(node)) + ">", "</p>"));
            fences_.push_back(std::move(*fence));
            begins_line = true;
        }
    }

    /// A closing fence at the margin ends a list or quote that took it for its own, as a line that goes on.
    cmark_node* fence_place(cmark_node* paragraph, const Fence& fence) const {
        const std::size_t begin = places_.at(fence.line, 1) - places_.offset();
        if (!places_.body().substr(begin).starts_with(":::")) return paragraph;
        while (cmark_node_parent(paragraph) != document_) paragraph = cmark_node_parent(paragraph);
        return paragraph;
    }

    /// A break at the end of what is before a fence is nothing.
    static void drop_if_empty(cmark_node* paragraph) {
        cmark_node* const last = cmark_node_last_child(paragraph);
        if (last != nullptr && ends_line(last)) cmark_node_free(last);
    }

    void close(const Fence& fence, cmark_node* end) {
        if (cmark_node_parent(fence.node) != cmark_node_parent(end)) {
            warn(fence, "the box \":::\" begins and ends in different blocks",
                 "begin and end it in the same item or quote");
            give_back(fence);
            cmark_node_free(end);
            return;
        }
        if (!make_box(fence.node, fence.name, fence.title, fence.line, places_))
            warn(fence,
                 "the box \"::: " + diagnostics_.excerpt(shortened(fence.name)) + "\" is not set; its text stays",
                 std::string(known_boxes));
        for (cmark_node* node; (node = cmark_node_next(fence.node)) != nullptr && node != end;)
            cmark_node_append_child(fence.node, node);
        cmark_node_free(end);
    }

    /// A fence that opens no box is a line of text.
    void give_back(const Fence& fence) {
        cmark_node_set_on_enter(fence.node, ("<p" + lines_attribute(places_, fence.line, 1, fence.line) + ">").c_str());
        cmark_node_set_on_exit(fence.node, "</p>");
        append(fence.node, new_text(fence.text));
    }

    void warn(const Fence& fence, std::string message, std::string hint) {
        const std::uint32_t at = places_.at(fence.line, 1);
        diagnostics_.warning("article/fenced-div"_code, {at, at}, std::move(message), std::move(hint));
    }

    cmark_node* document_;
    const MarkdownPlaces& places_;
    Diagnostics& diagnostics_;
    std::vector<Fence> fences_;
};

}  // namespace

bool make_box(cmark_node* box, std::string_view name, const std::string& title, int line,
              const MarkdownPlaces& places) {
    const std::string lower = ascii_lower(name);
    const std::optional<Notice> notice = notice_of(lower);
    const bool is_help = lower == "emergency" || lower == "call-now" || lower == "watch";
    const std::string kind = is_help ? lower : notice ? std::string(class_of(*notice)) : std::string();
    cmark_node_set_on_enter(box, kind.empty() ? "<div>" : ("<aside class=\"" + kind + "\">").c_str());
    cmark_node_set_on_exit(box, kind.empty() ? "</div>" : "</aside>");
    if (!title.empty()) {
        const std::string tag = is_help ? "h3" : "p";
        NodeOwner words =
            new_custom(CMARK_NODE_CUSTOM_BLOCK,
                       "<" + tag + lines_attribute(places, line, 1, line) + ">" + (is_help ? "" : "<strong>"),
                       (is_help ? "" : "</strong>") + ("</" + tag + ">"));
        append(words.get(), new_text(title));
        append(box, std::move(words));
    }
    return !kind.empty();
}

bool set_fences(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    if (places.body().find(":::") == std::string_view::npos) return false;
    return FenceSetter(document, places, diagnostics).set();
}

bool set_tasks(cmark_node* document) {
    bool has_html = false;
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_ITEM) continue;
        cmark_node* const paragraph = cmark_node_first_child(node);
        cmark_node* const text = paragraph != nullptr ? cmark_node_first_child(paragraph) : nullptr;
        const std::string_view literal = literal_of(text);
        if (literal.size() < 3 || literal[0] != '[' || literal[2] != ']') continue;
        if (literal.size() > 3 && literal[3] != ' ' && literal[3] != '\t') continue;
        const bool is_done = literal[1] == 'x' || literal[1] == 'X';
        if (!is_done && literal[1] != ' ') continue;
        cut_beginning(text, 3);
        NodeOwner box(cmark_node_new(CMARK_NODE_HTML_INLINE));
        cmark_node_set_literal(box.get(), is_done ? "<input type=\"checkbox\" checked>" : "<input type=\"checkbox\">");
        cmark_node_insert_before(text, box.get());
        static_cast<void>(box.release());
        has_html = true;
    }
    return has_html;
}

}  // namespace carepress::article
