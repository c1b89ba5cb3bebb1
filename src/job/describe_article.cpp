#include "job/describe_article.h"

#include "article/read.h"
#include "check/passages.h"
#include "engine/emergency_numbers.h"

#include <filesystem>
#include <memory>
#include <utility>

namespace carepress::job {

ArticleDescription describe_article(const library::LibraryEntry& entry, const style::Theme& theme,
                                    const engine::Engine& engine) {
    const Source source = read_source(entry.path);
    Diagnostics diagnostics(source);
    article::Article read = article::read_article(source, diagnostics);
    if (const style::BrandPointer brand = engine.resources().brand(theme.brand).brand)
        article::fill_numbers(read, engine::emergency_numbers(brand->texts_for(read.metadata.language)), diagnostics);
    const auto article = std::make_shared<const article::Article>(std::move(read));

    ArticleDescription description;
    description.metadata = article->metadata;
    description.sections = handout::sections_of(*article);
    check::EnglishSyllables syllables;
    description.level = check::measure(check::passages_of(*article), article->metadata.language, syllables);
    if (diagnostics.has_errors()) return description;

    engine::PressRequest request;
    request.theme = theme;
    request.articles.emplace_back().article = {
        .source = &source, .article = article, .picture_folder = std::filesystem::path(entry.path).parent_path()};
    description.pages = engine.lay_out(request).report.pages;
    return description;
}

}  // namespace carepress::job
