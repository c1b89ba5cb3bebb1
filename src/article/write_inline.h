#pragma once

#include "article/article.h"

#include <cstdint>
#include <string>

namespace carepress::article {

/// Where inline text is placed decides what must be escaped and how a line is broken.
enum class InlinePlace : std::uint8_t { paragraph, heading, cell, html, preformatted_html };

/// Inline text as Markdown, or for the last two places as HTML without line ends.
std::string write_inline(const InlineText& text, InlinePlace place);

}  // namespace carepress::article
