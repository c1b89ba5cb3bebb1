#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace carepress {

/// What `carepress search` was asked for.
struct SearchCommand {
    std::vector<std::string> words;
    std::string library;                 ///< empty: the articles that come with the program
    std::string index;                   ///< empty: in the user's cache folder
    std::vector<std::string> languages;  ///< empty: all
    std::size_t limit = 10;
    std::string format = "text";  ///< "text" or "json"
    bool refresh = false;
};

/// Searches and prints what was found. Returns the exit status; throws EnvironmentError.
int run_search(const SearchCommand& command);

}  // namespace carepress
