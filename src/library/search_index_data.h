#pragma once

#include "base/ascii.h"
#include "library/search_index.h"
#include "library/search_query.h"
#include "library/search_words.h"
#include "library/sqlite.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::library {

/// What a SearchIndex has open.
struct SearchIndexData {
    SearchIndexData(Database opened, std::string library_path)
        : database(std::move(opened)), library(std::move(library_path)) {}

    Database database;
    std::string library;
    WordSplitter splitter;
    std::vector<Correction> corrections;  ///< of the last query

    // What queries know of this state of the database, which is read when they need it.
    std::int64_t known_version = -1;  ///< PRAGMA data_version; -1: nothing is known
    WordCounts counts;
    std::vector<std::string> codes;              ///< of articles, each once
    std::vector<std::uint32_t> article_of_text;  ///< by the text's id: a place in `codes`
};

/// Codes as they are compared: in lower case, without white space around them.
inline std::string folded_code(std::string_view text) { return ascii_lower(trim(text)); }

}  // namespace carepress::library
