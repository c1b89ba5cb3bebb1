// Processes of other programs: what they get, and how each way to end is told.
#include "service/child_process.h"

#include "unit/service/child_testing.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <csignal>
#include <thread>
#include <vector>

namespace carepress::test {
using namespace service;
namespace {

ChildProcess shell(const std::string& command) {
    ChildProcess process;
    process.program = "/bin/sh";
    process.arguments = {"-c", command};
    process.most_output = 10'000'000;
    process.deadline = net::now() + std::chrono::seconds(60);
    return process;
}

/// "exited 0: output"
std::string told(const ChildProcess& process) {
    constexpr std::array names{"exited", "signalled", "timed out", "cancelled", "too large", "could not start"};
    const ChildProcessResult result = run_child_process(process);
    EXPECT_FALSE(has_children());
    return std::string(names.at(static_cast<std::size_t>(result.end))) + " " + std::to_string(result.code) + ": " +
           result.output;
}

TEST(ChildProcess, reads_all_pieces_of_its_input_while_it_writes) {
    const std::string large(3'000'000, 'x');
    ChildProcess process = shell("cat");
    process.input = {"a", "", large, "", "z", ""};
    const ChildProcessResult result = run_child_process(process);
    EXPECT_EQ(result.end, ProcessEnd::exited);
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.output == "a" + large + "z", true) << result.output.size() << " bytes";
    process.input = {};
    EXPECT_EQ(told(process), "exited 0: ");
}

TEST(ChildProcess, tells_its_status_or_its_signal) {
    EXPECT_EQ(told(shell("echo said; exit 7")), "exited 7: said\n");
    EXPECT_EQ(told(shell("echo said; kill -SEGV $$")), "signalled 11: ");
    EXPECT_EQ(told(shell("kill -KILL $$")), "signalled 9: ");
}

TEST(ChildProcess, need_not_read_its_input) {
    const std::string large(3'000'000, 'x');
    ChildProcess process = shell("exec 0<&-; echo said");
    process.input = {large};
    EXPECT_EQ(told(process), "exited 0: said\n");
    process = shell("exit 3");
    process.input = {large};
    EXPECT_EQ(told(process), "exited 3: ");
    sigset_t pending;
    sigpending(&pending);
    EXPECT_EQ(sigismember(&pending, SIGPIPE), 0) << "the broken pipe's signal is left behind";
}

TEST(ChildProcess, is_killed_when_it_takes_too_long_whatever_it_does) {
    for (const char* command :
         {"sleep 600", "trap '' TERM INT; cat >/dev/null; sleep 600", "while :; do echo x; done", "kill -STOP $$"}) {
        ChildProcess process = shell(command);
        process.most_output = 1'000'000'000;
        process.deadline = net::now() + std::chrono::milliseconds(100);
        const Stopwatch watch;
        EXPECT_EQ(told(process), "timed out 0: ") << command;
        EXPECT_LT(watch.seconds(), hang) << command;
    }
}

TEST(ChildProcess, may_end_after_it_has_closed_its_output_but_not_live_on) {
    EXPECT_EQ(told(shell("echo said; exec 1>&-; sleep 0.01; exit 5")), "exited 5: said\n");

    const Stopwatch watch;
    EXPECT_EQ(told(shell("exec 1>&-; exec sleep 600")), "signalled 9: ");
    EXPECT_LT(watch.seconds(), hang);
}

TEST(ChildProcess, is_killed_when_it_writes_too_much) {
    ChildProcess process = shell("printf 12345");
    process.most_output = 5;
    EXPECT_EQ(told(process), "exited 0: 12345");
    process.most_output = 4;
    EXPECT_EQ(told(process), "too large 0: ");
    EXPECT_EQ(told(shell("exec cat /dev/zero")), "too large 0: ");
}

TEST(ChildProcess, is_killed_when_it_is_not_wanted) {
    ChildProcess process = shell("sleep 600");
    int asked = 0;
    process.is_cancelled = [&] { return ++asked == 5; };
    const Stopwatch watch;
    EXPECT_EQ(told(process), "cancelled 0: ");
    EXPECT_LT(watch.seconds(), hang);
}

TEST(ChildProcess, that_cannot_be_started_says_why) {
    ChildProcess process = shell("");
    process.program = "/none";
    EXPECT_EQ(told(process), "could not start 2: ");
    process.program = "/etc/passwd";
    EXPECT_EQ(told(process), "could not start 13: ");
}

TEST(ChildProcess, that_cannot_be_started_for_lack_of_descriptors_says_so) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit few{static_cast<rlim_t>(count_descriptors()), limit.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
    const std::string outcome = told(shell("exit 0"));
    ::setrlimit(RLIMIT_NOFILE, &limit);
    EXPECT_EQ(outcome, "could not start 24: ");
    EXPECT_EQ(told(shell("exit 0")), "exited 0: ");
}

TEST(ChildProcess, has_no_descriptor_of_this_process_and_no_variable) {
    std::array<int, 2> leaky{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, leaky.data()), 0);  // without close-on-exec, as others make them
    ::setenv("CAREPRESS_SECRET", "secret", 1);
    ChildProcess process = shell("");
    process.program = "/bin/ls";
    process.arguments = {"/proc/self/fd"};
    EXPECT_EQ(told(process), "exited 0: 0\n1\n2\n3\n") << "3 is the folder that ls reads";
    process.program = "/usr/bin/env";
    process.arguments = {};
    EXPECT_EQ(told(process), "exited 0: ");
    process = shell("readlink /proc/$$/fd/2; ps -o pgid= -p $$ >/dev/null 2>&1; echo said >&2");
    EXPECT_EQ(told(process), "exited 0: /dev/null\n");
    ::unsetenv("CAREPRESS_SECRET");
    for (const int descriptor : leaky) ::close(descriptor);
}

