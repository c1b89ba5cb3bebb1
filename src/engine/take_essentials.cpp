#include "engine/take_essentials.h"

#include "handout/essentials.h"
#include "layout/fit.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace carepress {
namespace {

/// Whether `article` alone, in place of that of `part`, fits the page.
bool fits(Article article, const ArticlePart& part, const HandoutContents& contents, const LoadedTheme& theme,
          Shaper& shaper, const Diagnostics& diagnostics) {
    HandoutContents alone = contents;
    alone.summary.reset();
    alone.language_notices = nullptr;
    alone.articles = {part};
    alone.articles.front().article = std::make_shared<const Article>(std::move(article));
    Diagnostics ignored = diagnostics.silent();  // the final handout says the same
    const Handout handout = compose(alone, theme, ignored);
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

HandoutContents take_essentials(HandoutContents contents, const LoadedTheme& theme, Shaper& shaper,
                                Diagnostics& diagnostics) {
    const ContentSettings& rule = theme.stylesheet->content;
    if (rule.take == ContentSettings::Take::whole) return contents;
    // Help boxes may take the whole range; items do not justify much smaller letters.
    Stylesheet for_items = *theme.stylesheet;
    for_items.fit.size_thousandths = std::max(for_items.fit.size_thousandths, rule.bullets_thousandths);
    const StylesheetPointer stylesheet = std::make_shared<const Stylesheet>(std::move(for_items));
    const LoadedTheme trial{theme.brand, stylesheet, theme.phrases};
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
        part.article = std::make_shared<const Article>(essentials.take(items, phrases));
    }
    return contents;
}

}  // namespace carepress
