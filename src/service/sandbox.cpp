#include "service/sandbox.h"

#include "service/system_calls.h"

#include <malloc.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <system_error>

namespace carepress::service {
namespace {

std::string failed(const std::string& what, int error) {
    return "cannot " + what + ": " + std::generic_category().message(error);
}

/// Lowers a limit for good; a lower one that is set already stays. `grace` is what is left after the first warning.
int lower(int resource, rlim_t most, rlim_t grace = 0) {
    rlimit limit{};
    const auto name = static_cast<__rlimit_resource>(resource);
    if (::getrlimit(name, &limit) != 0) return errno;
    limit.rlim_max = std::min(limit.rlim_max, most + grace);  // RLIM_INFINITY is the largest number
    limit.rlim_cur = std::min(limit.rlim_max, most);
    return ::setrlimit(name, &limit) == 0 ? 0 : errno;
}

/// Empty, or what failed. RLIMIT_NPROC is not among them: it counts all processes of the user, so that it would depend
/// on what else runs. New processes are refused by the filter of system calls.
std::string limit_resources(const SandboxLimits& limits) {
    constexpr rlim_t most_files = 64;
    if (const int error = lower(RLIMIT_CORE, 0)) return failed("forbid core dumps", error);
    if (const int error = lower(RLIMIT_FSIZE, 0)) return failed("limit the size of files", error);
    if (const int error = lower(RLIMIT_NOFILE, most_files)) return failed("limit open files", error);
    // Where both limits are the same, the end is a SIGKILL that does not say why.
    if (limits.cpu_seconds > 0)
        if (const int error = lower(RLIMIT_CPU, limits.cpu_seconds, 1)) return failed("limit processor time", error);
    if (limits.memory_bytes > 0)
        if (const int error = lower(RLIMIT_AS, limits.memory_bytes)) return failed("limit memory", error);
    return {};
}

/// Each thread reserves address space: little enough that the limit holds on a machine with many processors.
void make_threads_small() {
    constexpr std::size_t stack = 2'000'000;  // bytes
    constexpr int arenas = 2;
    ::mallopt(M_ARENA_MAX, arenas);
    pthread_attr_t attributes;
    if (::pthread_attr_init(&attributes) != 0) return;
    if (::pthread_attr_setstacksize(&attributes, stack) == 0) ::pthread_setattr_default_np(&attributes);
    ::pthread_attr_destroy(&attributes);
}

}  // namespace

Sandbox enter_sandbox(const SandboxLimits& limits) {
    Sandbox sandbox;
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        sandbox.error = failed("give up privileges", errno);
        return sandbox;
    }
    make_threads_small();
    sandbox.error = limit_resources(limits);
    if (!sandbox.error.empty()) return sandbox;
    const int error = limit_system_calls();
    sandbox.limits_system_calls = error == 0;
    if (error != 0 && limits.require_system_calls) sandbox.error = failed("limit system calls", error);
    return sandbox;
}

}  // namespace carepress::service
