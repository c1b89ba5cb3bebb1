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
    std::optional<ArticleFormat> format;  ///< told from the source where not set
    std::string language;                 ///< BCP 47; for a source that states none
    std::string picture_folder;           ///< figures are looked up here and nowhere else; empty: no figures
};

/// What opens a handout instead of an article: the summary of a visit, in the form of one.
struct FrontRequest {
    const Article* article = nullptr;
    const Source* source = nullptr;   ///< what it was made from; its spans are of this
    PatientLine patient;              ///< stands on every page of the handout
    const Article* beside = nullptr;  ///< the same in English, for a layout of two languages; null: it stands alone
};

/// What to press, and how: a handout of the front, where there is one, and of the articles in their order. There is at
/// least one of both.
struct PressRequest {
    std::optional<FrontRequest> front;
    const Source* note = nullptr;  ///< a clinician's, in Markdown, for a box on page 1
    std::vector<ArticleRequest> articles;
    /// For a layout of two languages: of each article its translation. Behind a front it may have no source where there
    /// is no translation: the article stands alone.
    std::vector<ArticleRequest> beside;
    std::vector<std::string> without;  ///< sections of the articles to leave out, by heading or section_slug()
    bool language_notice = false;      ///< adds the page that offers help in many languages
    std::string title;                 ///< of a handout of several articles; empty: in the words of the page's language
    std::string language;  ///< BCP 47, of the page that lists several articles and of a note that states none
    std::optional<BundleSettings::Numbers> page_numbers;  ///< instead of the layout's
    std::string layout = "letter";                        ///< name or path
    std::string brand = "default";                        ///< name or path
    std::string fallback_date;  ///< ISO 8601, for a handout without a date (SOURCE_DATE_EPOCH); may be empty
};

/// What came out. No bytes when a diagnostic is an error. Title, code and language are the handout's: of one article,
/// its own.
struct PressResult {
    std::string bytes;
    int pages = 0;
    std::vector<int> article_pages;  ///< of each article of the request, with its translation where it has one
    std::string title, code, language;
    std::vector<Diagnostic> diagnostics;
    bool ok() const { return !bytes.empty(); }
};

/// Presses one handout: the whole way from its sources to PDF bytes. Throws EnvironmentError.
PressResult press(const PressRequest& request, const Resources& resources, Workspace& workspace);

}  // namespace carepress
