#pragma once

#include "net/client.h"
#include "net/clock.h"
#include "token/key_set.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

namespace carepress::service {

/// Where the keys of the issuer of tokens are, and how often they may be asked for. The times are those of a service;
/// tests take shorter ones.
struct KeySettings {
    std::string source;   ///< path of a JWK Set, or its address: https://…; empty: there are none, no token is taken
    std::string ca_file;  ///< see net::Client
    std::chrono::milliseconds look_interval{2'000};  ///< how often a file is looked at for changes
    std::chrono::milliseconds first_retry{1'000};    ///< while none were ever fetched; doubled until `pause`
    std::chrono::milliseconds pause{60'000};         ///< between fetches for an unknown key, and after one that failed
};

/// Whether the keys are at an address, not in a file.
bool is_key_address(std::string_view source);

/// How long to wait before keys that came with these header fields are fetched again: their freshness lifetime (RFC
/// 9111, 4.2.1), at least 5 minutes and at most 24 hours; an hour if the response does not state one.
std::chrono::seconds refresh_time(const net::Headers& headers);

/// Keeps the issuer's keys as they are now. Those of a file are read when this is made and again when the file changes;
/// those of an address are fetched when watch() begins, and again after refresh_time(). What cannot be read or fetched
/// leaves the previous keys in place, and the operator is told. All of it is done on a thread of its own, so that no
/// request waits for a disk or for another server. Thread-safe.
class KeyKeeper {
public:
    using Tell = std::function<void(const std::string& message)>;

    /// Reads the keys, if they are in a file. Throws EnvironmentError if it has none that can be used.
    KeyKeeper(KeySettings settings, Tell tell);
    ~KeyKeeper() = default;
    KeyKeeper(const KeyKeeper&) = delete;
    KeyKeeper& operator=(const KeyKeeper&) = delete;

    /// Whether tokens are taken at all.
    bool has_source() const { return !settings_.source.empty(); }
    /// Null if there are none, or none yet. A set that was changed is another one; a request keeps the one that it has.
    std::shared_ptr<const token::KeySet> current() const;
    /// Why no keys are loaded yet: "the keys of tokens are not known yet: https://…: no connection …". Empty if some
    /// are loaded, or no source is set.
    std::string what_is_missing() const;

    /// Begins to fetch, or to look at the file.
    void watch();
    /// Reads or fetches the keys soon, whether it is time or not: SIGHUP.
    void reload();
    /// A token named a key that is not in the set: the issuer may have changed its keys. They are fetched soon, but at
    /// most once in KeySettings::pause, since anybody can make up names of keys. Of a file, does nothing.
    void ask_for_unknown();

    std::uint64_t loads() const { return loads_; }        ///< how often new keys replaced the previous ones
    std::uint64_t failures() const { return failures_; }  ///< fetches and readings that failed

private:
    struct Look;

    void run(const std::stop_token& stop);
    net::TimePoint due() const;
    Look look(const std::stop_token& stop) const;
    Look fetch(const std::stop_token& stop) const;
    void take(const Look& look, bool must_tell);
    void use(const std::string& text, bool must_tell);
    void fail(const std::string& problem, bool must_tell);
    std::chrono::milliseconds pause_after(const Look& look) const;

    const KeySettings settings_;
    const Tell tell_;
    const std::string shown_source_;  ///< without the query of an address
    const net::Client client_;
    std::atomic<std::uint64_t> loads_ = 0, failures_ = 0;

    // Of the thread alone, once watch() was called.
    std::string digest_;  ///< of the text of the current keys
    int failures_in_a_row_ = 0;

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    // With `mutex_`:
    std::shared_ptr<const token::KeySet> current_;
    std::string problem_;  ///< of the last look; empty: it went well
    bool must_reload_ = false, must_ask_ = false;
    net::TimePoint last_look_{}, next_look_{};

    std::jthread thread_;  // the last member: it ends before what it uses
};

}  // namespace carepress::service
