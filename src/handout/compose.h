#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/handout.h"
#include "handout/language_notice.h"
#include "handout/page_words.h"
#include "style/brand.h"
#include "words/phrases.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace carepress::handout {

/// The pictures of an article, by Figure::path; a figure that could not be loaded is missing here and was reported.
using Pictures = std::map<std::string, image::DrawingPointer>;

/// An article, or the summary of a visit in the form of one, that goes into a handout.
struct ArticlePart {
    std::shared_ptr<const article::Article> article;
    Pictures pictures;
    std::uint32_t source = 0;  ///< its place among the sources that the diagnostics are about
    std::shared_ptr<const ArticlePart> translation = nullptr;  ///< set beside it; null: none
    /// Addresses of its links that lead to an article of the same handout, by its place in HandoutContents::articles.
    std::map<std::string, std::size_t, std::less<>> article_links = {};
};

/// All that a handout is made from. One article alone makes a plain handout; several begin with a page that lists them;
/// behind a summary, its end lists them.
struct HandoutContents {
    std::optional<ArticlePart> summary;  ///< of a visit; opens the handout
    words::PatientLine patient;          ///< whose it is; empty: not a patient's
    std::optional<ArticlePart> note;     ///< a clinician's, set in a box on page 1; without a title
    std::vector<ArticlePart> articles;
    std::shared_ptr<const LanguageNotices> language_notices;  ///< set as the last page; null: none
    std::string title;          ///< of a handout with a page that lists articles; empty: in the words of the language
    std::string list_language;  ///< BCP 47, of the page that lists articles; empty: the first article's
    std::optional<style::BundleSettings::Numbers> page_numbers;  ///< instead of the layout's
    std::string fallback_date;       ///< ISO 8601, for articles that have no date; may be empty
    bool is_proof = false;           ///< every page of its articles says that they are not for patients
    std::uint32_t brand_source = 0;  ///< the brand's place among the sources of the diagnostics

    /// Whether the handout opens with a page that lists its articles.
    bool has_list_page() const { return !summary && articles.size() > 1; }
    /// How many parts come before the first article's: that of the summary, or of the page that lists the articles.
    std::size_t parts_before_articles() const { return summary || has_list_page() ? 1 : 0; }
    /// How many parts have something to say about health: all but the notice of language assistance.
    std::size_t part_count() const { return parts_before_articles() + articles.size(); }
    /// BCP 47, of the handout as a whole.
    const std::string& language() const;
};

/// What a handout is composed with, apart from its contents: a brand, a layout in its colours, the words of pages.
struct LoadedTheme {
    style::BrandPointer brand;
    style::StylesheetPointer stylesheet;
    const words::PhraseBook& phrases;
};

/// What a handout says about itself, but for its author, which is the brand's.
DocumentMetadata metadata_of(const HandoutContents& contents, const words::PhraseBook& phrases);

/// Composes a handout. Each article becomes a part: title, blocks, learn-more block with code and QR code, furniture,
/// tag tree. What it drops or replaces (an article's own disclaimer, a lost link) is a note.
Handout compose(const HandoutContents& contents, const LoadedTheme& theme, Diagnostics& diagnostics);

}  // namespace carepress::handout
