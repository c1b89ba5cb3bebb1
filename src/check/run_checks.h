#pragma once

#include "check/check.h"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace carepress::check {

/// What a run of checks looks at, and for which rules.
struct CheckRun {
    /// Files and folders. A folder with a brand.yaml, and that file, is a brand; a .yaml or .yml file is a layout;
    /// other files are articles. Of other folders: all .md and .html files, brands, and layouts in folders called
    /// "layouts".
    std::vector<std::string> sources;
    std::string library;            ///< a folder that is looked at before the sources; may be empty
    std::vector<std::string> only;  ///< rules (CheckRule::id) whose findings are kept; empty: all
    std::vector<std::string> skip;  ///< rules whose findings are dropped
    CheckRequest request;
};

/// What a run of checks found.
struct CheckReport {
    std::vector<CheckedArticle> articles;  ///< in the order of their paths; their findings are in `findings`
    std::vector<Finding> findings;         ///< of layouts and brands, then of articles, each in the order of its places
    std::size_t layouts_and_brands = 0;    ///< how many of them were looked at
    std::vector<std::string> failures;     ///< messages: what could not be read, or had nothing to check

    std::size_t count(Severity severity) const;
};

/// Checks files and folders, and articles of one code against each other. Goes on after a file that can't be read.
/// Throws EnvironmentError if a folder can't be read.
CheckReport run_checks(const CheckRun& run, const engine::Engine& engine);

/// Findings by a kind of the caller's, such as their files.
struct FindingCount {
    std::string kind;
    std::size_t errors = 0, warnings = 0, notes = 0;
};

/// Findings counted by file or by rule: most errors first, then most warnings, then most notes, then by name.
std::vector<FindingCount> count_by_file(const std::vector<Finding>& findings);
std::vector<FindingCount> count_by_rule(const std::vector<Finding>& findings);

}  // namespace carepress::check
