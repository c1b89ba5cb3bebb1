#include "handout/pair_languages.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace handout;
namespace {

/// What a letter stands for: a block of the article, or a box that the page adds.
struct Letter {
    style::BlockRole role;
    std::uint8_t heading_level = 0;
    bool is_block = true;
};

Letter letter_of(char letter) {
    switch (letter) {
        case 'T':
            return {style::BlockRole::title, 1, false};
        case 'N':
            return {style::BlockRole::note, 0, false};
        case 'S':
            return {style::BlockRole::sample_notice, 0, false};
        case 'Q':
            return {style::BlockRole::teach_back, 0, false};
        case 'L':
            return {style::BlockRole::learn_more, 0, false};
        case 'h':
            return {style::BlockRole::heading_2, 2};
        case 'e':
            return {style::BlockRole::callout_emergency};
        case 'w':
            return {style::BlockRole::callout_watch};
        case 'p':
            return {style::BlockRole::paragraph};
        default:
            return {style::BlockRole::list};
    }
}

/// An article and its translation as compose() makes them, from letters: h heading, p paragraph, e and w help boxes,
/// digits lists of so many items; and of the page T title, N note, S notice, Q questions, L learn-more block.
class Articles {
public:
    Articles(const std::string& ours, const std::string& theirs) : diagnostics_(source_) {
        handout_.parts.emplace_back();
        add(ours, articles_[0], boxes_[0]);
        const auto middle = static_cast<std::uint32_t>(handout_.boxes.size());
        add(theirs, articles_[1], boxes_[1]);
        const auto end = static_cast<std::uint32_t>(handout_.boxes.size());
        pair_languages(handout_, {articles_[0], boxes_[0], 0, middle, text::Direction::left_to_right},
                       {articles_[1], boxes_[1], middle, end, text::Direction::right_to_left}, diagnostics_);
    }

    /// The pairs made, "p:p" or "w:" each; "(p:)" goes across both columns, "L[…]" is a box around a pair.
    std::string pairs() const {
        std::string out;
        for (std::uint32_t i = 0; i < handout_.boxes.size(); i = handout_.boxes[i].end)
            out += (out.empty() ? "" : " ") + (handout_.boxes[i].is<PairBox>() ? pair(i) : "L[" + pair(i + 1) + "]");
        return out;
    }
    std::vector<std::string> warnings() {
        std::vector<std::string> messages;
        for (const Diagnostic& diagnostic : diagnostics_.take()) messages.push_back(diagnostic.message);
        return messages;
    }
    const Handout& handout() const { return handout_; }

private:
    std::string pair(std::uint32_t index) const {
        const Box& box = handout_.boxes[index];
        if (!box.is<PairBox>()) return "?";
        const std::uint32_t one = index + 1, other = handout_.boxes[one].end;
        EXPECT_EQ(handout_.boxes[one].as<SideBox>()->direction, text::Direction::left_to_right);
        EXPECT_EQ(handout_.boxes[other].as<SideBox>()->direction, text::Direction::right_to_left);
        EXPECT_EQ(handout_.boxes[other].end, box.end);
        const std::string said = letter(one) + ":" + letter(other);
        return box.as<PairBox>()->stacked ? "(" + said + ")" : said;
    }
    std::string letter(std::uint32_t side) const {
        if (side + 1 == handout_.boxes[side].end) return "";
        const Box& box = handout_.boxes[side + 1];
        if (box.is<ListBox>()) return std::to_string((box.end - side - 2) / 2);
        for (const char letter : std::string("TNSQLhewp"))
            if (letter_of(letter).role == box.role) return std::string(1, letter);
        return box.role == style::BlockRole::learn_more_heading ? "x" : "?";
    }
    std::size_t open(BoxContent content, style::BlockRole role) {
        handout_.boxes.emplace_back().content = content;
        handout_.boxes.back().role = role;
        return handout_.boxes.size() - 1;
    }
    void close(std::size_t box) { handout_.boxes[box].end = static_cast<std::uint32_t>(handout_.boxes.size()); }
    void add_text(style::BlockRole role) { close(open(TextBox{}, role)); }

