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
    std::vector<std::string> files;  ///< as in import_records(); "-" is standard input
    std::string library;             ///< a folder
    ImportSettings settings;
    bool force = false;    ///< overwrites articles that were edited by hand
    bool dry_run = false;  ///< writes nothing
};

/// Whom an import tells what it does.
struct ImportEvents {
    /// Writes a file whole; its folder exists. Throws EnvironmentError.
    std::function<void(const std::string& path, std::string_view bytes)> write;
    std::function<void(const ImportRecord& record, const ArticlePlace& place)> record;  ///< after it is written
};

/// How many records had which fate.
struct ImportReport {
    std::array<std::size_t, 4> counts{};  ///< by Fate
    std::size_t count(Fate fate) const { return counts.at(static_cast<std::size_t>(fate)); }
};

/// Imports files record by record; a refused record, or a file that can't be read, stops no other. Throws
/// EnvironmentError if the library can't be written.
ImportReport run_import(const ImportRun& run, const ImportEvents& events);

}  // namespace carepress::import
