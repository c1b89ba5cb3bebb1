#include "xliff/coded_text.h"

#include "article/inline_builder.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/markup.h"
#include "base/no_index.h"
#include "base/utf.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carepress::xliff {
namespace {

using article::InlineRun;
using article::InlineText;

struct StyleMarkup {
    article::InlineStyle style;
    std::string_view begin, end;
};

constexpr std::array<StyleMarkup, 7> style_markup{{
    {article::inline_strong, "<strong>", "</strong>"},
    {article::inline_emphasis, "<em>", "</em>"},
    {article::inline_superscript, "<sup>", "</sup>"},
    {article::inline_subscript, "<sub>", "</sub>"},
    {article::inline_code, "<code>", "</code>"},
    {article::inline_count, "<span class=\"count\">", "</span>"},
    {article::inline_detail, "<span class=\"detail\">", "</span>"},
}};

/// Something that covers neighbouring runs.
struct Mark {
    Code::Kind kind = Code::Kind::style;
    std::uint32_t value = 0;  ///< a style, or the index of a link or language
    bool operator==(const Mark&) const = default;
};

bool is_note(const InlineRun& run, const InlineText& text) {
    return run.link != no_index && text.links[run.link].note > 0;
}

std::vector<Mark> marks_of(const InlineRun& run, const InlineText& text) {
    std::vector<Mark> marks;
    const bool note = is_note(run, text);
    if (run.link != no_index && !note) marks.push_back({Code::Kind::link, run.link});
    if (run.language != no_index) marks.push_back({Code::Kind::language, run.language});
    for (const StyleMarkup& each : style_markup)
        if ((run.styles & each.style) && !(note && each.style == article::inline_superscript))
            marks.push_back({Code::Kind::style, each.style});
    return marks;
}

bool contains(const std::vector<Mark>& marks, const Mark& mark) {
    return std::find(marks.begin(), marks.end(), mark) != marks.end();
}

Code code_of(const Mark& mark, const InlineText& text) {
    Code code;
    code.kind = mark.kind;
    if (mark.kind == Code::Kind::link) {
        code.link = text.links[mark.value];
        code.begin = code.link->to_brand ? "<a>" : "<a href=\"" + escaped_html(code.link->address) + "\">";
        code.end = "</a>";
    } else if (mark.kind == Code::Kind::language) {
        code.text = text.languages[mark.value];
        code.begin = "<span lang=\"" + escaped_html(code.text) + "\">";
        code.end = "</span>";
    } else {
        code.style = static_cast<std::uint8_t>(mark.value);
        for (const StyleMarkup& each : style_markup)
            if (each.style == mark.value) code.begin = each.begin, code.end = each.end;
    }
    return code;
}

Code point(Code::Kind kind, std::string_view text, std::string_view data) {
    Code code;
    code.kind = kind;
    code.text = text;
    code.begin = data;
    return code;
}

/// Opens and closes marks from run to run.
class TextCoder {
public:
    TextCoder(const InlineText& text, std::string_view own_code) : text_(text), own_code_(own_code) {
        // A code without figures could be a word.
        if (own_code.size() < 2 || std::none_of(own_code.begin(), own_code.end(), is_digit)) own_code_ = {};
    }

    CodedText code() {
        for (const InlineRun& run : text_.runs) marks_.push_back(marks_of(run, text_));
        for (std::size_t i = 0; i < text_.runs.size(); ++i) {
            turn_to(i);
            const InlineRun& run = text_.runs[i];
            const std::string_view words = std::string_view(text_.text).substr(run.begin, run.end - run.begin);
            if (is_note(run, text_))
                add_note(run, words);
            else
                add_words(run.begin, run.end);
        }
        while (!open_.empty()) close();
        return std::move(coded_);
    }

private:
    struct Open {
        Mark mark;
        std::size_t last = 0;  ///< run that it covers
        std::size_t code = 0;
    };

    std::size_t last_run_of(const Mark& mark, std::size_t run) const {
        while (run + 1 < marks_.size() && contains(marks_[run + 1], mark)) ++run;
        return run;
    }

