#pragma once

#include "record/record_system.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::cli {

/// The record systems of a file (docs/record.md), with the keys that it names. nullopt: it is not right, and the
/// reasons were printed. Throws EnvironmentError if a key cannot be used.
std::optional<std::vector<record::RecordSystem>> read_records(const std::string& file);

}  // namespace carepress::cli
