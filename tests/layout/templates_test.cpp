// What the templates of layouts/ promise, measured on the pages that they set: every sample article in every layout.
#include "base/utf.h"
#include "handout/compose.h"
#include "layout/set.h"
#include "press/pictures.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace carepress::test {
namespace {

/// The names of all files of layouts/.
std::vector<std::string> layout_names() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(project("layouts")))
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

PagedDocument set_article(const std::string& path, const std::string& layout, const std::string& brand,
                          Workspace& workspace) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    const Article article = read_article(source, detect_format(source), diagnostics);
    const Pictures pictures = load_pictures(article, std::filesystem::path(path).parent_path().string(), diagnostics);
    const StylesheetResult dress = resources().stylesheet(layout, brand);
    const Handout handout = compose(article, pictures, *resources().brand(brand).brand, dress.stylesheet,
                                    resources().phrases(), diagnostics);
    PagedDocument document = set(handout, workspace.shaper, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << path;
    return document;
}

std::string text_of(const PagedDocument& document, const GlyphRun& run) {
    return to_utf8(std::u16string_view(document.text).substr(run.text_begin, run.text_end - run.text_begin));
}

/// The floor of a layout holds for every glyph on the page, whatever language, face or place it has.
TEST(Templates, NoGlyphIsUnderTheFloorOfItsLayout) {
    Workspace workspace(resources());
    int floors = 0;
    for (const std::string& layout : layout_names()) {
        const Length floor = resources().stylesheet(layout, "harbor").stylesheet->floor;
        if (floor == Length{}) continue;
        ++floors;
        for (const std::string& path : sample_articles()) {
            const PagedDocument document = set_article(path, layout, "harbor", workspace);
            std::size_t glyphs = 0;
            for (const Page& page : document.pages)
                for (const auto* items : {&page.items, &page.furniture, &page.decorations})
                    for (const PageItem& item : *items)
                        if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
                            glyphs += run->glyph_end - run->glyph_begin;
                            ASSERT_GE(run->size, floor) << layout << ", " << path << ": " << text_of(document, *run);
                        }
            EXPECT_GT(glyphs, 500u) << path;
            EXPECT_EQ(glyphs, document.glyphs.size()) << path;
        }
    }
    EXPECT_GE(floors, 3);
}

}  // namespace
}  // namespace carepress::test
