#include "engine/omit_sections.h"

#include "engine/messages.h"
#include "handout/leave_out.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

namespace carepress::engine {
namespace {

class SectionOmitter {
public:
    SectionOmitter(const SourceList& sources, const words::PhraseBook& phrases, std::vector<Diagnostic>& messages)
        : sources_(sources), phrases_(phrases), messages_(messages) {}

    /// The part without the sections of `slugs`, in both languages if it has two.
    handout::ArticlePart omit(handout::ArticlePart part, const std::vector<std::string>& slugs) {
        handout::SectionsOfTwo sections{slugs, {}};
        if (part.translation) {
            handout::ArticlePart translation = *part.translation;
            Diagnostics diagnostics(sources_[part.source]);
            sections = handout::sections_of_both(*part.article, *translation.article, slugs, diagnostics);
            append(messages_, diagnostics.take());
            translation.article = without_sections(translation, sections.second);
            part.translation = std::make_shared<const handout::ArticlePart>(std::move(translation));
        }
        part.article = without_sections(part, sections.first);
        return part;
    }

    bool has_found(const std::string& slug) const {
        return std::find(found_.begin(), found_.end(), slug) != found_.end();
    }
    /// Of all sections that the parts had.
    const std::vector<std::string>& known() const { return known_; }

private:
    std::shared_ptr<const article::Article> without_sections(const handout::ArticlePart& part,
                                                             const std::vector<std::string>& slugs) {
        for (std::string& slug : handout::section_slugs(*part.article)) known_.push_back(std::move(slug));
        auto article = std::make_shared<article::Article>(*part.article);
        Diagnostics diagnostics(sources_[part.source]);
        const words::Phrases& phrases = phrases_.in(article->metadata.language);
        for (std::string& slug : handout::leave_out(*article, slugs, phrases, diagnostics))
            found_.push_back(std::move(slug));
        append(messages_, diagnostics.take());
        return article;
    }

    const SourceList& sources_;
    const words::PhraseBook& phrases_;
    std::vector<Diagnostic>& messages_;
    std::vector<std::string> found_, known_;
};

}  // namespace

ReadArticles omit_sections(ReadArticles read, const std::vector<std::string>& headings,
                           const words::PhraseBook& phrases, std::vector<Diagnostic>& messages) {
    if (headings.empty()) return read;
    std::vector<std::string> slugs;
    slugs.reserve(headings.size());
    for (const std::string& heading : headings) slugs.push_back(handout::section_slug(heading));
    SectionOmitter omitter(read.sources, phrases, messages);
    for (handout::ArticlePart& part : read.articles) part = omitter.omit(std::move(part), slugs);
    for (std::size_t i = 0; i < slugs.size(); ++i) {
        if (omitter.has_found(slugs[i])) continue;
        std::string hint = omitter.known().empty() ? "the articles have no sections" : "the sections are";
        for (std::size_t k = 0; k < omitter.known().size(); ++k) hint += (k == 0 ? " " : ", ") + omitter.known()[k];
        Diagnostics diagnostics(read.sources[read.articles.front().source]);
        diagnostics.error("handout/unknown-section"_code, {},
                          "no article has the section '" + headings[i] + "' that was to be left out", hint);
        append(messages, diagnostics.take());
    }
    return read;
}

}  // namespace carepress::engine
