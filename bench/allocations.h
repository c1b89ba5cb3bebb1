#pragma once

#include <cstdint>

namespace carepress::bench {

/// Bytes and calls that operator new has served in this process so far (the benchmark replaces it).
struct Allocations {
    std::uint64_t bytes = 0, calls = 0;
};
Allocations allocations();

}  // namespace carepress::bench
