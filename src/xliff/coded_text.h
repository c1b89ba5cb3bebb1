#pragma once

#include "article/article.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::xliff {

/// A piece of inline markup that a translator moves but doesn't change. A pair has text inside (<pc>); a point stands
/// for something that is not translated (<ph>): a placeholder, the article's own code, a line break, a reference to a
/// footnote.
struct Code {
    enum class Kind : std::uint8_t { style, link, language, line_break, placeholder, own_code, note };

    Kind kind = Kind::style;
    std::uint8_t style = 0;             ///< the one InlineStyle of a style; the styles of a note
    std::optional<article::Link> link;  ///< of a link or a note
    std::string text;                   ///< of a language its tag; of a point what stands in the text
    std::string begin, end;             ///< as HTML or Markdown write it; a point has no `end`

    bool is_pair() const { return kind <= Kind::language; }
    /// Whether the same markup is meant, wherever it is.
    bool is_same(const Code& other) const {
        return kind == other.kind && begin == other.begin && end == other.end && text == other.text;
    }
};

/// A piece of a text with codes.
struct Piece {
    enum class Kind : std::uint8_t { text, open, close, point };

    Kind kind = Kind::text;
    std::string text;
    std::size_t code = 0;  ///< index of what opens, closes or stands here
    SourceSpan span;
};

/// A text whose markup are codes, in the order of their beginnings. Pairs nest.
struct CodedText {
    std::vector<Code> codes;
    std::vector<Piece> pieces;
};

/// Makes codes of all that is not words. A link is one pair; styles that cross it are split. `own_code`: the article's,
/// which becomes a point where it is a word of its own; empty: none.
CodedText code_text(const article::InlineText& text, std::string_view own_code);
/// The same of a text without markup, such as a title.
CodedText code_text(const std::string& text, std::string_view own_code);

/// Makes text of pieces again. White space collapses as readers of articles do, unless it is to be preserved.
article::InlineText uncode(const std::vector<Code>& codes, const std::vector<Piece>& pieces, bool preserve_space);

/// The pieces of a translation in terms of the original's codes. Nothing if they don't have the same codes.
std::optional<std::vector<Piece>> in_codes_of(const CodedText& original, const CodedText& translation);

/// Whether both have the same links, placeholders, line breaks and notes. Other codes are one or several, according to
/// what they cross.
bool has_same_anchors(const CodedText& one, const CodedText& other);

/// Where the first placeholder of `text` begins and how long it is; {npos, 0}: there is none.
struct PlaceholderAt {
    std::size_t begin = std::string_view::npos, length = 0;
};
PlaceholderAt find_placeholder(std::string_view text);

}  // namespace carepress::xliff
