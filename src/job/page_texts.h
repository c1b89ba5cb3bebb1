#pragma once

#include "article/article.h"
#include "engine/engine.h"
#include "html/write.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::job {

/// What a page says beside an article, in the article's language. Words in another one are said to be so.
class PageTexts {
public:
    PageTexts(const std::string& language, const style::Brand& brand, const engine::Engine& engine)
        : phrases_(engine.resources().phrases().in(language)),
          brand_(brand.texts_for(language)),
          brand_language_(brand.text_language_for(language)) {}

    /// Headings of help boxes, notices and the label of the languages.
    html::PageWords of(const article::Article& article) const;
    html::CodeForm form(const std::string& address) const;
    html::PageScript script(const std::string& address) const;

private:
    void add(html::PageWords& words, std::string text) const {
        words.notices.emplace_back(std::move(text), phrases_.language());
    }

    const words::Phrases& phrases_;
    const style::BrandTexts& brand_;
    std::string brand_language_;
};

/// Throws EnvironmentError if it can't be read.
style::BrandPointer brand_of(const std::string& name, const engine::Engine& engine);

/// Puts a prefix before the paths of all pictures.
void prefix_pictures(std::vector<article::Block>& blocks, const std::string& prefix);

/// Reads the article in a file, with the brand's numbers to call. Nothing if it has errors. Throws EnvironmentError and
/// SourceTooLarge.
std::optional<article::Article> read_for_page(const std::string& path, const style::Brand& brand);

}  // namespace carepress::job
