#pragma once

#include "import/import.h"
#include "import/library_folder.h"

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::import {

/// What is imported, and where to.
struct ImportRun {
    std::vector<std::string> files;  ///< as in import_records(), and folders of them; "-" is standard input
    std::string library;             ///< a folder
    ImportSettings settings;
    bool force = false;         ///< overwrites articles that were edited by hand
    bool dry_run = false;       ///< writes nothing
    std::string manifest = {};  ///< a table of what is in the one folder that `files` names (manifest.h); or empty
};

/// Whom an import tells what it does.
struct ImportEvents {
    /// Writes a file whole; its folder exists. Throws EnvironmentError.
    std::function<void(const std::string& path, std::string_view bytes)> write;
    std::function<void(const ImportRecord& record, const ArticlePlace& place)> record;  ///< after it is written
    /// What is not of a record: faults of the manifest, files that are passed over.
    std::function<void(const Diagnostic& diagnostic)> say = [](const Diagnostic&) {};
};

/// How many records had which fate.
struct ImportReport {
    std::array<std::size_t, 4> counts{};  ///< by Fate
    bool is_manifest_refused = false;     ///< then nothing was imported
    std::size_t count(Fate fate) const { return counts.at(static_cast<std::size_t>(fate)); }
};

/// Imports files record by record; a refused record, or a file that can't be read, stops no other. Of a folder, all
/// files below it that look like documents, in the order of their names; hidden ones are passed over. With a manifest,
/// those that it names: a manifest with any error imports nothing, so that it is put right as a whole. Throws
/// EnvironmentError if the library can't be written.
ImportReport run_import(const ImportRun& run, const ImportEvents& events);

}  // namespace carepress::import
