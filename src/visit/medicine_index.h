#pragma once

#include "visit/record.h"

#include <map>
#include <string>
#include <vector>

namespace carepress::visit {

/// What names a medicine: its folded name, and each code of a system that names medicines one by one (a class of
/// medicines is not enough). Two medicines are the same if they share a key.
std::vector<std::string> medicine_keys(const Concept& name);

/// Counts medicines by their keys, so that looking for the same one again does not walk over all of them.
class MedicineCounter {
public:
    void add(const std::vector<std::string>& keys) {
        for (const std::string& key : keys) ++counts_[key];
    }
    /// Whether more than `own` medicines have one of these keys.
    bool has_more_than(int own, const std::vector<std::string>& keys) const {
        for (const std::string& key : keys)
            if (const auto found = counts_.find(key); found != counts_.end() && found->second > own) return true;
        return false;
    }

private:
    std::map<std::string, int, std::less<>> counts_;
};

}  // namespace carepress::visit