    /// Closes what ends before the run, and what is shorter than something that begins with it; opens what begins.
    void turn_to(std::size_t run) {
        const std::vector<Mark>& wanted = marks_[run];
        std::size_t kept = 0;
        while (kept < open_.size() && contains(wanted, open_[kept].mark)) ++kept;
        std::vector<Open> missing;
        for (const Mark& mark : wanted)
            if (std::none_of(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(kept),
                             [&](const Open& each) { return each.mark == mark; }))
                missing.push_back({mark, last_run_of(mark, run), 0});
        const auto is_longer = [&](const Open& each) { return each.last > open_[kept - 1].last; };
        while (kept > 0 && open_[kept - 1].mark.kind != Code::Kind::link &&
               std::any_of(missing.begin(), missing.end(), is_longer)) {
            missing.push_back(open_[kept - 1]);
            --kept;
        }
        while (open_.size() > kept) close();
        std::stable_sort(missing.begin(), missing.end(), [](const Open& a, const Open& b) {
            const bool link_a = a.mark.kind == Code::Kind::link, link_b = b.mark.kind == Code::Kind::link;
            return a.last != b.last ? a.last > b.last : link_a && !link_b;
        });
        for (Open& each : missing) open(each);
    }

    void open(Open& mark) {
        mark.code = coded_.codes.size();
        coded_.codes.push_back(code_of(mark.mark, text_));
        coded_.pieces.push_back({Piece::Kind::open, {}, mark.code, {}});
        open_.push_back(mark);
    }
    void close() {
        coded_.pieces.push_back({Piece::Kind::close, {}, open_.back().code, {}});
        open_.pop_back();
    }

    void add_point(Code code) {
        coded_.pieces.push_back({Piece::Kind::point, {}, coded_.codes.size(), {}});
        coded_.codes.push_back(std::move(code));
    }

    void add_note(const InlineRun& run, std::string_view words) {
        Code code = point(Code::Kind::note, words, "[^" + std::to_string(text_.links[run.link].note) + "]");
        code.style = run.styles & article::inline_superscript;
        code.link = text_.links[run.link];
        add_point(std::move(code));
    }

    void add_words(std::size_t begin, std::size_t end) {
        const std::string_view all = text_.text;
        std::size_t from = begin;
        const auto flush = [&](std::size_t to) {
            if (to <= from) return;
            auto& pieces = coded_.pieces;
            const std::string_view words = all.substr(from, to - from);
            if (!pieces.empty() && pieces.back().kind == Piece::Kind::text)
                pieces.back().text += words;
            else
                pieces.push_back({Piece::Kind::text, std::string(words), 0, {}});
        };
        for (std::size_t i = begin; i < end;) {
            const std::string_view rest = all.substr(i, end - i);
            std::size_t length = 0;
            if (rest.starts_with(line_separator_utf8)) {
                length = line_separator_utf8.size();
                flush(i);
                add_point(point(Code::Kind::line_break, line_separator_utf8, "<br>"));
            } else if (const PlaceholderAt found = rest.front() == '{' ? find_placeholder(rest) : PlaceholderAt{};
                       found.begin == 0) {
                length = found.length;
                flush(i);
                add_point(point(Code::Kind::placeholder, rest.substr(0, length), rest.substr(0, length)));
            } else if (is_own_code(i, end)) {
                length = own_code_.size();
                flush(i);
                add_point(point(Code::Kind::own_code, own_code_, own_code_));
            } else {
                ++i;
                continue;
            }
            i += length;
            from = i;
        }
        flush(end);
    }

    bool is_own_code(std::size_t i, std::size_t end) const {
        const std::string_view all = text_.text;
        if (own_code_.empty() || !all.substr(i, end - i).starts_with(own_code_)) return false;
        const auto is_part = [&](std::size_t at) {
            return at < all.size() && (article::belongs_to_word(all[at]) && static_cast<unsigned char>(all[at]) < 0x80);
        };
        return !(i > 0 && is_part(i - 1)) && !is_part(i + own_code_.size());
    }

