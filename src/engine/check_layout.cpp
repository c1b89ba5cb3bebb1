#include "engine/check_layout.h"

#include "layout/fit.h"

#include <algorithm>
#include <cstddef>

namespace carepress::engine {
namespace {

bool has_translation(const handout::ArticlePart& part) { return part.translation != nullptr; }

SourceSpan start_of(const handout::ArticlePart& part) { return {{}, {}, part.source}; }

/// Each article needs a translation, but after a summary, where it is alone without one.
void check_languages(const handout::HandoutContents& contents, const std::string& layout, Diagnostics& diagnostics) {
    const std::vector<handout::ArticlePart>& articles = contents.articles;
    const auto alone = std::find_if_not(articles.begin(), articles.end(), has_translation);
    if (!contents.summary && alone != articles.end()) {
        diagnostics.error(
            "handout/no-translation"_code, start_of(*alone),
            layout + "sets an article beside its translation, and there is none",
            "name it with --beside FILE (in a job, \"translation\"), or press an article of the library by its code, "
            "with --language es (in a job, \"language\")");
        return;
    }
    for (const handout::ArticlePart& part : articles) {
        const std::string& language = part.article->metadata.language;
        if (has_translation(part) && language == part.translation->article->metadata.language)
            diagnostics.error("handout/same-language"_code, start_of(part),
                              "the article and its translation are both in '" + language + "'",
                              "choose another language with --language (in a job, \"language\") for an article of the "
                              "library, or another translation with --beside FILE (in a job, \"translation\")");
    }
}

}  // namespace

void check_layout(const handout::HandoutContents& contents, const style::Stylesheet& stylesheet,
                  const std::string& layout, Diagnostics& diagnostics) {
    const std::string subject = "the layout '" + layout + "' ";
    const bool any_translation = (contents.summary && has_translation(*contents.summary)) ||
                                 std::any_of(contents.articles.begin(), contents.articles.end(), has_translation);
    if (stylesheet.bilingual.any())
        check_languages(contents, subject, diagnostics);
    else if (any_translation)
        diagnostics.error("handout/one-language-layout"_code, {}, subject + "has no place for a second language",
                          "choose the layout bilingual");
    if (contents.summary && stylesheet.content.take == style::ContentSettings::Take::essentials)
        diagnostics.error("handout/summary-on-sheet"_code, {},
                          subject + "shows the essentials of articles, and a summary can't be cut to fit a page",
                          "choose the layout visit-summary, and press the article's sheet as a handout of its own");
}

void check_goal(const handout::Handout& handout, const layout::PagedDocument& document, Diagnostics& diagnostics) {
    if (diagnostics.has_errors() || layout::reaches_goal(handout, document)) return;
    const bool essentials = handout.stylesheet->content.take == style::ContentSettings::Take::essentials;
    std::size_t parts = 0, pages = 0;
    for (std::size_t i = 0; i < handout.parts.size(); ++i) {
        if (handout.parts[i].is_supplement) continue;
        ++parts;
        pages += document.parts[i].count;
    }
    diagnostics.error("handout/does-not-fit"_code, {},
                      "the handout takes " + std::to_string(pages) + " pages, and the layout \"" +
                          handout.stylesheet->layout_name + "\" has room for " + std::to_string(parts),
                      essentials
                          ? "its help boxes alone are too long for the sheet: shorten them, or take another layout"
                          : "shorten the article, or take another layout");
}

}  // namespace carepress::engine
