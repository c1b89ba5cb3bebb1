#pragma once

#include <chrono>
#include <cstdint>

namespace carepress::api {

/// Nanoseconds since 1970. Of a PDF only "printed at" depends on them, if a job has a `printed_by` and no `printed_at`.
inline std::int64_t now_in_nanoseconds() {
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace carepress::api
