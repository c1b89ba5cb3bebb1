#include "job/export_job.h"

#include "article/front_matter.h"
#include "job/check_values.h"
#include "job/job_message.h"

#include <utility>

namespace carepress::job {
namespace {

library::ExportOptions options_of(const ExportJob& job, const ExportRun& run) {
    library::ExportOptions options;
    options.library = without_last_slashes(job.library);
    options.output = run.output;
    options.layouts = job.layouts;
    options.brands = job.brands;
    for (const std::string& language : job.languages)
        options.languages.push_back(article::canonical_language(language).value_or(language));
    options.shard = run.shard;
    options.jobs = run.threads;
    options.fallback_date = job.fallback_date;
    options.language_notice = job.language_notice;
    options.standard = job.standard;
    options.release = {job.as_of.empty() ? run.today : job.as_of, job.require_status};
    options.include_drafts = job.include_drafts;
    options.allow_removals = run.allow_removals;
    options.dry_run = run.dry_run;
    return options;
}

JobStatus status_of(const library::ExportReport& report) {
    if (report.interrupted) return JobStatus::incomplete;
    if (report.environment_failed) return JobStatus::failed;
    return report.refused > 0 || report.kept > 0 ? JobStatus::refused : JobStatus::done;
}

}  // namespace

std::vector<Diagnostic> check_job(const ExportJob& job) {
    std::vector<Diagnostic> errors;
    if (job.library.empty())
        errors.push_back(job_error("job/missing-key"_code, {}, "an export needs a library",
                                   "name the folder of articles to export: carepress export articles -o out"));
    if (job.layouts.empty())
        errors.push_back(job_error("job/missing-key"_code, {}, "an export needs a layout", "letter is usual"));
    if (job.brands.empty())
        errors.push_back(job_error("job/missing-key"_code, {}, "an export needs a brand", "default is usual"));
    for (const std::string& language : job.languages) check_language(language, errors);
    check_date(job.as_of, errors);
    return errors;
}

ExportResult run_export(const ExportJob& job, const ExportRun& run, const engine::Engine& engine,
                        const library::ExportEvents& events) {
    ExportResult result;
    result.diagnostics = check_job(job);
    if (!result.diagnostics.empty()) return result;
    run_steps(result, [&] {
        result.report = library::export_library(options_of(job, run), engine, events);
        result.status = status_of(result.report);
    });
    return result;
}

}  // namespace carepress::job
