#include "net/workers.h"

#include <algorithm>
#include <utility>

namespace carepress::net {

Workers::Workers(PoolSize size, Counters& counters) : longest_queue_(size.queue), counters_(counters) {
    const std::size_t count = std::max<std::size_t>(size.workers, 1);
    free_ = count;
    threads_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this, i] { run(i); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        stops_ = true;
        counters_.queued -= jobs_.size();
        jobs_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool Workers::offer(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stops_ || jobs_.size() >= free_ + longest_queue_) return false;
        jobs_.push_back(std::move(job));
        ++counters_.queued;
    }
    changed_.notify_one();
    return true;
}

void Workers::run(std::size_t worker) {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stops_ || !jobs_.empty(); });
        if (stops_) return;
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        --free_;
        --counters_.queued;
        ++counters_.working;
        lock.unlock();
        job(worker);
        job = nullptr;  // what it holds goes before the lock comes
        --counters_.working;
        lock.lock();
        ++free_;
    }
}

}  // namespace carepress::net
