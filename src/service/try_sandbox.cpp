#include "service/try_sandbox.h"

#include "base/json_text.h"

#include <fcntl.h>
#include <linux/io_uring.h>
#include <nlohmann/json.hpp>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <thread>

namespace carepress::service {
namespace {

/// 0, or the errno of a call that returned -1.
int errno_of(long result) { return result == -1 ? errno : 0; }

/// A process that could be made after all ends at once.
int try_fork() {
    const long child = ::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr);
    if (child == 0) std::_Exit(0);
    return errno_of(child);
}

int try_exec() {
    std::string name = "/bin/true";
    std::array<char*, 2> arguments{name.data(), nullptr};
    return errno_of(::execv(name.c_str(), arguments.data()));
}

int try_raising_limit() {
    const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
    return errno_of(::setrlimit(RLIMIT_CPU, &more));
}

int try_mapping_code() {
    constexpr std::size_t page = 4096;
    void* mapped = ::mmap(nullptr, page, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return mapped == MAP_FAILED ? errno : 0;
}

int try_io_uring() {
    io_uring_params parameters{};
    return errno_of(::syscall(SYS_io_uring_setup, 1, &parameters));
}

int try_thread() {
    try {
        int answer = 0;
        std::thread([&] { answer = 1; }).join();
        return answer == 1 ? 0 : EFAULT;
    } catch (const std::system_error& error) {
        return error.code().value();
    }
}

struct Try {
    const char* name;
    int (*run)();
};

// Each path exists or could be created by any user, so a failure comes from the sandbox and not from the path.
constexpr std::array forbidden{
    Try{"socket over IPv4", [] { return errno_of(::socket(AF_INET, SOCK_STREAM, 0)); }},
    Try{"socket over IPv6", [] { return errno_of(::socket(AF_INET6, SOCK_DGRAM, 0)); }},
    Try{"socket of this machine", [] { return errno_of(::socket(AF_UNIX, SOCK_STREAM, 0)); }},
    Try{"socket pair",
        [] {
            std::array<int, 2> pair{};
            return errno_of(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()));
        }},
    Try{"write a file", [] { return errno_of(::open("/tmp/carepress-try", O_WRONLY | O_CREAT | O_CLOEXEC, 0600)); }},
    Try{"write a device", [] { return errno_of(::open("/dev/null", O_RDWR | O_CLOEXEC)); }},
    Try{"truncate a file", [] { return errno_of(::open("/dev/null", O_RDONLY | O_TRUNC | O_CLOEXEC)); }},
    Try{"write a nameless file", [] { return errno_of(::open("/tmp", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600)); }},
    Try{"write a file in memory", [] { return errno_of(::memfd_create("try", MFD_CLOEXEC)); }},
    Try{"make a folder", [] { return errno_of(::mkdir("/tmp/carepress-try", 0700)); }},
    Try{"remove a file", [] { return errno_of(::unlink("/tmp/carepress-try")); }},
    Try{"rename a file", [] { return errno_of(::rename("/tmp/carepress-try", "/tmp/carepress-tried")); }},
    Try{"change a mode", [] { return errno_of(::chmod("/tmp", 01777)); }},
    Try{"change the folder", [] { return errno_of(::chdir("/")); }},
    Try{"start a program", try_exec},
    Try{"start a process", try_fork},
    Try{"start a process by clone3", [] { return errno_of(::syscall(SYS_clone3, nullptr, 0)); }},
    Try{"trace a process", [] { return errno_of(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr)); }},
    Try{"signal another process", [] { return errno_of(::kill(::getppid(), 0)); }},
    Try{"leave a namespace", [] { return errno_of(::unshare(CLONE_NEWUSER)); }},
    Try{"raise a limit", try_raising_limit},
    Try{"allow core dumps", [] { return errno_of(::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)); }},
    Try{"map memory as code", try_mapping_code},
    Try{"ask for io_uring", try_io_uring},
};

constexpr std::array allowed{
    Try{"read a file", [] { return errno_of(::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }},
    Try{"start a thread", try_thread},
    Try{"ask for the time",
        [] {
            timespec now{};
            return errno_of(::syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now));
        }},
};

template <class Tries>
nlohmann::ordered_json results_of(const Tries& tries) {
    nlohmann::ordered_json results = nlohmann::ordered_json::object();
    for (const Try& each : tries) results[each.name] = each.run();
    return results;
}

}  // namespace

std::string try_sandbox(const Sandbox& sandbox) {
    nlohmann::ordered_json json;
    json["limits_system_calls"] = sandbox.limits_system_calls;
    json["descriptors"] = nlohmann::ordered_json::array();
    constexpr int more_than_there_can_be = 4096;
    for (int descriptor = 0; descriptor < more_than_there_can_be; ++descriptor)
        if (::fcntl(descriptor, F_GETFD) >= 0) json["descriptors"].push_back(descriptor);
    json["allowed"] = results_of(allowed);
    json["forbidden"] = results_of(forbidden);
    return json_text(json, 2) + "\n";
}

}  // namespace carepress::service
