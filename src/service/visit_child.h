#pragma once

#include "base/diagnostic.h"
#include "engine/resources.h"
#include "engine/write.h"
#include "job/catalog.h"
#include "job/visit_job.h"
#include "visit/suggest.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace carepress::service {

// A visit's bundle may be hostile, and it is a patient's. So it is read and pressed in a process of its own, which has
// limits on time, memory and files and no way to the network, and which takes all of it along when it ends. Nothing of
// it is written to a disk or can be seen in a list of processes.

/// What is pressed, and from what.
struct VisitChildRequest {
    job::VisitJob job;  ///< its bundle and its note are bytes, never paths; `library` names the folder of articles
    engine::Format format = engine::Format::pdf;
    engine::ResourceSettings resources;
    std::string index_folder = {};  ///< of search indexes, see JobContext
    std::int64_t now = 0;           ///< nanoseconds since 1970, see JobContext
    /// What the library's articles are about, see JobContext; nullptr: the result has suggestions only if the job adds
    /// them to the handout.
    const std::vector<visit::ArticleTopics>* topics = nullptr;
    const job::Catalog* catalog = nullptr;  ///< of the library, see JobContext; nullptr: its folder is looked through
};

// Sanitizers reserve address space by the terabyte, so that it can't be limited, and are slow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr unsigned usual_cpu_seconds = 100, usual_memory_megabytes = 0;
#else
inline constexpr unsigned usual_cpu_seconds = 5, usual_memory_megabytes = 1'024;
#endif

struct ChildLimits {
    std::chrono::milliseconds time{10'000};              ///< from start to end; then it is killed
    unsigned cpu_seconds = usual_cpu_seconds;            ///< of processor time; 0: any
    unsigned memory_megabytes = usual_memory_megabytes;  ///< of address space; 0: any
    std::size_t response_bytes = 64'000'000;             ///< a longer one is refused
    bool require_seccomp = true;                         ///< not to be started where system calls can't be limited
    std::function<bool()> is_cancelled = {};  ///< asked every few milliseconds; if it says so, the child is killed
    std::string program = "/proc/self/exe";   ///< the carepress that is started; by default this one, even if its file
                                              ///< has been replaced since
};

enum class VisitChildOutcome : std::uint8_t {
    // what became of the job, as JobStatus says
    done,
    refused,
    incomplete,
    failed,
    // what became of the process
    timed_out,  ///< by the clock or by its processor time
    cancelled,
    out_of_memory,
    crashed,          ///< it was ended by a signal, or gave no valid response
    too_large,        ///< the request or the response is larger than the limits
    could_not_start,  ///< also: it could not be shut in
};
/// "timed_out"
std::string_view name_of(VisitChildOutcome outcome);

/// A message as it came from the child: a Diagnostic without its span.
struct ChildDiagnostic {
    Severity severity = Severity::error;
    std::string code, file;
    Position position{0, 0};  ///< line 0: it has no place
    std::string message, hint;
    bool operator==(const ChildDiagnostic&) const = default;
};

/// What became of a visit. Messages contain no patient data, as in VisitJobResult.
struct VisitChildResult {
    VisitChildOutcome outcome = VisitChildOutcome::could_not_start;
    std::string problem;  ///< for the operator, if there was no response: "the child process was ended by signal 11"
    std::string bytes;    ///< of the PDF; none unless done
    std::vector<std::string> svg_pages;  ///< instead of the PDF, if SVG was asked for
    int pages = 0;
    std::string language, wanted_language;
    std::string encounter;                   ///< as in VisitJobResult
    std::vector<std::string> summary_parts;  ///< VisitJobResult::parts
    std::vector<job::ArticleSuggestion> suggestions;
    std::vector<ChildDiagnostic> diagnostics;
    std::string report;                     ///< as report_as_json() writes it; empty if the record could not be read
    std::optional<visit::Receipt> receipt;  ///< if done, and the job wants one
    bool limits_system_calls = false;       ///< the child was shut in by a filter of system calls

    std::size_t peak_memory = 0;  ///< bytes of the child's largest resident set, if it gave a response and knows it
    std::chrono::microseconds cpu_time{0};  ///< of the child
    bool ok() const { return outcome == VisitChildOutcome::done; }
};

/// Presses a visit in a process of its own, as press_visit() would, and waits for its end: see run_child_process(). May
/// be called by any number of threads.
VisitChildResult run_visit_in_child(const VisitChildRequest& request, const ChildLimits& limits = {});

}  // namespace carepress::service
