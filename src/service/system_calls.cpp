#include "service/system_calls.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>
#include <type_traits>

namespace carepress::service {
namespace {

/// What is allowed whatever its arguments are.
constexpr int harmless[] = {
    // memory; mmap and mprotect have rules of their own
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(mincore),
    // threads and their locks; clone has a rule of its own
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(membarrier), SCMP_SYS(gettid), SCMP_SYS(restart_syscall),
    // signals of its own
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    // its end
    SCMP_SYS(exit), SCMP_SYS(exit_group),
    // open files, all of which were opened for reading
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(getdents64), SCMP_SYS(fadvise64), SCMP_SYS(poll), SCMP_SYS(ppoll),
    // what files there are
    SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(access), SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
    // time, chance, and who and where it is
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getuid),
    SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrusage), SCMP_SYS(uname), SCMP_SYS(sysinfo)};

struct Release {
    void operator()(void* filter) const { ::seccomp_release(filter); }
};

/// A filter in the making. Remembers the first error.
class Filter {
public:
    Filter() : context_(::seccomp_init(SCMP_ACT_ERRNO(EPERM))) {
        if (!context_) error_ = ENOMEM;
        // Threads that a sanitizer has started are limited too.
        if (context_) keep(::seccomp_attr_set(context_.get(), SCMP_FLTATR_CTL_TSYNC, 1));
    }

    template <class... Conditions>
    void allow(int call, Conditions... conditions) {
        add(SCMP_ACT_ALLOW, call, conditions...);
    }
    /// Says that the kernel does not know the call, so that the C library takes an older one.
    void hide(int call) { add(SCMP_ACT_ERRNO(ENOSYS), call); }

    int load() {
        if (error_ == 0) keep(::seccomp_load(context_.get()));
        return error_;
    }

private:
    template <class... Conditions>
    void add(std::uint32_t action, int call, Conditions... conditions) {
        if (error_ == 0) keep(::seccomp_rule_add(context_.get(), action, call, sizeof...(conditions), conditions...));
    }
    void keep(int result) {
        if (result < 0) error_ = -result;
    }

    std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, Release> context_;
    int error_ = 0;
};

/// The bits of an argument that `mask` selects are `value`.
scmp_arg_cmp bits(unsigned argument, std::uint64_t mask, std::uint64_t value) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}
scmp_arg_cmp equals(unsigned argument, std::uint64_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }

void allow_threads(Filter& filter) {
    filter.hide(SCMP_SYS(clone3));  // its flags are in memory, where a filter can't look
    constexpr std::uint64_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                                         CLONE_NEWPID | CLONE_NEWNET | CLONE_VFORK | CLONE_PTRACE;
    filter.allow(SCMP_SYS(clone), bits(0, CLONE_THREAD | namespaces, CLONE_THREAD));
    // abort() sends a signal to its own thread
    filter.allow(SCMP_SYS(tgkill), equals(0, static_cast<std::uint64_t>(::getpid())));
}

void allow_files(Filter& filter) {
    constexpr std::uint64_t makes_a_nameless_file = O_TMPFILE & ~O_DIRECTORY;
    constexpr std::uint64_t changes = O_ACCMODE | O_CREAT | O_TRUNC | makes_a_nameless_file;
    filter.allow(SCMP_SYS(openat), bits(2, changes, O_RDONLY));
    filter.allow(SCMP_SYS(open), bits(1, changes, O_RDONLY));
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
        for (const int call : {SCMP_SYS(write), SCMP_SYS(writev)})
            filter.allow(call, equals(0, static_cast<std::uint64_t>(stream)));
    for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_GETLK, F_SETLK, F_SETLKW, F_DUPFD_CLOEXEC})
        filter.allow(SCMP_SYS(fcntl), equals(1, static_cast<std::uint64_t>(command)));
}

void allow_memory(Filter& filter) {
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) filter.allow(call, bits(2, PROT_EXEC, 0));
}

void allow_reading_limits(Filter& filter) {
    filter.allow(SCMP_SYS(prlimit64), equals(2, 0));  // new_limit
    filter.allow(SCMP_SYS(getrlimit));
}

/// A sanitizer looks whether memory can be read by writing it into a pipe.
void allow_sanitizers([[maybe_unused]] Filter& filter) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    for (const int call : {SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(write)}) filter.allow(call);
#endif
}

}  // namespace

int limit_system_calls() {
    Filter filter;
    for (const int call : harmless) filter.allow(call);
    allow_threads(filter);
    allow_files(filter);
    allow_memory(filter);
    allow_reading_limits(filter);
    allow_sanitizers(filter);
    return filter.load();
}

}  // namespace carepress::service
