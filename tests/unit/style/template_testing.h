#pragma once

#include "style/read_layout.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace carepress::test {
using namespace style;

inline const std::string source_folder = CAREPRESS_SOURCE_FOLDER;
inline const std::string layout_folder = source_folder + "/layouts";

inline Brand default_brand() {
    const BrandResult result = read_brand(source_folder + "/brands/default");
    if (!result.brand) throw std::runtime_error("brands/default does not read");
    return *result.brand;
}

/// A layout in memory that is beside the real ones and so can derive from them.
inline StylesheetResult read_text(const std::string& yaml, const Brand& brand = default_brand()) {
    return read_stylesheet(Source{layout_folder + "/test.yaml", yaml}, layout_folder, brand);
}

/// Changes of the letter layout.
inline StylesheetResult read_change(const std::string& yaml, const Brand& brand = default_brand()) {
    return read_text("derives: letter\n" + yaml, brand);
}

inline std::string all_of(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) text += format(diagnostic) + "\n";
    return text;
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A folder that is gone after the test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "carepress-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }
    std::string write(const std::string& name, const std::string& text) const {
        const std::filesystem::path file = std::filesystem::path(path_) / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file.string();
    }

private:
    std::string path_;
};

}  // namespace carepress::test
