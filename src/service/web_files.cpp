#include "service/web_files.h"

#include "base/error.h"
#include "base/source.h"
#include "net/conditions.h"

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

namespace carepress::service {
namespace fs = std::filesystem;

namespace {

std::string media_type_of(const fs::path& path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> types{{
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".webmanifest", "application/manifest+json"},
    }};
    const std::string extension = path.extension().string();
    for (const auto& [known, type] : types)
        if (extension == known) return std::string(type);
    return "application/octet-stream";
}

}  // namespace

WebFiles::WebFiles(const std::string& folder) {
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (!entry->is_regular_file() || entry->path().filename().string().starts_with(".")) continue;
        std::string bytes = read_source(entry->path().string()).bytes;
        File file{media_type_of(entry->path()), net::entity_tag(bytes), std::move(bytes)};
        files_.emplace(entry->path().lexically_relative(folder).string(), std::move(file));
    }
    if (error) throw EnvironmentError("can't read the pages in " + folder + ": " + error.message());
}

const WebFiles::File* WebFiles::find(std::string_view name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

}  // namespace carepress::service
