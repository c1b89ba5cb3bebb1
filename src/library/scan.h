#pragma once

#include "library/export_state.h"

#include <string>
#include <vector>

namespace carepress::library {

/// What a scan could not read, and why.
struct UnreadableArticle {
    std::string path;  ///< relative to the library
    std::string reason;
    bool is_error = true;  ///< false: it may not be an article
};

/// Brings the articles of `state` up to date with the library: those whose stamp changed are read, on `threads`
/// threads; those that are gone are forgotten. An article that was known and can't be read any more stays, without its
/// digest, so that what was pressed from it stays too; the others are returned. Throws EnvironmentError.
std::vector<UnreadableArticle> scan_articles(const std::string& library, ExportState& state, unsigned threads);

}  // namespace carepress::library
