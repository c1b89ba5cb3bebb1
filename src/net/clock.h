#pragma once

#include <chrono>

namespace carepress::net {

// The only clocks of this room. They say how long to wait and what Date is; no page depends on them.

/// A point in time for deadlines; it never goes back.
using TimePoint = std::chrono::steady_clock::time_point;

inline TimePoint now() { return std::chrono::steady_clock::now(); }

/// Seconds since 1970-01-01 00:00 UTC.
inline std::chrono::sys_seconds wall_time() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace carepress::net
