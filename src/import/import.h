#pragma once

#include "import/manifest.h"
#include "import/record.h"

#include <functional>
#include <istream>
#include <string>

namespace carepress::import {

struct ImportSettings {
    bool keep_links = false;  ///< links in the text stay; on paper each prints its address
    std::string language;     ///< BCP 47; of pages that state none. Empty: English, with a note
    std::string folder = {};  ///< pictures are taken from below it; empty: from below the page's own folder
    /// The row of a manifest for a record that states this address, or none; nullptr: it has no row. May be empty.
    std::function<const ManifestRow*(const std::string& address)> row_of = {};
};

/// Reads a file record by record and gives each to `take`, in order: MedlinePlus health topics of both schemas, drug
/// labels (SPL), an HTML page or text saved from one. The first bytes tell what the file is. Every record is verified:
/// the words of its text, as the source has them, are compared with those of the article that reading
/// write_markdown()'s output gives; where a word is missing, the record is refused. A file may be as large as the disk
/// allows: memory is bounded by its largest record, at most 8 MB. A page is a record.
void import_records(std::istream& in, const std::string& name, const ImportSettings& settings,
                    const std::function<void(ImportRecord)>& take);

}  // namespace carepress::import
