#pragma once

#include "record/json.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::record {

/// Type and id that a reference leads to in a record: "Patient/1", or the same below its base; a version is left out.
/// Both are empty for what leads elsewhere.
struct Target {
    std::string type, id;
    std::string text() const { return type + "/" + id; }
};
Target target_of(std::string_view reference, std::string_view base);

enum class Owner : std::uint8_t {
    patient,   ///< the one that was asked for
    another,   ///< another patient of the same record
    not_told,  ///< shared, such as a medicine, or by a reference that leads elsewhere
};

/// Whose a resource is, by its own subject, patient or participants.
Owner owner_of(const Json& resource, std::string_view patient, std::string_view base);

/// All that the references of a resource lead to in its record.
std::vector<Target> targets_in(const Json& resource, std::string_view base);

/// The encounters that a resource says it belongs to.
std::vector<Target> encounters_of(const Json& resource, std::string_view base);

}  // namespace carepress::record