    void add(const std::string& letters, article::Article& article, BlockBoxes& boxes) {
        article.blocks.reserve(letters.size());  // blocks are known by their addresses
        for (const char letter : letters) {
            const Letter made = letter_of(letter);
            const auto first = static_cast<std::uint32_t>(handout_.boxes.size());
            article::Block* block = made.is_block ? &article.blocks.emplace_back() : nullptr;
            if (block != nullptr) boxes.emplace(block, first);
            if (made.role == style::BlockRole::list)
                add_list(letter - '0', *block, boxes);
            else if (letter == 'e' || letter == 'w')
                add_group(made.role, letter == 'e' ? style::BlockRole::callout_heading_emergency
                                                   : style::BlockRole::callout_heading_watch);
            else if (letter == 'L')
                add_group(made.role, style::BlockRole::learn_more_heading);
            else
                close(open(TextBox{no_index, no_index, made.heading_level}, made.role));
            if (letter == 'h') block->content = article::Heading{2, {}};
            if (letter == 'e' || letter == 'w')
                block->content =
                    article::Callout{letter == 'e' ? article::Urgency::emergency : article::Urgency::watch, {}};
        }
    }
    void add_group(style::BlockRole role, style::BlockRole heading) {
        const std::size_t group = open(GroupBox{}, role);
        add_text(heading);
        close(group);
    }
    void add_list(int items, article::Block& block, BlockBoxes& boxes) {
        article::List list;
        list.items.resize(static_cast<std::size_t>(items));
        const std::size_t box = open(ListBox{}, style::BlockRole::list);
        for (article::ListItem& item : list.items) {
            item.blocks.emplace_back();
            const std::size_t made = open(ItemBox{}, style::BlockRole::list_item);
            boxes.emplace(item.blocks.data(), static_cast<std::uint32_t>(handout_.boxes.size()));
            add_text(style::BlockRole::list_item);
            close(made);
        }
        close(box);
        block.content = std::move(list);
    }

