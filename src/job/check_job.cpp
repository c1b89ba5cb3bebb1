#include "job/check_job.h"

#include "job/check_values.h"
#include "job/job_message.h"

#include <utility>

namespace carepress::job {
namespace {

void check_rule_names(const std::vector<std::string>& names, std::vector<Diagnostic>& errors) {
    for (const std::string& name : names) {
        if (check::find_check_rule(name) != nullptr) continue;
        std::vector<std::string_view> known;
        for (const check::CheckRule& rule : check::check_rules()) known.push_back(rule.id);
        const std::string_view near = nearest(name, known);
        errors.push_back(
            job_error("job/unknown-rule"_code, {}, "'" + name + "' is not a rule of check",
                      near.empty() ? "docs/check.md lists the rules" : "did you mean \"" + std::string(near) + "\"?"));
    }
}

check::CheckRun run_of(const CheckJob& job, const std::string& today) {
    check::CheckRun run{job.sources, job.library, job.only, job.skip, {}};
    run.request.settings = {job.flesch_kincaid, job.smog, job.fernandez_huerta, job.longest_sentence,
                            job.as_of.empty() ? today : job.as_of};
    run.request.theme = {job.layout, job.brand};
    return run;
}

}  // namespace

std::vector<Diagnostic> check_job(const CheckJob& job) {
    std::vector<Diagnostic> errors;
    if (job.sources.empty() && job.library.empty())
        errors.push_back(job_error("job/no-input"_code, {}, "nothing to check",
                                   "name articles, folders, layouts or brands, or --library FOLDER"));
    check_rule_names(job.only, errors);
    check_rule_names(job.skip, errors);
    if (job.longest_sentence < 5 || job.longest_sentence > 200)
        errors.push_back(
            job_error("job/invalid-value"_code, {}, "the longest sentence has 5 to 200 words", "20 is usual"));
    check_date(job.as_of, errors);
    return errors;
}

CheckResult run_check(const CheckJob& job, const engine::Engine& engine, const std::string& today) {
    CheckResult result;
    result.diagnostics = check_job(job);
    if (!result.diagnostics.empty()) return result;
    run_steps(result, [&] {
        result.report = check::run_checks(run_of(job, today), engine);
        const bool is_bad =
            result.report.count(Severity::error) > 0 || (job.strict && result.report.count(Severity::warning) > 0);
        result.status = !result.report.failures.empty() ? JobStatus::failed
                        : is_bad                        ? JobStatus::refused
                                                        : JobStatus::done;
        for (const std::string& failure : result.report.failures)
            result.diagnostics.push_back(job_error("job/unreadable"_code, {}, failure));
    });
    return result;
}

}  // namespace carepress::job
