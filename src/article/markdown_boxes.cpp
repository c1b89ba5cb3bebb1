// Boxes of MkDocs and Python-Markdown: '!!! note "Title"', "??? note", and indented lines.
#include "article/markdown_dialects.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/no_index.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::article {
namespace {

constexpr std::size_t indentation = 4;
constexpr std::size_t most_open = 8;  ///< deeper boxes are text
constexpr std::size_t deepest_column = 32;

bool is_space(char c) { return c == ' ' || c == '\t'; }

/// '!!! note inline end "Title"' without the white space around it.
std::optional<IndentedBox> read_head(std::string_view line) {
    if (!line.starts_with("!!!") && !line.starts_with("???")) return std::nullopt;
    line.remove_prefix(3);
    if (line.starts_with('+')) line.remove_prefix(1);
    line = trim(line);
    IndentedBox box;
    const std::size_t quote = std::min(line.find('"'), line.size());
    std::string_view words = trim(line.substr(0, quote));
    if (words.empty() ||
        !std::all_of(words.begin(), words.end(), [](char c) { return belongs_to_word(c) || c == '-' || c == ' '; }))
        return std::nullopt;
    box.name = words.substr(0, words.find(' '));
    if (quote == line.size()) return box;
    if (line.size() < quote + 2 || !line.ends_with('"')) return std::nullopt;
    box.title = trim(line.substr(quote + 1, line.size() - quote - 2));
    return box;
}

/// Reads the lines and writes them again, those in a box behind the sign of a quotation.
class Quoter {
public:
    Quoter(std::string_view body, const std::set<int>& not_boxes) : body_(body), not_boxes_(not_boxes) {}

