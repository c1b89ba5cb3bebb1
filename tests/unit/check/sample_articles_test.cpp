// What a nurse may count on in every English sample handout: its parts, their order, and how soon each box says to act.
#include "article/read.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <map>

namespace carepress::test {
namespace {

struct Parts {
    std::vector<std::string> headings;  ///< of level 2
    std::vector<article::Urgency> boxes;
    std::map<article::Urgency, std::string> words;  ///< of each box
    bool ends_with_learn_more = false;
};

void add_words(const std::vector<article::Block>& blocks, std::string& words) {
    for (const article::Block& block : blocks) {
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content))
            words += paragraph->text.text + "\n";
        if (const auto* list = std::get_if<article::List>(&block.content))
            for (const article::ListItem& item : list->items) add_words(item.blocks, words);
    }
}

Parts parts_of(const article::Article& article) {
    Parts parts;
    for (const article::Block& block : article.blocks) {
        if (const auto* heading = std::get_if<article::Heading>(&block.content); heading && heading->level == 2)
            parts.headings.push_back(heading->text.text);
        if (const auto* box = std::get_if<article::Callout>(&block.content)) {
            parts.boxes.push_back(box->urgency);
            add_words(box->blocks, parts.words[box->urgency]);
        }
    }
    parts.ends_with_learn_more =
        !article.blocks.empty() && std::holds_alternative<article::LearnMore>(article.blocks.back().content);
    return parts;
}

TEST(SampleArticles, HaveTheSamePartsInTheSameOrder) {
    using enum article::Urgency;
    for (const std::string& path : sample_articles()) {
        if (path.find("/en/") == std::string::npos) continue;
        SCOPED_TRACE(path);
        const Source source = read_source(path);
        Diagnostics diagnostics(source);
        const article::Article article = article::read_article(source, diagnostics);
        EXPECT_TRUE(article.metadata.title.ends_with(": Care Instructions")) << article.metadata.title;

        Parts parts = parts_of(article);
        ASSERT_EQ(parts.headings.size(), 2U) << testing::PrintToString(parts.headings);
        EXPECT_TRUE(parts.headings[0].starts_with("How can you care for your")) << parts.headings[0];
        EXPECT_EQ(parts.headings[1], "When should you call for help?");
        EXPECT_TRUE(parts.ends_with_learn_more);

        EXPECT_EQ(parts.boxes, (std::vector{emergency, call_now, watch}));
        EXPECT_NE(parts.words[emergency].find("Call {emergency-number} anytime you may need emergency care"),
                  std::string::npos);
        EXPECT_NE(parts.words[watch].find("in the next day or two"), std::string::npos) << "call when?";
    }
}

TEST(SampleArticles, NameThePublicGuidanceThatTheyFollow) {
    for (const std::string& path : sample_articles()) {
        if (path.find("/en/") == std::string::npos) continue;
        SCOPED_TRACE(path);
        const Source source = read_source(path);
        Diagnostics diagnostics(source);
        const article::Article article = article::read_article(source, diagnostics);
        EXPECT_GE(article.metadata.sources.size(), 2U);
        for (const article::Reference& reference : article.metadata.sources) {
            EXPECT_FALSE(reference.title.empty());
            EXPECT_TRUE(reference.address.starts_with("https://")) << reference.title << ": " << reference.address;
        }
    }
}

}  // namespace
}  // namespace carepress::test
