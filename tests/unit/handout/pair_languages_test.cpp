#include "handout/pair_languages.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace carepress {
namespace {

/// Builds two articles' boxes from letters: t title, h heading, p paragraph, e and w help boxes, digits lists of so
/// many items.
class Articles {
public:
    Articles(const std::string& ours, const std::string& theirs) : diagnostics_(source_) {
        handout_.parts.emplace_back();
        add(ours);
        const auto middle = static_cast<std::uint32_t>(handout_.boxes.size());
        add(theirs);
        pair_languages(handout_, 0, middle, Direction::right_to_left, diagnostics_);
    }

    /// The pairs made, "p:p" or "w:" each.
    std::string pairs() const {
        std::string out;
        for (std::uint32_t i = 0; i < handout_.boxes.size(); i = handout_.boxes[i].end) {
            const std::uint32_t one = i + 1, other = handout_.boxes[one].end;
            EXPECT_EQ(handout_.boxes[i].kind, BoxKind::pair);
            EXPECT_EQ(handout_.boxes[one].kind, BoxKind::side);
            EXPECT_EQ(handout_.boxes[other].direction, Direction::right_to_left);
            EXPECT_EQ(handout_.boxes[other].end, handout_.boxes[i].end);
            out += (out.empty() ? "" : " ") + letter(one) + ":" + letter(other);
        }
        return out;
    }
    std::size_t warnings() { return diagnostics_.take().size(); }

private:
    std::string letter(std::uint32_t side) const {
        if (side + 1 == handout_.boxes[side].end) return "";
        const Box& box = handout_.boxes[side + 1];
        if (box.role == BlockRole::list) return std::to_string((box.end - side - 2) / 2);
        return box.role == BlockRole::title               ? "t"
               : box.role == BlockRole::heading_2         ? "h"
               : box.role == BlockRole::callout_emergency ? "e"
               : box.role == BlockRole::callout_watch     ? "w"
                                                          : "p";
    }
    std::size_t open(BoxKind kind, BlockRole role) {
        handout_.boxes.emplace_back().kind = kind;
        handout_.boxes.back().role = role;
        return handout_.boxes.size() - 1;
    }
    void close(std::size_t box) { handout_.boxes[box].end = static_cast<std::uint32_t>(handout_.boxes.size()); }
    void add(const std::string& letters) {
        for (const char letter : letters) {
            const BlockRole role = letter == 't'   ? BlockRole::title
                                   : letter == 'h' ? BlockRole::heading_2
                                   : letter == 'e' ? BlockRole::callout_emergency
                                   : letter == 'w' ? BlockRole::callout_watch
                                   : letter == 'p' ? BlockRole::paragraph
                                                   : BlockRole::list;
            const bool text = letter == 't' || letter == 'h' || letter == 'p';
            const std::size_t box = open(text ? BoxKind::text : BoxKind::group, role);
            handout_.boxes[box].heading_level = letter == 't' ? 1 : letter == 'h' ? 2 : 0;
            if (role == BlockRole::list)
                for (char item = '0'; item < letter; ++item) {
                    const std::size_t made = open(BoxKind::group, BlockRole::list_item);
                    close(open(BoxKind::text, BlockRole::list_item));
                    close(made);
                }
            close(box);
        }
    }

    Source source_;
    Diagnostics diagnostics_;
    Handout handout_;
};

/// What stands in two help boxes is level; what one of them lacks belongs to the row above.
TEST(PairLanguages, BlocksInsideHelpBoxesBeginRows) {
    Handout handout;
    handout.parts.emplace_back();
    const auto add_callout = [&](bool with_note) {
        const auto add = [&](BoxKind kind, BlockRole role) {
            handout.boxes.emplace_back().kind = kind;
            handout.boxes.back().role = role;
            handout.boxes.back().end = static_cast<std::uint32_t>(handout.boxes.size());
            return handout.boxes.size() - 1;
        };
        const std::size_t box = add(BoxKind::group, BlockRole::callout_watch);
        add(BoxKind::text, BlockRole::callout_heading_watch);
        if (with_note) add(BoxKind::text, BlockRole::caption);
        const std::size_t list = add(BoxKind::group, BlockRole::list);
        for (int i = 0; i < 2; ++i) {
            const std::size_t item = add(BoxKind::group, BlockRole::list_item);
            add(BoxKind::text, BlockRole::list_item);
            handout.boxes[item].end = static_cast<std::uint32_t>(handout.boxes.size());
        }
        handout.boxes[list].end = handout.boxes[box].end = static_cast<std::uint32_t>(handout.boxes.size());
    };
    add_callout(true);
    const auto middle = static_cast<std::uint32_t>(handout.boxes.size());
    add_callout(false);
    const Source source;
    Diagnostics diagnostics(source);
    pair_languages(handout, 0, middle, Direction::left_to_right, diagnostics);
    std::vector<std::pair<BlockRole, std::uint32_t>> rows;
    for (const Box& box : handout.boxes)
        if (box.kind == BoxKind::text) rows.emplace_back(box.role, box.pair_row);
    using Rows = std::vector<std::pair<BlockRole, std::uint32_t>>;
    EXPECT_EQ(rows, (Rows{{BlockRole::callout_heading_watch, 0},
                          {BlockRole::caption, 0},
                          {BlockRole::list_item, 1},
                          {BlockRole::list_item, 2},
                          {BlockRole::callout_heading_watch, 0},
                          {BlockRole::list_item, 1},
                          {BlockRole::list_item, 2}}));
}

TEST(PairLanguages, EqualArticlesPairBlockByBlock) {
    Articles articles("tphepw", "tphepw");
    EXPECT_EQ(articles.pairs(), "t:t p:p h:h e:e p:p w:w");
    EXPECT_EQ(articles.warnings(), 0u);
}

TEST(PairLanguages, ItemsPairWhereBothListsHaveAsMany) {
    EXPECT_EQ(Articles("t3", "t3").pairs(), "t:t 1:1 1:1 1:1");
    EXPECT_EQ(Articles("t3", "t2").pairs(), "t:t 3:2");
}

TEST(PairLanguages, AMissingBlockStandsAloneInItsSectionAndWarns) {
    Articles articles("tphpwp", "tphpp");
    EXPECT_EQ(articles.pairs(), "t:t p:p h:h p:p w: p:p");
    EXPECT_EQ(articles.warnings(), 1u);
    EXPECT_EQ(Articles("tp", "tpe").pairs(), "t:t p:p :e");
}

TEST(PairLanguages, AnExtraSectionPushesNoOtherOutOfPlace) {
    Articles articles("tph3he", "tphpphe3"), extra("thehwp", "thwp");
    EXPECT_EQ(extra.pairs(), "t:t h: e: h:h w:w p:p");
    EXPECT_EQ(extra.warnings(), 1u);
    EXPECT_EQ(articles.pairs(), "t:t p:p h:h 3: :p :p h:h e:e :3");
}

}  // namespace
}  // namespace carepress
