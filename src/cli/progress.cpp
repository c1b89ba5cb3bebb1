#include "cli/progress.h"

#include "base/numbers.h"
#include "cli/environment.h"

#include <cmath>
#include <cstdint>
#include <cstdio>

namespace carepress::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto between_changes = 200ms;
constexpr auto between_log_lines = 10s;

}  // namespace

ProgressLine::ProgressLine(bool quiet)
    : quiet_(quiet), terminal_(can_rewrite_lines()), begin_(Clock::now()), pressing_(begin_), last_(begin_) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const library::ExportProgress& progress) {
    if (quiet_) return;
    const Clock::time_point now = Clock::now();
    if (!is_pressing_) {
        is_pressing_ = true;
        pressing_ = last_ = now;
        return;
    }
    if (now - last_ < (terminal_ ? Clock::duration(between_changes) : Clock::duration(between_log_lines))) return;
    last_ = now;
    const double rate = static_cast<double>(progress.pressed) / std::chrono::duration<double>(now - pressing_).count();
    std::string text = with_commas(progress.pressed) + " of " + with_commas(progress.total) + ", " +
                       with_commas(static_cast<std::uint64_t>(rate)) + "/s";
    if (rate > 0) text += ", " + duration_text(static_cast<double>(progress.total - progress.pressed) / rate) + " left";
    if (progress.refused > 0) text += ", " + with_commas(progress.refused) + " refused";
    // Erase in line (ECMA-48 8.3.41), so that a longer line leaves nothing behind.
    std::fputs(terminal_ ? ("\r\033[K" + text).c_str() : ("carepress: " + text + "\n").c_str(), stderr);
    std::fflush(stderr);
    shown_ = terminal_;
}

void ProgressLine::clear() {
    if (!shown_) return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
    shown_ = false;
}

std::string duration_text(double seconds) {
    if (seconds < 10) {
        char text[16];
        std::snprintf(text, sizeof text, seconds < 1 ? "%.2f s" : "%.1f s", seconds);
        return text;
    }
    const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
    if (whole < 60) return std::to_string(whole) + " s";
    if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace carepress::cli
