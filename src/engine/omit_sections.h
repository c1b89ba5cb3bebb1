#pragma once

#include "engine/read_articles.h"

#include <string>
#include <vector>

namespace carepress::engine {

/// The articles without the sections that have one of `headings`, or its section_slug(), and their translations without
/// the same sections. A section that no article has is an error, which lists those there are.
ReadArticles omit_sections(ReadArticles read, const std::vector<std::string>& headings,
                           const words::PhraseBook& phrases, std::vector<Diagnostic>& messages);

}  // namespace carepress::engine
