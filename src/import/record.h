#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace carepress::import {

/// A picture that is written beside an article.
struct ImportedPicture {
    std::string path;  ///< relative to the article's folder, as its figure names it
    std::string bytes;
};

/// One record of an imported file: an article, or the reason why there is none.
struct ImportRecord {
    std::string file;                         ///< its name, for messages
    Position position;                        ///< in the file
    std::string label;                        ///< its title or number, for messages
    std::optional<article::Article> article;  ///< nothing when it was refused
    std::string refusal;                      ///< why
    /// The source states no code: the article's is one of these, the first that no other record has. The code of the
    /// English page at `english_address`, of which this is a translation, comes before them.
    std::vector<std::string> codes;
    std::string english_address;
    std::string slug;                       ///< the name of a new file, without its extension
    std::string source_text;                ///< all text of the record that the reader should see, as in the source
    std::string added_before, added_after;  ///< words that import put around it: a product's name, the credit
    std::vector<Diagnostic> diagnostics;    ///< from reading the text
    std::size_t manifest_row = 0;           ///< number of the row that names it; 0: none does
    std::vector<ImportedPicture> pictures;
};

}  // namespace carepress::import
