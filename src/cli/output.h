#pragma once

#include <string>
#include <string_view>

namespace carepress {

/// Writes `bytes` to `path` so that the file appears whole or not at all, and no half-written file is left whatever
/// happens. Makes missing folders. Throws EnvironmentError.
void write_whole(const std::string& path, std::string_view bytes);

/// The same for what holds patient data: the file can be read and written by its owner alone (0600), has never had
/// another name, and no message says its name, which may be the patient's. Needs a file system that knows unnamed files
/// (O_TMPFILE).
void write_private(const std::string& path, std::string_view bytes);

/// Writes to standard output. Throws EnvironmentError.
void write_standard_output(std::string_view bytes);

}  // namespace carepress
