#include "import/pandoc.h"

#include "article/plain_text.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

namespace carepress::import {
namespace {

constexpr std::size_t most_output = 64'000'000;
constexpr int wait_each = 100, most_waits = 1'200;  ///< milliseconds; two minutes in all

/// An open file, closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    int get() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

private:
    int number_;
};

struct Pipe {
    Descriptor read, write;

    bool open() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return false;
        read = Descriptor(ends[0]);
        write = Descriptor(ends[1]);
        return true;
    }
};

/// pandoc with its three pipes.
class Process {
public:
    /// errno, 0: it runs.
    int start(std::vector<std::string> arguments) {
        if (!in_.open() || !out_.open() || !errors_.open()) return errno;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in_.read.get(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, out_.write.get(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, errors_.write.get(), STDERR_FILENO);
        std::vector<char*> words;
        words.reserve(arguments.size() + 1);
        for (std::string& each : arguments) words.push_back(each.data());
        words.push_back(nullptr);
        std::string utf8 = "LC_ALL=C.UTF-8";  // Haskell's text is in the locale's charset
        std::array<char*, 2> environment = {utf8.data(), nullptr};
        const int fault = posix_spawnp(&process_, words[0], &actions, nullptr, words.data(), environment.data());
        posix_spawn_file_actions_destroy(&actions);
        in_.read.close();
        out_.write.close();
        errors_.write.close();
        for (const int end : {in_.write.get(), out_.read.get(), errors_.read.get()})
            ::fcntl(end, F_SETFL, ::fcntl(end, F_GETFL) | O_NONBLOCK);
        return fault;
    }

    /// Gives it `input` and takes what it writes until it has closed both ends. False: that took too long.
    bool exchange(std::string_view input, std::string& output, std::string& errors) {
        for (int waits = 0; waits < most_waits;) {
            if (input.empty()) in_.write.close();
            std::array<pollfd, 3> ends = {pollfd{in_.write.get(), POLLOUT, 0}, pollfd{out_.read.get(), POLLIN, 0},
                                          pollfd{errors_.read.get(), POLLIN, 0}};
            if (out_.read.get() < 0 && errors_.read.get() < 0) return true;
            if (::poll(ends.data(), ends.size(), wait_each) == 0) ++waits;
            if (ends[0].revents != 0) write_some(input);
            if (ends[1].revents != 0) read_some(out_.read, output);
            if (ends[2].revents != 0) read_some(errors_.read, errors);
            if (output.size() > most_output || errors.size() > most_output) return false;
        }
        return false;
    }

    /// Its exit status; -1: a signal ended it.
    int end(bool kill) {
        if (kill) ::kill(process_, SIGKILL);
        int status = 0;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    void write_some(std::string_view& input) {
        const ssize_t written = ::write(in_.write.get(), input.data(), input.size());
        if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
        if (written < 0 && errno != EAGAIN && errno != EINTR) input = {};  // it reads no more
    }
    static void read_some(Descriptor& from, std::string& to) {
        std::array<char, 65'536> chunk;
        const ssize_t got = ::read(from.get(), chunk.data(), chunk.size());
        if (got > 0) to.append(chunk.data(), static_cast<std::size_t>(got));
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) from.close();
    }

    Pipe in_, out_, errors_;
    pid_t process_ = -1;
};

/// A program that no longer reads must not end this one.
class NoPipeSignal {
public:
    NoPipeSignal() {
        struct sigaction ignore {};
        ignore.sa_handler = SIG_IGN;
        sigaction(SIGPIPE, &ignore, &before_);
    }
    ~NoPipeSignal() { sigaction(SIGPIPE, &before_, nullptr); }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;

private:
    struct sigaction before_ {};
};

}  // namespace

PandocResult html_by_pandoc(std::string_view format, std::string_view bytes, const std::string& title) {
    PandocResult result;
    const NoPipeSignal no_signal;
    Process process;
    const int fault = process.start({"pandoc", "--sandbox", "--from=" + std::string(format), "--to=html5",
                                     "--standalone", "--wrap=none", "--metadata=pagetitle:" + title});
    if (fault != 0) {
        result.end = fault == ENOENT ? PandocResult::End::missing : PandocResult::End::failed;
        return result;
    }
    std::string errors;
    const bool is_whole = process.exchange(bytes, result.html, errors);
    const int status = process.end(!is_whole);
    result.fault = article::one_line(errors);
    if (!is_whole)
        result.end = PandocResult::End::too_slow;
    else
        result.end = status == 0 ? PandocResult::End::done : PandocResult::End::failed;
    return result;
}

}  // namespace carepress::import
