#include "press/sheet.h"

#include "handout/essentials.h"
#include "layout/fit.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace carepress {
namespace {

/// Whether `article` alone, in place of those of `contents`, fits the page.
bool fits(const Article& article, const ArticlePart& part, const HandoutContents& contents, const Theme& theme,
          Shaper& shaper, const Diagnostics& diagnostics) {
    HandoutContents alone = contents;
    alone.front.reset();
    alone.language_notices = nullptr;
    alone.articles = {part};
    alone.articles.front().article = &article;
    Diagnostics ignored = diagnostics;  // the final handout reports them again
    const Handout handout = compose(alone, theme.brand, theme.stylesheet, theme.phrases, ignored);
    return reaches_goal(handout, fit(handout, shaper, ignored));
}

void report(const Essentials& essentials, const ArticlePart& part, std::size_t items, const Phrases& phrases,
            Diagnostics& diagnostics) {
    SourceSpan span = part.article->metadata.title_span;
    span.source = part.source;
    if (!essentials.has_help_boxes())
        diagnostics.warning(span, "the article has no help boxes: the sheet shows its first list alone",
                            "mark what is urgent with [!EMERGENCY], [!CALL-NOW] and [!WATCH]");
    if (const std::string left_out = essentials.left_out(items, phrases); !left_out.empty())
        diagnostics.note(span, "the sheet leaves out: " + left_out, "other layouts print the whole article");
}

}  // namespace

SheetArticles take_essentials(HandoutContents& contents, const Theme& theme, Shaper& shaper, Diagnostics& diagnostics) {
    SheetArticles sheets;
    const ContentSettings& rule = theme.stylesheet->content;
    if (rule.take == ContentSettings::Take::whole) return sheets;
    // Help boxes may take the whole range; items do not justify much smaller letters.
    Stylesheet for_items = *theme.stylesheet;
    for_items.fit.size_thousandths = std::max(for_items.fit.size_thousandths, rule.bullets_thousandths);
    const StylesheetPointer stylesheet = std::make_shared<const Stylesheet>(std::move(for_items));
    const Theme trial{theme.brand, stylesheet, theme.phrases};
    for (ArticlePart& part : contents.articles) {
        const Essentials essentials(*part.article);
        const Phrases& phrases = theme.phrases.in(part.article->metadata.language);
        // The most items that fit; none if not even the help boxes do, which check_goal() reports.
        std::size_t items = 0, most = std::min(essentials.item_count(), static_cast<std::size_t>(rule.most_bullets));
        while (items < most) {
            const std::size_t middle = (items + most + 1) / 2;
            if (fits(essentials.take(middle, phrases), part, contents, trial, shaper, diagnostics))
                items = middle;
            else
                most = middle - 1;
        }
        report(essentials, part, items, phrases, diagnostics);
        sheets.push_back(essentials.take(items, phrases));
        part.article = &sheets.back();
    }
    return sheets;
}

void check_goal(const Handout& handout, const PagedDocument& document, Diagnostics& diagnostics) {
    if (diagnostics.has_errors() || reaches_goal(handout, document)) return;
    const bool essentials = handout.stylesheet->content.take == ContentSettings::Take::essentials;
    std::size_t parts = 0, pages = 0;
    for (std::size_t i = 0; i < handout.parts.size(); ++i) {
        if (handout.parts[i].is_supplement) continue;
        ++parts;
        pages += document.parts[i].count;
    }
    diagnostics.error({},
                      "the handout takes " + std::to_string(pages) + " pages, and the layout \"" +
                          handout.stylesheet->layout_name + "\" has room for " + std::to_string(parts),
                      essentials
                          ? "its help boxes alone are too long for the sheet: shorten them, or take another layout"
                          : "shorten the article, or take another layout");
}

}  // namespace carepress
