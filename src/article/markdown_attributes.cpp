// Attribute lists, "{.lead #id}": looks that an article does not have.
#include "article/markdown_dialects.h"
#include "article/plain_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace carepress::article {
namespace {

bool is_gap_sign(char c) { return c == ' ' || c == '\t'; }
bool is_name_letter(char c) { return is_ascii_letter(c) || is_digit(c) || c == '_' || c == '-' || c == ':'; }

/// Reads one list from its brace on.
class AttributeList {
public:
    explicit AttributeList(std::string_view text) : text_(text) {}

    /// Its bytes, or 0 if it is text in braces: "{see below}", "{.5 mg}", "{n=5}".
    std::size_t length() {
        if (at() != '{') return 0;
        ++at_;
        if (at() == ':') {  // kramdown's, which may have words
            ++at_;
            certain_ = is_gap_sign(at()) || at() == '.' || at() == '#' || is_ascii_letter(at());
            if (!certain_) return 0;
        }
        for (skip_space(); at() != '}'; skip_space())
            if (!item()) return 0;
        return certain_ ? at_ + 1 : 0;
    }

private:
    char at() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_space() {
        while (is_gap_sign(at())) ++at_;
    }

    bool name() {
        if (!is_ascii_letter(at()) && at() != '_') return false;
        while (is_name_letter(at())) ++at_;
        return true;
    }

    bool item() {
        const char first = at();
        if (first == '-' || first == '=') {  // pandoc: {-}, {=html}
            ++at_;
            if (first == '=' && !name()) return false;
            certain_ = certain_ || at() == '}';
            return at() == '}';
        }
        if (first == '.' || first == '#') {
            ++at_;
            certain_ = true;
            return name();
        }
        if (!name()) return false;
        if (at() != '=') return certain_ && text_.starts_with("{:");
        ++at_;
        return value();
    }

    bool value() {
        if (at() != '"' && at() != '\'') {
            const std::size_t begin = at_;
            while (at() != '\0' && !is_gap_sign(at()) && at() != '}') ++at_;
            return at_ > begin;
        }
        const std::size_t end = text_.find(text_[at_], at_ + 1);
        if (end == std::string_view::npos) return false;
        at_ = end + 1;
        certain_ = true;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool certain_ = false;  ///< something in it is in no prose
};

constexpr std::size_t longest_list = 1'000;  ///< bytes
constexpr std::size_t longest_span = 1'000;  ///< bytes of the text in brackets before a list

/// A text without its attribute lists, built from its beginning.
class CleanText {
public:
    void append(std::string_view text) { text_ += text; }

    /// A list was left out: so are the brackets of "[text]{.class}", or the space before it.
    void leave_out_list(bool is_followed_by_space) {
        if (text_.ends_with(']')) {
            take_brackets();
        } else if (is_followed_by_space) {
            text_.erase(text_.find_last_not_of(" \t") + 1);
        }
    }

    /// "## Heading ##": what closes it, now that it is at the end.
    void drop_closing_signs() {
        const std::size_t last = text_.find_last_not_of('#');
        if (last != std::string::npos && is_gap_sign(text_[last])) text_.erase(text_.find_last_not_of(" \t", last) + 1);
    }

    const std::string& text() const { return text_; }

private:
    void take_brackets() {
        int depth = 0;
        for (std::size_t i = text_.size(); i-- > 0 && text_.size() - i < longest_span;) {
            depth += text_[i] == ']' ? 1 : text_[i] == '[' ? -1 : 0;
            if (depth > 0) continue;
            text_.pop_back();
            text_.erase(i, 1);
            return;
        }
    }

    std::string text_;
};

}  // namespace

void take_attributes(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    if (places.body().find('{') == std::string_view::npos) return;
    std::string first;
    SourceSpan place;
    std::size_t count = 0;
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        const std::string_view text = literal_of(node);
        if (event != CMARK_EVENT_ENTER || text.find('{') == std::string_view::npos) continue;
        CleanText clean;
        std::size_t done = 0;
        for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at)) {
            const std::size_t length = AttributeList(text.substr(at, longest_list)).length();
            if (length == 0) {
                ++at;
                continue;
            }
            if (count++ == 0) {
                first = text.substr(at, length);
                place.begin = place.end =
                    places.at(line_of(node), cmark_node_get_start_column(node) + static_cast<int>(at));
            }
            clean.append(text.substr(done, at - done));
            done = at += length;
            clean.leave_out_list(done == text.size() || is_gap_sign(text[done]));
        }
        if (done == 0) continue;
        clean.append(text.substr(done));
        if (cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_HEADING && cmark_node_next(node) == nullptr)
            clean.drop_closing_signs();
        cmark_node_set_literal(node, clean.text().c_str());
    }
    if (count == 0) return;
    diagnostics.note("article/attributes"_code, place,
                     "\"" + diagnostics.excerpt(shortened(first)) + "\" changes nothing on paper and was left out" +
                         (count > 1 ? " (" + std::to_string(count) + " such lists of attributes)" : ""));
}

}  // namespace carepress::article