TEST(ChildProcess, has_no_blocked_or_ignored_signal_and_its_own_group) {
    sigset_t blocked, before;
    sigemptyset(&blocked);
    for (const int signal : {SIGTERM, SIGXCPU, SIGPIPE}) sigaddset(&blocked, signal);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const auto handler = std::signal(SIGXCPU, SIG_IGN);
    // The last digits: what the C library keeps for itself comes before them.
    EXPECT_EQ(told(shell("sed -nE 's/^Sig(Blk|Ign):.*(.{7})$/\\1 \\2/p' /proc/self/status")),
              "exited 0: Blk 0000000\nIgn 0000000\n");
    EXPECT_EQ(told(shell("read -r _ _ _ _ group _ </proc/self/stat; test \"$group\" = $$ && echo own")),
              "exited 0: own\n");
    std::signal(SIGXCPU, handler);
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST(ChildProcess, may_be_started_by_a_process_without_standard_streams) {
    const auto in_a_process_without = [](bool input, bool output, bool errors) {
        const pid_t pid = ::fork();
        if (pid == 0) {
            if (input) ::close(STDIN_FILENO);
            if (output) ::close(STDOUT_FILENO);
            if (errors) ::close(STDERR_FILENO);
            ChildProcess process = shell("cat; echo said");
            process.input = {"read "};
            const ChildProcessResult result = run_child_process(process);
            ::_exit(result.end == ProcessEnd::exited && result.output == "read said\n" ? 0 : 1);
        }
        int status = 0;
        ::waitpid(pid, &status, 0);
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    };
    for (const unsigned closed : {1U, 2U, 3U, 4U, 5U, 6U, 7U})
        EXPECT_TRUE(in_a_process_without(closed & 1U, closed & 2U, closed & 4U)) << closed;
}

TEST(ChildProcess, many_at_once_do_not_get_each_others_descriptors) {
    std::vector<std::jthread> threads;
    std::atomic<int> wrong = 0;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int turn = 0; turn < 25; ++turn) {
                ChildProcess process = shell("cat; exec ls /proc/self/fd");
                process.input = {"input "};
                wrong += run_child_process(process).output != "input 0\n1\n2\n3\n";
            }
        });
    threads.clear();
    EXPECT_EQ(wrong, 0);
    EXPECT_FALSE(has_children());
}

}  // namespace
}  // namespace carepress::test
