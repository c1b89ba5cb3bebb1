#include "handout/compose.h"

#include "handout/block_composer.h"
#include "handout/furniture.h"

namespace carepress {
namespace {

DocumentMetadata document_metadata(const Metadata& article, const BrandTexts& brand) {
    DocumentMetadata metadata;
    metadata.title = article.title;
    metadata.language = article.language;
    metadata.code = article.code;
    metadata.author = brand.organisation;
    metadata.version = article.version;
    metadata.keywords = article.keywords;
    metadata.date = article.updated;
    return metadata;
}

}  // namespace

Handout compose(const Article& article, const Pictures& pictures, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics) {
    const std::string& language = article.metadata.language;
    const BrandTexts& words = brand.texts_for(language);

    Handout handout;
    handout.stylesheet = std::move(stylesheet);
    handout.metadata = document_metadata(article.metadata, words);
    handout.direction = direction_of(language);

    const std::string words_language(brand.text_language_for(language));
    handout.boxes.reserve(64);
    handout.texts.reserve(64);
    handout.tags.nodes.reserve(128);
    const PageWords page{language, words, words_language, phrases.in(language)};
    BlockComposer blocks(handout, pictures, page);
    blocks.compose(article);
    compose_furniture(handout, article, page, diagnostics);
    return handout;
}

}  // namespace carepress
