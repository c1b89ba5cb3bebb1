#include "service/visit_child.h"

#include "net/clock.h"
#include "service/child_process.h"
#include "service/visit_child_main.h"
#include "service/visit_child_messages.h"

#include <array>
#include <csignal>
#include <memory>
#include <system_error>
#include <utility>

namespace carepress::service {
namespace {

using Outcome = VisitChildOutcome;

std::vector<std::string> arguments_of(const ChildLimits& limits) {
    std::vector<std::string> words{std::string(visit_child_command), "--cpu-seconds",
                                   std::to_string(limits.cpu_seconds), "--memory-megabytes",
                                   std::to_string(limits.memory_megabytes)};
    if (limits.require_seccomp) words.emplace_back("--require-seccomp");
    return words;
}

VisitChildResult without_response(Outcome outcome, std::string problem) {
    VisitChildResult result;
    result.outcome = outcome;
    result.problem = std::move(problem);
    return result;
}

VisitChildResult of_exit_status(const ChildProcessResult& process, engine::Format format, const ChildLimits& limits) {
    switch (process.code) {
        case child_answered:
            return read_response(process.output, format, limits.response_bytes);
        case child_had_no_memory:
            return without_response(Outcome::out_of_memory, "the child process had not enough memory");
        case child_was_not_shut_in:
            return without_response(Outcome::could_not_start,
                                    "the child process could not be shut in: the system does not permit a limit or a "
                                    "filter of system calls (seccomp)");
        default:
            return without_response(Outcome::crashed,
                                    "the child process ended with status " + std::to_string(process.code));
    }
}

VisitChildResult of_end(const ChildProcessResult& process, engine::Format format, const ChildLimits& limits) {
    switch (process.end) {
        case ProcessEnd::exited:
            return of_exit_status(process, format, limits);
        case ProcessEnd::timed_out:
            return without_response(Outcome::timed_out, "the child process took too long");
        case ProcessEnd::cancelled:
            return without_response(Outcome::cancelled, "the child process is not needed any more");
        case ProcessEnd::too_large:
            return without_response(Outcome::too_large, "the child process wrote more than a response may have");
        case ProcessEnd::could_not_start:
            return without_response(Outcome::could_not_start, "cannot start " + limits.program + ": " +
                                                                  std::generic_category().message(process.code));
        case ProcessEnd::signalled:
            break;
    }
    if (process.code == SIGXCPU)
        return without_response(Outcome::timed_out, "the child process used too much processor time");
    return without_response(Outcome::crashed, "the child process was ended by signal " + std::to_string(process.code));
}

}  // namespace

std::string_view name_of(VisitChildOutcome outcome) {
    constexpr std::array<std::string_view, 10> names{"done",      "refused",        "incomplete",    "failed",
                                                     "timed_out", "cancelled",      "out_of_memory", "crashed",
                                                     "too_large", "could_not_start"};
    return names.at(static_cast<std::size_t>(outcome));
}

VisitChildResult run_visit_in_child(const VisitChildRequest& request, const ChildLimits& limits) {
    const net::TimePoint deadline = net::now() + limits.time;
    const std::unique_ptr<const OutgoingRequest> outgoing = write_request(request);
    if (!outgoing)
        return without_response(Outcome::could_not_start, "the bundle and the note of a visit have to be bytes");
    if (outgoing->size() > largest_request)
        return without_response(Outcome::too_large, "the request is larger than a child process reads");
    ChildProcess process{limits.program, arguments_of(limits), outgoing->pieces, limits.response_bytes,
                         deadline,       limits.is_cancelled};
    const ChildProcessResult ended = run_child_process(process);
    VisitChildResult result = of_end(ended, request.format, limits);
    result.cpu_time = ended.cpu_time;
    return result;
}

}  // namespace carepress::service
