#include "job/article_page.h"

#include "engine/load_pictures.h"
#include "job/page_texts.h"
#include "library/article_facts.h"

#include <filesystem>

namespace carepress::job {

std::string write_article_page(const ArticlePageRequest& request, const engine::Engine& engine) {
    const style::BrandPointer brand = brand_of(request.brand, engine);
    std::optional<article::Article> article = read_for_page(request.article->path, *brand);
    if (!article) return {};
    prefix_pictures(article->blocks, request.picture_prefix);

    const PageTexts all(article->metadata.language, *brand, engine);
    html::PageWords words = all.of(*article);
    words.translations = request.translations;
    words.code_form = all.form(request.code_address);
    words.script = all.script(request.script_address);
    return html::write_html(*article, words);
}

std::string write_code_page(const std::string& language, bool is_unknown, const std::string& address,
                            const engine::Engine& engine) {
    const words::Phrases& phrases = engine.resources().phrases().in(language);
    article::Article page;
    page.metadata.language = phrases.language();
    page.metadata.title = phrases["page-code"];
    html::PageWords words;
    if (is_unknown) words.notices.emplace_back(phrases["page-unknown-code"], phrases.language());
    words.code_form = {address, phrases["page-code"], phrases["page-open"]};
    return html::write_html(page, words);
}

std::string picture_file(const library::LibraryEntry& article, const std::string& path) {
    if (!library::read_facts(read_source(article.path)).pictures.contains(path)) return {};
    return engine::picture_file_in(std::filesystem::path(article.path).parent_path().string(), path);
}

}  // namespace carepress::job
