#include "import/folder_files.h"

#include "base/ascii.h"
#include "base/error.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace carepress::import {
namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 10> document_endings{".md",  ".markdown", ".html", ".htm", ".xhtml",
                                                            ".txt", ".xml",      ".docx", ".odt", ".mdown"};
constexpr std::array<std::string_view, 14> picture_endings{".png", ".jpg",  ".jpeg", ".gif", ".webp", ".svg",  ".bmp",
                                                           ".tif", ".tiff", ".emf",  ".wmf", ".avif", ".heic", ".ico"};

template <std::size_t size>
bool ends_as(const fs::path& file, const std::array<std::string_view, size>& endings) {
    const std::string ending = ascii_lower(file.extension().string());
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

}  // namespace

FolderFiles files_below(const std::string& folder, const std::string& except) {
    FolderFiles files;
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(folder, error);
    for (; !error && entry != fs::end(entry); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code ignored;
        const bool is_passed_over =
            name.starts_with('.') || name.starts_with("~$") ||
            (!except.empty() && entry->is_directory(ignored) && fs::equivalent(entry->path(), except, ignored));
        if (is_passed_over && entry->is_directory(ignored)) entry.disable_recursion_pending();
        if (is_passed_over || !entry->is_regular_file(ignored)) continue;
        std::string path = entry->path().lexically_relative(folder).string();
        if (ends_as(entry->path(), document_endings))
            files.documents.push_back(std::move(path));
        else if (!ends_as(entry->path(), picture_endings))
            files.others.push_back(std::move(path));
    }
    if (error) throw EnvironmentError("cannot read " + folder + ": " + error.message());
    std::sort(files.documents.begin(), files.documents.end());
    std::sort(files.others.begin(), files.others.end());
    return files;
}

}  // namespace carepress::import
