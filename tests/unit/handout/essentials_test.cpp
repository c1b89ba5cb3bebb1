#include "handout/essentials.h"

#include "article/read.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace handout;
namespace {

const words::PhraseBook& phrases() {
    static const words::PhraseBook book(CAREPRESS_SOURCE_FOLDER "/messages");
    return book;
}

/// An article and what a sheet takes of it, written as one line for each block.
class Sheet {
public:
    explicit Sheet(const std::string& body, const std::string& head = "code: T1\ntitle: T\n")
        : source_{"test.md", "---\n" + head + "---\n\n" + body},
          diagnostics_(source_),
          article_(article::read_article(source_, article::ArticleFormat::markdown, diagnostics_)),
          essentials_(article_) {}

    std::vector<std::string> take(std::size_t items) const {
        std::vector<std::string> lines;
        write(essentials_.take(items, words()).blocks, "", lines);
        return lines;
    }
    std::string omission(std::size_t items) const { return essentials_.take(items, words()).omission->text; }
    const Essentials& essentials() const { return essentials_; }
    const words::Phrases& words() const { return phrases().in(article_.metadata.language); }

private:
    static void write(const std::vector<article::Block>& blocks, const std::string& indent,
                      std::vector<std::string>& lines) {
        for (const article::Block& block : blocks) {
            if (const auto* heading = std::get_if<article::Heading>(&block.content))
                lines.push_back(indent + std::string(static_cast<std::size_t>(heading->level), '#') + " " +
                                heading->text.text);
            if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content))
                lines.push_back(indent + paragraph->text.text);
            if (const auto* list = std::get_if<article::List>(&block.content))
                for (const article::ListItem& item : list->items) write(item.blocks, indent + "- ", lines);
            if (const auto* quote = std::get_if<article::Quote>(&block.content))
                write(quote->blocks, indent + "> ", lines);
            if (const auto* callout = std::get_if<article::Callout>(&block.content))
                write(callout->blocks, indent + "! ", lines);
        }
    }
    Source source_;
    Diagnostics diagnostics_;
    article::Article article_;
    Essentials essentials_;
};

using Lines = std::vector<std::string>;

const char* const usual = R"(Overview.

## What is it?

A thing.

## How do you care for yourself?

First of all.

Do not do this:

- one
- two

Do this:

1. three
2. four

Last of all.

## When do you call?

Read this.

Call if:

> [!EMERGENCY]
> - very bad

> [!WATCH]
> - bad

## Where can you learn more?

Enter the code.
)";

TEST(Essentials, HelpBoxesComeFirstThenItemsWithTheirLeadIns) {
    const Sheet sheet(usual);
    EXPECT_EQ(sheet.essentials().item_count(), 4u);
    EXPECT_TRUE(sheet.essentials().has_help_boxes());
    const Lines help = {"## When do you call?", "Call if:", "! - very bad", "! - bad"};
    EXPECT_EQ(sheet.take(0), help);
    Lines one = help;
    one.insert(one.end(), {"## How do you care for yourself?", "Do not do this:", "- one"});
    EXPECT_EQ(sheet.take(1), one);
    Lines three = one;
    three.push_back("- two");
    EXPECT_EQ(sheet.take(3), three) << "numbered steps are never cut";
    three.insert(three.end(), {"Do this:", "- three", "- four"});
    EXPECT_EQ(sheet.take(4), three);
    EXPECT_EQ(sheet.take(99), three);
}

TEST(Essentials, ThePageSaysWhatItLeavesOut) {
    const Sheet sheet(usual);
    EXPECT_EQ(sheet.omission(0),
              "Not on this sheet: overview \u00B7 What is it? \u00B7 How do you care for yourself? \u00B7 part of "
              "\u201CWhen do you call?\u201D\u2028The whole handout has code T1.");
    EXPECT_NE(sheet.omission(1).find("part of \u201CHow do you care for yourself?\u201D"), std::string::npos);
    EXPECT_EQ(sheet.essentials().left_out(1, sheet.words()),
              "overview, What is it?, part of \u201CHow do you care for yourself?\u201D, and part of \u201CWhen do "
              "you call?\u201D");
}

