// What the templates of layouts/ promise, measured on the pages that they set: every sample article in every layout.
#include "handout_builder.h"
#include "template_pages.h"

#include <algorithm>
#include <cstdint>

namespace carepress::test {
using namespace layout;
namespace {

/// Every layout's pages of one article that has all kinds of blocks.
TEST(Templates, DumpsAreAsTheyWere) {
    engine::Workspace workspace(resources());
    const Source source = read_source(project("tests/layout/fixtures/kinds.md"));
    for (const std::string& layout : layout_names()) {
        SCOPED_TRACE(layout);
        const LaidOutArticle laid_out = lay_out_source(source, layout, "default", workspace);
        EXPECT_FALSE(laid_out.refused) << all_messages(laid_out.messages);
        expect_golden("template_" + layout, laid_out.document);
    }
}

/// Articles composed into one handout, fitted and laid out. `translated`: the second is the translation of the first.
PagedDocument lay_out_parts(const std::vector<const char*>& files, const char* layout, bool translated,
                            engine::Workspace& workspace) {
    std::vector<Source> sources;
    for (const char* file : files) sources.push_back(read_source(project(file)));
    std::vector<article::Article> articles;
    for (const Source& source : sources) {
        Diagnostics ignored(source);
        articles.push_back(read_with_numbers(source, ignored));
    }
    handout::HandoutContents contents = contents_of(std::move(articles));
    if (translated) {
        contents.articles.front().translation = std::make_shared<const handout::ArticlePart>(contents.articles.back());
        contents.articles.pop_back();
    }
    std::vector<const Source*> pointers;
    for (const Source& source : sources) pointers.push_back(&source);
    Diagnostics diagnostics(pointers);
    const handout::Handout handout = handout::compose(contents, loaded({layout, "default"}), diagnostics);
    PagedDocument document = fit(handout, workspace.shaper, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    return document;
}

/// Two articles with a list of contents, and an article beside its translation in a right-to-left language.
TEST(Templates, DumpsOfABundleAndOfTwoLanguagesAreAsTheyWere) {
    engine::Workspace workspace(resources());
    expect_golden("bundle", lay_out_parts({"articles/es/back-pain-and-intimacy.md", "articles/en/fever-in-children.md"},
                                          "letter", false, workspace));
    expect_golden("two_languages",
                  lay_out_parts({"articles/ar/back-pain-and-intimacy.md", "articles/en/back-pain-and-intimacy.md"},
                                "bilingual", true, workspace));
}

/// Blocks, items and cells in a language that runs the other way: alignment, markers, icons, columns of a table and
/// rules beside quotations are mirrored, the surroundings are not.
TEST(Templates, BlocksHaveTheDirectionOfTheirLanguage) {
    engine::Workspace workspace(resources());
    expect_golden("directions", lay_out_parts({"tests/layout/fixtures/directions.html"}, "letter", false, workspace));
    expect_golden("dir_attributes",
                  lay_out_parts({"tests/layout/fixtures/dir_attributes.html"}, "letter", false, workspace));
}

/// The floor of a layout holds for every glyph on the page, whatever language, face or place it has.
TEST(Templates, NoGlyphIsUnderTheFloorOfItsLayout) {
    engine::Workspace workspace(resources());
    int floors = 0;
    for (const std::string& layout : layout_names()) {
        const Length floor = resources().stylesheet(layout, "harbor").stylesheet->floor;
        if (floor == Length{}) continue;
        // A third of the articles for each layout, another one for the next.
        std::size_t turn = static_cast<std::size_t>(floors++);
        for (const std::string& path : sample_articles()) {
            if (turn++ % 3 != 0) continue;
            const LaidOutArticle laid_out = lay_out_article(path, layout, "harbor", workspace);
            const PagedDocument& document = laid_out.document;
            std::size_t glyphs = 0;
            for (const Page& page : document.pages)
                for (const auto* items : {&page.items, &page.furniture, &page.decorations})
                    for (const PageItem& item : *items)
                        if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
                            glyphs += run->glyph_end - run->glyph_begin;
                            ASSERT_GE(run->size, floor) << layout << ", " << path;
                        }
            EXPECT_GT(glyphs, 300u) << path;
            EXPECT_EQ(glyphs, document.glyphs.size()) << path;
        }
    }
    EXPECT_GE(floors, 5);
}

/// A layout that aims at fewer sheets leaves no sample article a page alone on a second sheet, but the longest ones.
TEST(Templates, AlmostNoSampleHasAPageAloneOnItsSecondSheet) {
    engine::Workspace workspace(resources());
    std::vector<std::string> three;
    std::size_t pressed = 0;
    for (const std::string& path : articles_to_press())
        for (const std::string layout : {"letter", "a4"}) {
            ++pressed;
            if (lay_out_article(path, layout, "default", workspace).document.pages.size() > 2)
                three.push_back(layout + " " + path);
        }
    EXPECT_LE(three.size(), std::max<std::size_t>(16, pressed / 15)) << testing::PrintToString(three);
}

void gather(const std::vector<article::Block>& blocks, bool inside, std::vector<std::u16string>& out) {
    const auto add = [&](const article::InlineText& text) {
        if (inside) out.push_back(visible(to_utf16(text.text)));
    };
    for (const article::Block& block : blocks) {
        if (const auto* callout = std::get_if<article::Callout>(&block.content)) gather(callout->blocks, true, out);
        if (const auto* quote = std::get_if<article::Quote>(&block.content)) gather(quote->blocks, inside, out);
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content)) add(paragraph->text);
        if (const auto* heading = std::get_if<article::Heading>(&block.content)) add(heading->text);
        if (const auto* list = std::get_if<article::List>(&block.content))
            for (const article::ListItem& item : list->items) gather(item.blocks, inside, out);
    }
}

