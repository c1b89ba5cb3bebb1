#include "cli/render.h"
#include "library/find.h"
#include "press/resources.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace carepress {
namespace fs = std::filesystem;

namespace {

void print_columns(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::size_t width = 0;
    for (const auto& [name, description] : rows) width = std::max(width, name.size());
    for (const auto& [name, description] : rows)
        std::printf("%-*s  %s\n", static_cast<int>(width), name.c_str(), description.c_str());
}

std::vector<std::pair<std::string, std::string>> described(const std::string& folder, const char* file) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const fs::path path = *file == '\0' ? entry.path() : entry.path() / file;
        if (path.extension() == ".yaml" && fs::is_regular_file(path))
            rows.emplace_back(*file == '\0' ? path.stem().string() : entry.path().filename().string(),
                              description_of(path.string()));
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::vector<std::pair<std::string, std::string>> languages(const DataFolder& folder) {
    std::map<std::string, int> articles;
    for (const LibraryEntry& entry : scan_library(folder.file("articles"))) ++articles[entry.language];
    std::vector<std::pair<std::string, std::string>> rows;
    rows.reserve(articles.size());
    for (const auto& [language, count] : articles)
        rows.emplace_back(language, std::to_string(count) + (count == 1 ? " article" : " articles"));
    return rows;
}

std::vector<std::pair<std::string, std::string>> articles(const DataFolder& folder) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const LibraryEntry& entry : scan_library(folder.file("articles")))
        rows.emplace_back(entry.code + "  " + entry.language, entry.title);
    std::sort(rows.begin(), rows.end());
    return rows;
}

}  // namespace

int list(const std::string& what) {
    const DataFolder folder = find_data_folder();
    if (what == "layouts") print_columns(described(folder.file("layouts"), ""));
    if (what == "brands") print_columns(described(folder.file("brands"), "brand.yaml"));
    if (what == "articles") print_columns(articles(folder));
    if (what == "languages") print_columns(languages(folder));
    if (what == "fonts")
        for (const std::string& family : FontLibrary(folder.file("fonts/fonts.yaml")).families())
            std::printf("%s\n", family.c_str());
    return exit_done;
}

}  // namespace carepress
