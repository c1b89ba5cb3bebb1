#pragma once

#include "article/article.h"

#include <string>
#include <string_view>

namespace carepress {

/// Where inline text is placed decides what must be escaped and how a line is broken.
enum class InlinePlace : std::uint8_t { paragraph, heading, cell, html, preformatted_html };

/// Inline text as Markdown, or for the last two places as HTML without line ends.
std::string write_inline(const InlineText& text, InlinePlace place);

/// `text` with "&", "<", ">" and the quotation mark as HTML's character references.
std::string escaped_html(std::string_view text);

}  // namespace carepress
