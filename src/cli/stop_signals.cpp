#include "cli/stop_signals.h"

#include <unistd.h>

namespace carepress::cli {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int signal) {
    noted = signal;
    ::alarm(StopSignals::patience);
}

/// Only calls that a signal handler may make (POSIX 2.4.3). Whatever is written is whole or staged at any time.
void give_up(int) {
    constexpr char message[] = "carepress: stopped; finished files are kept: run the same command to resume\n";
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, message, sizeof message - 1);
    ::_exit(128 + noted);
}

}  // namespace

StopSignals::StopSignals() {
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, &interrupt_);
    ::sigaction(SIGTERM, &action, &terminate_);
    action.sa_handler = give_up;
    ::sigaction(SIGALRM, &action, &alarm_);
}

StopSignals::~StopSignals() {
    ::sigaction(SIGINT, &interrupt_, nullptr);
    ::sigaction(SIGTERM, &terminate_, nullptr);
    ::alarm(0);
    ::sigaction(SIGALRM, &alarm_, nullptr);
}

int StopSignals::signal() { return noted; }

}  // namespace carepress::cli
