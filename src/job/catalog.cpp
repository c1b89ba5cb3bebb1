#include "job/catalog.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace carepress::job {

Catalog::Catalog(const std::string& folder) : Catalog(folder, library::scan_library(folder)) {}

Catalog::Catalog(std::string folder, std::vector<library::LibraryEntry> entries)
    : folder_(std::move(folder)), entries_(std::move(entries)) {
    std::sort(entries_.begin(), entries_.end(),
              [](const auto& a, const auto& b) { return std::tie(a.code, a.path) < std::tie(b.code, b.path); });
}

std::span<const library::LibraryEntry> Catalog::translations(std::string_view code) const {
    const auto begin = std::partition_point(entries_.begin(), entries_.end(),
                                            [&](const library::LibraryEntry& entry) { return entry.code < code; });
    const auto end =
        std::find_if(begin, entries_.end(), [&](const library::LibraryEntry& entry) { return entry.code != code; });
    return {begin, end};
}

}  // namespace carepress::job
