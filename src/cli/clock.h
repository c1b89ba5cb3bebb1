#pragma once

#include "job/find_articles.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace carepress::cli {

/// Nanoseconds since 1970: how fresh an index is, and when articles are attached to a record, depends on them; no bytes
/// of a handout do.
inline std::int64_t now_in_nanoseconds() {
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The day in universal time, ISO 8601: which articles are in date, and nothing else, depends on it.
inline std::string today_by_the_clock() { return job::day_of(now_in_nanoseconds()); }

}  // namespace carepress::cli
