#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::article {

enum class ArticleFormat : std::uint8_t { markdown, html, saved_text };

/// The format by the name's extension (.md, .markdown and those of dialects; .html, .htm, .xhtml; .txt), else by the
/// first bytes: "---", "+++" or a Markdown heading, "<", or plain text.
ArticleFormat detect_format(const Source& source);

/// Reads an article of any format. Mistakes go to `diagnostics` and reading goes on; the result is only worth pressing
/// when no error was added. Bounded: 8 MB, 64 levels of nesting, 200,000 blocks.
Article read_article(const Source& source, ArticleFormat format, Diagnostics& diagnostics);
Article read_article(const Source& source, Diagnostics& diagnostics);

/// What is known of an article besides its source, for an import.
struct ReadingHelp {
    /// Where nothing says a title it is that of the heading that begins the text, else this, instead of an error.
    std::string last_title = {};
    std::string title = {};            ///< counts before what the source states; empty: not known
    std::string language = {};         ///< the same, BCP 47
    bool pictures_as_written = false;  ///< Figure::path is what the source says, an address or not, and not looked at
};
Article read_article(const Source& source, ArticleFormat format, const ReadingHelp& help, Diagnostics& diagnostics);

/// Reads a clinician's note: Markdown without a title; front matter may say its language. Pictures are errors, and more
/// than `longest_note` words a warning: it is to leave room on the first page.
Article read_note(const Source& source, Diagnostics& diagnostics);
inline constexpr std::size_t longest_note = 120;

}  // namespace carepress::article
