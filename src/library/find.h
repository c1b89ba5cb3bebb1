#pragma once

#include <string>
#include <vector>

namespace carepress {

/// One article of a library folder, as its front matter names it.
struct LibraryEntry {
    std::string path, code, language, title;
};

/// The articles below `folder` (<language>/<slug>.md), in the order of their paths. Files that can't be read, or state
/// no code, are left out. Throws EnvironmentError when the folder can't be read.
std::vector<LibraryEntry> scan_library(const std::string& folder);

}  // namespace carepress
