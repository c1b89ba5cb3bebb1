// Articles beside their translations, measured on the pages: each block level with its own translation, in its own
// column, never torn apart; under each other where columns are too narrow; by lines where a page is too low.
#include "blocks.h"
#include "handout_builder.h"
#include "template_pages.h"

#include <cstdint>
#include <map>
#include <random>
#include <set>

namespace carepress::test {
using namespace layout;
namespace {

article::Article begin_article(const std::string& title, const std::string& language) {
    article::Article article;
    article.metadata.title = title;
    article.metadata.language = language;
    article.metadata.reviewed_by = "A reviewer";
    return article;
}

/// Where a block's text is: its first line and its last one.
struct Stand {
    std::size_t page = ~std::size_t{0}, last_page = 0;
    Length y, last_y, left = 10'000_pt, right;
    std::u16string text;
};

/// The stylesheet `bilingual`, changed.
template <class Change>
style::StylesheetPointer changed(const std::string& layout, Change&& change) {
    auto stylesheet = std::make_shared<style::Stylesheet>(*resources().stylesheet(layout, "default").stylesheet);
    change(*stylesheet);
    return stylesheet;
}

struct Leaf {
    text::NodeId node = text::artifact;
    style::BlockRole role = style::BlockRole::paragraph;
};

/// Two articles set beside each other.
class TwoLanguages {
public:
    TwoLanguages(const article::Article& ours, const article::Article& theirs,
                 const style::StylesheetPointer& stylesheet, engine::Workspace& workspace)
        : diagnostics_(source_) {
        const handout::LoadedTheme theme{resources().brand("default").brand, stylesheet, resources().phrases()};
        handout = handout::compose(contents_of_pair(ours, theirs), theme, diagnostics_);
        document = lay_out(handout, workspace.shaper, diagnostics_);
        messages = all_messages(diagnostics_.take());
        for (std::size_t page = 0; page < document.pages.size(); ++page)
            for (const PageItem& item : document.pages[page].items)
                if (const auto* run = std::get_if<GlyphRun>(&item.content)) note(item.node, page, *run);
    }

    /// The texts of each pair, one beside the other, as the tag tree has them.
    std::vector<std::pair<Leaf, Leaf>> pairs() const {
        std::vector<std::pair<Leaf, Leaf>> all;
        for (std::uint32_t i = 0; i < handout.boxes.size(); ++i) {
            const auto* pair = handout.boxes[i].as<handout::PairBox>();
            if (pair == nullptr) continue;
            const std::uint32_t one = i + 1, other = handout.boxes[one].end;
            const std::vector<Leaf> ours = leaves(one), theirs = leaves(other);
            if (ours.empty() || pair->stacked) continue;  // the notices
            EXPECT_EQ(ours.size(), theirs.size());
            for (std::size_t k = 0; k < std::min(ours.size(), theirs.size()); ++k) all.emplace_back(ours[k], theirs[k]);
        }
        return all;
    }
    const Stand& at(text::NodeId node) const {
        static const Stand nowhere;
        const auto found = stands_.find(node);
        return found == stands_.end() ? nowhere : found->second;
    }

    /// Nothing leaves the page's body, and nothing of a language is above what it follows.
    void expect_order() const {
        const style::Stylesheet& stylesheet = *handout.stylesheet;
        for (std::size_t page = 0; page < document.pages.size(); ++page) {
            const Rectangle body =
                stylesheet.frame(page == 0 ? style::FrameRole::body_first : style::FrameRole::body).box;
            std::map<int, Length> above;
            for (const PageItem& item : document.pages[page].items) {
                const auto* run = std::get_if<GlyphRun>(&item.content);
                if (run == nullptr || item.node == text::artifact) continue;
                EXPECT_LE(run->origin.y, body.bottom()) << "page " << page;
                EXPECT_GE(run->origin.y, body.y) << "page " << page;
                Length& last = above[language_of(item.node)];
                EXPECT_GE(run->origin.y + 6_pt, last) << "page " << page;  // markers and their lines: one baseline
                last = run->origin.y;
            }
        }
    }

