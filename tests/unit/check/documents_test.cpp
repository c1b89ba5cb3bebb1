#include "check/finding.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace carepress::test {
using namespace check;
namespace {

/// The names in the first column of the table under "## Rules".
std::vector<std::string> documented_rules() {
    std::ifstream in(CAREPRESS_SOURCE_FOLDER "/docs/check.md");
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const std::size_t begin = text.find("\n## Rules\n"), end = text.find("\n## ", begin + 1);
    static const std::regex row(R"(\n\| ([^|]+) \|)"), name("`([a-z-]+)`");
    std::vector<std::string> names;
    const std::string section = text.substr(begin, end - begin);
    for (std::sregex_iterator it(section.begin(), section.end(), row), last; it != last; ++it) {
        const std::string cell = (*it)[1];
        for (std::sregex_iterator each(cell.begin(), cell.end(), name); each != last; ++each)
            names.push_back((*each)[1]);
    }
    return names;
}

TEST(CheckRules, are_documented_in_their_order) {
    std::vector<std::string> rules;
    for (const CheckRule& rule : check_rules()) rules.emplace_back(rule.id);
    EXPECT_EQ(documented_rules(), rules);
}

}  // namespace
}  // namespace carepress::test
