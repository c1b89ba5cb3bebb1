#pragma once

#include "article/article.h"
#include "visit/suggest.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace carepress::library {

/// One article of a library folder, as its front matter names it.
struct LibraryEntry {
    std::string path, code, language, title;
    std::string version = {};
    article::Release release = {};
};

/// Which search index helps to find articles, if there is one.
struct IndexUse {
    std::string folder;    ///< that holds the indexes, as in index_in_folder(); empty: none is used
    std::int64_t now = 0;  ///< nanoseconds since 1970: how fresh an index is depends on it
};

/// The articles below `folder` (<language>/<slug>.md), in the order of their paths. Files that can't be read, or state
/// no code, are left out. Throws EnvironmentError when the folder can't be read.
std::vector<LibraryEntry> scan_library(const std::string& folder);

/// The articles of some codes below `folder`, in the order of their paths. Where `carepress search` has made an index
/// of the library, it tells the files (its freshness is that of searches; each file is read again, so that nothing
/// false is found), and where it knows none, or does not exist, the first lines of all files do. Throws
/// EnvironmentError when the folder can't be read.
std::vector<LibraryEntry> find_translations(const std::string& folder, std::span<const std::string> codes,
                                            const IndexUse& use);

/// What the articles below `folder` are about, one entry for each code. Throws EnvironmentError when the folder can't
/// be read.
std::vector<visit::ArticleTopics> topics_of_library(const std::string& folder);

}  // namespace carepress::library