TEST(Essentials, NothingIsSaidWhereNothingIsLeftOut) {
    const Sheet sheet("## Do\n\n- one\n\n## Call\n\n> [!WATCH]\n> bad\n");
    EXPECT_EQ(sheet.omission(1), "");
    EXPECT_EQ(sheet.omission(0), "Not on this sheet: Do\u2028The whole handout has code T1.");
}

TEST(Essentials, AnArticleWithoutCodeNamesNone) {
    const Sheet sheet("Text.\n\nCall if:\n\n> [!WATCH]\n> bad\n\n## More\n\nText.\n", "title: T\n");
    EXPECT_EQ(sheet.omission(0), "Not on this sheet: overview \u00B7 More");
}

TEST(Essentials, PhrasesOfAnotherLanguageAreMarked) {
    const Sheet sheet("Text.\n\nCall if:\n\n> [!WATCH]\n> bad\n", "code: T1\ntitle: T\nlanguage: eu\n");
    const article::Article taken = sheet.essentials().take(0, sheet.words());
    ASSERT_EQ(taken.omission->languages, std::vector<std::string>{"en"});
    EXPECT_EQ(taken.omission->runs.front().language, 0u);
}

/// Wherever a box is, it is on the sheet, with what is around it where that can't be split.
TEST(Essentials, NoHelpBoxIsEverLeftOut) {
    const Sheet sheet(
        "> [!EMERGENCY]\n> top\n\n## A\n\n- item\n\n  > [!CALL-NOW]\n  > in a list\n\n## B\n\n### C\n\nBefore.\n\n> "
        "[!WATCH]\n> deep\n\nAfter.\n\n"
        "## Do\n\n- late\n");
    const Lines expected = {"! top", "## A", "- item", "- ! in a list", "## B", "### C", "Before.", "! deep"};
    EXPECT_EQ(sheet.take(0), expected);
}

/// Without boxes the first list is what there is; without lists, nothing.
TEST(Essentials, ArticlesWithoutHelpBoxesOrLists) {
    const Sheet lists("## A\n\n- one\n\n## B\n\n- two\n");
    EXPECT_FALSE(lists.essentials().has_help_boxes());
    EXPECT_EQ(lists.take(9), (Lines{"## A", "- one"}));
    const Sheet bare("Text.\n");
    EXPECT_EQ(bare.essentials().item_count(), 0u);
    EXPECT_EQ(bare.take(3), Lines{});
    EXPECT_EQ(bare.omission(3), "Not on this sheet: overview\u2028The whole handout has code T1.");
}

TEST(Essentials, FootnotesComeWithWhatRefersToThem) {
    const char* const noted = R"(Overview.[^o]

[^o]: Of the overview.

## How do you care for yourself?

- one[^a]
- two[^b]

## When do you call?

> [!WATCH]
> - bad[^c]

[^a]: Of one.
[^b]: Of two.
[^c]: Of bad, as for one.[^d]
[^d]: In a note.
)";
    const Sheet sheet(noted);
    EXPECT_EQ(sheet.essentials().item_count(), 2u);  // notes are not steps
    EXPECT_EQ(sheet.take(2),
              (Lines{"## When do you call?", "! - bad[4]", "## How do you care for yourself?", "- one[2]", "- two[3]",
                     "- Of one.", "- Of two.", "- Of bad, as for one.[5]", "- In a note."}));
    EXPECT_EQ(sheet.take(1).back(), "- In a note.");
    EXPECT_EQ(sheet.take(0), (Lines{"## When do you call?", "! - bad[4]", "- Of bad, as for one.[5]", "- In a note."}));
    EXPECT_EQ(sheet.omission(2), Sheet(std::string(noted).replace(9, 4, "")).omission(2));
}

TEST(Essentials, HeadingsSkipNoLevel) {
    const Sheet sheet("## A\n\nText.\n\n### Deep\n\n- one\n\n## Call\n\n> [!WATCH]\n> bad\n");
    EXPECT_EQ(sheet.take(1), (Lines{"## Call", "! bad", "## A", "### Deep", "- one"}));
}

}  // namespace
}  // namespace carepress::test
