#include "press/press.h"

#include "base/language.h"
#include "handout/compose.h"
#include "layout/set.h"
#include "press/pictures.h"

#include <iterator>
#include <utility>

namespace carepress {
namespace {

void append(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// What a tag comes to at last: "en" of "en-US".
std::string general_tag(const std::string& language) {
    const std::vector<std::string> tags = lookup_tags(language);
    return tags.empty() ? language : tags.back();
}

/// An article that states its language keeps it: a wrong tag would make a screen reader speak gibberish.
void settle_language(Metadata& metadata, const std::string& wanted, Diagnostics& diagnostics) {
    if (wanted.empty() || metadata.language == wanted) return;
    if (!metadata.language_stated)
        metadata.language = wanted;
    else if (general_tag(metadata.language) != general_tag(wanted))
        diagnostics.warning(metadata.title_span,
                            "the article is in '" + metadata.language + "', not in '" + wanted + "' as asked for",
                            "name the translation, or leave out the language");
}

}  // namespace

PressResult press(const PressRequest& request, const Resources& resources, Workspace& workspace) {
    PressResult result;
    Diagnostics diagnostics(*request.source);
    const ArticleFormat format = request.format.value_or(detect_format(*request.source));

    Article article = read_article(*request.source, format, diagnostics);
    settle_language(article.metadata, request.language, diagnostics);
    result.title = article.metadata.title;
    result.code = article.metadata.code;
    result.language = article.metadata.language;

    const BrandResult brand = resources.brand(request.brand);
    const StylesheetResult dress = resources.stylesheet(request.layout, request.brand);
    if (brand.brand && dress.stylesheet) {
        const Pictures pictures = load_pictures(article, request.picture_folder, diagnostics);
        Handout handout = compose(article, pictures, *brand.brand, dress.stylesheet, resources.phrases(), diagnostics);
        if (handout.metadata.date.empty()) handout.metadata.date = request.fallback_date;

        workspace.shaper.new_document();
        const PagedDocument document = set(handout, workspace.shaper, diagnostics);

        if (!diagnostics.has_errors()) {
            result.pages = static_cast<int>(document.pages.size());
            result.bytes = workspace.writer.write(document);
        }
    }
    result.diagnostics = dress.diagnostics;  // the brand's are among them
    append(result.diagnostics, diagnostics.take());
    return result;
}

}  // namespace carepress
