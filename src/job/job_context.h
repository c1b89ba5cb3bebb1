#pragma once

#include "base/error.h"
#include "engine/engine.h"
#include "job/find_articles.h"
#include "job/job_message.h"
#include "visit/suggest.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::job {

/// What jobs are pressed with. For one thread and one run: jobs that are pressed with the same context share what they
/// have read of a library, so a process that goes on makes a new one for each request.
struct JobContext {
    const engine::Engine& engine;
    /// Nanoseconds since 1970: a time that a job needs and does not state, and how old a search index may be.
    std::int64_t now = 0;
    std::string index_folder = {};  ///< that holds search indexes, which make lookups by code quicker; empty: none
    LibraryScans scans = {};
    /// Of the library that jobs are pressed from, if the process knows it already; it must outlive the context.
    const Catalog* catalog = nullptr;
    /// What the articles of a visit job's library are about (library::topics_of_library), if the caller has that
    /// already; else it is read from the library, which takes long, when a job wants suggestions. Has to outlive this.
    const std::vector<visit::ArticleTopics>* topics = nullptr;
};

/// The search index that lookups by code may use.
inline library::IndexUse index_of(const JobContext& context) { return {context.index_folder, context.now}; }

/// How a job ended.
enum class JobStatus : std::uint8_t {
    done,
    refused,     ///< by an error that the author, or who gives the job, can fix
    incomplete,  ///< VisitJob::strict: the last message says how much is missing; of an export: it was stopped
    failed,      ///< the environment failed (EnvironmentError): the last message says how
};

/// Runs the steps of a job. If one of them throws EnvironmentError, the job has failed, and its last message says how.
template <class Result, class Steps>
void run_steps(Result& result, Steps&& steps) {
    try {
        steps();
    } catch (const EnvironmentError& error) {
        result.status = JobStatus::failed;
        result.diagnostics.push_back(job_error("job/environment"_code, {}, error.what()));
    }
}

/// The folder in which a job looks up articles: its own, or the one that comes with the program.
inline std::string library_of_job(const std::string& library, const engine::Resources& resources) {
    return library.empty() ? resources.folder().file("articles") : library;
}

/// The layout and the brand of a job.
template <class Job>
style::Theme theme_of(const Job& job) {
    return {job.layout, job.brand};
}

/// Whether a layout sets an article side by side with its translation. False for a layout that can't be read, which
/// press() reports.
inline bool is_bilingual(const engine::Resources& resources, const style::Theme& theme) {
    const style::StylesheetPointer stylesheet = resources.stylesheet(theme).stylesheet;
    return stylesheet && stylesheet->bilingual.any();
}

}  // namespace carepress::job
