#include "cli/output_names.h"

#include "base/error.h"
#include "cli/svg_output.h"

#include <cstddef>
#include <filesystem>
#include <system_error>

namespace carepress::cli {
namespace fs = std::filesystem;

bool is_folder(const std::string& output) {
    std::error_code error;
    return output.ends_with('/') || fs::is_directory(output, error);
}

std::vector<std::string> OutputNames::names_for(const job::HandoutResult& result) {
    if (is_one_file()) return {output_};
    if (result.svg_pages.empty()) return {name_for(result, ".pdf")};
    const std::string stem = fs::path(name_for(result, ".svg")).replace_extension().string();
    std::vector<std::string> names;
    for (std::size_t page = 0; page < result.svg_pages.size(); ++page) names.push_back(svg_page_path(stem, page));
    return names;
}

std::string OutputNames::name_for(const job::HandoutResult& result, const std::string& extension) {
    const std::string& path = result.sources.front();
    const std::string stem = path != "-"            ? fs::path(path).stem().string()
                             : !result.code.empty() ? result.code
                                                    : "handout";
    const fs::path folder(output_);
    if (!folder.empty() && made_folders_.insert(folder.string()).second) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) throw EnvironmentError("cannot make the folder " + folder.string() + ": " + error.message());
    }
    std::string file = (folder / (stem + extension)).string();
    if (taken_.insert(file).second) return file;
    // Two sources of one name: the language tells translations apart, a number the rest. Nothing is overwritten.
    for (int number = 1;; ++number) {
        const std::string suffix = "-" + result.language + (number > 1 ? "-" + std::to_string(number) : "") + extension;
        std::string other = (folder / (stem + suffix)).string();
        if (taken_.insert(other).second) return other;
    }
}

}  // namespace carepress::cli
