#pragma once

#include "engine/read_articles.h"

#include <vector>

namespace carepress::engine {

/// Finds the links of each article, and of its translation, that lead to an article of the same handout: relative to
/// its own file, by the other's code, or by the address that the other was published under (Metadata::source_url).
void link_articles(std::vector<handout::ArticlePart>& articles, const SourceList& sources);

}  // namespace carepress::engine
