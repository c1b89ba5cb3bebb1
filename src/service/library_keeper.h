#pragma once

#include "service/loaded_library.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace carepress::service {

/// Keeps the library as it is now, and looks again when its files change. A request keeps the one that it began with,
/// so none is lost; and what can't be loaded, or has a layout or brand that is broken and was not before, leaves the
/// one before in place.
class LibraryKeeper {
public:
    /// What became of a look: texts for the operator, without words of any request.
    using Tell = std::function<void(const std::string& message)>;

    /// Loads the library. Throws EnvironmentError. `settings` must outlive it.
    LibraryKeeper(const ServiceSettings& settings, Tell tell);
    ~LibraryKeeper();
    LibraryKeeper(const LibraryKeeper&) = delete;
    LibraryKeeper& operator=(const LibraryKeeper&) = delete;

    LibraryPointer current() const;

    /// Begins to look for changes, on a thread of its own.
    void watch();
    /// Looks at once, whether something changed or not; returns when the look is over.
    void reload();

    std::uint64_t reloads() const { return reloads_; }
    std::uint64_t failed_reloads() const { return failed_reloads_; }

private:
    void run();
    std::string fingerprint() const;
    bool has_changed();

    const ServiceSettings& settings_;
    const Tell tell_;
    std::atomic<std::uint64_t> reloads_ = 0, failed_reloads_ = 0;
    std::mutex loading_;       ///< one look at a time
    std::string fingerprint_;  ///< of the files that were loaded last, or could not be; with `loading_`
    mutable std::mutex mutex_;
    std::condition_variable stops_changed_;
    LibraryPointer current_;  ///< with `mutex_`, as is the next
    bool stops_ = false;
    std::thread thread_;
};

}  // namespace carepress::service
