#pragma once

#include "library/find.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::job {

/// The articles of one library as they were found at one time, for a process that presses many jobs from it: codes are
/// looked up in memory, not in the folder. Immutable, shared by threads.
class Catalog {
public:
    /// Looks at all articles below `folder`. Throws EnvironmentError if it can't be read.
    explicit Catalog(const std::string& folder);
    /// Of articles that were found below `folder` before.
    Catalog(std::string folder, std::vector<library::LibraryEntry> entries);

    const std::string& folder() const { return folder_; }
    /// By code, then by path.
    const std::vector<library::LibraryEntry>& entries() const { return entries_; }
    /// The translations of one article, in the order of their paths; none if the code is unknown.
    std::span<const library::LibraryEntry> translations(std::string_view code) const;

private:
    std::string folder_;
    std::vector<library::LibraryEntry> entries_;
};

}  // namespace carepress::job
