#include "press/press.h"

#include "base/language.h"
#include "handout/compose.h"
#include "layout/fit.h"
#include "press/pictures.h"
#include "press/sheet.h"

#include <algorithm>
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

/// An article as it was read, with its pictures.
struct ReadArticle {
    Article article;
    Pictures pictures;
};

ReadArticle read(const ArticleRequest& request, std::vector<Diagnostic>& messages) {
    Diagnostics diagnostics(*request.source);
    ReadArticle read;
    read.article = read_article(*request.source, request.format.value_or(detect_format(*request.source)), diagnostics);
    settle_language(read.article.metadata, request.language, diagnostics);
    read.pictures = load_pictures(read.article, request.picture_folder, diagnostics);
    append(messages, diagnostics.take());
    return read;
}

/// The sources of a request, numbered as SourceSpan::source has it.
std::vector<const Source*> sources_of(const PressRequest& request) {
    std::vector<const Source*> sources;
    for (const ArticleRequest& article : request.articles) sources.push_back(article.source);
    if (request.front) sources.push_back(request.front->source);
    return sources;
}

HandoutContents contents_of(const std::vector<ReadArticle>& articles, const std::optional<FrontRequest>& front) {
    HandoutContents contents;
    for (const ReadArticle& read : articles)
        contents.articles.push_back(
            {&read.article, &read.pictures, static_cast<std::uint32_t>(contents.articles.size())});
    if (front) contents.front = {front->article, nullptr, static_cast<std::uint32_t>(articles.size())};
    return contents;
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

}  // namespace

PressResult press(const PressRequest& request, const Resources& resources, Workspace& workspace) {
    PressResult result;
    const BrandResult brand = resources.brand(request.brand);
    const StylesheetResult dress = resources.stylesheet(request.layout, request.brand);
    result.diagnostics = dress.diagnostics;  // the brand's are among them

    std::vector<ReadArticle> articles;
    for (const ArticleRequest& article : request.articles) articles.push_back(read(article, result.diagnostics));
    const Metadata& first = request.front ? request.front->article->metadata : articles.front().article.metadata;
    result.title = first.title;
    result.code = first.code;
    result.language = first.language;

    if (brand.brand && dress.stylesheet) {
        Diagnostics diagnostics(sources_of(request));
        HandoutContents contents = contents_of(articles, request.front);
        const SheetArticles sheets = take_essentials(contents, {*brand.brand, dress.stylesheet, resources.phrases()},
                                                     workspace.shaper, diagnostics);
        Handout handout = compose(contents, *brand.brand, dress.stylesheet, resources.phrases(), diagnostics);
        if (handout.metadata.date.empty()) handout.metadata.date = request.fallback_date;

        workspace.shaper.new_document();
        const PagedDocument document = fit(handout, workspace.shaper, diagnostics);
        check_goal(handout, document, diagnostics);
        append(result.diagnostics, diagnostics.take());

        if (!has_errors(result.diagnostics)) {
            result.pages = static_cast<int>(document.pages.size());
            result.bytes = workspace.writer.write(document);
        }
    }
    return result;
}

}  // namespace carepress
