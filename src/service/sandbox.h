#pragma once

#include <cstdint>
#include <string>

namespace carepress::service {

/// What a process may use that reads a stranger's file.
struct SandboxLimits {
    unsigned cpu_seconds = 0;          ///< of all its threads together; 0: any
    std::uint64_t memory_bytes = 0;    ///< of address space; 0: any
    bool require_system_calls = true;  ///< it is an error if the system calls can't be limited
};

/// How far a process could be shut in.
struct Sandbox {
    bool limits_system_calls = false;
    std::string error;  ///< if that is not enough: what failed
};

/// Shuts this process in, for good. It goes on with what it has open, may open files for reading, start threads and use
/// so much memory and time. It can't open a file for writing, change one, start a program or a process, open a socket,
/// look at another process, map memory as code, or raise a limit. It writes no core dump, no debugger of the same user
/// can attach to it, and it ends when the thread that started it does. Call it before a second thread is started.
///
/// System calls are limited by an allow-list: what is not on it fails with EPERM. Where the kernel, or a container,
/// does not permit such a filter, `limits_system_calls` is false, and if it is required there is an error.
Sandbox enter_sandbox(const SandboxLimits& limits);

}  // namespace carepress::service
