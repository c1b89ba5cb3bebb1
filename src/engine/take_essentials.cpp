#include "engine/take_essentials.h"

#include "handout/essentials.h"
#include "layout/fit.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace carepress::engine {
namespace {

/// Whether `article` alone, in place of that of `part`, fits the page.
bool fits(article::Article article, const handout::ArticlePart& part, const handout::HandoutContents& contents,
          const handout::LoadedTheme& theme, text::Shaper& shaper, const Diagnostics& diagnostics) {
    handout::HandoutContents alone = contents;
    alone.summary.reset();
    alone.language_notices = nullptr;
    alone.articles = {part};
    alone.articles.front().article = std::make_shared<const article::Article>(std::move(article));
    Diagnostics ignored = diagnostics.silent();  // the final handout says the same
    const handout::Handout handout = handout::compose(alone, theme, ignored);
    return layout::reaches_goal(handout, layout::fit(handout, shaper, ignored));
}

void report(const handout::Essentials& essentials, const handout::ArticlePart& part, std::size_t items,
            const words::Phrases& phrases, Diagnostics& diagnostics) {
    SourceSpan span = part.article->metadata.title_span;
    span.source = part.source;
    if (!essentials.has_help_boxes())
        diagnostics.warning("handout/no-help-boxes"_code, span,
                            "the article has no help boxes: the sheet shows its first list alone",
                            "mark what is urgent with [!EMERGENCY], [!CALL-NOW] and [!WATCH]");
    if (const std::string left_out = essentials.left_out(items, phrases); !left_out.empty())
        diagnostics.note("handout/left-out"_code, span, "the sheet leaves out: " + left_out,
                         "other layouts print the whole article");
}

}  // namespace

handout::HandoutContents take_essentials(handout::HandoutContents contents, const handout::LoadedTheme& theme,
                                         text::Shaper& shaper, Diagnostics& diagnostics) {
    const style::ContentSettings& rule = theme.stylesheet->content;
    if (rule.take == style::ContentSettings::Take::whole) return contents;
    // Help boxes may take the whole range; items do not justify much smaller letters.
    style::Stylesheet for_items = *theme.stylesheet;
    for_items.fit.size_thousandths = std::max(for_items.fit.size_thousandths, rule.bullets_thousandths);
    const style::StylesheetPointer stylesheet = std::make_shared<const style::Stylesheet>(std::move(for_items));
    const handout::LoadedTheme trial{theme.brand, stylesheet, theme.phrases};
    for (handout::ArticlePart& part : contents.articles) {
        const handout::Essentials essentials(*part.article);
        const words::Phrases& phrases = theme.phrases.in(part.article->metadata.language);
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
        part.article = std::make_shared<const article::Article>(essentials.take(items, phrases));
    }
    return contents;
}

}  // namespace carepress::engine
