#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace carepress::net {

/// Threads that run handlers, and the requests that may wait for one.
struct PoolSize {
    std::size_t workers = 2;
    std::size_t queue = 128;
};

/// A bearer token of 16 kB, a target of 8 kB, and 8 kB for what browsers and proxies add.
inline constexpr std::size_t usual_head_bytes = 32'768;

/// Limits on one client and on all clients together. A request that exceeds one is refused with the status named here.
/// A route has its own limits on the body and on the time to answer (routes.h).
struct Limits {
    std::size_t connections = 4'096;               ///< 503 for those beyond
    std::size_t target_bytes = 8'192;              ///< 414; RFC 9112, 3 asks for 8,000 at least
    std::size_t head_bytes = usual_head_bytes;     ///< of request line and header fields; 431
    std::size_t header_fields = 100;               ///< 431
    std::uint64_t all_body_bytes = 512'000'000;    ///< of requests being read or answered; 503
    std::chrono::milliseconds idle_time{75'000};   ///< until the first byte of a request; the connection is closed
    std::chrono::milliseconds head_time{10'000};   ///< from the first byte to the end of the head; 408
    std::chrono::milliseconds body_time{30'000};   ///< for the whole body; 408
    std::chrono::milliseconds write_time{30'000};  ///< for each 64 kB of a response; the connection is closed
    std::chrono::milliseconds drain_time{10'000};  ///< from stop() until connections are cut off
    std::vector<PoolSize> pools = std::vector<PoolSize>(1);  ///< routes name one by its index
};

}  // namespace carepress::net
