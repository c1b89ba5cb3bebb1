#pragma once

#include "article/read.h"
#include "handout/page_words.h"
#include "style/theme.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace carepress::engine {

/// An article to press: as bytes, which are read, or as it was read before.
struct ArticleRequest {
    const Source* source = nullptr;                             ///< its text; messages are about places in it
    std::shared_ptr<const article::Article> article = nullptr;  ///< as read from `source`; null: `source` is read
    std::optional<article::ArticleFormat> format = {};          ///< of a source that is read; detected if not set
    std::string language = {};        ///< BCP 47; for a source that is read and does not state its language
    std::string picture_folder = {};  ///< figures are looked up here and nowhere else; empty: no figures
};

/// An article, and its translation for a layout of two languages.
struct ArticlePair {
    ArticleRequest article;
    std::optional<ArticleRequest> translation = {};
};

/// The summary of a visit, in the form of an article, at the front of a handout.
struct SummaryRequest {
    ArticlePair texts;           ///< as it was worded, with the record as its source
    words::PatientLine patient;  ///< printed on every page of the handout
};

/// What to press, and how: a handout of the summary, if there is one, and the articles in their order. At least one of
/// these is needed. All sources must outlive the call that the request is for.
struct PressRequest {
    std::optional<SummaryRequest> summary;
    const Source* note = nullptr;  ///< a clinician's, in Markdown, for a box on page 1
    /// In a layout of two languages each needs a translation, but after a summary: there it is alone without one.
    std::vector<ArticlePair> articles;
    std::vector<std::string> omit_sections;  ///< of the articles, by heading or section_slug()
    bool language_notice = false;            ///< adds the page that offers help in many languages
    std::string title;  ///< of a handout of several articles; empty: in the words of the page's language
    /// BCP 47, of the page that lists several articles, and of a note that does not state its own.
    std::string language;
    std::optional<style::BundleSettings::Numbers> page_numbers;  ///< instead of the layout's
    std::optional<style::PdfStandard> standard;                  ///< of a PDF, instead of the layout's
    style::Theme theme;
    std::string fallback_date;  ///< ISO 8601, for a handout without a date (SOURCE_DATE_EPOCH); may be empty
    bool is_proof = false;      ///< every page says DRAFT, whatever the articles state of themselves
};

}  // namespace carepress::engine
