#include "article/align.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace carepress::test {
using namespace article;
namespace {

Block block(char letter) {
    const auto list_of = [](int items) {
        List list;
        list.items.resize(static_cast<std::size_t>(items));
        return list;
    };
    const auto callout = [](Urgency urgency) { return Callout{urgency, {}}; };
    Block made;
    switch (letter) {
        case 'h':
            made.content = Heading{2, {}};
            break;
        case 'i':
            made.content = Heading{3, {}};
            break;
        case 'q':
            made.content = Quote{};
            break;
        case 'c':
            made.content = Preformatted{};
            break;
        case 't':
            made.content = Table{};
            break;
        case 'f':
            made.content = Figure{};
            break;
        case 'd':
            made.content = Divider{};
            break;
        case 'l':
            made.content = LearnMore{};
            break;
        case 'e':
            made.content = callout(Urgency::emergency);
            break;
        case 'n':
            made.content = callout(Urgency::call_now);
            break;
        case 'w':
            made.content = callout(Urgency::watch);
            break;
        case 'p':
            break;
        default:
            made.content = list_of(letter - '0');
    }
    return made;
}

/// An article from letters: h and i headings of levels 2 and 3, p paragraphs, q quotes, c preformatted text, t tables,
/// f figures, d dividers, l learn-more blocks, e, n and w help boxes, digits lists of so many items.
Article article(const std::string& letters) {
    Article made;
    for (const char letter : letters) made.blocks.push_back(block(letter));
    return made;
}

/// The pairs by letter: "p:p" or "w:"; sections are separated by bars.
std::string aligned(const std::string& one, const std::string& other) {
    const Article ours = article(one), theirs = article(other);
    const auto letter = [](const Block* found, const Article& in, const std::string& letters) {
        return found == nullptr ? std::string()
                                : std::string(1, letters[static_cast<std::size_t>(found - in.blocks.data())]);
    };
    std::string out;
    bool first = true;
    for (const SectionPair& section : align(ours, theirs)) {
        if (!first) out += " |";
        first = false;
        for (const BlockPair& pair : section.blocks)
            out += (out.empty() ? "" : " ") + letter(pair.one, ours, one) + ":" + letter(pair.other, theirs, other);
    }
    return out;
}

/// What every alignment keeps: each index once, in order.
void expect_complete(const std::vector<BlockPair>& pairs, const Article& one, const Article& other) {
    const Block *ours = one.blocks.data(), *theirs = other.blocks.data();
    for (const BlockPair& pair : pairs) {
        if (pair.one != nullptr) {
            ASSERT_EQ(pair.one, ours++);
        }
        if (pair.other != nullptr) {
            ASSERT_EQ(pair.other, theirs++);
        }
        if (pair.both()) {
            ASSERT_EQ(pair.one->content.index(), pair.other->content.index());
        }
    }
    EXPECT_EQ(ours, one.blocks.data() + one.blocks.size());
    EXPECT_EQ(theirs, other.blocks.data() + other.blocks.size());
}

std::size_t count_both(const std::vector<BlockPair>& pairs) {
    std::size_t count = 0;
    for (const BlockPair& pair : pairs) count += pair.both() ? 1 : 0;
    return count;
}

TEST(Align, EqualArticlesPairBlockByBlock) {
    EXPECT_EQ(aligned("phepwtfqcd3l", "phepwtfqcd3l"), "p:p | h:h e:e p:p w:w t:t f:f q:q c:c d:d 3:3 | l:l");
    EXPECT_EQ(aligned("", ""), "");
}

TEST(Align, ABlockWithoutACounterpartIsAloneAtItsPlace) {
    EXPECT_EQ(aligned("phpwp", "phpp"), "p:p | h:h p:p w: p:p");
    EXPECT_EQ(aligned("p", "pe"), "p:p :e");
    EXPECT_EQ(aligned("pt", "tp"), "p: t:t :p");
    EXPECT_EQ(aligned("htpfp", "hpftp"), " | h:h t: p:p f:f :t p:p");
    EXPECT_EQ(aligned("w", "t"), "w: :t");  // ours comes first
}

TEST(Align, HelpBoxesPairByUrgency) {
    EXPECT_EQ(aligned("enw", "ew"), "e:e n: w:w");
    EXPECT_EQ(aligned("e", "n"), "e: :n");
}

TEST(Align, ListsOfAsManyItemsComeBeforeOthers) {
    EXPECT_EQ(aligned("3", "2"), "3:2");
    EXPECT_EQ(aligned("35", "5"), "3: 5:5");
    EXPECT_EQ(aligned("35", "3"), "3:3 5:");
    EXPECT_EQ(aligned("352", "62"), "3:6 5: 2:2");
}

TEST(Align, ASectionThatOneArticleLacksIsAloneAsAWhole) {
    EXPECT_EQ(aligned("hehwp", "hwp"), " | h: e: | h:h w:w p:p");
    EXPECT_EQ(aligned("ph3he", "phpphe3"), "p:p | h:h 3: :p :p | h:h e:e :3");
    EXPECT_EQ(aligned("hpi3hw", "hphw"), " | h:h p:p | i: 3: | h:h w:w");
    EXPECT_EQ(aligned("hp", "hphehw"), " | h:h p:p | :h :e | :h :w");
}

/// Headings of the same levels in the same order are each other's, whatever is below them.
TEST(Align, TheSameHeadingsPairInOrder) {
    EXPECT_EQ(aligned("hphpppp", "hpppphp"), " | h:h p:p :p :p :p | h:h p:p p: p: p:");
    EXPECT_EQ(aligned("hpit", "htip"), " | h:h p: :t | i:i t: :p");
}

TEST(Align, ReorderedSectionsPairInOrderOnly) {
    EXPECT_EQ(aligned("hptih3e", "h3eihpt"), " | h:h p: t: :3 :e | i:i | h:h 3: e: :p :t");
    EXPECT_EQ(aligned("hipt", "ihpt"), " | h:i | i:h p:p t:t");
}

/// A wrong level is no reason to tear two sections apart, but a heading of the same level comes first.
TEST(Align, AHeadingOfAnotherLevelCounts) {
    EXPECT_EQ(aligned("hphe", "hpie"), " | h:h p:p | h:i e:e");
    EXPECT_EQ(aligned("hphe", "hpieh"), " | h:h p:p | h:i e:e | :h");
    EXPECT_EQ(aligned("hihp", "hhp"), " | h:h | i: | h:h p:p");
}

TEST(Align, ALearnMoreBlockBelongsToNoSection) {
    EXPECT_EQ(aligned("hpl", "hp"), " | h:h p:p | l:");
    EXPECT_EQ(aligned("hp", "hpl"), " | h:h p:p | :l");
    EXPECT_EQ(aligned("hlphe", "hphel"), " | h:h :p | l: p: | h:h e:e | :l");
    EXPECT_EQ(aligned("hhl", "hl"), " | h:h | h: | l:l");
}

TEST(Align, BlocksInsideABoxPairAmongThemselves) {
    const Article ours = article("hp3t"), theirs = article("ip3pt");
    const std::vector<BlockPair> pairs = align(ours.blocks, theirs.blocks);
    expect_complete(pairs, ours, theirs);
    EXPECT_EQ(count_both(pairs), 4u) << "headings of a box pair whatever their level";
}

TEST(Outline, SectionsCoverTheBlocks) {
    const std::vector<SectionOutline> sections = outline_of(article("ppi3lp"));
    ASSERT_EQ(sections.size(), 3u);
    EXPECT_EQ(sections[0].level, 0);
    EXPECT_EQ(sections[0].end, 2u);
    EXPECT_EQ(sections[1].level, 3);
    EXPECT_EQ(sections[1].begin, 2u);
    EXPECT_EQ(sections[1].end, 4u);
    EXPECT_FALSE(sections[2].has_heading());
    EXPECT_EQ(sections[2].level, SectionOutline::closing_level);
    EXPECT_EQ(sections[2].end, 6u);
}

/// All ways to pair two short sequences, for comparison: the greatest sum of scores.
int best_by_trying(const std::string& one, const std::string& other, std::size_t i = 0, std::size_t k = 0) {
    if (i == one.size() || k == other.size()) return 0;
    int best = std::max(best_by_trying(one, other, i + 1, k), best_by_trying(one, other, i, k + 1));
    const auto is_list = [](char letter) { return letter >= '0' && letter <= '9'; };
    const bool kind = one[i] == other[k] || (is_list(one[i]) && is_list(other[k]));
    if (kind) best = std::max(best, (one[i] == other[k] ? 3 : 2) + best_by_trying(one, other, i + 1, k + 1));
    return best;
}

TEST(Align, IsTheBestOfAllWays) {
    unsigned random = 7;
    const auto letters = [&] {
        std::string made;
        random = random * 1664525u + 1013904223u;
        for (unsigned length = (random >> 16) % 8; length > 0; --length) {
            random = random * 1664525u + 1013904223u;
            made += "pt23e"[(random >> 16) % 5];
        }
        return made;
    };
    for (int round = 0; round < 500; ++round) {
        const std::string one = letters(), other = letters();
        const Article ours = article(one), theirs = article(other);
        const std::vector<BlockPair> pairs = align(ours.blocks, theirs.blocks);
        expect_complete(pairs, ours, theirs);
        int sum = 0;
        for (const BlockPair& pair : pairs) {
            if (!pair.both()) continue;
            const auto* list = std::get_if<List>(&pair.one->content);
            const bool same = list == nullptr || list->items.size() == std::get<List>(pair.other->content).items.size();
            sum += same ? 3 : 2;
        }
        EXPECT_EQ(sum, best_by_trying(one, other)) << one << " and " << other;
    }
}

/// Paragraphs, tables and help boxes, `count` of them; `by` figures push what begins at `from` out of its place.
std::string long_letters(std::size_t count, std::size_t from, std::size_t by) {
    std::string made;
    for (std::size_t i = 0; i < count; ++i) {
        if (i == from) made.append(by, 'f');
        made += i % 7 == 3 ? 't' : i % 11 == 5 ? 'w' : 'p';
    }
    return made;
}

TEST(Align, LongArticlesPairAllThatIsNear) {
    // 20,000 blocks of each: a block may be about 100 places from its counterpart.
    const Article ours = article(long_letters(20'000, 9'000, 0)), theirs = article(long_letters(20'000, 9'000, 80));
    const std::vector<BlockPair> pairs = align(ours.blocks, theirs.blocks);
    expect_complete(pairs, ours, theirs);
    EXPECT_EQ(count_both(pairs), 20'000u);
    EXPECT_EQ(pairs[9'000].one, nullptr);
    EXPECT_NE(pairs[8'999].one, nullptr);
}

TEST(Align, BlocksThatAreTooFarApartInLongArticlesStayAlone) {
    const Article ours = article(long_letters(20'000, 2'000, 0)), theirs = article(long_letters(20'000, 2'000, 3'000));
    const std::vector<BlockPair> pairs = align(ours.blocks, theirs.blocks);
    expect_complete(pairs, ours, theirs);
    // What comes before the difference pairs as it is. Behind it 18,000 blocks meet 21,000: each may be 114 places from
    // where an even pace would take it.
    EXPECT_GT(count_both(pairs), 10'000u);
    for (const BlockPair& pair : pairs) {
        if (!pair.both()) continue;
        const auto i = pair.one - ours.blocks.data() - 2'000, k = pair.other - theirs.blocks.data() - 2'000;
        if (i < 0) {
            ASSERT_EQ(i, k);
        } else {
            ASSERT_LE(std::abs(k - i * 21'000 / 18'000), 116) << "block " << i;
        }
    }
}

/// Up to 2,000 blocks nothing is too far.
TEST(Align, ShortArticlesPairWhateverTheDistance) {
    const Article ours = article("w" + std::string(1'900, 'p').append("3e")),
                  theirs = article(std::string(1'900, 't').append("w3e"));
    const std::vector<BlockPair> pairs = align(ours.blocks, theirs.blocks);
    expect_complete(pairs, ours, theirs);
    EXPECT_EQ(count_both(pairs), 3u);
}

/// As many sections as a hostile source may have, none like the other's.
TEST(Align, ManySectionsEndInTime) {
    std::string one, other;
    for (int i = 0; i < 50'000; ++i) {
        one += i % 3 == 0 ? "hp" : "i3";
        other += i % 5 == 0 ? "ie" : "ht";
    }
    const Article ours = article(one), theirs = article(other);
    std::vector<BlockPair> pairs;
    for (const SectionPair& section : align(ours, theirs))
        pairs.insert(pairs.end(), section.blocks.begin(), section.blocks.end());
    expect_complete(pairs, ours, theirs);
}

}  // namespace
}  // namespace carepress::test
