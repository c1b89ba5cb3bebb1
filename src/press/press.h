#pragma once

#include "article/read.h"
#include "handout/page_words.h"
#include "press/resources.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress {

/// One article to press: its source, and how to read it.
struct ArticleRequest {
    const Source* source = nullptr;
    std::optional<ArticleFormat> format;  ///< detected from the source if not set
    std::string language;                 ///< BCP 47; for a source that does not state one
    std::string picture_folder;           ///< figures are looked up here and nowhere else; empty: no figures
};

/// The summary of a visit, in the form of an article, at the front of a handout.
struct FrontRequest {
    const Article* article = nullptr;
    const Source* source = nullptr;  ///< what it was made from; its spans are of this
    PatientLine patient;             ///< printed on every page of the handout
    const Article* beside =
        nullptr;  ///< the same in English, for a layout of two languages; null: the summary is alone
};

/// What to press, and how: a handout of the front, if there is one, and the articles in their order. At least one of
/// these is needed.
struct PressRequest {
    std::optional<FrontRequest> front;
    const Source* note = nullptr;  ///< a clinician's, in Markdown, for a box on page 1
    std::vector<ArticleRequest> articles;
    /// For a layout of two languages: the translation of each article. After a front it may lack a source if there is
    /// no translation: the article is then alone.
    std::vector<ArticleRequest> beside;
    std::vector<std::string> without;  ///< sections of the articles to leave out, by heading or section_slug()
    bool language_notice = false;      ///< adds the page that offers help in many languages
    std::string title;                 ///< of a handout of several articles; empty: in the words of the page's language
    std::string
        language;  ///< BCP 47, of the page that lists several articles, and of a note that does not state its own
    std::optional<BundleSettings::Numbers> page_numbers;  ///< instead of the layout's
    std::string layout = "letter";                        ///< name or path
    std::string brand = "default";                        ///< name or path
    std::string fallback_date;  ///< ISO 8601, for a handout without a date (SOURCE_DATE_EPOCH); may be empty
};

/// The PDF; no bytes if a diagnostic is an error. Title, code and language are the handout's: for one article, its own.
struct PressResult {
    std::string bytes;
    int pages = 0;
    std::vector<int> article_pages;  ///< of each article of the request, with its translation if it has one
    std::string title, code, language;
    std::vector<Diagnostic> diagnostics;
    bool ok() const { return !bytes.empty(); }
};

/// Presses one handout, from its sources to PDF bytes. Throws EnvironmentError.
PressResult press(const PressRequest& request, const Resources& resources, Workspace& workspace);

}  // namespace carepress
