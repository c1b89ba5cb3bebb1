#include "article/write_inline.h"

#include "article/bare_address.h"
#include "article/html.h"
#include "article/list_numbers.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/markup.h"
#include "base/utf.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace carepress::article {
namespace {

bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !belongs_to_word(c); }

/// A span of the text that carries one meaning: a link, a language, a style.
struct Mark {
    enum Kind : std::uint8_t { link, language, strong, emphasis, superscript, subscript, code } kind;
    std::uint32_t index = 0;  ///< of a link or language
    bool operator==(const Mark&) const = default;
};

/// The number of the footnote that the run refers to, or 0.
int note_of(const InlineRun& run, const InlineText& text) {
    return run.link == no_index ? 0 : text.links[run.link].note;
}

std::vector<Mark> marks_of(const InlineRun& run, const InlineText& text) {
    std::vector<Mark> marks;
    const bool is_note = note_of(run, text) > 0;
    if (run.link != no_index && !is_note && !text.links[run.link].to_brand) marks.push_back({Mark::link, run.link});
    if (run.language != no_index) marks.push_back({Mark::language, run.language});
    if (run.styles & inline_strong) marks.push_back({Mark::strong});
    if (run.styles & inline_emphasis) marks.push_back({Mark::emphasis});
    if (run.styles & inline_superscript && !is_note) marks.push_back({Mark::superscript});
    if (run.styles & inline_subscript) marks.push_back({Mark::subscript});
    if (run.styles & inline_code) marks.push_back({Mark::code});
    return marks;
}

bool has(const std::vector<Mark>& marks, const Mark& mark) {
    return std::find(marks.begin(), marks.end(), mark) != marks.end();
}

/// "&name;" or "&#1;" at the start of `text`.
bool is_reference(std::string_view text) {
    const std::size_t end = text.find(';');
    if (text.size() < 3 || end == std::string_view::npos || end < 2 || end > 40) return false;
    const std::string_view name = text.substr(1, end - 1);
    return name[0] == '#' || std::all_of(name.begin(), name.end(), belongs_to_word);
}

class InlineWriter {
public:
    InlineWriter(const InlineText& text, InlinePlace place) : text_(text), place_(place) {}

    std::string write() {
        for (std::size_t i = 0; i < text_.runs.size(); ++i) run(i);
        write_marks({});
        return std::move(out_);
    }

private:
    void run(std::size_t index) {
        const InlineRun& run = text_.runs[index];
        write_marks(marks_of(run, text_));
        if (const int note = note_of(run, text_)) return note_reference(note, run);
        if (bare_) {
            out_ += text_.text.substr(run.begin, run.end - run.begin);
            return;
        }
        std::uint32_t end = run.end;
        // A closing sign behind a line's end closes nothing: breaks at the end of a run are outside its marks.
        while (place_ != InlinePlace::preformatted_html && end >= run.begin + line_separator_utf8.size() &&
               std::string_view(text_.text).substr(run.begin, end - run.begin).ends_with(line_separator_utf8)) {
            end -= static_cast<std::uint32_t>(line_separator_utf8.size());
            ++breaks_;
        }
        const std::string_view piece = std::string_view(text_.text).substr(run.begin, end - run.begin);
        if (has(open_, {Mark::code}) && !in_html() && piece.find(line_separator_utf8) == std::string::npos)
            code_span(piece);
        else
            plain(run.begin, end);
    }

    /// The reader makes the text of the reference, "[3]", of its number.
    void note_reference(int note, const InlineRun& run) {
        std::string_view rest = std::string_view(text_.text).substr(run.begin, run.end - run.begin);
        for (; rest.ends_with(line_separator_utf8); rest.remove_suffix(line_separator_utf8.size())) ++breaks_;
        const std::string number = std::to_string(note);
        out_ += in_html() ? "<a data-carepress=\"" + std::string(html_note) + "\" href=\"#note-" + number + "\"><sup>" +
                                write_list_number(note, Numbering::notes) + "</sup></a>"
                          : "[^" + number + "]";
    }

    /// Closes and opens marks until just those of `wanted` are open. What stays open keeps its order, and nothing stays
    /// open around a new link that ends inside of it: a link that is closed and opened again would be two.
    void write_marks(const std::vector<Mark>& wanted) {
        const auto opened = std::find_if(wanted.begin(), wanted.end(), [&](const Mark& mark) {
            return mark.kind == Mark::link && !has(open_, mark);
        });
        const auto stays = [&](const Mark& mark) {
            return has(wanted, mark) && (opened == wanted.end() || lasts(mark, opened->index));
        };
        const auto keep = static_cast<std::size_t>(std::find_if_not(open_.begin(), open_.end(), stays) - open_.begin());
        std::vector<Mark> again;
        for (; open_.size() > keep; open_.pop_back()) {
            close(open_.back());
            if (has(wanted, open_.back()) && opened == wanted.end()) again.insert(again.begin(), open_.back());
        }
        for (; breaks_ > 0; --breaks_) hard_break();
        for (const Mark& mark : again) open(mark);
        for (const Mark& mark : wanted)
            if (!has(open_, mark)) open(mark);
    }

