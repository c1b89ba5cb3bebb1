#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::article {

/// A `<meta name="carepress:KEY" content="VALUE">` of a page that write_html() wrote: a key of front matter.
struct PageMetadata {
    std::string key, value;
    SourceSpan span;
};

/// The value of the attribute data-carepress of elements that write_html() adds to an article, such as the style and
/// the footer: the reader skips them.
inline constexpr std::string_view html_furniture = "furniture";
/// And of a reference to a footnote, and of the list of them.
inline constexpr std::string_view html_note = "note";
inline constexpr std::string_view html_notes = "notes";

/// What an HTML page or fragment says. Headings keep their levels, 1 included, whether or not one repeats the title:
/// the caller levels them.
struct HtmlResult {
    std::vector<Block> blocks;
    std::string title;  ///< of <title>, else the text of the first h1; may be empty
    SourceSpan title_span;
    std::string language;                     ///< lang of <html> (or <body>), as written; may be empty
    std::optional<Direction> direction = {};  ///< dir of <html> or <body>, where it is not the language's own
    std::vector<PageMetadata> metadata;
};

/// What is known of a text before it is read: its language (BCP 47; empty: English), and its direction where that is
/// not the language's own.
struct TextLanguage {
    std::string language = {};
    std::optional<Direction> direction = {};
};

/// html is the text to parse. For pages and fragments, `offset` is added to gumbo's byte offsets. With
/// `positions_from_sourcepos`, html was rendered by cmark-gfm with CMARK_OPT_SOURCEPOS|CMARK_OPT_UNSAFE and places come
/// from data-sourcepos="line:col-line:col" attributes.
struct HtmlOptions {
    std::uint32_t offset = 0;
    bool positions_from_sourcepos = false;
    std::vector<std::uint32_t> line_starts;  ///< byte offset in the source of each line of the Markdown body
    TextLanguage around = {};                ///< of a text that does not state its own
    bool whole_page = false;                 ///< a page of a site: its furniture is left out (PageSurvey)
    bool pictures_as_written = false;        ///< Figure::path is as written and not looked at: import copies pictures
};

/// Reads well-formed UTF-8 as HTML by the WHATWG parsing rules (gumbo). No text vanishes unseen: what is dropped
/// (scripts, styles, embedded objects, page furniture) is a note, what is hidden or struck out is a warning that quotes
/// its first words, unknown tags are warnings and their text stays, pictures without an alt attribute or outside the
/// article's folder are errors. Bounded: 64 levels of nesting, 200,000 nodes.
HtmlResult read_html(std::string_view html, const HtmlOptions& options, Diagnostics& diagnostics);

}  // namespace carepress::article
