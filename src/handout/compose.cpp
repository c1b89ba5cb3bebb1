#include "handout/compose.h"

#include "handout/compose_parts.h"

#include <algorithm>
#include <utility>

namespace carepress {
namespace {

DocumentMetadata article_metadata(const Metadata& article) {
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
DocumentMetadata list_metadata(const HandoutContents& contents, const PhraseBook& phrases) {
    const std::vector<ArticlePart>& articles = contents.articles;
    DocumentMetadata metadata;
    metadata.language = contents.language.empty() ? articles.front().article->metadata.language : contents.language;
    metadata.title = contents.title.empty() ? phrases.in(metadata.language)["bundle-title"] : contents.title;
    for (const ArticlePart& part : articles) {
        const Metadata& article = part.article->metadata;
        metadata.date = std::max(metadata.date, article.updated);
        for (const std::string& word : article.keywords)
            if (std::find(metadata.keywords.begin(), metadata.keywords.end(), word) == metadata.keywords.end())
                metadata.keywords.push_back(word);
    }
    return metadata;
}

void add_names(const Metadata& article, std::vector<std::string>& names) {
    names.push_back(article.title);
    for (const auto* more : {&article.synonyms, &article.keywords})
        names.insert(names.end(), more->begin(), more->end());
}

bool has_list_page(const HandoutContents& contents) { return !contents.front && contents.articles.size() > 1; }

std::size_t count_parts(const HandoutContents& contents) {
    return contents.articles.size() + (contents.front || has_list_page(contents) ? 1 : 0) +
           (contents.language_notices != nullptr ? 1 : 0);
}

}  // namespace

Handout compose(const HandoutContents& contents, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics) {
    Handout handout;
    handout.stylesheet = std::move(stylesheet);
    const std::size_t parts = count_parts(contents);
    handout.boxes.reserve(64 * parts);
    handout.texts.reserve(64 * parts);
    handout.tags.nodes.reserve(128 * parts);

    handout.metadata = has_list_page(contents) ? list_metadata(contents, phrases)
                       : contents.front        ? article_metadata(contents.front->article->metadata)
                                               : article_metadata(contents.articles.front().article->metadata);
    handout.metadata.author = brand.texts_for(handout.metadata.language).organisation;
    for (const ArticlePart& part : contents.articles) add_names(part.article->metadata, handout.names);
    handout.direction = direction_of(handout.metadata.language);

    PartComposer composer(handout, contents, brand, phrases, diagnostics);
    if (contents.front) {
        composer.add_article(*contents.front, PartKind::summary);
        for (StyledText& text : handout.texts)  // a patient's record: its medicines and doses stay as they are
            for (StyledRun& run : text.runs) run.whole_words = true;
    }
    if (has_list_page(contents)) composer.add_list_page();
    for (const ArticlePart& article : contents.articles) composer.add_article(article, PartKind::article);
    if (contents.language_notices != nullptr) composer.add_language_notice(*contents.language_notices);
    tag_disclaimers(handout);
    return handout;
}

Handout compose(const Article& article, const Pictures& pictures, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics) {
    HandoutContents contents;
    contents.articles.push_back({&article, &pictures, 0});
    return compose(contents, brand, std::move(stylesheet), phrases, diagnostics);
}

}  // namespace carepress