    IndentedBoxes run() {
        for (std::size_t begin = 0; begin < body_.size();) {
            std::size_t end = line_end(body_, begin);
            const std::string_view text = body_.substr(begin, end - begin);
            end += body_.substr(end).starts_with("\r\n") ? 2 : end < body_.size() ? 1 : 0;
            ++line_;
            read(text, body_.substr(begin + text.size(), end - begin - text.size()));
            begin = end;
            if (out_.body.size() > 2 * body_.size() + 4'096) return {};  // of blank lines
        }
        write_blank_lines(0);
        return std::move(out_);
    }

private:
    struct Open {
        std::size_t column;  ///< of its head
        IndentedBox head;
        std::uint32_t box = no_index;  ///< its place among the boxes, once it has text
    };

    void read(std::string_view text, std::string_view line_break) {
        const std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
        if (indent == text.size()) {
            blank_.emplace_back(text, line_break);
            return;
        }
        std::size_t kept = 0;
        while (kept < open_.size() && belongs_to(text, open_[kept].column)) ++kept;
        open_.resize(kept);
        for (Open& open : open_) {
            if (open.box == no_index) {
                open.box = static_cast<std::uint32_t>(out_.boxes.size());
                out_.boxes.push_back(open.head);
            }
            out_.boxes[open.box].last_line = line_;
        }
        write_blank_lines(open_.size());
        write(text, line_break);
        note_fence(text.substr(indent));
        if (fence_ == 0) open_box(text, indent);
    }

    /// Whether the line is indented under a head at that column.
    static bool belongs_to(std::string_view text, std::size_t column) {
        std::size_t at = 0;
        for (std::size_t i = 0; i < text.size() && is_space(text[i]); ++i) {
            at = text[i] == '\t' ? (at / indentation + 1) * indentation : at + 1;
            if (at >= column + indentation) return true;
        }
        return false;
    }

    /// The indentation under each head becomes ">   "; of tabs, as many spaces are written first.
    void write(std::string_view text, std::string_view line_break) {
        if (!open_.empty()) {
            std::string spaces;
            std::size_t used = 0;
            for (; used < text.size() && is_space(text[used]); ++used)
                spaces.append(text[used] == '\t' ? indentation - spaces.size() % indentation : 1, ' ');
            for (const Open& open : open_) spaces[open.column] = '>';
            out_.body += spaces;
            text.remove_prefix(used);
        }
        out_.body.append(text).append(line_break);
    }

    void write_blank_lines(std::size_t quoted) {
        for (const auto& [text, line_break] : blank_) {
            std::string signs;
            for (std::size_t i = 0; i < quoted; ++i) {
                signs.append(open_[i].column - signs.size(), ' ');
                signs += '>';
            }
            out_.body.append(signs.empty() ? text : std::string_view(signs)).append(line_break);
        }
        blank_.clear();
    }

    void note_fence(std::string_view text) {
        const char sign = text[0];
        if (sign != '`' && sign != '~') return;
        const std::size_t length = std::min(text.find_first_not_of(sign), text.size());
        if (length < 3) return;
        if (fence_ == 0) {
            fence_ = sign;
            fence_length_ = length;
        } else if (sign == fence_ && length >= fence_length_) {
            fence_ = 0;
        }
    }

    void open_box(std::string_view text, std::size_t indent) {
        if (open_.size() >= most_open || indent > deepest_column || not_boxes_.count(line_) > 0) return;
        if (text.find('\t') < indent) return;
        auto box = read_head(trim(text.substr(indent)));
        if (!box) return;
        box->line = line_;
        open_.push_back({indent, std::move(*box), no_index});
    }

    std::string_view body_;
    const std::set<int>& not_boxes_;
    IndentedBoxes out_;
    int line_ = 0;
    std::vector<Open> open_;
    std::vector<std::pair<std::string_view, std::string_view>> blank_;  ///< lines, and their ends, since the last other
    char fence_ = 0;                                                    ///< of the code that the line is in
    std::size_t fence_length_ = 0;
};

bool is_line_break(cmark_node* node) {
    return cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK || cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
}

/// Takes the last line out of a paragraph, with the break before it.
void take_last_line(cmark_node* paragraph) {
    while (cmark_node* last = cmark_node_last_child(paragraph)) {
        const bool is_end = is_line_break(last);
        cmark_node_free(last);
        if (is_end) return;
    }
}

/// A line at once behind a box goes on with its last paragraph in CommonMark, but is not a part of the box: moves it,
/// and those behind it, into a paragraph behind the box.
void give_back_lines(cmark_node* box, int last_line, const MarkdownPlaces& places) {
    cmark_node* last = cmark_node_last_child(box);
    while (last != nullptr && cmark_node_get_type(last) != CMARK_NODE_PARAGRAPH) last = cmark_node_last_child(last);
    if (last == nullptr || cmark_node_get_end_line(last) <= last_line) return;
    cmark_node* node = cmark_node_first_child(last);
    while (node != nullptr && cmark_node_get_start_line(node) <= last_line) node = cmark_node_next(node);
    if (node == nullptr || node == cmark_node_first_child(last)) return;
    if (cmark_node* before = cmark_node_previous(node); is_line_break(before)) cmark_node_free(before);
    const int line = line_of(node);
    cmark_node* const paragraph = insert_after(
        box, new_custom(CMARK_NODE_CUSTOM_BLOCK, "<p" + lines_attribute(places, line, 1, line) + ">", "</p>"));
    while (node != nullptr) {
        cmark_node* const next = cmark_node_next(node);
        cmark_node_append_child(paragraph, node);
        node = next;
    }
}

/// The title that MkDocs gives a box that has none.
std::string title_of(const IndentedBox& box) {
    std::string title = box.name;
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

}  // namespace

IndentedBoxes quote_indented_boxes(std::string_view body, const std::set<int>& not_boxes) {
    if (body.find("!!!") == std::string_view::npos && body.find("???") == std::string_view::npos) return {};
    return Quoter(body, not_boxes).run();
}

bool set_indented_boxes(cmark_node* document, const std::vector<IndentedBox>& boxes, const MarkdownPlaces& places,
                        EmptiedBlocks& emptied, std::set<int>& not_boxes, Diagnostics& diagnostics) {
    std::map<int, cmark_node*> heads;  // by their line: paragraphs that end there, before a quotation
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) continue;
        cmark_node* const next = cmark_node_next(node);
        if (next != nullptr && cmark_node_get_type(next) == CMARK_NODE_BLOCK_QUOTE)
            heads.emplace(cmark_node_get_end_line(node), node);
    }
    const std::size_t known = not_boxes.size();
    for (const IndentedBox& box : boxes)
        if (heads.count(box.line) == 0) not_boxes.insert(box.line);
    if (not_boxes.size() > known) return false;
    for (const IndentedBox& box : boxes) {
        cmark_node* const head = heads.at(box.line);
        cmark_node* const quote = cmark_node_next(head);
        cmark_node* const made = insert_after(head, new_custom(CMARK_NODE_CUSTOM_BLOCK, "", ""));
        const bool is_known = make_box(made, box.name, box.title, box.line, places);
        if (!is_known) {
            if (box.title.empty()) make_box(made, box.name, title_of(box), box.line, places);
            const std::uint32_t at = places.at(box.line, 1);
            diagnostics.warning(
                "article/fenced-div"_code, {at, at},
                "the box \"!!! " + diagnostics.excerpt(shortened(box.name)) + "\" is not set; its text stays",
                std::string(known_boxes));
        }
        while (cmark_node* block = cmark_node_first_child(quote)) cmark_node_append_child(made, block);
        unlink(quote, emptied);
        give_back_lines(made, box.last_line, places);
        take_last_line(head);
        if (cmark_node_first_child(head) == nullptr) unlink(head, emptied);
    }
    return !boxes.empty();
}

}  // namespace carepress::article
