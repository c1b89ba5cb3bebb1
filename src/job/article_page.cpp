#include "job/article_page.h"

#include "article/read.h"
#include "base/data_address.h"
#include "base/error.h"
#include "engine/load_pictures.h"
#include "library/article_facts.h"

#include <filesystem>
#include <string_view>
#include <utility>
#include <variant>

namespace carepress::job {
namespace {

/// Puts a prefix before the paths of all pictures.
class PicturePaths {
public:
    explicit PicturePaths(const std::string& prefix) : prefix_(prefix) {}

    void operator()(std::vector<article::Block>& blocks) const {
        for (article::Block& block : blocks) std::visit([this](auto& content) { change(content); }, block.content);
    }

private:
    void change(article::Figure& figure) const {
        if (!is_data_address(figure.path)) figure.path.insert(0, prefix_);
    }
    void change(article::Callout& callout) const { (*this)(callout.blocks); }
    void change(article::Quote& quote) const { (*this)(quote.blocks); }
    void change(article::LearnMore& more) const { (*this)(more.blocks); }
    void change(article::List& list) const {
        for (article::ListItem& item : list.items) (*this)(item.blocks);
    }
    template <class Other>
    void change(Other&) const {}

    const std::string& prefix_;
};

/// What the page says in an article's language. Words in another one are said to be so.
class Words {
public:
    Words(const std::string& language, const style::Brand& brand, const engine::Engine& engine)
        : phrases_(engine.resources().phrases().in(language)),
          brand_(brand.texts_for(language)),
          brand_language_(brand.text_language_for(language)) {}

    html::PageWords of(const article::Article& article) const {
        html::PageWords words = common();
        words.urgency_headings = {phrases_.fill("callout-emergency", {{"number", brand_.emergency_number}}),
                                  phrases_["callout-call-now"], phrases_["callout-watch"]};
        words.notice_words = {phrases_["notice-note"], phrases_["notice-tip"], phrases_["notice-important"],
                              phrases_["notice-warning"], phrases_["notice-caution"]};
        const article::Metadata& metadata = article.metadata;
        if (metadata.reviewed_by.empty()) add(words, phrases_["sample-notice"]);
        if (!brand_.disclaimer.empty())
            words.notices.emplace_back(brand_.disclaimer, brand_language_);
        else if (!article.own_disclaimer.empty())
            words.notices.emplace_back(article.own_disclaimer, metadata.language);
        if (!brand_.telephone.empty())
            add(words,
                brand_.organisation + " \u00B7 " + phrases_.fill("questions-call", {{"telephone", brand_.telephone}}));
        if (!metadata.code.empty()) add(words, phrases_.fill("code", {{"code", metadata.code}}));
        if (!metadata.updated.empty())
            add(words, phrases_.fill("updated", {{"date", phrases_.date(metadata.updated)}}));
        return words;
    }

    html::PageWords common() const {
        html::PageWords words;
        words.translations_label = phrases_["page-languages"];
        return words;
    }
    html::CodeForm form(const std::string& address) const {
        return {address, phrases_["page-code"], phrases_["page-open"]};
    }
    html::PageScript script(const std::string& address) const {
        return {address,
                phrases_["page-listen"],
                phrases_["page-stop"],
                phrases_["page-larger"],
                phrases_["page-smaller"],
                phrases_["page-print"]};
    }

private:
    void add(html::PageWords& words, std::string text) const {
        words.notices.emplace_back(std::move(text), phrases_.language());
    }

    const words::Phrases& phrases_;
    const style::BrandTexts& brand_;
    std::string brand_language_;
};

style::BrandPointer brand_of(const std::string& name, const engine::Engine& engine) {
    style::BrandPointer brand = engine.resources().brand(name).brand;
    if (!brand) throw EnvironmentError("the brand " + name + " can't be read");
    return brand;
}

}  // namespace

std::string write_article_page(const ArticlePageRequest& request, const engine::Engine& engine) {
    const Source source = read_source(request.article->path);
    Diagnostics diagnostics(source);
    article::Article article = article::read_article(source, diagnostics);
    if (diagnostics.has_errors()) return {};
    PicturePaths change_paths(request.picture_prefix);
    change_paths(article.blocks);

    const style::BrandPointer brand = brand_of(request.brand, engine);
    const Words all(article.metadata.language, *brand, engine);
    html::PageWords words = all.of(article);
    words.translations = request.translations;
    words.code_form = all.form(request.code_address);
    words.script = all.script(request.script_address);
    return html::write_html(article, words);
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
