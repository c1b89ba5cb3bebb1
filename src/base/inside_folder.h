#pragma once

#include <string>

namespace carepress {

/// Whether `file` is below `folder` once all symbolic links are followed; false if one of them doesn't exist.
bool is_inside_folder(const std::string& folder, const std::string& file);

}  // namespace carepress
