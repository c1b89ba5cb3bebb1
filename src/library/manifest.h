#pragma once

#include "base/diagnostic.h"
#include "base/digest.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::library {

/// One output of an export: a line of manifest.jsonl. docs/library.md describes the fields.
struct ManifestEntry {
    std::string file;  ///< relative to the export's folder: <brand>/<language>/<layout>/<name>.pdf
    std::string code, language, layout, brand, title;
    bool is_proof = false;  ///< says DRAFT on every page
    int pages = 0;
    std::uint64_t bytes = 0;
    std::optional<Sha256> digest;  ///< of the file; none: the article was refused, there is no file
    Sha256 inputs{};               ///< of all that the output depends on
    std::vector<std::pair<std::string, Sha256>> sources;  ///< article and pictures, relative to the library
    std::string diagnostics = "[]";                       ///< a JSON array
};

/// `diagnostics` as a JSON array; the paths of those about files below `library` become relative to it.
std::string to_json(const std::vector<Diagnostic>& diagnostics, const std::string& library);

/// The entry as one line of JSON, without the line end. Lines sort as their files do.
std::string to_line(const ManifestEntry& entry);

/// Reads a line; nothing where it is none, or names a file that is not where an export puts its files.
std::optional<ManifestEntry> parse_line(std::string_view line);

/// Calls `visit` for each entry of the manifest at `path`, in order; lines that are none are passed over and counted.
/// False where there is no such file.
bool read_manifest(const std::string& path, const std::function<void(ManifestEntry&&)>& visit,
                   std::size_t* unreadable = nullptr);

/// Merges the manifests of all shards, in the order of their files; `write` gets each line with its line end.
void merge_manifests(const std::vector<std::string>& paths, const std::function<void(std::string_view)>& write);

}  // namespace carepress::library
