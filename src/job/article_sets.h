#pragma once

#include "base/diagnostic.h"
#include "job/catalog.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::job {

/// Articles that a department gives together, in this order.
struct ArticleSet {
    std::string id;                                         ///< lower-case letters, digits and hyphens
    std::map<std::string, std::string, std::less<>> names;  ///< by language (BCP 47)
    std::vector<std::string> articles;                      ///< codes, each once
};

/// The name of the file in a library's folder that lists its sets. Its form is in docs/library.md.
inline constexpr std::string_view sets_file = "sets.yaml";

/// The sets of a library; none if it has no such file. A set that has a fault is left out, as is an article that the
/// catalog does not have; `diagnostics` says so. Throws EnvironmentError if the file can't be read.
std::vector<ArticleSet> read_article_sets(const Catalog& catalog, std::vector<Diagnostic>& diagnostics);

}  // namespace carepress::job
