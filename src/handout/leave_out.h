#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/phrases.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress {

/// A heading's stable name: case folded, without accents and punctuation, words joined by hyphens:
/// "¿Qué hará en casa?" is "que-hara-en-casa". Marks that are letters' own, as in Thai or Hindi, stay.
std::string section_slug(std::string_view heading);

/// The slugs of an article's sections that can be left out, in order.
std::vector<std::string> section_slugs(const Article& article);

/// Takes out the sections whose heading has one of `slugs`, with all below them, and leaves a line in their place that
/// says so in the page's language. A help box that goes with its section is a warning that names the box. Returns the
/// slugs that were found.
std::vector<std::string> leave_out(Article& article, const std::vector<std::string>& slugs, const Phrases& phrases,
                                   Diagnostics& diagnostics);

}  // namespace carepress
