#include "cli/environment.h"

#include "cli/stop_signals.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace carepress::test {
using namespace cli;
namespace {

std::string date_of(const char* seconds) {
    ::setenv("SOURCE_DATE_EPOCH", seconds, 1);
    std::string date = date_of_environment();
    ::unsetenv("SOURCE_DATE_EPOCH");
    return date;
}

TEST(Environment, source_date_epoch_is_an_instant_or_nothing) {
    EXPECT_EQ(date_of("0"), "1970-01-01T00:00:00Z");
    EXPECT_EQ(date_of("951782400"), "2000-02-29T00:00:00Z");
    EXPECT_EQ(date_of("253402300799"), "9999-12-31T23:59:59Z");
    for (const char* wrong : {"", "-1", "soon", "12 ", "253402300800", "99999999999999999999"})
        EXPECT_EQ(date_of(wrong), "") << wrong;
    EXPECT_EQ(date_of_environment(), "");
}

TEST(StopSignals, a_program_that_does_not_stop_by_itself_is_ended) {
    for (const int signal : {SIGTERM, SIGINT}) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            const StopSignals signals;
            ::close(STDERR_FILENO);
            ::raise(signal);
            if (StopSignals::signal() != signal) ::_exit(1);
            for (;;) ::pause();  // an article that takes for ever
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFEXITED(status));
        EXPECT_EQ(WEXITSTATUS(status), 128 + signal);
    }
}

}  // namespace
}  // namespace carepress::test
