#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <functional>
#include <string>
#include <vector>

namespace carepress::import {

/// What a manifest says of one article.
struct ManifestRow {
    std::size_t number = 0;      ///< of its row, as a spreadsheet counts, or of the entry of a list, from 1
    std::string source;          ///< a file's path below the folder, or the address that a page states
    SourceSpan span;             ///< of the source
    article::Metadata metadata;  ///< what it states; the rest is empty
};

/// Reads a table of articles, a row each: as CSV with the names of its columns in the first row, or as a list of
/// mappings in YAML or JSON, by the file's name. Columns: source, code, language, title, translation_of (a code, or
/// the source of another row, whose code it has), and keys of front matter. `has_article` tells whether the library has
/// an article of a code already. What is unknown or invalid, a source named twice and two articles of one code and
/// language are errors that name row and column; the rows are of use only if there are none.
std::vector<ManifestRow> read_manifest(const Source& source, const std::function<bool(const std::string&)>& has_article,
                                       Diagnostics& diagnostics);

/// Puts what a row states in the place of what the source states. A title and a language count where a text is read.
void apply_row(const ManifestRow& row, article::Metadata& metadata);

/// "row 3, column "code": " for a message.
std::string place_in_manifest(std::size_t row, std::string_view column);

/// Whether a row's source is the address of a page.
bool is_web_source(std::string_view source);

}  // namespace carepress::import