    handout::Handout handout;
    PagedDocument document;
    std::string messages;

private:
    void note(text::NodeId node, std::size_t page, const GlyphRun& run) {
        Stand& stand = stands_[node];
        if (stand.page > page) {
            stand.page = page;
            stand.y = run.origin.y;
        }
        stand.last_page = page;
        stand.last_y = run.origin.y;
        Length width;
        for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i)
            width += scale(run.size, document.glyphs[i].advance);
        stand.left = std::min(stand.left, run.origin.x);
        stand.right = std::max(stand.right, run.origin.x + width);
        stand.text += std::u16string_view(document.text).substr(run.text_begin, run.text_end - run.text_begin);
    }
    std::vector<Leaf> leaves(std::uint32_t side) const {
        std::vector<Leaf> all;
        for (std::uint32_t i = side + 1; i < handout.boxes[side].end; ++i)
            if (handout.boxes[i].is<handout::TextBox>()) all.push_back({handout.boxes[i].node, handout.boxes[i].role});
        return all;
    }
    /// Which of the two Parts a node is below.
    int language_of(text::NodeId node) const {
        const std::vector<handout::TagNode>& nodes = handout.tags.nodes;
        while (nodes[node].parent != 0 && nodes[node].parent != no_index) node = nodes[node].parent;
        return nodes[node].language.empty() ? 0 : 1;
    }

