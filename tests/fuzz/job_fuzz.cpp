// Any bytes as a job in JSON: no crash; a job or errors, never both; messages are UTF-8 and point into the text. A job
// that was read is the same when it is written and read again.
#include "base/utf.h"
#include "job/job_json.h"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace {

using namespace carepress;

/// Reads with `read`, whose messages are held to the rules.
template <class Read>
auto read_with(Read read, const std::string& text) {
    const Source source{"job.json", text};
    Diagnostics diagnostics(source);
    auto job = read(source, diagnostics);
    if (job.has_value() == diagnostics.has_errors()) std::abort();
    for (const Diagnostic& each : diagnostics.all())
        if (find_malformed_utf8(each.message) || find_malformed_utf8(each.hint) || each.span.end > text.size())
            std::abort();
    return job;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const std::optional<job::HandoutJob> job = read_with(job::read_handout_job, text))
        if (read_with(job::read_handout_job, job::to_json_text(*job)) != job) std::abort();
    // A visit's job names files only, so all of it is written.
    if (const std::optional<job::VisitJob> job = read_with(job::read_visit_job, text))
        if (read_with(job::read_visit_job, job::to_json_text(*job)) != job) std::abort();
    return 0;
}