/// Help boxes that fill the sheet to its last line take many pages before they are fitted.
TEST(FridgeSheet, IsTriedToItsLastStep) {
    engine::Workspace workspace(resources());
    const LaidOutArticle sheet =
        lay_out_article(project("tests/layout/fixtures/full_sheet.md"), "fridge-sheet", "default", workspace);
    EXPECT_FALSE(sheet.refused) << all_messages(sheet.messages);
    EXPECT_EQ(sheet.document.pages.size(), 1u);
}

/// A fridge sheet is one page with every word of every help box, or nothing.
TEST(FridgeSheet, IsOnePageWithEveryHelpBoxOrNothing) {
    engine::Workspace workspace(resources());
    int sheets = 0, refused = 0, with_items = 0;
    for (const std::string layout : {"fridge-sheet", "fridge-sheet-a4"})
        for (const std::string& path : articles_to_press()) {
            SCOPED_TRACE(layout + " " + path);
            const LaidOutArticle laid_out = lay_out_article(path, layout, "default", workspace);
            if (laid_out.refused) {
                ++refused;
                EXPECT_TRUE(all_messages(laid_out.messages).find("help boxes alone") != std::string::npos);
                continue;
            }
            ++sheets;
            EXPECT_EQ(laid_out.document.pages.size(), 1u);
            std::vector<std::u16string> wanted;
            gather(laid_out.article.blocks, false, wanted);
            EXPECT_FALSE(wanted.empty());
            const std::u16string text = text_of(laid_out.document);
            for (const std::u16string& part : wanted) EXPECT_NE(text.find(part), std::u16string::npos) << to_utf8(part);
            // It says where the rest is.
            EXPECT_NE(text.find(to_utf16(laid_out.article.metadata.code)), std::u16string::npos);
            with_items += all_messages(laid_out.messages).find("leaves out") != std::string::npos ? 1 : 0;
        }
    EXPECT_LE(refused, std::max(7, sheets / 20));
    EXPECT_GT(sheets, 100);
    EXPECT_GT(with_items, 100);
}

}  // namespace
}  // namespace carepress::test