    const InlineText& text_;
    std::string_view own_code_;
    std::vector<std::vector<Mark>> marks_;  ///< by run
    std::vector<Open> open_;
    CodedText coded_;
};

}  // namespace

PlaceholderAt find_placeholder(std::string_view text) {
    for (std::size_t begin = text.find('{'); begin != std::string_view::npos; begin = text.find('{', begin + 1)) {
        std::size_t end = begin + 1;
        const auto is_name = [&](char c) {
            return article::is_ascii_letter(c) || (end > begin + 1 && (is_digit(c) || c == '-' || c == '_'));
        };
        while (end < text.size() && is_name(text[end])) ++end;
        if (end > begin + 1 && end < text.size() && text[end] == '}') return {begin, end + 1 - begin};
    }
    return {};
}

CodedText code_text(const InlineText& text, std::string_view own_code) { return TextCoder(text, own_code).code(); }

CodedText code_text(const std::string& text, std::string_view own_code) {
    InlineText plain;
    plain.text = text;
    if (!text.empty()) plain.runs.push_back({0, static_cast<std::uint32_t>(text.size()), 0, no_index, no_index, {}});
    return code_text(plain, own_code);
}

InlineText uncode(const std::vector<Code>& codes, const std::vector<Piece>& pieces, bool preserve_space) {
    article::InlineBuilder builder(preserve_space);
    SourceSpan all;
    for (const Piece& piece : pieces) {
        if (all == SourceSpan{}) all = piece.span;
        all.end = std::max(all.end, piece.span.end);
        if (piece.kind == Piece::Kind::text) {
            builder.text(piece.text, piece.span);
            continue;
        }
        const Code& code = codes.at(piece.code);
        if (code.kind == Code::Kind::line_break) {
            builder.hard_break(piece.span);
        } else if (piece.kind == Piece::Kind::point) {
            if (code.style != 0) builder.push_style(static_cast<article::InlineStyle>(code.style));
            if (code.link) builder.open_link(*code.link);
            builder.text(code.text, piece.span);
            if (code.link) builder.close_link();
            if (code.style != 0) builder.pop_style(static_cast<article::InlineStyle>(code.style));
        } else if (const bool opens = piece.kind == Piece::Kind::open; code.kind == Code::Kind::link) {
            if (opens)
                builder.open_link(*code.link);
            else
                builder.close_link();
        } else if (code.kind == Code::Kind::language) {
            if (opens)
                builder.open_language(code.text);
            else
                builder.close_language();
        } else if (opens) {
            builder.push_style(static_cast<article::InlineStyle>(code.style));
        } else {
            builder.pop_style(static_cast<article::InlineStyle>(code.style));
        }
    }
    return builder.finish(all);
}

bool has_same_anchors(const CodedText& one, const CodedText& other) {
    const auto anchors_of = [](const CodedText& text) {
        std::vector<std::string> anchors;
        for (const Code& code : text.codes)
            if (code.kind != Code::Kind::style && code.kind != Code::Kind::language &&
                code.kind != Code::Kind::own_code)
                anchors.push_back(code.begin);
        std::sort(anchors.begin(), anchors.end());
        return anchors;
    };
    return anchors_of(one) == anchors_of(other);
}

std::optional<std::vector<Piece>> in_codes_of(const CodedText& original, const CodedText& translation) {
    if (original.codes.size() != translation.codes.size()) return std::nullopt;
    std::vector<std::size_t> ours;
    std::vector<bool> taken(original.codes.size());
    for (const Code& code : translation.codes) {
        std::size_t i = 0;
        while (i < taken.size() && (taken[i] || !original.codes[i].is_same(code))) ++i;
        if (i == taken.size()) return std::nullopt;
        taken[i] = true;
        ours.push_back(i);
    }
    std::vector<Piece> pieces = translation.pieces;
    for (Piece& piece : pieces)
        if (piece.kind != Piece::Kind::text) piece.code = ours[piece.code];
    return pieces;
}

}  // namespace carepress::xliff
