#pragma once

#include "base/utf.h"
#include "text/number_words.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {

inline const text::NumberWords& number_words() {
    static const text::NumberWords words(CAREPRESS_SOURCE_FOLDER "/words/numbers.yaml");
    return words;
}

/// A line of tests/unit/text/number_groups.txt.
struct GroupedLine {
    int number = 0;
    std::string language;
    std::u16string text;                                            ///< without the braces
    std::vector<std::pair<std::uint32_t, std::uint32_t>> groups{};  ///< what is between them
};

inline std::vector<GroupedLine> grouped_lines() {
    std::ifstream file(CAREPRESS_SOURCE_FOLDER "/tests/unit/text/number_groups.txt");
    std::vector<GroupedLine> lines;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        const std::size_t tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string::npos) continue;
        GroupedLine one{number, line.substr(0, tab), {}};
        for (const char16_t unit : to_utf16(line.substr(tab + 1))) {
            const auto at = static_cast<std::uint32_t>(one.text.size());
            if (unit == u'{')
                one.groups.emplace_back(at, at);
            else if (unit == u'}')
                one.groups.back().second = at;
            else
                one.text += unit;
        }
        lines.push_back(one);
    }
    return lines;
}

}  // namespace carepress::test
