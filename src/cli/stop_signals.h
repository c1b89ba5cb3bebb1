#pragma once

#include <csignal>

namespace carepress::cli {

/// As long as this lives, SIGINT and SIGTERM are only noted, so that the program can end cleanly; a second one ends it
/// at once, and so do some seconds: a service manager kills what doesn't stop, and nobody waits for an article that
/// takes long. One at a time.
class StopSignals {
public:
    static constexpr unsigned patience = 5;  ///< seconds

    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// The signal that came, or 0.
    static int signal();

private:
    struct sigaction interrupt_ {
    }, terminate_{}, alarm_{};
};

}  // namespace carepress::cli
