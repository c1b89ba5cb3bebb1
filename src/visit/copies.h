#pragma once

#include "visit/bundle.h"
#include "visit/record_time.h"

#include <cstddef>
#include <vector>

namespace carepress::visit {

/// Finds copies of a resource among the entries of a bundle, which occur when pages of a search or several exports were
/// merged: identical ones are one, and of several versions the newest counts, whatever its status (FHIR R4, 2.26.3.1
/// "meta.versionId", "meta.lastUpdated").
class CopySorter {
public:
    CopySorter(std::vector<BundleEntry>& entries, ReadingProblems& problems)
        : entries_(entries), problems_(problems), dropped_(entries.size()) {}

    /// Sorts entries that share a type and an id, or a full URL. If copies differ and nothing says which is newer, two
    /// Patients stay two, which is refused when one is chosen; two Encounters are an error; others are marked as not
    /// understood, with a warning, since one of them may say "stop".
    void sort(const std::vector<std::size_t>& group);
    /// Removes all but the kept copies, with a note. False if there were none.
    bool remove_copies();

private:
    static TimeOrder order_of_versions(const BundleEntry& one, const BundleEntry& other);
    void compare(std::size_t& kept, std::size_t other);
    void drop(std::size_t index, bool repeated);
    void report_unclear(const BundleEntry& entry);

    std::vector<BundleEntry>& entries_;
    ReadingProblems& problems_;
    std::vector<bool> dropped_;
    const JsonValue *first_repeated_ = nullptr, *first_older_ = nullptr;
    int repeated_ = 0, older_ = 0;
};

}  // namespace carepress::visit
