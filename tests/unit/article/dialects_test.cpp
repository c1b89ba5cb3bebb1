// Markup that CommonMark does not have: dialects/NAME.md or .txt beside dialects/NAME.expect, which has the article's
// blocks and every message about it. CAREPRESS_BLESS=1 writes them.
#include "article/read.h"
#include "article/write_markdown.h"
#include "base/source.h"
#include "bless.h"
#include "support/test_data.h"
#include "unit/article/article_dump.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace carepress::test {
using namespace article;
namespace {

namespace fs = std::filesystem;
const fs::path dialects = CAREPRESS_SOURCE_FOLDER "/tests/unit/article/dialects";

std::vector<fs::path> dialect_files() {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(dialects))
        if (entry.path().extension() != ".expect") all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    return all;
}

class Dialects : public ::testing::TestWithParam<fs::path> {};

std::string said_of(const Article& article, const Diagnostics& diagnostics) {
    std::string out = "title " + article.metadata.title + "\nlanguage " + article.metadata.language + "\n" +
                      testing::dump(article.blocks) + "---\n";
    for (const Diagnostic& each : diagnostics.all())
        out += std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
               std::string(name_of(each.severity)) + " " + std::string(each.code.text()) + ": " + each.message + "\n";
    return out;
}

TEST_P(Dialects, are_set_or_named) {
    const Source source = read_source(GetParam().string());
    Diagnostics diagnostics(source);
    const Article article = read_article(source, diagnostics);
    EXPECT_EQ(testing::fault_in(article.blocks, source.bytes.size()), "");
    const std::string said = said_of(article, diagnostics);
    fs::path side = GetParam();
    side.replace_extension(".expect");
    if (is_blessing()) {
        std::ofstream(side, std::ios::binary) << said;
        return;
    }
    std::ifstream file(side, std::ios::binary);
    ASSERT_TRUE(file) << side << " is missing";
    EXPECT_EQ(said, std::string((std::istreambuf_iterator<char>(file)), {}));
}

TEST_P(Dialects, come_back_from_markdown) {
    const Source source = read_source(GetParam().string());
    Diagnostics diagnostics(source);
    const Article article = read_article(source, diagnostics);
    const Source written{"again.md", write_markdown(article)};
    Diagnostics again(written);
    EXPECT_EQ(testing::dump(read_article(written, again).blocks), testing::dump(article.blocks)) << written.bytes;
}

INSTANTIATE_TEST_SUITE_P(Files, Dialects, ::testing::ValuesIn(dialect_files()), [](const auto& tested) {
    std::string name = tested.param.filename().string();
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    return name;
});

}  // namespace
}  // namespace carepress::test
