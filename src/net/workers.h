#pragma once

#include "net/counters.h"
#include "net/server_limits.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace carepress::net {

/// Threads that take jobs out of a bounded queue, in their order.
class Workers {
public:
    /// Is given the index of its worker. Must not throw.
    using Job = std::function<void(std::size_t worker)>;

    /// `counters` must outlive it; `queued` and `working` are kept in them.
    Workers(PoolSize size, Counters& counters);
    /// Waits for the jobs that run; those in the queue are dropped.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// Puts a job into the queue, or returns false at once if it is full. A job for which a worker is free does not
    /// count as waiting, so with a queue of 0 no job waits.
    bool offer(Job job);

private:
    void run(std::size_t worker);

    const std::size_t longest_queue_;
    Counters& counters_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    std::size_t free_ = 0;  ///< workers that wait for a job
    bool stops_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace carepress::net
