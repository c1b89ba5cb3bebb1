#pragma once

#include "engine/summary_report.h"
#include "job/input.h"
#include "job/job_context.h"
#include "style/stylesheet.h"
#include "visit/receipt.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::job {

/// The summary of one visit, with articles: all that decides its bytes, as plain values. `carepress visit` makes one
/// from its options; other front ends fill it in themselves.
struct VisitJob {
    PrivateInput bundle;             ///< FHIR R4 Bundle in JSON
    std::string patient, encounter;  ///< by id, as in VisitChoice; empty: the only patient, the latest visit
    bool include_restricted = false;
    bool force = false;                   ///< also for a visit after, or about, the patient's death
    std::string language;                 ///< BCP 47; empty: the one that the patient prefers by the record
    std::string time_zone;                ///< IANA name; empty: the brand's, else the record's own
    std::vector<std::string> articles;    ///< codes in the library, in this order
    bool suggest = false;                 ///< adds the articles whose topics are codes of the visit
    std::optional<PrivateInput> note;     ///< a clinician's, in Markdown, for a box on page 1
    std::vector<std::string> omit_parts;  ///< of the summary, by their names in summary_parts: for a proxy's copy
    std::string printed_by;               ///< who prints it; empty: not printed
    std::string printed_at;               ///< FHIR dateTime; empty: the context's time, if printed_by is set
    bool strict = false;                  ///< no summary if a medicine, allergy or order could not be read in full
    bool want_receipt = false;
    std::string
        given_at;  ///< FHIR instant for the receipt; empty: the end of a finished visit, else the context's time
    bool language_notice = true;                 ///< adds the page that offers help in many languages
    std::optional<style::PdfStandard> standard;  ///< that the PDF claims, instead of the layout's
    std::string layout = "visit-summary";
    std::string brand = "default";
    std::string library;        ///< the folder in which codes are looked up; empty: the one that comes with the program
    std::string fallback_date;  ///< ISO 8601, for a handout without a date; may be empty
    bool operator==(const VisitJob&) const = default;
};

/// An article of the library that is about something in the visit's codes. Says nothing in the record's own words.
struct ArticleSuggestion {
    std::string code, title;    ///< of the article; the title is that of any one of its translations
    std::string system, topic;  ///< the article's topic: "ICD-10-CM", "J45"
    /// Where the code is in the visit: "condition", "reason", "medicine" or "order".
    std::string source;
    std::string reason;  ///< "its topic ICD-10-CM J45 is a condition of this visit"
    bool operator==(const ArticleSuggestion&) const = default;
};

/// What became of a visit job. Messages contain no patient data and no paths of private inputs.
struct VisitJobResult {
    JobStatus status = JobStatus::refused;
    std::string bytes;                   ///< of the PDF; none unless done
    std::vector<std::string> svg_pages;  ///< instead of the PDF, if SVG was asked for: one a page
    int pages = 0;
    std::optional<engine::SummaryReport> report;  ///< if the record could be read
    std::vector<std::string> parts;  ///< that the summary has, which omit_parts can leave out; if it could be read
    std::optional<visit::Receipt> receipt;  ///< if done, and wanted
    /// In the order of the visit, each article once; also of a job that could not be finished, if the record could be
    /// read. They are added to the handout if VisitJob::suggest says so. Without it they are known only if
    /// JobContext::topics are: a library is not looked through for what is not asked for.
    std::vector<ArticleSuggestion> suggestions;
    std::string language;  ///< of the summary, BCP 47; empty if the record could not be read
    /// The language asked for, else the one that the patient prefers; articles are looked up in it. Differs from
    /// `language` if the summary has no phrases in it.
    std::string wanted_language;
    /// How the record names the encounter that was chosen, such as "Encounter/123" or "urn:uuid:…"; empty if it does
    /// not, or could not be read. It identifies a patient's visit: not for logs.
    std::string encounter;
    std::vector<Diagnostic> diagnostics;
    bool ok() const { return status == JobStatus::done; }
};

/// What is wrong with a job before anything is read: errors by job_error().
std::vector<Diagnostic> check_job(const VisitJob& job);

/// Presses the summary of a visit and its articles into one handout: all or nothing. A receipt is of the PDF: a job
/// that wants one is refused if SVG is asked for.
VisitJobResult press_visit(const VisitJob& job, JobContext& context, engine::Format format = engine::Format::pdf);

}  // namespace carepress::job
