#include "handout/compose.h"

#include "handout/compose_parts.h"

#include <algorithm>

namespace carepress::handout {
namespace {

DocumentMetadata article_metadata(const article::Metadata& article) {
    DocumentMetadata metadata;
    metadata.title = article.title;
    metadata.language = article.language;
    metadata.code = article.code;
    metadata.version = article.version;
    metadata.keywords = article.keywords;
    metadata.date = article.updated;
    return metadata;
}

/// Of a page that lists several articles: their keywords and the latest of their dates.
DocumentMetadata list_metadata(const HandoutContents& contents, const words::PhraseBook& phrases) {
    const std::vector<ArticlePart>& articles = contents.articles;
    DocumentMetadata metadata;
    metadata.language = contents.language();
    metadata.title = contents.title.empty() ? phrases.in(metadata.language)["bundle-title"] : contents.title;
    for (const ArticlePart& part : articles) {
        const article::Metadata& article = part.article->metadata;
        metadata.date = std::max(metadata.date, article.updated);
        for (const std::string& word : article.keywords)
            if (std::find(metadata.keywords.begin(), metadata.keywords.end(), word) == metadata.keywords.end())
                metadata.keywords.push_back(word);
    }
    return metadata;
}

void add_names(const article::Metadata& article, std::vector<std::string>& names) {
    names.push_back(article.title);
    for (const auto* more : {&article.synonyms, &article.keywords})
        names.insert(names.end(), more->begin(), more->end());
}

}  // namespace

const std::string& HandoutContents::language() const {
    if (summary) return summary->article->metadata.language;
    return has_list_page() && !list_language.empty() ? list_language : articles.front().article->metadata.language;
}

DocumentMetadata metadata_of(const HandoutContents& contents, const words::PhraseBook& phrases) {
    const ArticlePart& first = contents.summary ? *contents.summary : contents.articles.front();
    DocumentMetadata metadata =
        contents.has_list_page() ? list_metadata(contents, phrases) : article_metadata(first.article->metadata);
    if (metadata.date.empty()) metadata.date = contents.fallback_date;
    return metadata;
}

Handout compose(const HandoutContents& contents, const LoadedTheme& theme, Diagnostics& diagnostics) {
    Handout handout;
    handout.stylesheet = theme.stylesheet;
    const std::size_t parts = contents.part_count() + (contents.language_notices ? 1 : 0);
    handout.boxes.reserve(64 * parts);
    handout.texts.reserve(64 * parts);
    handout.tags.nodes.reserve(128 * parts);

    handout.metadata = metadata_of(contents, theme.phrases);
    handout.metadata.author = theme.brand->texts_for(handout.metadata.language).organisation;
    for (const ArticlePart& part : contents.articles) add_names(part.article->metadata, handout.names);
    handout.direction = text::direction_of(handout.metadata.language);

    PartComposer composer(handout, contents, theme, diagnostics);
    if (contents.summary) composer.add_article(*contents.summary, PartKind::summary);
    if (contents.has_list_page()) composer.add_list_page();
    for (const ArticlePart& article : contents.articles) composer.add_article(article, PartKind::article);
    if (contents.language_notices) composer.add_language_notice(*contents.language_notices);
    composer.add_references();
    handout.direction = handout.parts.front().direction;
    tag_disclaimers(handout);
    return handout;
}

}  // namespace carepress::handout
