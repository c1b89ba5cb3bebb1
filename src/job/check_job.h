#pragma once

#include "check/run_checks.h"
#include "job/job_context.h"

#include <string>
#include <vector>

namespace carepress::job {

/// A check of articles, layouts and brands: all that decides what is found, as plain values. `carepress check` makes
/// one from its options; other front ends fill it in themselves.
struct CheckJob {
    std::vector<std::string> sources;     ///< files and folders, as in CheckRun; may be empty if there is a library
    std::string library;                  ///< a folder that is checked as a whole; may be empty
    std::vector<std::string> only, skip;  ///< rules by id: those to look for (empty: all), and those to leave out
    check::Limits flesch_kincaid = check::CheckSettings().flesch_kincaid;
    check::Limits smog = check::CheckSettings().smog;
    check::Limits fernandez_huerta = check::CheckSettings().fernandez_huerta;
    int longest_sentence = check::CheckSettings().longest_sentence;  ///< words, 5 to 200
    bool strict = false;                                             ///< warnings are as bad as errors
    std::string layout = "letter";                                   ///< name or path: what articles are pressed with
    std::string brand = "default";                                   ///< name or path
    std::string as_of;  ///< ISO 8601: the day on which reviews are due; empty: that of run_check()
    bool operator==(const CheckJob&) const = default;
};

/// What became of a check.
struct CheckResult {
    JobStatus status = JobStatus::refused;  ///< refused: by the job's mistakes, or there are errors
    check::CheckReport report;
    std::vector<Diagnostic> diagnostics;  ///< by job_error(): mistakes of the job, and what could not be read
    bool ok() const { return status == JobStatus::done; }
};

/// What is wrong with a job before anything is read: errors by job_error().
std::vector<Diagnostic> check_job(const CheckJob& job);

/// Checks all that the job names. Goes on after a file that can't be read; the job has then failed, with the rest in
/// its report. `today`: ISO 8601; empty: nothing is due, unless the job states a day.
CheckResult run_check(const CheckJob& job, const engine::Engine& engine, const std::string& today = {});

}  // namespace carepress::job
