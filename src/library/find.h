#pragma once

#include "visit/suggest.h"

#include <string>
#include <vector>

namespace carepress {

/// One article of a library folder, as its front matter names it.
struct LibraryEntry {
    std::string path, code, language, title;
    std::string version = {};
};

/// The articles below `folder` (<language>/<slug>.md), in the order of their paths. Files that can't be read, or state
/// no code, are left out. Throws EnvironmentError when the folder can't be read.
std::vector<LibraryEntry> scan_library(const std::string& folder);

/// The articles of one code below `folder`, in the order of their paths: only files in whose first lines the code
/// stands are read. Throws EnvironmentError when the folder can't be read.
std::vector<LibraryEntry> find_translations(const std::string& folder, const std::string& code);

/// What the articles below `folder` are about, one entry for each code. Throws EnvironmentError when the folder can't
/// be read.
std::vector<ArticleTopics> topics_of_library(const std::string& folder);

}  // namespace carepress
