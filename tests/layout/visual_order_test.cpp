// What a reader sees from left to right on finished pages: each token of Latin letters and numbers is as its author
// wrote it, wherever in a handout of a right-to-left language it stands.
#include "blocks.h"
#include "template_pages.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace carepress::test {
using namespace layout;
namespace {

/// A language, what a token stands between, and a word on either side that ends a column.
struct Surroundings {
    const char* language;
    const char *before, *after;
};
constexpr Surroundings surroundings[] = {
    {"ar", "خذ الدواء ", " في الصباح."},
    {"he", "קחו את ", " בבוקר."},
    {"fa", "دارو ", " را صبح بخورید."},
    {"ur", "دوا ", " صبح لیں۔"},
};

std::vector<std::string> tokens() {
    std::ifstream file(CAREPRESS_SOURCE_FOLDER "/tests/unit/text/left_to_right_tokens.txt");
    std::vector<std::string> out;
    for (std::string line; std::getline(file, line);) out.push_back(line);
    return out;
}

/// An article with the token in every kind of block.
article::Article article_with(const Surroundings& around, const std::string& token) {
    const std::string sentence = around.before + token + around.after;
    article::Article article;
    article.metadata.title = sentence;
    article.metadata.language = around.language;
    article.metadata.code = "K977";
    article.metadata.updated = "2026-11-22";
    article::Heading heading;
    heading.level = 2;
    heading.text = inline_text(sentence);
    article.blocks.push_back(block(heading));
    article.blocks.push_back(paragraph(sentence));
    article::List list;
    list.items.push_back({{paragraph(token)}, {}});
    list.items.push_back({{paragraph(sentence)}, {}});
    article.blocks.push_back(block(list));
    article::Table table;
    table.columns = 2;
    for (const bool head : {true, false}) {
        article::TableRow row;
        row.in_head = head;
        for (const std::string& text : {token, sentence}) {
            article::TableCell cell;
            cell.text = inline_text(text);
            if (head) cell.scope = article::HeaderScope::column;
            row.cells.push_back(cell);
        }
        table.rows.push_back(row);
    }
    table.caption = inline_text(sentence);
    article.blocks.push_back(block(table));
    article.blocks.push_back(block(article::Callout{article::Urgency::emergency, {paragraph(sentence)}}));
    article.blocks.push_back(block(article::Quote{{paragraph(sentence)}}));
    return article;
}

/// Where the glyphs of each unit of the document's text begin, by line: a unit may be drawn more than once (a repeated
/// head), so all places of a run are kept apart.
struct Drawn {
    Length x, y;
};

class Pages {
public:
    explicit Pages(PagedDocument document) : document_(std::move(document)) {
        for (const Page& page : document_.pages)
            for (const auto* items : {&page.items, &page.furniture})
                for (const PageItem& item : *items)
                    if (const auto* run = std::get_if<GlyphRun>(&item.content)) add(*run);
    }

    /// Checks every place where `token` is drawn. Returns how many there are.
    int check(const std::u16string& token) const {
        int places = 0;
        for (std::size_t at = document_.text.find(token); at != std::u16string::npos;
             at = document_.text.find(token, at + 1)) {
            const Drawn* last = nullptr;
            for (std::size_t unit = at; unit < at + token.size(); ++unit) {
                const auto found = drawn_.find(static_cast<std::uint32_t>(unit));
                // Not there: a part of a ligature, or a mark. A space that ends a line hangs out of it.
                if (found == drawn_.end() || document_.text[unit] == u' ') continue;
                if (last != nullptr && last->y == found->second.y) {
                    EXPECT_GE(found->second.x, last->x) << to_utf8(token) << " at " << to_utf8(line_around(at));
                }
                last = &found->second;
            }
            places += last != nullptr ? 1 : 0;
        }
        return places;
    }

private:
    void add(const GlyphRun& run) {
        Length x = run.origin.x;
        for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
            const text::Glyph& glyph = document_.glyphs[i];
            drawn_.try_emplace(glyph.cluster, Drawn{x, run.origin.y});
            x += scale(run.size, glyph.advance);
        }
    }
    std::u16string line_around(std::size_t at) const {
        const std::size_t begin = at < 30 ? 0 : at - 30;
        return document_.text.substr(begin, 80);
    }

    PagedDocument document_;
    std::map<std::uint32_t, Drawn> drawn_;  ///< by unit of the text
};

handout::HandoutContents with_note(handout::HandoutContents contents, const Surroundings& around,
                                   const std::string& token) {
    article::Article note;
    note.metadata.language = around.language;
    note.blocks.push_back(paragraph(around.before + token + around.after));
    contents.note = handout::ArticlePart{std::make_shared<const article::Article>(std::move(note)), {}, 0};
    return contents;
}

PagedDocument pages_of(const handout::HandoutContents& contents, const std::string& layout,
                       engine::Workspace& workspace) {
    const Source source{"test.md", ""};
    Diagnostics diagnostics(source);
    const handout::Handout handout = handout::compose(contents, loaded({layout, "default"}), diagnostics);
    return lay_out(handout, workspace.shaper, diagnostics);
}

/// Every token, each in one language; every `step`th.
template <class Check>
void for_each_token(std::size_t step, const Check& check) {
    const std::vector<std::string> all = tokens();
    ASSERT_GE(all.size(), 500u);
    for (std::size_t i = 0; i < all.size(); i += step) check(surroundings[i / step % std::size(surroundings)], all[i]);
}

TEST(VisualOrderOfPagesSweep, is_the_authors_in_every_block) {
    engine::Workspace workspace(resources());
    for_each_token(1, [&](const Surroundings& around, const std::string& token) {
        const handout::HandoutContents contents = with_note(contents_of({article_with(around, token)}), around, token);
        EXPECT_GE(Pages(pages_of(contents, "letter", workspace)).check(to_utf16(token)), 11);
    });
}

/// The running head has the title; the footer the code and the date.
TEST(VisualOrderOfPagesSweep, is_the_authors_in_furniture) {
    engine::Workspace workspace(resources());
    for_each_token(8, [&](const Surroundings& around, const std::string& token) {
        article::Article article = article_with(around, token);
        for (int i = 0; i < 30; ++i) article.blocks.push_back(paragraph(std::string(around.before) + around.after));
        const PagedDocument document = pages_of(contents_of({article}), "large-print", workspace);
        ASSERT_GE(document.pages.size(), 2u);
        PagedDocument furniture = document;
        for (Page& page : furniture.pages) page.items.clear();
        const Pages pages(furniture);
        EXPECT_GE(pages.check(to_utf16(token)), 1) << token;
        EXPECT_GE(pages.check(u"K977"), 1);
    });
}

TEST(VisualOrderOfPagesSweep, is_the_authors_beside_a_translation) {
    engine::Workspace workspace(resources());
    for_each_token(4, [&](const Surroundings& around, const std::string& token) {
        const article::Article article = article_with(around, token);
        const Surroundings english{"en", "Take the medicine ", " in the morning."};
        const handout::HandoutContents contents = contents_of_pair(article, article_with(english, token));
        EXPECT_GE(Pages(pages_of(contents, "bilingual", workspace)).check(to_utf16(token)), 20);
    });
}

}  // namespace
}  // namespace carepress::test
