#pragma once

#include "base/utf.h"
#include "engine/check_layout.h"
#include "engine/load_pictures.h"
#include "engine/svg_texts.h"
#include "engine/take_essentials.h"
#include "handout/compose.h"
#include "layout/fit.h"
#include "layout/lay_out.h"
#include "support/contents.h"
#include "support/read_article.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace carepress::test {
using namespace layout;

/// The names of all files of layouts/.
inline std::vector<std::string> layout_names() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(project("layouts")))
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// An article set as press() sets it, before it becomes a PDF.
struct LaidOutArticle {
    article::Article article;
    PagedDocument document;
    std::vector<Diagnostic> messages;
    bool refused = false;
};

inline LaidOutArticle lay_out_source(const Source& source, const std::string& layout, const std::string& brand,
                                     engine::Workspace& workspace, const std::string& picture_folder = {}) {
    LaidOutArticle made;
    Diagnostics diagnostics(source);
    made.article = read_with_numbers(source, diagnostics);
    handout::HandoutContents whole = contents_of({made.article});
    engine::SvgTexts texts(resources().fonts());
    engine::PictureRoom room;
    whole.articles.front().pictures = engine::load_pictures(made.article, picture_folder, texts, room, diagnostics);
    const handout::LoadedTheme theme = loaded({layout, brand});
    const handout::HandoutContents contents = engine::take_essentials(whole, theme, workspace.shaper, diagnostics);
    const handout::Handout handout = handout::compose(contents, theme, diagnostics);
    made.document = fit(handout, workspace.shaper, diagnostics);
    engine::check_goal(handout, made.document, diagnostics);
    made.refused = diagnostics.has_errors();
    made.messages = diagnostics.take();
    return made;
}

inline LaidOutArticle lay_out_article(const std::string& path, const std::string& layout, const std::string& brand,
                                      engine::Workspace& workspace) {
    return lay_out_source(read_source(path), layout, brand, workspace,
                          std::filesystem::path(path).parent_path().string());
}

/// `text` without white space and invisible characters: what is left is what a reader sees, wherever lines end.
inline std::u16string visible(std::u16string_view text) {
    std::u16string out;
    for (const char16_t unit : text) {
        const bool hidden = unit <= u' ' || unit == 0xAD || unit == 0xA0 || (unit >= 0x2000 && unit <= 0x200F) ||
                            (unit >= 0x2028 && unit <= 0x202F) || (unit >= 0x2060 && unit <= 0x2069);
        if (!hidden) out += unit;
    }
    return out;
}

/// What is on the pages as content, in reading order.
inline std::u16string text_of(const PagedDocument& document) {
    std::u16string text;
    for (const Page& page : document.pages)
        for (const PageItem& item : page.items)
            if (const auto* run = std::get_if<GlyphRun>(&item.content); run != nullptr && item.node != text::artifact)
                text += std::u16string_view(document.text).substr(run->text_begin, run->text_end - run->text_begin);
    return visible(text);
}

}  // namespace carepress::test
