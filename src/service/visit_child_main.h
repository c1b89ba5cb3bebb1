#pragma once

#include <string_view>

namespace carepress::service {

/// The command that starts the child's side.
inline constexpr std::string_view visit_child_command = "visit-child";

/// With what the child's side is started.
struct VisitChildOptions {
    unsigned cpu_seconds = 0, memory_megabytes = 0;  ///< 0: any
    bool require_seccomp = false;
    /// Instead of reading a request, tries what a sandbox forbids and writes what came of it: see try_sandbox().
    bool try_sandbox = false;
};

/// How the child's side ends.
enum VisitChildStatus : int {
    child_answered = 0,
    child_had_no_memory = 70,
    child_was_not_shut_in = 71,
    child_understood_nothing = 72,  ///< the request is not valid
    child_failed = 73,              ///< in a way that nothing foresees
};

/// The child's side: shuts the process in, reads a request from standard input, presses it, and writes the response to
/// standard output (visit_child_messages.h). Ends the process, with a VisitChildStatus.
[[noreturn]] void run_visit_child(const VisitChildOptions& options);

}  // namespace carepress::service
