#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress {

/// One article of a library folder, as its front matter names it.
struct LibraryEntry {
    std::string path, code, language, title;
};

/// The articles below `folder` (<language>/<slug>.md), in the order of their paths. Files that can't be read, or state
/// no code, are left out. Throws EnvironmentError when the folder can't be read.
std::vector<LibraryEntry> scan_library(const std::string& folder);

/// Whether `word` has the form of an article's code: [A-Za-z0-9._-]{1,64}, no leading dot.
bool is_article_code(std::string_view word);

}  // namespace carepress
