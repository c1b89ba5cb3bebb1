#include "base/inside_folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace carepress {

bool is_inside_folder(const std::string& folder, const std::string& file) {
    std::error_code error;
    const std::filesystem::path root = std::filesystem::canonical(folder, error);
    if (error) return false;
    const std::filesystem::path path = std::filesystem::canonical(file, error);
    return !error && std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

}  // namespace carepress
