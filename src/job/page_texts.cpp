#include "job/page_texts.h"

#include "article/read.h"
#include "article/release.h"
#include "base/data_address.h"
#include "base/error.h"
#include "engine/emergency_numbers.h"

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

}  // namespace

html::PageWords PageTexts::of(const article::Article& article) const {
    html::PageWords words;
    words.translations_label = phrases_["page-languages"];
    words.urgency_headings = {phrases_.fill("callout-emergency", {{"number", brand_.emergency_number}}),
                              phrases_["callout-call-now"], phrases_["callout-watch"]};
    words.notice_words = {phrases_["notice-note"], phrases_["notice-tip"], phrases_["notice-important"],
                          phrases_["notice-warning"], phrases_["notice-caution"]};
    const article::Metadata& metadata = article.metadata;
    if (const std::string_view proof = article::proof_notice(metadata.release, false); !proof.empty())
        words.notices.emplace_back(std::string(proof), "en");
    else if (metadata.reviewed_by.empty())
        add(words, phrases_["sample-notice"]);
    if (!brand_.disclaimer.empty())
        words.notices.emplace_back(brand_.disclaimer, brand_language_);
    else if (!article.own_disclaimer.empty())
        words.notices.emplace_back(article.own_disclaimer, metadata.language);
    if (!brand_.telephone.empty())
        add(words,
            brand_.organisation + " \u00B7 " + phrases_.fill("questions-call", {{"telephone", brand_.telephone}}));
    if (!metadata.code.empty()) add(words, phrases_.fill("code", {{"code", metadata.code}}));
    if (!metadata.updated.empty()) add(words, phrases_.fill("updated", {{"date", phrases_.date(metadata.updated)}}));
    return words;
}

html::CodeForm PageTexts::form(const std::string& address) const {
    return {address, phrases_["page-code"], phrases_["page-open"]};
}

html::PageScript PageTexts::script(const std::string& address) const {
    return {address,
            phrases_["page-listen"],
            phrases_["page-stop"],
            phrases_["page-larger"],
            phrases_["page-smaller"],
            phrases_["page-print"]};
}

style::BrandPointer brand_of(const std::string& name, const engine::Engine& engine) {
    style::BrandPointer brand = engine.resources().brand(name).brand;
    if (!brand) throw EnvironmentError("the brand " + name + " can't be read");
    return brand;
}

void prefix_pictures(std::vector<article::Block>& blocks, const std::string& prefix) { PicturePaths{prefix}(blocks); }

std::optional<article::Article> read_for_page(const std::string& path, const style::Brand& brand) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    article::Article article = article::read_article(source, diagnostics);
    article::fill_numbers(article, engine::emergency_numbers(brand.texts_for(article.metadata.language)), diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return article;
}

}  // namespace carepress::job
