#pragma once

#include "base/yaml.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace carepress::style {

/// One YAML file of a layout or brand as it was read, with the messages about it.
struct LayoutFile {
    explicit LayoutFile(Source text) : source(std::move(text)), diagnostics(source) {}
    LayoutFile(const LayoutFile&) = delete;
    LayoutFile& operator=(const LayoutFile&) = delete;

    /// The mapping of `contents`, such as "roles to colours", under a top-level key. Null if the file lacks the key,
    /// and after an error, with `code`, if something else is there.
    const YamlNode* find_mapping(DiagnosticCode code, std::string_view key, std::string_view contents);

    Source source;
    Diagnostics diagnostics;
    YamlNode root;
};

/// A layout with what it derives from: the asked-for file first, the one that derives from nothing last.
struct LayoutFiles {
    std::string name;      ///< of the layout: the file's name without ".yaml"
    std::string folder;    ///< where bases and icons are looked up
    std::string standard;  ///< and where else, or empty
    std::vector<std::unique_ptr<LayoutFile>> files;

    std::vector<Diagnostic> take_diagnostics();
    bool has_errors() const;
};

/// How many layouts a layout can derive through, counting itself. A chain longer than this is hard to follow for
/// people, too.
inline constexpr std::size_t deepest_derivation = 8;
/// Layouts, brands, icons and logos over this size are refused before reading.
inline constexpr std::size_t largest_layout_file = 1'000'000;

/// Takes `source` as a layout of `folder` and loads its bases, from there or from `standard`. What is wrong is among
/// the files' diagnostics.
LayoutFiles load_layout(Source source, const std::string& folder, const std::string& standard);

/// One error about a file that could not be taken at all.
Diagnostic refusal(DiagnosticCode code, const std::string& path, std::string message, std::string hint);

/// The names of what could have been meant by `path`: for ".../letter.yaml" the .yaml files beside it without their
/// ending, sorted. With `folders`, the folders beside it that hold a brand.yaml.
std::vector<std::string> names_beside(const std::string& path, bool folders);

/// "did you mean "letter"? available: a4, letter", for a name that does not exist.
std::string choices(std::string_view wrong, const std::vector<std::string>& names);

/// The path of `relative` in `folder`; empty when it is absolute, leads out of the folder (by "..", or by a symbolic
/// link), or is not a file.
std::string file_inside(const std::string& folder, const std::string& relative);

}  // namespace carepress::style
