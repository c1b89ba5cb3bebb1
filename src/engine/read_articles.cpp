#include "engine/read_articles.h"

#include "article/check_links.h"
#include "base/language.h"
#include "engine/emergency_numbers.h"
#include "engine/link_articles.h"
#include "engine/load_pictures.h"
#include "engine/messages.h"
#include "engine/svg_texts.h"

#include <memory>
#include <string>
#include <utility>

namespace carepress::engine {
namespace {

/// The most general form of a tag: "en" for "en-US".
std::string general_tag(const std::string& language) {
    const std::vector<std::string> tags = lookup_tags(language);
    return tags.empty() ? language : tags.back();
}

/// An article that states its language keeps it: a wrong tag would make a screen reader speak gibberish.
void resolve_language(article::Metadata& metadata, const std::string& wanted, Diagnostics& diagnostics) {
    if (wanted.empty() || metadata.language == wanted) return;
    if (!metadata.language_stated)
        metadata.language = wanted;
    else if (general_tag(metadata.language) != general_tag(wanted))
        diagnostics.warning("article/other-language"_code, metadata.title_span,
                            "the article is in '" + metadata.language + "', not in '" + wanted + "' as asked for",
                            "name the translation, or leave out the language");
}

std::shared_ptr<const article::Article> article_of(const ArticleRequest& request, Diagnostics& diagnostics) {
    if (request.article) return request.article;
    article::Article article = article::read_article(
        *request.source, request.format.value_or(article::detect_format(*request.source)), diagnostics);
    resolve_language(article.metadata, request.language, diagnostics);
    return std::make_shared<const article::Article>(std::move(article));
}

/// The article with its numbers: itself if it leaves none to the brand.
std::shared_ptr<const article::Article> with_numbers(std::shared_ptr<const article::Article> article,
                                                     const style::Brand& brand, Diagnostics& diagnostics) {
    if (!article::may_have_placeholders(*article)) return article;
    article::Article filled = *article;
    article::fill_numbers(filled, emergency_numbers(brand.texts_for(filled.metadata.language)), diagnostics);
    return std::make_shared<const article::Article>(std::move(filled));
}

class PartReader {
public:
    PartReader(const text::FontLibrary& fonts, SourceList& sources, std::vector<Diagnostic>& messages)
        : texts_(fonts), sources_(sources), messages_(messages) {}

    /// `brand`: whose numbers the texts have placeholders for; nullptr: they have none.
    handout::ArticlePart read(const ArticlePair& pair, const style::Brand* brand) {
        handout::ArticlePart part = read(pair.article, brand);
        if (pair.translation)
            part.translation = std::make_shared<const handout::ArticlePart>(read(*pair.translation, brand));
        return part;
    }

private:
    handout::ArticlePart read(const ArticleRequest& request, const style::Brand* brand) {
        Diagnostics diagnostics(*request.source);
        handout::ArticlePart part;
        part.article = article_of(request, diagnostics);
        if (brand != nullptr) part.article = with_numbers(std::move(part.article), *brand, diagnostics);
        part.pictures = load_pictures(*part.article, request.picture_folder, texts_, room_, diagnostics);
        part.source = sources_.add(*request.source);
        append(messages_, diagnostics.take());
        return part;
    }

    SvgTexts texts_;
    SourceList& sources_;
    std::vector<Diagnostic>& messages_;
    PictureRoom room_;
};

/// The messages about links that led nowhere while each article was read alone, told again now that some lead to
/// others.
void tell_links_again(const handout::ArticlePart& part, const SourceList& sources, std::vector<Diagnostic>& messages) {
    if (part.translation) tell_links_again(*part.translation, sources, messages);
    if (part.article_links.empty()) return;
    const Source& source = sources[part.source];
    const std::size_t told = std::erase_if(messages, [&](const Diagnostic& each) {
        return each.code == "article/relative-link"_code && each.file == source.name;
    });
    if (told == 0) return;
    Diagnostics diagnostics(source);
    article::check_relative_links(*part.article, part.article_links, diagnostics);
    append(messages, diagnostics.take());
}

}  // namespace

ReadArticles read_articles(const PressRequest& request, const style::Brand* brand, const text::FontLibrary& fonts,
                           std::vector<Diagnostic>& messages) {
    ReadArticles read;
    PartReader reader(fonts, read.sources, messages);
    read.articles.reserve(request.articles.size());
    for (const ArticlePair& pair : request.articles) read.articles.push_back(reader.read(pair, brand));
    link_articles(read.articles, read.sources);
    for (const handout::ArticlePart& part : read.articles) tell_links_again(part, read.sources, messages);
    // A record has no placeholders, and what it says in braces is the patient's.
    if (request.summary) read.summary = reader.read(request.summary->texts, nullptr);
    return read;
}

}  // namespace carepress::engine