    Source source_{"two.md", ""};
    Diagnostics diagnostics_;
    std::map<text::NodeId, Stand> stands_;
};

/// Level with its translation, each in its half of the page, on one page.
void expect_facing(const TwoLanguages& two, bool right_to_left) {
    const Rectangle body = two.handout.stylesheet->frame(style::FrameRole::body).box;
    const Length middle = body.x + body.width / 2;
    for (const auto& [ours, theirs] : two.pairs()) {
        if (ours.role == style::BlockRole::learn_more_heading || ours.role == style::BlockRole::learn_more_text)
            continue;
        const Stand &one = two.at(ours.node), &other = two.at(theirs.node);
        ASSERT_LT(one.page, two.document.pages.size());
        EXPECT_EQ(one.page, other.page) << to_utf8(one.text);
        EXPECT_EQ(one.page, one.last_page) << to_utf8(one.text);
        EXPECT_EQ(other.page, other.last_page) << to_utf8(other.text);
        // What opens a box is level by its top, and scripts differ in how far below it a baseline is.
        const bool opens_box = ours.role != style::BlockRole::paragraph && ours.role != style::BlockRole::lead &&
                               ours.role != style::BlockRole::list_item && ours.role != style::BlockRole::heading_2;
        EXPECT_NEAR(one.y.millipoints, other.y.millipoints, opens_box ? 8'000 : 10)
            << to_utf8(one.text) << " | " << to_utf8(other.text);
        const Stand &left = right_to_left ? other : one, &right = right_to_left ? one : other;
        EXPECT_LE(left.right, middle + 1_pt) << to_utf8(left.text);
        EXPECT_GE(right.left, middle - 1_pt) << to_utf8(right.text);
    }
}

std::vector<std::string> sentences_of(const std::string& file) {
    std::vector<std::string> sentences;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) sentences.push_back(line.substr(line.find('\t') + 1));
    return sentences;
}

/// Sentences as paragraphs and, in every other section, items.
article::Article article_of(const std::vector<std::string>& sentences, const std::string& language) {
    article::Article article = begin_article("TICO-19", language);
    for (std::size_t i = 0; i < sentences.size(); i += 20) {
        article.blocks.push_back(block(article::Heading{2, inline_text(sentences[i])}));
        article::List list;
        for (std::size_t k = i + 1; k < std::min(i + 20, sentences.size()); ++k) {
            if (i % 40 == 0)
                article.blocks.push_back(paragraph(sentences[k]));
            else
                list.items.emplace_back().blocks.push_back(paragraph(sentences[k]));
        }
        if (!list.items.empty()) article.blocks.push_back(block(std::move(list)));
    }
    return article;
}

TEST(BilingualPages, EveryTranslatedSentenceFacesItsOwn) {
    const std::string folder = test_data("tico19") + "/";
    engine::Workspace workspace(resources());
    const std::vector<std::string> english = sentences_of(folder + "en.tsv");
    ASSERT_GT(english.size(), 300u);
    const article::Article theirs = article_of(english, "en");
    int languages = 0;
    for (const auto& [language, file] : translations_in(folder)) {
        SCOPED_TRACE(language);
        const std::vector<std::string> sentences = sentences_of(file);
        ASSERT_EQ(sentences.size(), english.size());
        const article::Article ours = article_of(sentences, language);
        const TwoLanguages two(ours, theirs, resources().stylesheet("bilingual", "default").stylesheet, workspace);
        EXPECT_EQ(two.messages.find("error"), std::string::npos) << two.messages;
        EXPECT_EQ(two.messages.find("is printed alone"), std::string::npos) << two.messages;
        expect_facing(two, two.handout.direction == text::Direction::right_to_left);
        two.expect_order();
        // Each sentence is where its translation's partner says.
        const auto pairs = two.pairs();
        std::size_t found = 0, next = 0;
        for (const auto& [one, other] : pairs) {
            const std::u16string text = visible(two.at(one.node).text), translation = visible(two.at(other.node).text);
            for (std::size_t i = next; i < std::min(next + 3, sentences.size()); ++i) {
                if (text != visible(to_utf16(sentences[i]))) continue;
                EXPECT_EQ(to_utf8(translation), to_utf8(visible(to_utf16(english[i])))) << i;
                next = i + 1;
                ++found;
                break;
            }
        }
        EXPECT_GE(found, sentences.size() * 95 / 100) << "sentences with links or isolates apart";
        ++languages;
    }
    EXPECT_EQ(languages, 13);
}

std::string random_words(std::mt19937& random, std::size_t most) {
    static const std::vector<std::string> words = {"rest",  "water", "doctor",     "a",    "medicine", "fever",
                                                   "today", "of",    "understand", "pain", "call"};
    std::string text;
    for (std::size_t i = 1 + random() % most; i > 0; --i)
        text += (text.empty() ? "" : " ") + words[random() % words.size()];
    return text + ".";
}

/// Two articles of one structure and random lengths.
std::pair<article::Article, article::Article> random_pair(std::uint32_t seed, std::size_t most_words) {
    std::mt19937 random(seed);
    article::Article ours = begin_article("One", seed % 2 == 0 ? "es" : "ar"), theirs = begin_article("Other", "en");
    const auto add = [&](std::vector<article::Block>& one, std::vector<article::Block>& other) {
        one.push_back(paragraph(random_words(random, most_words)));
        other.push_back(paragraph(random_words(random, most_words)));
    };
    const auto add_list = [&](std::vector<article::Block>& one, std::vector<article::Block>& other, bool nested) {
        article::List first, second;
        for (std::size_t i = 1 + random() % 5; i > 0; --i) {
            article::ListItem &item = first.items.emplace_back(), &translated = second.items.emplace_back();
            add(item.blocks, translated.blocks);
            if (!nested || random() % 3 != 0) continue;
            article::List inner, translated_inner;
            for (std::size_t k = 1 + random() % 3; k > 0; --k)
                add(inner.items.emplace_back().blocks, translated_inner.items.emplace_back().blocks);
            item.blocks.push_back(block(std::move(inner)));
            translated.blocks.push_back(block(std::move(translated_inner)));
        }
        one.push_back(block(std::move(first)));
        other.push_back(block(std::move(second)));
    };
    for (int i = 0; i < 24; ++i) switch (random() % 5) {
            case 0:
                ours.blocks.push_back(block(article::Heading{2, inline_text(random_words(random, 5))}));
                theirs.blocks.push_back(block(article::Heading{2, inline_text(random_words(random, 5))}));
                break;
            case 1:
                add_list(ours.blocks, theirs.blocks, true);
                break;
            case 2: {
                article::Callout one, other;
                one.urgency = other.urgency = static_cast<article::Urgency>(random() % 3);
                for (std::vector<article::Block>* blocks : {&one.blocks, &other.blocks})
                    blocks->push_back(block(article::Heading{3, inline_text(random_words(random, 4))}));
                add(one.blocks, other.blocks);
                add_list(one.blocks, other.blocks, false);
                ours.blocks.push_back(block(std::move(one)));
                theirs.blocks.push_back(block(std::move(other)));
                break;
            }
            default:
                add(ours.blocks, theirs.blocks);
        }
    return {std::move(ours), std::move(theirs)};
}

/// All that an article's blocks say, in order.
void gather_texts(const std::vector<article::Block>& blocks, std::vector<std::u16string>& out) {
    for (const article::Block& one : blocks) {
        if (const auto* heading = std::get_if<article::Heading>(&one.content))
            out.push_back(visible(to_utf16(heading->text.text)));
        if (const auto* text = std::get_if<article::Paragraph>(&one.content))
            out.push_back(visible(to_utf16(text->text.text)));
        if (const auto* callout = std::get_if<article::Callout>(&one.content)) gather_texts(callout->blocks, out);
        if (const auto* list = std::get_if<article::List>(&one.content))
            for (const article::ListItem& item : list->items) gather_texts(item.blocks, out);
    }
}

/// Every text of both articles is whole and in order.
void expect_all_texts(const TwoLanguages& two, const article::Article& ours, const article::Article& theirs) {
    std::vector<std::u16string> wanted[2], found[2];
    gather_texts(ours.blocks, wanted[0]);
    gather_texts(theirs.blocks, wanted[1]);
    for (const auto& [one, other] : two.pairs()) {
        found[0].push_back(visible(two.at(one.node).text));
        found[1].push_back(visible(two.at(other.node).text));
    }
    for (const int side : {0, 1}) {
        std::size_t at = 0;
        for (const std::u16string& text : wanted[side]) {
            while (at < found[side].size() && found[side][at] != text) ++at;
            ASSERT_LT(at, found[side].size()) << to_utf8(text);
            ++at;
        }
    }
}

TEST(BilingualPages, RandomPairsFaceEachOtherAndLoseNothing) {
    engine::Workspace workspace(resources());
    const style::StylesheetPointer stylesheet = resources().stylesheet("bilingual", "default").stylesheet;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE(seed);
        const auto [ours, theirs] = random_pair(seed, 30);
        const TwoLanguages two(ours, theirs, stylesheet, workspace);
        EXPECT_EQ(two.messages, "");
        expect_facing(two, seed % 2 != 0);
        two.expect_order();
        expect_all_texts(two, ours, theirs);
    }
}

