#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace carepress::job {

/// What articles are about, in groups that a person can choose from: the chapters of ICD-10-CM.
struct TopicGroup {
    std::string_view code;  ///< of the chapter, the categories that it spans: "J00-J99"
    std::string_view name;  ///< in plain English: "Lungs and breathing"

    std::string_view first() const { return code.substr(0, 3); }
    std::string_view last() const { return code.substr(4, 3); }
};

/// All groups, in the order of their codes.
std::span<const TopicGroup> topic_groups();

/// The place in topic_groups() of the chapter that a code of ICD-10-CM is in, as "J45.909"; nothing for a code that is
/// in none of them. Case does not matter.
std::optional<std::size_t> topic_group_of(std::string_view icd10cm);

}  // namespace carepress::job
