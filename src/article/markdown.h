#pragma once

#include "article/html.h"

#include <cstdint>
#include <string_view>

namespace carepress::article {

/// Which way Markdown goes. `automatic`: straight from cmark's tree, unless it holds raw HTML; then rendered to HTML
/// and read by read_html(), so that "<div>" around Markdown works. Both ways give the same blocks; the other two values
/// are for the test that says so. What dialects add is HTML in the tree, and is rendered whatever the way.
enum class MarkdownWay : std::uint8_t { automatic, tree, html };

/// Reads CommonMark 0.29 with GFM's tables, strikethrough (the text stays, with a warning) and bare addresses. `body`
/// starts at byte `offset` of the diagnostics' source and is well-formed UTF-8 without NUL. Headings keep their levels.
/// `around`: as HtmlOptions has it.
HtmlResult read_markdown(std::string_view body, std::uint32_t offset, Diagnostics& diagnostics,
                         MarkdownWay way = MarkdownWay::automatic, const TextLanguage& around = {});
/// The same with `HtmlOptions::pictures_as_written`.
HtmlResult read_markdown_with_any_pictures(std::string_view body, std::uint32_t offset, const TextLanguage& around,
                                           Diagnostics& diagnostics);

}  // namespace carepress::article
