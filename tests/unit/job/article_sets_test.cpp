// Sets of articles that a library offers: sets.yaml.
#include "job/article_sets.h"

#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace job;
namespace {

class ArticleSets : public testing::Test {
protected:
    std::vector<ArticleSet> read(const std::string& text) {
        write_file(library_.file("sets.yaml"), text);
        diagnostics_.clear();
        return read_article_sets(catalog(), diagnostics_);
    }
    Catalog catalog() const {
        return {library_.path(), {{"en/a.md", "A1", "en", "Aches"}, {"en/b.md", "B1", "en", "Burns"}}};
    }
    /// The codes of all messages, each with its line.
    std::string said() const {
        std::string all;
        for (const Diagnostic& each : diagnostics_)
            all += std::to_string(each.position.line) + ":" + std::string(each.code.text()) + " ";
        return all;
    }

    TemporaryFolder library_;
    std::vector<Diagnostic> diagnostics_;
};

TEST_F(ArticleSets, KeepTheOrderOfTheirArticlesAndNamesByLanguage) {
    const auto sets =
        read("one:\n  name: {en: One, es: Uno}\n  articles: [B1, A1, B1]\ntwo:\n  name: Two\n  articles: [A1]\n");
    ASSERT_EQ(sets.size(), 2u) << said();
    EXPECT_EQ(sets[0].id, "one");
    EXPECT_EQ(sets[0].names.at("es"), "Uno");
    EXPECT_EQ(sets[0].articles, (std::vector<std::string>{"B1", "A1"})) << "each once";
    EXPECT_EQ(sets[1].names.at("en"), "Two") << "a name without a language is English";
    EXPECT_EQ(said(), "");
}

TEST_F(ArticleSets, AreNoneWithoutAFileOrInAnEmptyOne) {
    EXPECT_TRUE(read_article_sets(catalog(), diagnostics_).empty());
    EXPECT_TRUE(read("").empty());
    EXPECT_EQ(said(), "");
}

TEST_F(ArticleSets, GoWithoutWhatTheLibraryDoesNotHaveAndSaySo) {
    const auto sets =
        read("one:\n  name: One\n  articles:\n    - A1\n    - C9\nnone:\n  name: None\n  articles: [C9]\n");
    ASSERT_EQ(sets.size(), 1u);
    EXPECT_EQ(sets[0].articles, std::vector<std::string>{"A1"});
    EXPECT_EQ(said(), "5:sets/unknown-article 8:sets/unknown-article 6:sets/invalid ");
}

TEST_F(ArticleSets, SayWhatIsNotASet) {
    for (const char* wrong :
         {"- A1\n", "One Set:\n  name: One\n  articles: [A1]\n", "one: A1\n", "one:\n  articles: [A1]\n",
          "one:\n  name: ''\n  articles: [A1]\n", "one:\n  name: One\n", "one:\n  name: One\n  articles: A1\n",
          "one:\n  name: One\n  articles: [[A1]]\n", "one:\n  name: {x y: One}\n  articles: [A1]\n"}) {
        EXPECT_TRUE(read(wrong).empty()) << wrong;
        EXPECT_FALSE(diagnostics_.empty()) << wrong;
    }
    EXPECT_EQ(read("one:\n  name: One\n  articles: [A1]\n  order: 1\n").size(), 1u);
    EXPECT_EQ(said(), "4:sets/invalid ") << "a key that sets do not have";
}

TEST_F(ArticleSets, OfTheSampleLibraryAreRight) {
    std::vector<Diagnostic> diagnostics;
    const auto sets = read_article_sets(Catalog(CAREPRESS_SOURCE_FOLDER "/articles"), diagnostics);
    EXPECT_TRUE(diagnostics.empty()) << all_messages(diagnostics);
    EXPECT_GE(sets.size(), 4u);
    for (const ArticleSet& set : sets) {
        EXPECT_TRUE(set.names.contains("en")) << set.id;
        EXPECT_TRUE(set.names.contains("es")) << set.id;
        EXPECT_GE(set.articles.size(), 2u) << set.id;
    }
}

}  // namespace
}  // namespace carepress::test
