#pragma once

#include "base/digest.h"
#include "net/clock.h"
#include "service/handle.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace carepress::service {

/// Values in memory by unguessable handles. A value is forgotten when it was not used for a time, and the one that was
/// used longest ago when all together would take too much room. Thread-safe.
template <class Value>
class HandleStore {
public:
    using Pointer = std::shared_ptr<Value>;

    /// `time`: that a value is kept after its last use. `bytes`: of all values, at most.
    HandleStore(std::chrono::seconds time, std::size_t bytes) : time_(time), most_bytes_(bytes) {}

    /// Keeps `value`, which takes about `bytes`. Returns its handle; an empty one if it alone would be too large.
    std::string put(Pointer value, std::size_t bytes, net::TimePoint now = net::now()) {
        if (bytes > most_bytes_) return {};
        std::string handle = make_handle();
        const std::lock_guard lock(mutex_);
        forget_old(now);
        while (bytes_ + bytes > most_bytes_) forget_least_used();
        bytes_ += bytes;
        values_.emplace(sha256(handle), Entry{std::move(value), bytes, now});
        return handle;
    }

    /// Null if the handle is unknown, or its value was forgotten. Counts as a use.
    Pointer find(std::string_view handle, net::TimePoint now = net::now()) {
        const std::lock_guard lock(mutex_);
        forget_old(now);
        const auto found = values_.find(sha256(handle));
        if (found == values_.end()) return nullptr;
        found->second.used = now;
        return found->second.value;
    }

    /// The same, and forgets the value: of several that ask at once, one gets it.
    Pointer take(std::string_view handle, net::TimePoint now = net::now()) {
        const std::lock_guard lock(mutex_);
        forget_old(now);
        const auto found = values_.find(sha256(handle));
        if (found == values_.end()) return nullptr;
        Pointer value = std::move(found->second.value);
        forget(found);
        return value;
    }

    /// Whether there was one.
    bool remove(std::string_view handle) {
        const std::lock_guard lock(mutex_);
        const auto found = values_.find(sha256(handle));
        if (found == values_.end()) return false;
        forget(found);
        return true;
    }

    /// Forgets what is too old, also if nobody asks for anything any more.
    void sweep(net::TimePoint now = net::now()) {
        const std::lock_guard lock(mutex_);
        forget_old(now);
    }

    std::size_t size() {
        const std::lock_guard lock(mutex_);
        return values_.size();
    }

private:
    struct Entry {
        Pointer value;
        std::size_t bytes = 0;
        net::TimePoint used;
    };
    // By digest: how long a lookup takes says nothing about the handles that there are.
    using Values = std::map<Sha256, Entry>;

    void forget_old(net::TimePoint now) {
        for (auto entry = values_.begin(); entry != values_.end();)
            entry = now - entry->second.used > time_ ? forget(entry) : std::next(entry);
    }
    typename Values::iterator forget(typename Values::iterator entry) {
        bytes_ -= entry->second.bytes;
        return values_.erase(entry);
    }
    void forget_least_used() {
        forget(std::min_element(values_.begin(), values_.end(),
                                [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
    }

    const std::chrono::seconds time_;
    const std::size_t most_bytes_;
    std::mutex mutex_;
    Values values_;
    std::size_t bytes_ = 0;
};

}  // namespace carepress::service
