#include "article/likely_language.h"

#include "article/read.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <set>

namespace carepress::test {
using namespace article;
namespace {

std::string likely(const std::string& text) {
    const Source source{"a.md", "# T\n\n" + text + "\n"};
    Diagnostics ignored(source);
    return likely_language(read_article(source, ignored).blocks);
}

TEST(LikelyLanguage, IsThatOfTheSampleArticlesOrUnknown) {
    std::set<std::string> known;
    for (const std::string& path : sample_articles()) {
        const Source source = read_source(path);
        Diagnostics ignored(source);
        const Article article = read_article(source, ignored);
        const std::string language = likely_language(article.blocks);
        if (language.empty()) continue;
        EXPECT_EQ(language, article.metadata.language.substr(0, article.metadata.language.find('-'))) << path;
        known.insert(language);
    }
    EXPECT_TRUE(known.contains("en") && known.contains("es"));
}

TEST(LikelyLanguage, IsEmptyForShortTextsAndOtherScripts) {
    EXPECT_EQ(likely("Call the doctor."), "");
    EXPECT_EQ(likely("请多喝水，多休息。"), "");
    EXPECT_EQ(likely("Ibuprofen 200 mg, acetaminophen 500 mg, naproxen 220 mg, aspirin 81 mg, loratadine 10 mg."), "");
}

}  // namespace
}  // namespace carepress::test
