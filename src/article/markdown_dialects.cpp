#include "article/markdown_dialects.h"

#include "base/ascii.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace carepress::article {
namespace {

// One of the 32 noncharacters U+FDD0 to U+FDEF for each of ASCII's 32 punctuation characters.
constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
constexpr std::string_view hidden_lead = "\xEF\xB7";  // and 0x90 + index
constexpr unsigned char first_hidden = 0x90;

std::vector<cmark_node*> texts_of(cmark_node* document) {
    std::vector<cmark_node*> texts;
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER && is_text(cmark_iter_get_node(iterator.get())))
            texts.push_back(cmark_iter_get_node(iterator.get()));
    return texts;
}

/// Bytes of the character reference at the start of `written`, "&amp;"; 0 if there is none.
std::size_t reference_length(std::string_view written) {
    if (!written.starts_with('&')) return 0;
    std::size_t end = 1;
    const auto belongs = [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#';
    };
    while (end < written.size() && end < 40 && belongs(written[end])) ++end;
    return end > 1 && end < written.size() && written[end] == ';' ? end + 1 : 0;
}

/// `literal` with its escaped characters hidden, found by reading `written`, its source, beside it. Empty where the two
/// don't fit together: cmark's places are not always right.
std::string hidden(std::string_view literal, std::string_view written) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < literal.size();) {
        std::size_t length = 1, consumed = 1;
        const std::string_view rest = written.substr(std::min(at, written.size()));
        if (rest.size() > 1 && rest[0] == '\\' && rest[1] == literal[i] &&
            punctuation.find(rest[1]) != punctuation.npos) {
            consumed = 2;
        } else if (const std::size_t reference = reference_length(rest);
                   reference > 0 && !literal.substr(i).starts_with(rest.substr(0, reference))) {
            consumed = reference;
            while (i + length < literal.size() && (static_cast<unsigned char>(literal[i + length]) & 0xC0) == 0x80)
                ++length;
        } else if (rest.empty() || rest[0] != literal[i]) {
            return {};
        }
        const std::size_t index = punctuation.find(literal[i]);
        if (consumed > 1 && index != punctuation.npos)
            out.append(hidden_lead) += static_cast<char>(first_hidden + index);
        else
            out += literal.substr(i, length);
        at += consumed;
        i += length;
    }
    return at == written.size() ? out : std::string();
}

/// Which of `punctuation` the three bytes hide; its size if they are something else.
std::size_t hidden_index(std::string_view three) {
    if (three.size() < 3 || !three.starts_with(hidden_lead)) return punctuation.size();
    const auto last = static_cast<unsigned char>(three[2]);
    return last < first_hidden ? punctuation.size() : std::min<std::size_t>(last - first_hidden, punctuation.size());
}

/// Two searches for one character are quicker than one for either of two.
bool may_have_escapes(std::string_view text) {
    return text.find('\\') != std::string_view::npos || text.find('&') != std::string_view::npos;
}

/// Whether the article has no noncharacter of its own.
bool can_hide(std::string_view body) {
    for (std::size_t at = body.find(hidden_lead); at != body.npos; at = body.find(hidden_lead, at + 1))
        if (hidden_index(body.substr(at, 3)) < punctuation.size()) return false;
    return true;
}

}  // namespace

NodeOwner new_text(const std::string& text) {
    NodeOwner node(cmark_node_new(CMARK_NODE_TEXT));
    cmark_node_set_literal(node.get(), text.c_str());
    return node;
}

NodeOwner new_custom(cmark_node_type type, const std::string& enter, const std::string& exit) {
    NodeOwner node(cmark_node_new(type));
    cmark_node_set_on_enter(node.get(), enter.c_str());
    cmark_node_set_on_exit(node.get(), exit.c_str());
    return node;
}

cmark_node* insert_after(cmark_node* place, NodeOwner node) {
    cmark_node_insert_after(place, node.get());
    return node.release();
}

cmark_node* append(cmark_node* parent, NodeOwner node) {
    cmark_node_append_child(parent, node.get());
    return node.release();
}

bool is_text(cmark_node* node) { return node != nullptr && cmark_node_get_type(node) == CMARK_NODE_TEXT; }

std::string_view literal_of(cmark_node* node) {
    return is_text(node) ? std::string_view(cmark_node_get_literal(node)) : std::string_view();
}

void cut_beginning(cmark_node* text, std::size_t bytes) {
    const std::string_view literal = literal_of(text);
    bytes = std::min(bytes, literal.size());
    while (bytes < literal.size() && (literal[bytes] == ' ' || literal[bytes] == '\t')) ++bytes;
    const std::string rest(literal.substr(bytes));
    cmark_node_set_literal(text, rest.c_str());
}

std::string lines_attribute(const MarkdownPlaces& places, int first, int column, int last) {
    const auto& starts = places.line_starts();
    first = std::clamp(first, 1, static_cast<int>(starts.size()));
    last = std::clamp(last, first, static_cast<int>(starts.size()));
    const std::string_view body = places.body();
    const std::size_t begin = starts[static_cast<std::size_t>(last) - 1] - places.offset();
    const std::size_t end = std::min(body.find_first_of("\r\n", begin), body.size());
    return " data-sourcepos=\"" + std::to_string(first) + ":" + std::to_string(std::max(column, 1)) + "-" +
           std::to_string(last) + ":" + std::to_string(end - begin) + "\"";
}

int line_of(cmark_node* node) {
    for (; node != nullptr; node = cmark_node_previous(node))
        if (const int line = cmark_node_get_start_line(node); line > 0) return line;
    return 0;
}

void hide_escapes(cmark_node* document, const MarkdownPlaces& places) {
    if (!may_have_escapes(places.body()) || !can_hide(places.body())) return;
    for (cmark_node* node : texts_of(document)) {
        const int line = cmark_node_get_start_line(node);
        if (line < 1) continue;
        const std::size_t begin = places.at(line, cmark_node_get_start_column(node)) - places.offset();
        const std::size_t end =
            places.at(cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1) - places.offset();
        if (end <= begin) continue;
        const std::string_view written = places.body().substr(begin, end - begin);
        if (!may_have_escapes(written)) continue;
        if (const std::string made = hidden(literal_of(node), written); !made.empty())
            cmark_node_set_literal(node, made.c_str());
    }
}

void show_escapes(cmark_node* document, const MarkdownPlaces& places) {
    if (!can_hide(places.body())) return;
    for (cmark_node* node : texts_of(document)) {
        const std::string_view text = literal_of(node);
        if (text.find(hidden_lead) == std::string_view::npos) continue;
        std::string shown;
        shown.reserve(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::size_t index = hidden_index(text.substr(i, 3));
            shown += index < punctuation.size() ? punctuation[index] : text[i];
            if (index < punctuation.size()) i += 2;
        }
        cmark_node_set_literal(node, shown.c_str());
    }
}

void unlink(cmark_node* block, EmptiedBlocks& emptied) {
    cmark_node_unlink(block);
    emptied.emplace_back(block);
}

bool set_dialects(cmark_node* document, const MarkdownPlaces& places, EmptiedBlocks& emptied,
                  Diagnostics& diagnostics) {
    bool has_html = set_directives(document, places, diagnostics);
    hide_escapes(document, places);
    take_attributes(document, places, diagnostics);
    has_html |= set_notes(document, places, emptied, diagnostics);
    has_html |= set_fences(document, places, diagnostics);
    has_html |= set_lines(document, places, emptied, diagnostics);
    has_html |= set_tasks(document);
    has_html |= set_marks(document, places);
    show_escapes(document, places);
    return has_html;
}

}  // namespace carepress::article
