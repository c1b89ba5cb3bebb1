#pragma once

#include "net/clock.h"

#include <atomic>
#include <cstddef>

namespace carepress::net {

/// A handler's run: whether its response is still wanted, and which worker it is on. Handlers cannot be interrupted, so
/// one that takes more than a few milliseconds should check is_cancelled() now and then and return early; what it
/// returns then is not sent.
class Work {
public:
    explicit Work(TimePoint deadline = TimePoint::max()) : deadline_(deadline) {}
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    /// The client has left, the deadline has passed, or the server is stopping.
    bool is_cancelled() const { return is_cancelled_.load(std::memory_order_relaxed) || now() >= deadline_; }
    TimePoint deadline() const { return deadline_; }
    /// The index of the worker's thread in its pool: for what each worker keeps warm.
    std::size_t worker() const { return worker_; }

    void cancel() { is_cancelled_.store(true, std::memory_order_relaxed); }
    void begin_on(std::size_t worker) { worker_ = worker; }

private:
    const TimePoint deadline_;
    std::atomic<bool> is_cancelled_ = false;
    std::size_t worker_ = 0;
};

}  // namespace carepress::net