/// Whatever structures meet, in columns, stacked and on low pages: no text is lost, none is said twice, none leaves its
/// page.
TEST(BilingualPages, ArticlesOfDifferentStructureLoseNothing) {
    engine::Workspace workspace(resources());
    const auto stylesheet = [](int narrowest, Length height) {
        return changed("bilingual", [&](style::Stylesheet& all) {
            all.bilingual.narrowest = narrowest;
            for (const style::FrameRole role : {style::FrameRole::body_first, style::FrameRole::body})
                all.frames[static_cast<std::size_t>(role)].box.height = height;
        });
    };
    for (const style::StylesheetPointer& one : {stylesheet(20, 560_pt), stylesheet(40, 560_pt), stylesheet(20, 120_pt)})
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            SCOPED_TRACE(seed);
            const article::Article ours = random_pair(seed, 40).first, theirs = random_pair(seed + 1000, 40).second;
            const TwoLanguages two(ours, theirs, one, workspace);
            two.expect_order();
            std::multiset<std::u16string> wanted, found;
            std::vector<std::u16string> texts;
            gather_texts(ours.blocks, texts);
            gather_texts(theirs.blocks, texts);
            wanted.insert(texts.begin(), texts.end());
            for (const handout::Box& box : two.handout.boxes)
                if (box.is<handout::TextBox>()) found.insert(visible(two.at(box.node).text));
            for (const std::u16string& text : texts) EXPECT_EQ(found.count(text), wanted.count(text)) << to_utf8(text);
            EXPECT_EQ(found.count({}), 0u) << "every box stands somewhere";
        }
}

