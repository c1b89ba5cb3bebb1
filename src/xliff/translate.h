#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "xliff/document.h"

#include <optional>
#include <string>

namespace carepress::xliff {

/// The original with the texts that came back in place of its own: a draft in the other language, which nobody has
/// reviewed. Its spans are places of the file that came back, which is what `diagnostics` is about.
///
/// Nothing, with an error for each unit, unless the file has every text of the original as it is today, and for each a
/// translation with the same codes: none missing, none twice, none of another text, no placeholder typed as words.
std::optional<article::Article> translated_article(const article::Article& original, const ReadFile& file,
                                                   const std::string& language, Diagnostics& diagnostics);

/// The article as Markdown, or nothing, with an error, if reading that gives another article.
std::optional<std::string> proven_markdown(const article::Article& translated, Diagnostics& diagnostics);

/// Takes over the translations of an earlier file, by unit, where the original still says the same.
void take_targets(const ReadFile& earlier, OutgoingFile& file);

}  // namespace carepress::xliff
