#include "handout/compose.h"

#include "handout/block_composer.h"
#include "handout/furniture.h"

#include <utility>

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

/// Composes the parts of one handout, one after the other.
class HandoutComposer {
public:
    HandoutComposer(Handout& handout, const Brand& brand, const PhraseBook& phrases, Diagnostics& diagnostics)
        : handout_(handout), brand_(brand), phrases_(phrases), diagnostics_(diagnostics) {}

    void begin(const Metadata& first, bool several) {
        handout_.metadata = document_metadata(first, brand_.texts_for(first.language));
        handout_.direction = direction_of(first.language);
        several_ = several;
        TagNode document;
        document.role = TagRole::document;
        handout_.tags.nodes.push_back(std::move(document));
    }

    void add(const ArticlePart& from) {
        static const Pictures no_pictures;
        const Article& article = *from.article;
        const std::string& language = article.metadata.language;
        const std::string words_language(brand_.text_language_for(language));
        const PageWords words{language, brand_.texts_for(language), words_language, phrases_.in(language), from.source};

        HandoutPart part;
        part.box_begin = static_cast<std::uint32_t>(handout_.boxes.size());
        part.direction = direction_of(language);
        const NodeId node = several_ ? add_part_node(language) : 0;
        BlockComposer(handout_, from.pictures != nullptr ? *from.pictures : no_pictures, words).compose(article, node);
        part.box_end = static_cast<std::uint32_t>(handout_.boxes.size());
        part.furniture = compose_furniture(handout_, article, words, node, diagnostics_);
        handout_.parts.push_back(std::move(part));
    }

    void end() { tag_disclaimers(handout_); }

private:
    NodeId add_part_node(const std::string& language) {
        TagNode node;
        node.role = TagRole::part;
        node.parent = 0;
        if (language != handout_.metadata.language) node.language = language;
        handout_.tags.nodes.push_back(std::move(node));
        return static_cast<NodeId>(handout_.tags.nodes.size() - 1);
    }

    Handout& handout_;
    const Brand& brand_;
    const PhraseBook& phrases_;
    Diagnostics& diagnostics_;
    bool several_ = false;
};

}  // namespace

Handout compose(const HandoutContents& contents, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics) {
    Handout handout;
    handout.stylesheet = std::move(stylesheet);
    const std::size_t parts = contents.articles.size() + (contents.front ? 1 : 0);
    handout.boxes.reserve(64 * parts);
    handout.texts.reserve(64 * parts);
    handout.tags.nodes.reserve(128 * parts);

    HandoutComposer composer(handout, brand, phrases, diagnostics);
    const ArticlePart& first = contents.front ? *contents.front : contents.articles.front();
    composer.begin(first.article->metadata, parts > 1);
    if (contents.front) composer.add(*contents.front);
    for (const ArticlePart& article : contents.articles) composer.add(article);
    composer.end();
    return handout;
}

Handout compose(const Article& article, const Pictures& pictures, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics) {
    HandoutContents contents;
    contents.articles.push_back({&article, &pictures, 0});
    return compose(contents, brand, std::move(stylesheet), phrases, diagnostics);
}

}  // namespace carepress