/// A column too narrow: the second language is under the first, pair by pair, over the whole width.
TEST(BilingualPages, NarrowColumnsStackTheirPairsAndKeepThemTogether) {
    engine::Workspace workspace(resources());
    const style::StylesheetPointer stylesheet =
        changed("bilingual", [](style::Stylesheet& all) { all.bilingual.narrowest = 40; });
    const Rectangle body = stylesheet->frame(style::FrameRole::body).box;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE(seed);
        const auto [ours, theirs] = random_pair(seed, 14);
        const TwoLanguages two(ours, theirs, stylesheet, workspace);
        bool wide = false;
        for (std::uint32_t i = 0; i < two.handout.boxes.size(); ++i) {
            const handout::Box& pair = two.handout.boxes[i];
            if (!pair.is<handout::PairBox>() || pair.as<handout::PairBox>()->has_short_lines) continue;
            text::NodeId first = text::artifact, last = text::artifact;
            for (std::uint32_t k = i + 1; k < pair.end; ++k) {
                if (!two.handout.boxes[k].is<handout::TextBox>()) continue;
                if (first == text::artifact) first = two.handout.boxes[k].node;
                last = two.handout.boxes[k].node;
            }
            const Stand &one = two.at(first), &other = two.at(last);
            EXPECT_EQ(one.page, other.last_page) << "torn: " << to_utf8(one.text);
            EXPECT_LT(one.y, other.last_y) << "one under the other";
            wide = wide || other.right - other.left > body.width / 2;
        }
        EXPECT_TRUE(wide) << "lines take the whole width";
        two.expect_order();
        expect_all_texts(two, ours, theirs);
    }
}

/// Pages lower than a pair: it parts between lines of both, and nothing is lost or leaves the page.
TEST(BilingualPages, PairsTallerThanAPageBreakByLines) {
    engine::Workspace workspace(resources());
    int torn = 0;
    for (const int narrowest : {10, 40}) {
        const style::StylesheetPointer stylesheet = changed("bilingual", [&](style::Stylesheet& all) {
            all.bilingual.narrowest = narrowest;
            for (const style::FrameRole role : {style::FrameRole::body_first, style::FrameRole::body})
                all.frames[static_cast<std::size_t>(role)].box.height = 130_pt;
        });
        for (std::uint32_t seed = 1; seed <= 40; ++seed) {
            SCOPED_TRACE(seed);
            const auto [ours, theirs] = random_pair(seed, 120);
            const TwoLanguages two(ours, theirs, stylesheet, workspace);
            two.expect_order();
            expect_all_texts(two, ours, theirs);
            for (const auto& [one, other] : two.pairs()) {
                if (two.at(one.node).page != two.at(one.node).last_page) ++torn;
                if (narrowest == 10) {
                    EXPECT_EQ(two.at(one.node).page, two.at(other.node).page);
                }
            }
        }
    }
    EXPECT_GT(torn, 100) << "else this shows nothing";
}

}  // namespace
}  // namespace carepress::test
