#pragma once

#include "job/input.h"
#include "job/job_context.h"
#include "library/find.h"
#include "style/stylesheet.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::job {

/// One handout of one or more articles: all that decides its bytes, as plain values. `carepress render` makes one from
/// its options; other front ends fill it in themselves.
struct HandoutJob {
    std::vector<ArticleInput> articles;  ///< in this order; at least one
    /// For a layout of two languages: the translation of the only article. By default the English articles of the
    /// library.
    std::optional<ArticleInput> translation;
    std::string language;              ///< BCP 47: of articles by code ("en" if empty), and of texts that state none
    std::optional<PrivateInput> note;  ///< a clinician's, in Markdown, for a box on page 1
    std::vector<std::string> omit_sections;  ///< by heading or section_slug()
    bool language_notice = false;            ///< adds the page that offers help in many languages
    std::string title;                       ///< of a handout of several articles; empty: in the page's language
    std::optional<style::BundleSettings::Numbers>
        page_numbers;                            ///< of a handout of several articles, instead of the layout's
    std::optional<style::PdfStandard> standard;  ///< that the PDF claims, instead of the layout's
    std::string layout = "letter";               ///< name or path
    std::string brand = "default";               ///< name or path
    std::string library;        ///< the folder in which codes are looked up; empty: the one that comes with the program
    std::string fallback_date;  ///< ISO 8601, for a handout whose articles have no date; may be empty
    bool operator==(const HandoutJob&) const = default;
};

/// What became of a handout. Even if it is done, an error may say that a translation could not be read.
struct HandoutResult {
    JobStatus status = JobStatus::refused;
    std::string bytes;                   ///< of the PDF; none unless done
    std::vector<std::string> svg_pages;  ///< instead of the PDF, if SVG was asked for: one a page
    std::string title, code, language;   ///< of the handout: for one article, its own
    int pages = 0;
    /// The paths (or names) of the articles, as they were found; empty if not all could be read. Messages about an
    /// article's text have its path as Diagnostic::file.
    std::vector<std::string> sources;
    std::vector<library::LibraryEntry> by_code;  ///< the articles that the job names by code, in its order
    std::vector<Diagnostic> diagnostics;         ///< with those of job_message(), such as "no such file"
    bool ok() const { return status == JobStatus::done; }
};

/// The receipt of a handout that is done, in JSON, for those who attach it to a record (docs/record.md): what the PDF
/// is, and of which articles. Empty, if one of them was not named by its code: then nothing tells them apart later.
std::string receipt_of(const HandoutResult& result);

/// What is wrong with a job before anything is read: errors by job_error().
std::vector<Diagnostic> check_job(const HandoutJob& job);

/// Presses one handout. Reads all of its inputs, so that one run shows all mistakes, and presses nothing if one can't
/// be read: a handout with an article missing would be taken for complete.
HandoutResult press_handout(const HandoutJob& job, JobContext& context, engine::Format format = engine::Format::pdf);

}  // namespace carepress::job
