// What a process can do that has shut itself in: the real program tries it.
#include "service/child_process.h"
#include "service/visit_child.h"
#include "unit/service/child_testing.h"

#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include <cstring>

namespace carepress::test {
using namespace service;
namespace {

Json try_sandbox() {
    ChildProcess process;
    process.program = CAREPRESS_PROGRAM;
    process.arguments = {"visit-child", "--try-sandbox", "--require-seccomp", "--cpu-seconds", "30"};
    if (!CAREPRESS_HAS_SANITIZER) process.arguments.insert(process.arguments.end(), {"--memory-megabytes", "500"});
    process.most_output = 100'000;
    process.deadline = net::now() + std::chrono::seconds(60);
    const ChildProcessResult result = run_child_process(process);
    EXPECT_EQ(result.end, ProcessEnd::exited);
    EXPECT_EQ(result.code, 0);
    return Json::parse(result.output, nullptr, false);
}

TEST(Sandbox, forbids_sockets_files_programs_and_other_processes) {
    const Json tried = try_sandbox();
    ASSERT_TRUE(tried.is_object()) << tried.dump();
    EXPECT_EQ(tried["limits_system_calls"], true);
    EXPECT_GE(tried["forbidden"].size(), 20u);
    for (const auto& [what, error] : tried["forbidden"].items())
        EXPECT_TRUE(error == EPERM || (what == "start a process by clone3" && error == ENOSYS))
            << what << ": " << error;
    EXPECT_EQ(tried["allowed"].size(), 3u);
    for (const auto& [what, error] : tried["allowed"].items()) EXPECT_EQ(error, 0) << what;
}

TEST(Sandbox, has_no_descriptor_but_the_standard_streams) {
    EXPECT_EQ(try_sandbox()["descriptors"], (Json::array({0, 1, 2})));
}

/// Runs `work` in a process for which the kernel permits no filter of system calls, as in some containers. Returns its
/// exit status.
template <class Work>
int where_no_filter_is_permitted(const Work& work) {
    const pid_t pid = ::fork();
    if (pid == 0) {
        const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 0);
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1,
                         scmp_arg_cmp{0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0});
        ::_exit(seccomp_load(filter) == 0 ? work() : 99);
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Sandbox, that_cannot_limit_system_calls_is_refused_unless_the_caller_goes_on_without) {
    EXPECT_EQ(where_no_filter_is_permitted([] {
                  const VisitChildResult result = run_visit_in_child(sprained_ankle(), usual_limits());
                  return result.outcome == VisitChildOutcome::could_not_start &&
                                 result.problem.find("seccomp") != std::string::npos
                             ? 0
                             : 1;
              }),
              0);
    EXPECT_EQ(where_no_filter_is_permitted([] {
                  ChildLimits limits = usual_limits();
                  limits.require_seccomp = false;
                  const VisitChildResult result = run_visit_in_child(sprained_ankle(), limits);
                  return result.ok() && !result.limits_system_calls ? 0 : 1;
              }),
              0);
}

TEST(Sandbox, ends_with_the_thread_that_waits_for_it) {
    // The child of our child says its number through a page that all three share.
    void* page = ::mmap(nullptr, sizeof(pid_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(page, MAP_FAILED);
    volatile pid_t& child_number = *static_cast<volatile pid_t*>(page);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);              // it comes to this process when its parent is gone
    const VisitChildRequest request = slow_visit();  // takes a while to make
    const pid_t parent = ::fork();
    if (parent == 0) {
        ChildLimits limits = usual_limits();
        limits.is_cancelled = [&] {
            std::string words, variables;
            const pid_t number = read_process_words(words, variables);
            if (!words.empty()) child_number = number;
            return false;
        };
        static_cast<void>(run_visit_in_child(request, limits));
        ::_exit(0);
    }
    for (int turn = 0; turn < 6'000 && child_number == 0; ++turn) ::usleep(10'000);
    ASSERT_NE(child_number, 0);
    // It has read its request, or it would end because that is cut short, and it is at work for seconds.
    const long at_work = ::sysconf(_SC_CLK_TCK) / 2;
    for (int turn = 0; turn < 6'000 && processor_ticks(child_number) < at_work; ++turn) ::usleep(10'000);
    ASSERT_GE(processor_ticks(child_number), at_work);
    ::kill(parent, SIGKILL);
    int status = 0;
    ::waitpid(parent, &status, 0);
    EXPECT_EQ(::waitpid(child_number, &status, 0), child_number);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
    ::prctl(PR_SET_CHILD_SUBREAPER, 0);
    ::munmap(page, sizeof(pid_t));
}

}  // namespace
}  // namespace carepress::test
