#pragma once

#include "article/article.h"

#include <string>

namespace carepress::article {

/// The article as Markdown with front matter, as a careful writer would type it: one line a paragraph, "-" for bullets,
/// pipe tables, "[!WATCH]" callouts. Reading it again gives the same article: read_article(write_markdown(a)) has the
/// same content as `a`, where `a` came from one of the readers. What Markdown has no form for is written as HTML: cells
/// that span, captions with markup, other languages inside the text, superscripts. The one thing that has no form in
/// either, a link that leads to the brand's own address (Link::to_brand), becomes plain text.
std::string write_markdown(const Article& article);

/// The front matter alone, with both its "---" lines.
std::string write_front_matter(const Article& article);

}  // namespace carepress::article
