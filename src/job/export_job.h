#pragma once

#include "job/job_context.h"
#include "library/export.h"
#include "style/stylesheet.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::job {

/// A whole library in layouts and brands: all that decides the bytes of the export's files, as plain values.
/// `carepress export` makes one from its options; other front ends fill it in themselves.
struct ExportJob {
    std::string library;                         ///< a folder of articles
    std::vector<std::string> layouts{"letter"};  ///< names or paths; at least one
    std::vector<std::string> brands{"default"};  ///< names or paths; at least one
    std::vector<std::string> languages;          ///< BCP 47; "zh" takes zh-Hans too; empty: all
    bool language_notice = false;                ///< adds the page that offers help in many languages to each handout
    std::optional<style::PdfStandard> standard;  ///< that the PDFs claim, instead of the layouts'
    std::string fallback_date;                   ///< ISO 8601, for handouts whose articles have no date; may be empty
    std::string as_of;            ///< ISO 8601: the day on which articles must be in date; empty: ExportRun::today
    bool require_status = false;  ///< articles that state no status are held back; else they count as approved
    bool include_drafts = false;  ///< presses proofs of the articles that are held back, too
    bool operator==(const ExportJob&) const = default;
};

/// Where one run of an export writes, and how much of the work it does. Changes no byte of a file but by the day.
struct ExportRun {
    std::string output;           ///< a folder; made if it is missing
    library::Shard shard;         ///< the part of the library that this run exports
    unsigned threads = 0;         ///< that press; 0: one for each processor
    std::string today = {};       ///< ISO 8601; empty: articles that state a date are held back, unless the job has one
    bool allow_removals = false;  ///< removes the outputs of any number of articles that are gone
    bool dry_run = false;         ///< writes and removes nothing; the events say what would be done
};

/// What became of an export.
struct ExportResult {
    /// refused: by the job's mistakes, or some article has errors (the others are done). incomplete: it was stopped.
    JobStatus status = JobStatus::refused;
    library::ExportReport report;
    std::vector<Diagnostic> diagnostics;  ///< by job_error(): mistakes of the job, and how the environment failed
    bool ok() const { return status == JobStatus::done; }
};

/// What is wrong with a job before anything is read: errors by job_error().
std::vector<Diagnostic> check_job(const ExportJob& job);

/// Presses what changed since the last export of the same folder, and removes what is gone. Finished files are kept
/// however it ends. What articles, layouts and brands get wrong is told to `events`.
ExportResult run_export(const ExportJob& job, const ExportRun& run, const engine::Engine& engine,
                        const library::ExportEvents& events = {});

}  // namespace carepress::job
