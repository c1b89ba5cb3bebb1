#pragma once

#include "visit/bundle.h"
#include "visit/record_time.h"

#include <cstddef>
#include <vector>

namespace carepress {

/// Finds the copies of one resource among the entries of a bundle, as when pages of a search or several exports were
/// put into one: identical ones are one, and of versions the newest counts, whatever its status (FHIR R4, 2.26.3.1
/// "meta.versionId", "meta.lastUpdated").
class CopySorter {
public:
    CopySorter(std::vector<BundleEntry>& entries, ReadingProblems& problems) : entries_(entries), problems_(problems) {}

    /// Sorts entries that share a type and an id, or a full URL. Copies that differ and cannot be put in order: two
    /// Patients stay two, which is refused where one is chosen; of an Encounter that is an error; others are marked as
    /// not understood, with a warning, for one of them may say "stop".
    void sort(const std::vector<std::size_t>& group);
    /// Removes the entries that a copy stands for, with a note; whether there were any.
    bool remove_copies();

private:
    static TimeOrder order_of_versions(const BundleEntry& one, const BundleEntry& other);
    void compare(std::size_t& kept, std::size_t other);
    void drop(std::size_t index, bool repeated);
    void say_unclear(const BundleEntry& entry);

    std::vector<BundleEntry>& entries_;
    ReadingProblems& problems_;
    std::vector<bool> dropped_;
    const JsonValue *first_repeated_ = nullptr, *first_older_ = nullptr;
    int repeated_ = 0, older_ = 0;
};

}  // namespace carepress
