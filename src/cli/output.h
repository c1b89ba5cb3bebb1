#pragma once

#include <string>
#include <string_view>

namespace carepress {

/// Writes `bytes` to `path` so that the file appears whole or not at all, and no half-written file is left whatever
/// happens. Makes missing folders. Throws EnvironmentError.
void write_whole(const std::string& path, std::string_view bytes);

/// Writes to standard output. Throws EnvironmentError.
void write_standard_output(std::string_view bytes);

}  // namespace carepress
