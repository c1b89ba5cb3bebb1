#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace carepress::net {

/// What a server has done since it was made; other threads may read it at any time. They reveal nothing of a
/// request's contents.
struct Counters {
    using Count = std::atomic<std::uint64_t>;

    Count connections;          ///< accepted
    Count open_connections;     ///< now
    Count refused_connections;  ///< beyond Limits::connections
    Count requests;             ///< heads that the door accepted
    Count refused_requests;     ///< by the door, for their size, or because they arrived too slowly
    Count busy;                 ///< 503 because a queue or the room for bodies was full
    Count late;                 ///< 503 because the time limit passed
    Count abandoned;            ///< the client left before the response
    Count not_begun;            ///< late or abandoned requests that no worker began
    Count failures;             ///< handlers that threw or returned an invalid response
    Count queued;               ///< waiting for a worker
    Count working;              ///< handlers running
    Count queue_microseconds;   ///< sum of the time that requests waited for a worker
    Count work_microseconds;    ///< sum of the time in handlers
    Count bytes_sent;           ///< heads and bodies

    std::array<Count, 600> by_status = {};  ///< responses sent, by status code

    /// Counts a response.
    void count_response(int status) { ++by_status[static_cast<std::size_t>(status) % by_status.size()]; }
};

}  // namespace carepress::net
