// Plain-language pages as a team of writers keeps them. They are read as they are; what is refused must be a mistake
// that a writer would accept as one.
#include "article/read.h"
#include "base/source.h"
#include "support/test_data.h"
#include "unit/article/article_dump.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>

namespace carepress::test {
using namespace article;
namespace {

namespace fs = std::filesystem;

TEST(VaGov, AllPagesAreRead) {
    std::vector<fs::path> paths;
    for (const std::string& folder : test::all_test_data("vagov_md"))
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".md") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    ASSERT_GE(paths.size(), 117U);

    std::map<std::string, std::size_t> summary;
    std::size_t refused = 0, titled = 0;
    for (const fs::path& path : paths) {
        const Source source = read_source(path.string());
        Diagnostics diagnostics(source);
        const Article article = read_article(source, diagnostics);
        if (!diagnostics.has_errors()) {
            EXPECT_EQ(testing::fault_in(article.blocks, source.bytes.size()), "") << path;
        }
        refused += diagnostics.has_errors();
        titled += !article.metadata.title.empty();
        for (const Diagnostic& each : diagnostics.all()) {
            // A message's kind is its text up to the first quotation mark.
            ++summary[std::string(name_of(each.severity)) + ": " + each.message.substr(0, each.message.find('"'))];
            if (each.severity == Severity::error)
                std::cout << path.string() << ":" << each.position.line << ": " << each.message << "\n";
        }
    }
    for (const auto& [message, count] : summary) std::cout << count << " x " << message << "\n";
    std::cout << refused << " of " << paths.size() << " pages refused\n";
    EXPECT_GE(titled * 100, paths.size() * 97);
    EXPECT_LT(refused * 100, paths.size() * 11);
}

}  // namespace
}  // namespace carepress::test
