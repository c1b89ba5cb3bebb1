#pragma once

#include <chrono>
#include <cstdint>

namespace carepress::cli {

/// Nanoseconds since 1970: how fresh an index is, and when articles are attached to a record, depends on them; no bytes
/// of a handout do.
inline std::int64_t now_in_nanoseconds() {
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace carepress::cli
