#pragma once

#include "net/clock.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::service {

/// A process that reads one message and answers with one.
struct ChildProcess {
    std::string program;                      ///< path of the executable file
    std::vector<std::string> arguments;       ///< after its name; other users see them: nothing of a patient
    std::vector<std::string_view> input;      ///< pieces of what it reads, which must stay where they are
    std::size_t most_output = 0;              ///< bytes; one more, and it is killed
    net::TimePoint deadline;                  ///< then it is killed
    std::function<bool()> is_cancelled = {};  ///< asked every few milliseconds; if it says so, it is killed
};

enum class ProcessEnd : std::uint8_t {
    exited,     ///< with a status
    signalled,  ///< by a signal that was not ours
    timed_out,
    cancelled,
    too_large,  ///< it wrote more than allowed
    could_not_start,
};

struct ChildProcessResult {
    ProcessEnd end = ProcessEnd::could_not_start;
    int code = 0;                           ///< its exit status, the signal, or the errno of why it could not start
    std::string output;                     ///< whole, if it exited
    std::chrono::microseconds cpu_time{0};  ///< that it took
};

/// Runs a process and waits for its end. It has nothing of this one but its standard input and output, which are pipes:
/// no other descriptor, no variable of the environment, no blocked or ignored signal; what it writes to standard error
/// goes nowhere. It is its own process group, so that Ctrl+C in a terminal does not reach it. Once it has closed
/// its output, it has a moment to exit and is then killed. When this returns, the process has ended and has been
/// reaped: SIGCHLD must not be ignored, and no other part of this process may wait for children that are not its own.
ChildProcessResult run_child_process(const ChildProcess& process);

}  // namespace carepress::service