    /// Whether all of a link carries the mark.
    bool lasts(const Mark& mark, std::uint32_t link) const {
        return std::all_of(text_.runs.begin(), text_.runs.end(),
                           [&](const InlineRun& run) { return run.link != link || has(marks_of(run, text_), mark); });
    }

    void open(const Mark& mark) {
        open_.push_back(mark);
        switch (mark.kind) {
            case Mark::link:
                bare_ = !in_html() && stands_bare(mark.index);
                if (!bare_)
                    out_ += in_html() ? "<a href=\"" + escaped_html(text_.links[mark.index].address) + "\">" : "[";
                break;
            case Mark::language:
                out_ += "<span lang=\"" + text_.languages[mark.index] + "\">";
                break;
            case Mark::strong:
                out_ += in_html() ? "<strong>" : "**";
                break;
            case Mark::emphasis:
                out_ += in_html() ? "<em>" : emphasis_sign();
                break;
            case Mark::superscript:
                out_ += "<sup>";
                break;
            case Mark::subscript:
                out_ += "<sub>";
                break;
            case Mark::code:
                if (in_html()) out_ += "<code>";
                break;
        }
    }

    void close(const Mark& mark) {
        switch (mark.kind) {
            case Mark::link:
                if (!std::exchange(bare_, false)) out_ += in_html() ? "</a>" : "](" + destination(mark.index) + ")";
                break;
            case Mark::language:
                out_ += "</span>";
                break;
            case Mark::strong:
                out_ += in_html() ? "</strong>" : "**";
                break;
            case Mark::emphasis:
                out_ += in_html() ? std::string("</em>") : std::string(1, emphasis_);
                break;
            case Mark::superscript:
                out_ += "</sup>";
                break;
            case Mark::subscript:
                out_ += "</sub>";
                break;
            case Mark::code:
                if (in_html()) out_ += "</code>";
                break;
        }
    }

    /// "*", or "_" next to a "**".
    std::string emphasis_sign() {
        emphasis_ = out_.ends_with('*') ? '_' : '*';
        return std::string(1, emphasis_);
    }

    /// Whether the reader makes this very link of the address as written in the text.
    bool stands_bare(std::uint32_t link) const {
        std::uint32_t begin = no_index, end = 0;
        for (const InlineRun& run : text_.runs) {
            if (run.link != link) continue;
            if (run.styles != 0 || run.language != no_index) return false;
            begin = std::min(begin, run.begin);
            end = run.end;
        }
        if (begin == no_index) return false;
        const auto found = find_bare_address(text_.text, begin);
        const bool apart = begin == 0 || text_.text[begin - 1] == ' ';
        return apart && found && found->begin == begin && found->end == end &&
               found->address == text_.links[link].address;
    }

    std::string destination(std::uint32_t link) const {
        const std::string& address = text_.links[link].address;
        const bool pointed = address.empty() || address.find_first_of(" ()<>") != std::string::npos;
        std::string out = pointed ? "<" : "";
        for (std::size_t i = 0; i < address.size(); ++i) {
            const char c = address[i];
            const bool escape = c == '<' || c == '>' ||
                                (c == '\\' && i + 1 < address.size() && is_punctuation(address[i + 1])) ||
                                (c == '&' && is_reference(std::string_view(address).substr(i))) ||
                                (c == '|' && place_ == InlinePlace::cell);
            if (escape) out += '\\';
            out += c;
        }
        return out + (pointed ? ">" : "");
    }

    bool in_html() const { return place_ >= InlinePlace::html; }

    void hard_break() {
        out_ += place_ == InlinePlace::paragraph ? "\\\n" : place_ == InlinePlace::preformatted_html ? "&#10;" : "<br>";
    }

    void code_span(std::string_view piece) {
        std::size_t longest = 0, run = 0;
        for (const char c : piece) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
        const std::string fence(longest + 1, '`');
        const bool pad = piece.starts_with('`') || piece.ends_with('`');
        out_ += fence + (pad ? " " : "");
        for (const char c : piece) {
            if (c == '|' && place_ == InlinePlace::cell) out_ += '\\';
            out_ += c;
        }
        out_ += (pad ? " " : "") + fence;
    }

    void plain(std::size_t begin, std::size_t end) {
        const std::string_view all = text_.text;
        for (std::size_t i = begin; i < end;) {
            if (all.substr(i, end - i).starts_with(line_separator_utf8)) {
                hard_break();
                i += line_separator_utf8.size();
                continue;
            }
            if (in_html())
                out_ += escaped_html(all.substr(i, 1));
            else {
                if (must_escape(i)) out_ += '\\';
                out_ += all[i];
            }
            ++i;
        }
    }

