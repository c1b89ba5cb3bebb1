#pragma once

#include "library/export.h"

#include <chrono>
#include <string>

namespace carepress::cli {

/// How far an export is, on standard error: on a terminal one line that changes, "1,240 of 10,000, 1,812/s, 5 s left";
/// elsewhere a line now and then, fit for a log.
class ProgressLine {
public:
    explicit ProgressLine(bool quiet);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const library::ExportProgress& progress);
    /// Takes the line from the terminal, so that a message can be printed in its place.
    void clear();
    std::chrono::duration<double> elapsed() const { return Clock::now() - begin_; }

private:
    using Clock = std::chrono::steady_clock;
    bool quiet_, terminal_, shown_ = false;
    Clock::time_point begin_, pressing_, last_;
    bool is_pressing_ = false;
};

/// "0.42 s", "12 s", "3 min 20 s", "2 h 5 min".
std::string duration_text(double seconds);

}  // namespace carepress::cli
