#pragma once

#include "article/article.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::article {

/// Builds an InlineText piece by piece, in reading order. White space collapses as HTML does (CSS Text 3, 4.1.1: a run
/// of space, tab, LF, CR or FF is one space, none at the start, the end or beside a hard break), unless it is to be
/// preserved; then a line end becomes U+2028 and a tab four spaces. NBSP is not white space here. Control characters
/// never come through; characters without width that carry meaning (ZWJ, ZWNJ, ZWSP, soft hyphen, bidi controls) do.
class InlineBuilder {
public:
    explicit InlineBuilder(bool preserve_space = false) : preserve_space_(preserve_space) {}

    /// Text in the current styles, link and language; `utf8` is well formed. Adjacent text in the same state joins into
    /// one run, and the spans join too. U+2028, U+2029 and, where space is preserved, line ends are hard breaks.
    void text(std::string_view utf8, SourceSpan span);
    /// A hard break (U+2028); trims the spaces around it unless they are preserved. None at the very start.
    void hard_break(SourceSpan span);
    /// Switches between preserving and collapsing for the text that follows.
    void preserve_space(bool preserve);

    /// Styles nest: a style is on until it was popped as often as pushed.
    void push_style(InlineStyle style);
    void pop_style(InlineStyle style);
    /// Links do not nest: while one is open another open_link() and its close_link() change nothing.
    void open_link(Link link);
    void open_link(std::string address, SourceSpan span) { open_link({std::move(address), false, span}); }
    void close_link();
    /// Languages nest. `tag` is BCP 47; an empty one is the article's language.
    void open_language(std::string tag);
    void close_language();

    /// Whether nothing but white space came since the start or the last finish().
    bool empty() const;
    /// Trims the end and returns what was built. Styles, link and languages that are open stay open for what follows.
    InlineText finish(SourceSpan span);

    /// The line is still empty.
    bool at_line_start() const;

private:
    void append(std::string_view utf8, SourceSpan span);
    void white_space(char character, SourceSpan span);
    void extend(std::string_view utf8, std::uint8_t styles, std::uint32_t link, std::uint32_t language,
                SourceSpan span);
    void trim_end();
    std::uint32_t current_link();
    std::uint32_t current_language();

    bool preserve_space_;
    bool pending_space_ = false;  ///< white space was seen that counts only if text follows on the same line
    bool after_return_ = false;   ///< preserving: a CR was seen; the LF of a CRLF is the same line end
    SourceSpan pending_span_;
    InlineText built_;

    std::uint8_t styles_ = 0;
    std::uint32_t style_depths_[8] = {};
    Link link_;                            ///< the outermost open link
    std::uint32_t link_depth_ = 0;         ///< how many are open
    std::uint32_t link_index_ = no_index;  ///< of link_ in built_.links, once it has some text
    std::vector<std::string> open_languages_;
    std::uint32_t language_index_ = no_index;
    bool language_known_ = true;  ///< language_index_ is that of open_languages_.back()
};

}  // namespace carepress::article