    Source source_;
    Diagnostics diagnostics_;
    Handout handout_;
    std::array<article::Article, 2> articles_;
    std::array<BlockBoxes, 2> boxes_;
};

using Messages = std::vector<std::string>;
const std::string lonely_block = "this block has no counterpart in the other language and is printed alone";
const std::string lonely_section = "this section has no counterpart in the other language and is printed alone";

TEST(PairLanguages, EqualArticlesPairBlockByBlock) {
    Articles articles("TphepwL", "TphepwL");
    EXPECT_EQ(articles.pairs(), "T:T p:p h:h e:e p:p w:w L[x:x]");
    EXPECT_EQ(articles.warnings(), Messages{});
}

TEST(PairLanguages, ItemsPairWhereBothListsHaveAsMany) {
    EXPECT_EQ(Articles("T3", "T3").pairs(), "T:T 1:1 1:1 1:1");
    EXPECT_EQ(Articles("T3", "T2").pairs(), "T:T 3:2");
    EXPECT_EQ(Articles("T0", "T0").pairs(), "T:T 0:0");
}

TEST(PairLanguages, AMissingBlockStandsAloneInItsSectionAndWarns) {
    Articles articles("Tphpwp", "Tphpp");
    EXPECT_EQ(articles.pairs(), "T:T p:p h:h p:p w: p:p");
    EXPECT_EQ(articles.warnings(), Messages{lonely_block});
    EXPECT_EQ(Articles("Tp", "Tpe").pairs(), "T:T p:p :e");
}

TEST(PairLanguages, AnExtraSectionPushesNoOtherOutOfPlaceAndWarnsOnce) {
    Articles articles("Tph3he", "Tphpphe3"), extra("Thehwp", "Thwp");
    EXPECT_EQ(extra.pairs(), "T:T h: e: h:h w:w p:p");
    EXPECT_EQ(extra.warnings(), Messages{lonely_section});
    EXPECT_EQ(articles.pairs(), "T:T p:p h:h 3: :p :p h:h e:e :3");
}

/// What the page adds is at its place among the blocks, and alone without a warning where it is for both languages.
TEST(PairLanguages, WhatThePageAddsPairsByItsRole) {
    Articles articles("TNphpQL", "TphppQLSp");
    EXPECT_EQ(articles.pairs(), "T:T (N:) p:p h:h p:p :p Q:Q L[x:x] (:S) :p");
    EXPECT_EQ(articles.warnings(), (Messages{lonely_block, lonely_block}));
    EXPECT_EQ(Articles("TpL", "Tp").pairs(), "T:T p:p L:");
}

TEST(PairLanguages, PairedHeadingsLeaveOneBookmark) {
    const Articles articles("Thp", "Thphp");
    int bookmarks = 0;
    for (const Box& box : articles.handout().boxes)
        if (const auto* text = box.as<TextBox>()) bookmarks += text->heading_level > 0 ? 1 : 0;
    EXPECT_EQ(bookmarks, 3) << "the title's, the heading's, and that of the section which is alone";
}

/// A figure whose picture could not be loaded made no box.
TEST(PairLanguages, BlocksWithoutABoxAreSkipped) {
    article::Article ours, theirs;
    ours.blocks.resize(2);
    theirs.blocks.resize(2);
    ours.blocks[0].content = theirs.blocks[0].content = article::Figure{};
    Handout handout;
    handout.parts.emplace_back();
    handout.boxes.resize(3);
    for (std::uint32_t i = 0; i < 3; ++i) {
        handout.boxes[i].content = TextBox{};
        handout.boxes[i].end = i + 1;
    }
    const BlockBoxes our_boxes{{&ours.blocks[1], 0}}, their_boxes{{&theirs.blocks[0], 1}, {&theirs.blocks[1], 2}};
    const Source source;
    Diagnostics diagnostics(source);
    pair_languages(handout, {ours, our_boxes, 0, 1, text::Direction::left_to_right},
                   {theirs, their_boxes, 1, 3, text::Direction::left_to_right}, diagnostics);
    ASSERT_EQ(handout.boxes.size(), 4u + 5u) << "a pair with one text, a pair with two";
    EXPECT_TRUE(handout.boxes[0].is<PairBox>());
    EXPECT_EQ(handout.boxes[1].end, 2u) << "the first side of the figure is empty";
    EXPECT_EQ(diagnostics.take().size(), 1u);
}

/// What is in two help boxes is level; what one of them lacks belongs to the row above.
TEST(PairLanguages, BlocksInsideHelpBoxesBeginRows) {
    Handout handout;
    handout.parts.emplace_back();
    std::array<article::Article, 2> articles;
    std::array<BlockBoxes, 2> boxes;
    const auto add = [&](BoxContent content, style::BlockRole role) {
        handout.boxes.emplace_back().content = content;
        handout.boxes.back().role = role;
        handout.boxes.back().end = static_cast<std::uint32_t>(handout.boxes.size());
        return static_cast<std::uint32_t>(handout.boxes.size() - 1);
    };
    const auto close = [&](std::uint32_t box) {
        handout.boxes[box].end = static_cast<std::uint32_t>(handout.boxes.size());
    };
    const auto add_callout = [&](std::size_t side, bool with_note) {
        articles[side].blocks.emplace_back().content = article::Callout{article::Urgency::watch, {}};
        auto& inside = std::get<article::Callout>(articles[side].blocks.back().content).blocks;
        inside.resize(with_note ? 2 : 1);
        article::List& list = inside.back().content.emplace<article::List>();
        const std::uint32_t box = add(GroupBox{}, style::BlockRole::callout_watch);
        boxes[side].emplace(&articles[side].blocks.back(), box);
        add(TextBox{}, style::BlockRole::callout_heading_watch);
        if (with_note) boxes[side].emplace(&inside.front(), add(TextBox{}, style::BlockRole::callout_text));
        const std::uint32_t list_box = add(ListBox{}, style::BlockRole::list);
        boxes[side].emplace(&inside.back(), list_box);
        list.items.resize(2);
        for (article::ListItem& item : list.items) {
            item.blocks.emplace_back();
            const std::uint32_t item_box = add(ItemBox{}, style::BlockRole::list_item);
            boxes[side].emplace(item.blocks.data(), add(TextBox{}, style::BlockRole::list_item));
            close(item_box);
        }
        close(list_box);
        close(box);
    };
    add_callout(0, true);
    const auto middle = static_cast<std::uint32_t>(handout.boxes.size());
    add_callout(1, false);
    const Source source;
    Diagnostics diagnostics(source);
    const auto end = static_cast<std::uint32_t>(handout.boxes.size());
    pair_languages(handout, {articles[0], boxes[0], 0, middle, text::Direction::left_to_right},
                   {articles[1], boxes[1], middle, end, text::Direction::left_to_right}, diagnostics);
    std::vector<std::pair<style::BlockRole, std::uint32_t>> rows;
    for (const Box& box : handout.boxes)
        if (box.is<TextBox>()) rows.emplace_back(box.role, box.pair_row);
    using Rows = std::vector<std::pair<style::BlockRole, std::uint32_t>>;
    EXPECT_EQ(rows, (Rows{{style::BlockRole::callout_heading_watch, 0},
                          {style::BlockRole::callout_text, 0},
                          {style::BlockRole::list_item, 1},
                          {style::BlockRole::list_item, 2},
                          {style::BlockRole::callout_heading_watch, 0},
                          {style::BlockRole::list_item, 1},
                          {style::BlockRole::list_item, 2}}));
}

}  // namespace
}  // namespace carepress::test
