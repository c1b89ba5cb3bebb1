#pragma once

#include <csignal>

namespace carepress::cli {

/// As long as this lives, SIGINT and SIGTERM are only noted, so that the program can end cleanly; a second one ends it
/// at once. One at a time.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// The signal that came, or 0.
    static int signal();

private:
    struct sigaction interrupt_ {
    }, terminate_{};
};

}  // namespace carepress::cli
