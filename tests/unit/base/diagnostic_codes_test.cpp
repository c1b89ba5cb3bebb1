#include "base/diagnostic_code.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>

namespace carepress::test {
namespace {

const std::string source_folder = CAREPRESS_SOURCE_FOLDER;

static_assert("text/missing-glyph"_code.text() == "text/missing-glyph");
static_assert("text/missing-glyph"_code == "text/missing-glyph"_code);
static_assert("text/missing-glyph"_code != "text/word-cut"_code);

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The codes of a file's text, each with how often it is used.
void count_codes(const std::string& text, std::map<std::string, int>& codes) {
    static const std::regex literal(R"re("([^"]+)"_code)re");
    for (std::sregex_iterator it(text.begin(), text.end(), literal), end; it != end; ++it) ++codes[(*it)[1]];
}

/// The rows of the tables: code and meaning.
std::map<std::string, std::string> documented_codes(const std::string& text) {
    static const std::regex row(R"re(\| `([a-z0-9-]+/[a-z0-9-]+)` \| ([^|\n]+) \|)re");
    std::map<std::string, std::string> rows;
    for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it) {
        EXPECT_FALSE(rows.contains((*it)[1])) << (*it)[1] << " is listed twice";
        rows[(*it)[1]] = (*it)[2];
    }
    return rows;
}

/// A message's identity is its code: each is listed with its meaning, and nothing is listed that is not used.
TEST(DiagnosticCodes, are_listed_in_diagnostics_md) {
    std::map<std::string, int> used;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder + "/src"))
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h")
            count_codes(read(entry.path()), used);
    const auto documented = documented_codes(read(source_folder + "/docs/diagnostics.md"));
    EXPECT_GT(used.size(), 200u);
    for (const auto& [code, count] : used)
        EXPECT_TRUE(documented.contains(code)) << code << " is not in docs/diagnostics.md";
    for (const auto& [code, meaning] : documented) {
        EXPECT_TRUE(used.contains(code)) << code << " is in docs/diagnostics.md, but nothing says it";
        EXPECT_TRUE(meaning.ends_with('.')) << code << ": " << meaning;
    }
}

}  // namespace
}  // namespace carepress::test