    char at(std::size_t i) const { return i < text_.text.size() ? text_.text[i] : '\0'; }
    char before(std::size_t i) const { return i > 0 ? text_.text[i - 1] : '\0'; }

    /// Whether the character at `i` would be taken for markup (CommonMark 2.4).
    bool must_escape(std::size_t i) const {
        const char c = at(i), next = at(i + 1), last = before(i);
        const bool line_start = out_.empty() || out_.ends_with('\n');
        if (line_start && begins_a_block(i)) return true;
        switch (c) {
            case '\\':
                return next == '\0' || is_punctuation(next) || !belongs_to_word(next);
            case '*':
                return last != ' ' || next != ' ';
            case '_':
                return !(belongs_to_word(last) && belongs_to_word(next));
            case '`':
                return true;
            case '[':
                return in_link() || last == '!' || next == '^' || (i == 0 && begins_with_box());
            case '~':
            case '^':
                return is_one_of_several(c) && last != ' ';
            case '=':
                return next == '=' && last != ' ';
            case '{':
                return next == '.' || next == '#' || next == ':';
            case ']':
                return in_link() || next == '(' || next == '[' || next == ':';
            case '!':
                return next == '\0' || next == '[' || (i + 1 == run_end(i));
            case '<':
                return is_ascii_letter(next) || next == '/' || next == '!' || next == '?';
            case '&':
                return is_reference(std::string_view(text_.text).substr(i));
            case '|':
                return place_ == InlinePlace::cell;
            case '#':
                return place_ == InlinePlace::heading && i + 1 == text_.text.size();
            default:
                return false;
        }
    }

    /// One on its own is not markup in any dialect: "about ~10".
    bool is_one_of_several(char c) const { return text_.text.find(c) != text_.text.rfind(c); }

    /// "[ ]" or "[x]": the beginning of a task, if it is in an item.
    bool begins_with_box() const {
        return text_.text.size() > 2 && text_.text[2] == ']' &&
               std::string_view(" xX").find(text_.text[1]) != std::string_view::npos;
    }

    bool in_link() const {
        return std::any_of(open_.begin(), open_.end(), [](const Mark& mark) { return mark.kind == Mark::link; });
    }

    std::size_t run_end(std::size_t i) const {
        for (const InlineRun& run : text_.runs)
            if (i < run.end) return run.end == text_.text.size() ? std::string::npos : run.end;
        return std::string::npos;
    }

    /// At the start of a line: a heading, a list item, a quote, a rule, a fence, a table's second line. A number is
    /// escaped at its full stop, which is not at the line's start: see follows_number().
    bool begins_a_block(std::size_t i) const {
        if (place_ != InlinePlace::paragraph) return false;
        const char c = at(i), next = at(i + 1);
        const bool ends =
            next == ' ' || next == '\0' || std::string_view(text_.text).substr(i + 1).starts_with("\xE2\x80\xA8");
        switch (c) {
            case '#': {
                std::size_t end = i;
                while (at(end) == '#') ++end;
                return end - i <= 6 && (at(end) == ' ' || at(end) == '\0');
            }
            case '>':
            case '=':
                return true;
            case '-':
            case '+':
                return ends || next == c;
            case '~':
                return next == '~';
            case ':':
            case '|':
                return next == '-' || next == ' ' || next == '|' || next == ':';
            default:
                return false;
        }
    }

    const InlineText& text_;
    InlinePlace place_;
    std::string out_;
    std::vector<Mark> open_;
    int breaks_ = 0;       ///< hard breaks to be written before the next mark opens
    bool bare_ = false;    ///< the open link is an address written without markup
    char emphasis_ = '*';  ///< the sign that opened the emphasis
};

/// "1. " at the start of a line of a paragraph would begin a list.
void escape_numbers(std::string& markdown) {
    for (std::size_t line = 0; line < markdown.size();) {
        std::size_t end = line;
        while (end < markdown.size() && is_digit(markdown[end])) ++end;
        if (end > line && end - line <= 9 && end < markdown.size() && (markdown[end] == '.' || markdown[end] == ')') &&
            (end + 1 == markdown.size() || markdown[end + 1] == ' ' || markdown[end + 1] == '\n' ||
             markdown[end + 1] == '\\'))
            markdown.insert(end, 1, '\\');
        line = markdown.find('\n', line);
        if (line == std::string::npos) return;
        ++line;
    }
}

}  // namespace

std::string write_inline(const InlineText& text, InlinePlace place) {
    std::string out = InlineWriter(text, place).write();
    if (place == InlinePlace::paragraph) escape_numbers(out);
    return out;
}

}  // namespace carepress::article
