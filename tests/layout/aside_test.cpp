// Whom to call on the first page: what the aside says, where, and whose content it is.
#include "template_pages.h"

#include <algorithm>
#include <string>
#include <vector>

namespace carepress::test {
using namespace layout;
namespace {

std::u16string_view text_of_run(const PagedDocument& document, const GlyphRun& run) {
    return std::u16string_view(document.text).substr(run.text_begin, run.text_end - run.text_begin);
}

/// The words of items on a page that are inside a frame, in order.
std::u16string words_in(const PagedDocument& document, const std::vector<PageItem>& items, const Rectangle& frame) {
    std::u16string words;
    for (const PageItem& item : items)
        if (const auto* run = std::get_if<GlyphRun>(&item.content);
            run != nullptr && run->origin.x >= frame.x && run->origin.x <= frame.right() && run->origin.y >= frame.y &&
            run->origin.y <= frame.bottom())
            words += text_of_run(document, *run);
    return words;
}

Rectangle mirrored(Rectangle box, const style::Stylesheet& stylesheet) {
    box.x = stylesheet.page.width - box.right();
    return box;
}

bool has(std::u16string_view text, const std::string& words) {
    return visible(text).find(visible(to_utf16(words))) != std::u16string::npos;
}

int count(std::u16string_view text, std::u16string_view words) {
    int found = 0;
    for (std::size_t at = text.find(words); at != std::u16string::npos; at = text.find(words, at + 1)) ++found;
    return found;
}

/// The page (from 1) of the first emergency box: that of its head's words in the flow.
std::size_t page_of_signs(const LaidOutArticle& laid_out, const Rectangle& aside, const std::string& head) {
    const PagedDocument& document = laid_out.document;
    for (std::size_t page = 0; page < document.pages.size(); ++page) {
        std::u16string flow;
        for (const PageItem& item : document.pages[page].items)
            if (const auto* run = std::get_if<GlyphRun>(&item.content);
                run != nullptr && (page > 0 || run->origin.x < aside.x || run->origin.x > aside.right()))
                flow += text_of_run(document, *run);
        if (has(flow, head)) return page + 1;
    }
    return 0;
}

TEST(Aside, SaysWhomToCallOnTheFirstPageAlone) {
    engine::Workspace workspace(resources());
    int overleaf = 0;
    for (const std::string& path : articles_to_press()) {
        const std::string language = std::filesystem::path(path).parent_path().filename().string();
        const LaidOutArticle laid_out = lay_out_article(path, "letter", "default", workspace);
        ASSERT_FALSE(laid_out.refused) << path;
        EXPECT_EQ(all_messages(laid_out.messages).find("overfull-frame"), std::string::npos)
            << path << all_messages(laid_out.messages);
        const PagedDocument& document = laid_out.document;
        const style::Stylesheet& stylesheet = *loaded({"letter", "default"}).stylesheet;
        Rectangle frame = stylesheet.frame(style::FrameRole::aside).box;
        if (document.direction == text::Direction::right_to_left) frame = mirrored(frame, stylesheet);
        const auto brand = resources().brand("default").brand;
        const style::BrandTexts& texts = brand->texts_for(language);
        const words::Phrases& phrases = resources().phrases().in(language);

        const std::u16string said = words_in(document, document.pages[0].items, frame);
        EXPECT_TRUE(has(said, phrases.fill("callout-emergency", {{"number", texts.emergency_number}}))) << path;
        EXPECT_TRUE(has(said, texts.telephone)) << path;
        EXPECT_TRUE(has(said, laid_out.article.metadata.code)) << path;
        const std::u16string band =
            words_in(document, document.pages[0].furniture, stylesheet.frame(style::FrameRole::band_text).box);
        EXPECT_FALSE(has(band, texts.telephone)) << path;
        for (std::size_t page = 1; page < document.pages.size(); ++page)
            EXPECT_EQ(words_in(document, document.pages[page].items, frame), u"") << path;

        const std::size_t signs =
            page_of_signs(laid_out, frame, phrases.fill("callout-emergency", {{"number", texts.emergency_number}}));
        const std::string where = phrases.fill("signs-on-page", {{"page", std::to_string(signs)}});
        EXPECT_EQ(has(said, where), signs > 1) << path << " " << signs;
        overleaf += signs > 1 ? 1 : 0;
    }
    EXPECT_GT(overleaf, 20);
}

/// No page is named if the box is on the first page as well.
TEST(Aside, NamesNoPageForABoxThatIsBesideIt) {
    engine::Workspace workspace(resources());
    const Source source{"short.md",
                        "---\ncode: T1\ntitle: Short\n---\n\nRest.\n\n> [!EMERGENCY]\n> Call if you faint.\n"};
    const LaidOutArticle laid_out = lay_out_source(source, "letter", "default", workspace);
    ASSERT_EQ(laid_out.document.pages.size(), 1u);
    EXPECT_EQ(count(text_of(laid_out.document), u"Emergency:call911"), 2);
    EXPECT_EQ(count(text_of(laid_out.document), u"Whentocall"), 0);
}

/// Its section comes after the title in the tag tree, before the text. The code to scan is there once in the whole
/// handout, as a figure.
TEST(Aside, IsReadAfterTheTitleAndSaysNothingTwice) {
    engine::Workspace workspace(resources());
    const LaidOutArticle laid_out =
        lay_out_article(project("articles/en/back-pain-and-intimacy.md"), "letter", "default", workspace);
    const PagedDocument& document = laid_out.document;
    const auto node_that_says = [&](const std::string& words) {
        for (const PageItem& item : document.pages[0].items)
            if (const auto* run = std::get_if<GlyphRun>(&item.content);
                run != nullptr && has(text_of_run(document, *run), words))
                return item.node;
        return text::artifact;
    };
    EXPECT_LT(document.parts[0].title, node_that_says("555-0142"));
    EXPECT_LT(node_that_says("555-0142"), node_that_says("follow-up visits"));
    int figures = 0;
    for (const Page& page : document.pages)
        for (const PageItem& item : page.items)
            if (const auto* picture = std::get_if<PlacedPicture>(&item.content)) {
                ++figures;
                EXPECT_EQ(document.tags.nodes[item.node].role, handout::TagRole::figure);
                EXPECT_GE(picture->box.width, points(57));  // 20 mm
            }
    EXPECT_EQ(figures, 1);
    const std::u16string all = text_of(document);
    EXPECT_EQ(count(all, u"555-0142"), 1);
    EXPECT_EQ(count(all, u"example.org/health"), 2);  // under the code to scan, and where the learn-more block says it
    EXPECT_TRUE(has(all, "Enter the code K977 in the search box."));
}

/// On later pages the column has two questions over ruled lines, as artifacts, beside the text and clear of it.
TEST(Aside, GoesOnBesideTheTextOfLaterPagesWithRoomToAnswer) {
    engine::Workspace workspace(resources());
    const style::Stylesheet& stylesheet = *loaded({"letter", "default"}).stylesheet;
    for (const char* language : {"en", "ar", "my"}) {
        const LaidOutArticle laid_out =
            lay_out_article(project(std::string("articles/") + language + "/back-pain-and-intimacy.md"), "letter",
                            "default", workspace);
        const PagedDocument& document = laid_out.document;
        const words::Phrases& phrases = resources().phrases().in(language);
        Rectangle frame = stylesheet.frame(style::FrameRole::aside).box;
        frame.height += frame.y - stylesheet.frame(style::FrameRole::body).box.y;
        frame.y = stylesheet.frame(style::FrameRole::body).box.y;
        if (document.direction == text::Direction::right_to_left) frame = mirrored(frame, stylesheet);
        ASSERT_GE(document.pages.size(), 2u);
        for (std::size_t page = 1; page < document.pages.size(); ++page) {
            const std::u16string said = words_in(document, document.pages[page].furniture, frame);
            EXPECT_TRUE(has(said, phrases["teach-back-actions"])) << language;
            EXPECT_TRUE(has(said, phrases["teach-back-help"])) << language;
            EXPECT_EQ(words_in(document, document.pages[page].items, frame), u"") << language;
            int lines = 0;
            for (const Rule& rule : document.pages[page].rules)
                lines += rule.box.x >= frame.x && rule.box.right() <= frame.right() && rule.box.height < points(1) &&
                                 rule.box.width > points(60)
                             ? 1
                             : 0;
            EXPECT_GE(lines, 8) << language;
            EXPECT_LE(lines, 2 * stylesheet.aside.answers) << language;
        }
        const std::u16string first = words_in(document, document.pages[0].furniture, frame);
        EXPECT_FALSE(has(first, phrases["teach-back-help"])) << language;
    }
}

/// A layout for large print has it at the foot of the page, across the column, and scripts that need more room grow it.
TEST(Aside, GrowsUpwardsBelowTheBody) {
    engine::Workspace workspace(resources());
    const style::Stylesheet& stylesheet = *loaded({"large-print", "default"}).stylesheet;
    for (const char* language : {"en", "ar", "my", "km"}) {
        const LaidOutArticle laid_out =
            lay_out_article(project(std::string("articles/") + language + "/back-pain-and-intimacy.md"), "large-print",
                            "default", workspace);
        if (laid_out.refused) continue;
        const PagedDocument& document = laid_out.document;
        EXPECT_EQ(all_messages(laid_out.messages).find("overfull-frame"), std::string::npos);
        // The nodes of the aside are between that of the title and those of the text.
        const Page& page = document.pages[0];
        const text::NodeId title = document.parts[0].title;
        text::NodeId flow = text::artifact;
        for (const PageItem& item : page.items)
            if (flow == text::artifact && item.node > title) flow = item.node;
        Length lowest_of_flow, top = stylesheet.page.height, lowest;
        for (const PageItem& item : page.items)
            if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
                const bool in_aside = item.node > title && item.node < flow;
                if (in_aside) top = std::min(top, run->origin.y - run->size);
                if (in_aside) lowest = std::max(lowest, run->origin.y);
                if (!in_aside) lowest_of_flow = std::max(lowest_of_flow, run->origin.y);
            }
        EXPECT_LT(lowest_of_flow, top) << language;
        EXPECT_GT(lowest, top) << language;
        EXPECT_LT(lowest, stylesheet.frame(style::FrameRole::footer).box.y) << language;
    }
}

}  // namespace
}  // namespace carepress::test
