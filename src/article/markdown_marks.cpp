// "H~2~O", "10^9^", "==marked==", "~~struck~~": pairs of signs around text.
#include "article/markdown_dialects.h"
#include "article/plain_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace carepress::article {
namespace {

constexpr std::size_t longest_raised = 12;  ///< bytes of a subscript or superscript

bool is_white_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// One kind of pair.
struct Pair {
    std::string_view sign, enter, exit;
    bool raised = false;  ///< follows a word or figure at once and has no space inside: "about ~5 or ~6" has none
};

constexpr std::array<Pair, 4> pairs{{{"~", "<sub>", "</sub>", true},
                                     {"^", "<sup>", "</sup>", true},
                                     {"~~", "<del>", "</del>"},
                                     {"==", "<strong>", "</strong>"}}};

/// A sign at a place in a text.
struct Sign {
    cmark_node* node;
    std::string_view text;  ///< the node's literal, whose length cmark counts anew each time that it is asked for
    std::size_t at;
    bool opens, closes;
};

bool can_be_raised(char c) {
    return belongs_to_word(c) || std::string_view("+-=/,.()*'").find(c) != std::string_view::npos;
}

/// What a subscript or superscript is put to. A subscript not to a figure: "5~10" is a range.
bool can_precede(char before, char sign) {
    return before == ')' || before == ']' ||
           (sign == '^' ? belongs_to_word(before) : belongs_to_word(before) && !is_digit(before) && before > '\0');
}

void find_signs(cmark_node* node, const Pair& pair, std::vector<Sign>& found) {
    const std::string_view text = literal_of(node);
    const char sign = pair.sign[0];
    for (std::size_t at = text.find(sign); at != std::string_view::npos;) {
        std::size_t end = at;
        while (end < text.size() && text[end] == sign) ++end;
        if (end - at == pair.sign.size()) {
            // At the node's edge is other markup, which is not a space.
            const char before = at > 0 ? text[at - 1] : '\0', after = end < text.size() ? text[end] : '\0';
            // "{~~old~>new~~}" and "{==text==}" are editors' marks.
            bool opens = !is_white_space(after) && before != '{', closes = !is_white_space(before) && after != '}';
            if (pair.raised) opens = opens && can_precede(before, sign);
            if (sign == '=') {  // "a == b" and "x==y" are comparisons
                opens = opens && !belongs_to_word(before);
                closes = closes && !belongs_to_word(after);
            }
            found.push_back({node, text, at, opens, closes});
        }
        at = text.find(sign, end);
    }
}

/// Whether what is between two signs can be raised or lowered: a few letters and figures.
bool is_raised(const Sign& open, const Sign& close, char open_sign) {
    if (open.node != close.node || close.at - open.at > longest_raised + 1 || close.at - open.at < 2) return false;
    const std::string_view inner = open.text.substr(open.at + 1, close.at - open.at - 1);
    // "A~B~C" is a list of letters, "C~max~" is not.
    if (open_sign == '~' && inner.size() == 1 && inner[0] >= 'A' && inner[0] <= 'Z') return false;
    return std::all_of(inner.begin(), inner.end(), can_be_raised);
}

std::vector<std::pair<Sign, Sign>> pair_signs(const std::vector<Sign>& found, const Pair& pair) {
    std::vector<std::pair<Sign, Sign>> paired;
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
        if (!found[i].opens || !found[i + 1].closes) continue;
        if (pair.raised && !is_raised(found[i], found[i + 1], pair.sign[0])) continue;
        paired.emplace_back(found[i], found[i + 1]);
        ++i;
    }
    return paired;
}

/// Cuts a text at its signs and takes them out. The pieces are siblings; the first is the text itself.
std::vector<cmark_node*> cut(cmark_node* node, const std::vector<std::size_t>& signs, std::size_t length) {
    const std::string text(literal_of(node));
    std::vector<cmark_node*> pieces{node};
    cmark_node_set_literal(node, text.substr(0, signs.front()).c_str());
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const std::size_t begin = signs[i] + length, end = i + 1 < signs.size() ? signs[i + 1] : text.size();
        pieces.push_back(insert_after(pieces.back(), new_text(text.substr(begin, end - begin))));
    }
    return pieces;
}

NodeOwner new_html(std::string_view tag) {
    NodeOwner node(cmark_node_new(CMARK_NODE_HTML_INLINE));
    cmark_node_set_literal(node.get(), std::string(tag).c_str());
    return node;
}

/// Puts the siblings from `first` to `last` into a node of their own; in a cell of a table, which cannot have one,
/// between tags.
void wrap(cmark_node* first, cmark_node* last, const Pair& pair) {
    NodeOwner made = new_custom(CMARK_NODE_CUSTOM_INLINE, std::string(pair.enter), std::string(pair.exit));
    if (cmark_node_insert_before(first, made.get()) == 0) {
        insert_after(last, new_html(pair.exit));
        NodeOwner enter = new_html(pair.enter);
        if (cmark_node_insert_before(first, enter.get())) static_cast<void>(enter.release());
        return;
    }
    cmark_node* const parent = made.release();
    for (cmark_node* node = first; node != nullptr;) {
        cmark_node* const next = node == last ? nullptr : cmark_node_next(node);
        cmark_node_append_child(parent, node);
        node = next;
    }
}

/// Wraps what is between the signs of each pair. They come in order, and each text is cut once.
void wrap_all(const std::vector<std::pair<Sign, Sign>>& paired, const Pair& pair) {
    std::vector<Sign> signs;
    for (const auto& [open, close] : paired) signs.insert(signs.end(), {open, close});
    std::vector<cmark_node*> before, behind;  // of each sign: the piece that it ends, and the one that it begins
    for (std::size_t i = 0; i < signs.size();) {
        std::vector<std::size_t> places;
        for (std::size_t k = i; k < signs.size() && signs[k].node == signs[i].node; ++k) places.push_back(signs[k].at);
        const std::vector<cmark_node*> pieces = cut(signs[i].node, places, pair.sign.size());
        before.insert(before.end(), pieces.begin(), pieces.end() - 1);
        behind.insert(behind.end(), pieces.begin() + 1, pieces.end());
        i += places.size();
    }
    for (std::size_t i = 0; i + 1 < signs.size(); i += 2) wrap(behind[i], before[i + 1], pair);
}

bool set_marks_of(const std::vector<cmark_node*>& parents, const Pair& pair) {
    bool has_html = false;
    for (cmark_node* parent : parents) {
        std::vector<Sign> found;
        for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
            if (is_text(node)) find_signs(node, pair, found);
        const auto paired = pair_signs(found, pair);
        wrap_all(paired, pair);
        has_html = has_html || !paired.empty();
    }
    return has_html;
}

}  // namespace

bool set_marks(cmark_node* document, const MarkdownPlaces& places) {
    bool has_html = false;
    for (const Pair& pair : pairs) {
        if (places.body().find(pair.sign) == std::string_view::npos) continue;
        std::vector<cmark_node*> parents;  // of texts; a pair is within one
        const IteratorOwner iterator(cmark_iter_new(document));
        for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            if (event != CMARK_EVENT_ENTER || !is_text(node)) continue;
            cmark_node* const parent = cmark_node_parent(node);
            if (cmark_node_get_type(parent) == CMARK_NODE_IMAGE) continue;
            parents.push_back(parent);
        }
        std::sort(parents.begin(), parents.end());
        parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
        has_html |= set_marks_of(parents, pair);
    }
    return has_html;
}

}  // namespace carepress::article
