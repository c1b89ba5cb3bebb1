#include "handout/leave_out.h"

#include "article/notes.h"
#include "article/read.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace handout;
namespace {

using Slugs = std::vector<std::string>;

/// An article of headings, each with a paragraph: "2 Rest", "3 Ice".
article::Article article(const Slugs& headings) {
    article::Article made;
    for (const std::string& said : headings) {
        article::Heading heading;
        heading.level = said.front() - '0';
        heading.text.text = said.substr(2);
        made.blocks.emplace_back().content = std::move(heading);
        made.blocks.emplace_back();
    }
    return made;
}

struct Both {
    SectionsOfTwo sections;
    std::vector<Diagnostic> messages;
};

Both sections(const Slugs& ours, const Slugs& theirs, const Slugs& wanted) {
    const Source source{"a.md", ""};
    Diagnostics diagnostics(source);
    Both both;
    both.sections = sections_of_both(article(ours), article(theirs), wanted, diagnostics);
    both.messages = diagnostics.take();
    return both;
}

TEST(LeaveOut, ANoteThatIsStillReferredToStays) {
    const Source source{"a.md", "# T\n\n## Rest\n\nA day.[^1]\n\n[^1]: Of 24 hours.\n\n## Ice\n\nAs long.[^1]\n"};
    Diagnostics diagnostics(source);
    article::Article article = article::read_article(source, diagnostics);
    const words::PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
    leave_out(article, {"rest"}, phrases.in("en"), diagnostics);
    ASSERT_EQ(article.blocks.size(), 4u);  // what is left out, a heading, its text, the note
    ASSERT_TRUE(article::is_notes(article.blocks.back()));
    EXPECT_EQ(std::get<article::List>(article.blocks.back().content).items.front().number, 1);
    leave_out(article, {"ice"}, phrases.in("en"), diagnostics);
    EXPECT_EQ(article.blocks.size(), 2u);
}

TEST(SectionsOfBoth, ASectionNamedInOneLanguageIsFoundInBoth) {
    const Both both = sections({"2 Rest", "3 Ice", "2 Call"}, {"2 Reposo", "3 Hielo", "2 Llame"}, {"ice", "llame"});
    EXPECT_EQ(both.sections.first, (Slugs{"ice", "call"}));
    EXPECT_EQ(both.sections.second, (Slugs{"hielo", "llame"}));
    EXPECT_TRUE(both.messages.empty());
}

TEST(SectionsOfBoth, ALearnMoreBlockIsNotASection) {
    article::Article ours = article({"2 Rest", "2 Call"});
    ours.blocks.emplace_back().content = article::LearnMore{};
    const Source source{"a.md", ""};
    Diagnostics diagnostics(source);
    const SectionsOfTwo both = sections_of_both(ours, article({"2 Reposo", "2 Llame"}), {"call"}, diagnostics);
    EXPECT_EQ(both.second, Slugs{"llame"});
}

/// A guess is not good enough to leave something out of a patient's handout.
TEST(SectionsOfBoth, ArticlesWithOtherHeadingsNeedBothNames) {
    const Slugs ours{"2 Rest", "2 Ice", "2 Call"}, theirs{"2 Reposo", "2 Llame"};
    const Both one = sections(ours, theirs, {"call"});
    EXPECT_EQ(one.sections.first, Slugs{"call"});
    EXPECT_EQ(one.sections.second, Slugs{});
    ASSERT_EQ(one.messages.size(), 1u);
    EXPECT_EQ(one.messages[0].severity, Severity::error);
    EXPECT_NE(one.messages[0].hint.find("reposo, llame"), std::string::npos) << one.messages[0].hint;

    const Both two = sections(ours, theirs, {"call", "llame"});
    EXPECT_EQ(two.sections.first, Slugs{"call"});
    EXPECT_EQ(two.sections.second, Slugs{"llame"});
    EXPECT_TRUE(two.messages.empty());
}

TEST(SectionsOfBoth, AHeadingOfAnotherLevelIsAnotherHeading) {
    const Both both = sections({"2 Rest", "3 Ice"}, {"2 Reposo", "2 Hielo"}, {"ice"});
    EXPECT_EQ(both.sections.second, Slugs{});
    EXPECT_EQ(both.messages.size(), 1u);
}

TEST(SectionsOfBoth, WhatNeitherHasIsNotFound) {
    const Both both = sections({"2 Rest"}, {"2 Reposo"}, {"ice"});
    EXPECT_TRUE(both.sections.first.empty() && both.sections.second.empty() && both.messages.empty());
}

}  // namespace
}  // namespace carepress::test
