#include "service/child_process.h"

#include "base/descriptor.h"
#include "base/no_broken_pipe_signal.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

namespace carepress::service {
namespace {

/// Both ends of a pipe, closed by the kernel in every process that another thread starts at the same time.
struct Pipe {
    Descriptor reading, writing;
};

/// Above the standard streams, whatever of these this process has closed: they are renumbered in the child.
Descriptor above_standard_streams(Descriptor descriptor) {
    if (descriptor.get() > STDERR_FILENO) return descriptor;
    return Descriptor(::fcntl(descriptor.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

std::optional<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    Pipe pipe{Descriptor(ends[0]), Descriptor(ends[1])};
    pipe.reading = above_standard_streams(std::move(pipe.reading));
    pipe.writing = above_standard_streams(std::move(pipe.writing));
    if (!pipe.reading || !pipe.writing) return std::nullopt;
    return pipe;
}

bool never_block(const Descriptor& descriptor) {
    const int flags = ::fcntl(descriptor.get(), F_GETFL);
    return flags >= 0 && ::fcntl(descriptor.get(), F_SETFL, flags | O_NONBLOCK) == 0;
}

/// What posix_spawn() is told, freed at the end.
class SpawnSettings {
public:
    SpawnSettings() {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
    }
    ~SpawnSettings() {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

/// 0, or the errno.
int start(const ChildProcess& process, const Pipe& input, const Pipe& output, pid_t& pid) {
    SpawnSettings settings;
    int error = ::posix_spawn_file_actions_adddup2(&settings.actions, input.reading.get(), STDIN_FILENO);
    if (error == 0) error = ::posix_spawn_file_actions_adddup2(&settings.actions, output.writing.get(), STDOUT_FILENO);
    if (error == 0)
        error = ::posix_spawn_file_actions_addopen(&settings.actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (error == 0) error = ::posix_spawn_file_actions_addclosefrom_np(&settings.actions, STDERR_FILENO + 1);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    if (error == 0) error = ::posix_spawnattr_setsigmask(&settings.attributes, &none);
    if (error == 0) error = ::posix_spawnattr_setsigdefault(&settings.attributes, &all);
    if (error == 0) error = ::posix_spawnattr_setpgroup(&settings.attributes, 0);
    if (error == 0)
        error = ::posix_spawnattr_setflags(&settings.attributes,
                                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    if (error != 0) return error;
    std::string name = "carepress";
    std::vector<std::string> words = process.arguments;
    std::vector<char*> arguments{name.data()};
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<char*, 1> environment{nullptr};
    return ::posix_spawn(&pid, process.program.c_str(), &settings.actions, &settings.attributes, arguments.data(),
                         environment.data());
}

/// Gives a process its input and takes its output, whichever it is ready for.
class Conversation {
public:
    Conversation(const ChildProcess& process, Descriptor input, Descriptor output)
        : process_(process), pieces_(process.input), input_(std::move(input)), output_(std::move(output)) {}

    /// Until the process has closed its output; or why it has to be killed before.
    ProcessEnd hold(std::string& answer) {
        const NoBrokenPipeSignal quiet;
        while (true) {
            if (process_.is_cancelled && process_.is_cancelled()) return ProcessEnd::cancelled;
            if (net::now() >= process_.deadline) return ProcessEnd::timed_out;
            if (input_ && next_piece() == pieces_.size()) input_ = Descriptor();
            std::array<pollfd, 2> ready{{{output_.get(), POLLIN, 0}, {input_.get(), POLLOUT, 0}}};
            if (::poll(ready.data(), ready.size(), patience()) < 0 && errno != EINTR) return ProcessEnd::signalled;
            if (ready[1].revents != 0) write_some();
            if (ready[0].revents == 0) continue;
            if (!read_some(answer)) return ProcessEnd::exited;
            if (answer.size() > process_.most_output) return ProcessEnd::too_large;
        }
    }

private:
    /// Milliseconds until somebody has to be asked something.
    int patience() const {
        constexpr std::int64_t between_questions = 5;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(process_.deadline - net::now()).count();
        const std::int64_t most = process_.is_cancelled ? between_questions : std::int64_t{1'000};
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, most));
    }

    /// The first piece of which something is left.
    std::size_t next_piece() {
        while (piece_ < pieces_.size() && pieces_[piece_].empty()) ++piece_;
        return piece_;
    }

    void write_some() {
        std::string_view& piece = pieces_[next_piece()];
        const ssize_t written = ::write(input_.get(), piece.data(), piece.size());
        if (written > 0)
            piece.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EAGAIN && errno != EINTR)
            input_ = Descriptor();  // it wants no more, and may still answer
    }

    /// False at the end of the output.
    bool read_some(std::string& answer) {
        std::array<char, 65536> buffer;
        const ssize_t got = ::read(output_.get(), buffer.data(), buffer.size());
        if (got > 0) answer.append(buffer.data(), static_cast<std::size_t>(got));
        return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
    }

    const ChildProcess& process_;
    std::vector<std::string_view> pieces_;
    std::size_t piece_ = 0;
    Descriptor input_, output_;
};

/// Waits a moment for a process that has nothing more to say.
void let_end(pid_t pid) {
    constexpr int moment = 200;  // milliseconds
    const Descriptor process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    pollfd ended{process.get(), POLLIN, 0};
    if (process) ::poll(&ended, 1, moment);
}

/// Ends a process and waits until it is gone. One that has begun to exit does so with its own status: a signal reaches
/// it no more.
void reap(pid_t pid, ChildProcessResult& result) {
    if (result.end == ProcessEnd::exited) let_end(pid);
    ::kill(pid, SIGKILL);
    int status = 0;
    rusage usage{};
    pid_t gone = -1;
    do {
        gone = ::wait4(pid, &status, 0, &usage);
    } while (gone < 0 && errno == EINTR);
    const auto duration_of = [](const timeval& value) {
        return std::chrono::seconds(value.tv_sec) + std::chrono::microseconds(value.tv_usec);
    };
    result.cpu_time = duration_of(usage.ru_utime) + duration_of(usage.ru_stime);
    if (result.end != ProcessEnd::exited) return;
    const bool has_exited = gone == pid && WIFEXITED(status);
    result.end = has_exited ? ProcessEnd::exited : ProcessEnd::signalled;
    result.code = has_exited ? WEXITSTATUS(status) : WTERMSIG(status);
}

}  // namespace

ChildProcessResult run_child_process(const ChildProcess& process) {
    ChildProcessResult result;
    std::optional<Pipe> input = make_pipe(), output = make_pipe();
    pid_t pid = 0;
    if (!input || !output || !never_block(input->writing) || !never_block(output->reading))
        result.code = errno;
    else
        result.code = start(process, *input, *output, pid);
    if (pid <= 0) return result;
    input->reading = Descriptor();
    output->writing = Descriptor();
    result.end = ProcessEnd::signalled;
    try {
        result.end = Conversation(process, std::move(input->writing), std::move(output->reading)).hold(result.output);
    } catch (...) {
        reap(pid, result);  // no memory for the answer
        throw;
    }
    reap(pid, result);
    if (result.end != ProcessEnd::exited) result.output.clear();
    return result;
}

}  // namespace carepress::service
