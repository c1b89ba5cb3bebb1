#include "service/key_keeper.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/source.h"
#include "net/freshness.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <variant>

namespace carepress::service {
namespace {

std::string text_of(const token::KeyProblem& problem) {
    return (problem.where.empty() ? "" : problem.where + ": ") + problem.what;
}

std::string count_of(const token::KeySet& keys) {
    return std::to_string(keys.size()) + (keys.size() == 1 ? " key" : " keys");
}

}  // namespace

bool is_key_address(std::string_view source) { return source.find("://") != std::string_view::npos; }

std::chrono::seconds refresh_time(const net::Headers& headers) {
    constexpr std::chrono::minutes least{5};
    constexpr std::chrono::hours usual{1}, most{24};
    return std::clamp<std::chrono::seconds>(net::freshness_of(headers).value_or(usual), least, most);
}

/// What a look at the source has found: the text of a key set, or a problem.
struct KeyKeeper::Look {
    std::string text, problem;
    std::chrono::milliseconds good_for{};  ///< of what was fetched: until it is to be fetched again
};

KeyKeeper::KeyKeeper(KeySettings settings, Tell tell)
    : settings_(std::move(settings)),
      tell_(std::move(tell)),
      shown_source_(is_key_address(settings_.source) ? net::address_without_query(settings_.source) : settings_.source),
      client_(settings_.ca_file, net::ClientLimits{.body_bytes = token::KeySet::largest}) {
    if (!has_source() || is_key_address(settings_.source)) return;
    take(look({}), false);
    if (!problem_.empty()) throw EnvironmentError("the keys of tokens cannot be used: " + problem_);
    next_look_ = net::now() + settings_.look_interval;
}

std::shared_ptr<const token::KeySet> KeyKeeper::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

std::string KeyKeeper::what_is_missing() const {
    const std::lock_guard lock(mutex_);
    if (!has_source() || current_) return {};
    return "the keys of tokens are not known yet: " + (problem_.empty() ? "they are being fetched" : problem_);
}

void KeyKeeper::watch() {
    if (!has_source()) return;
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void KeyKeeper::reload() {
    const std::lock_guard lock(mutex_);
    must_reload_ = true;
    changed_.notify_all();
}

void KeyKeeper::ask_for_unknown() {
    const std::lock_guard lock(mutex_);
    if (must_ask_ || !is_key_address(settings_.source)) return;
    must_ask_ = true;
    changed_.notify_all();
}

net::TimePoint KeyKeeper::due() const {
    if (must_reload_) return net::TimePoint::min();
    return must_ask_ ? std::min(next_look_, last_look_ + settings_.pause) : next_look_;
}

void KeyKeeper::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const net::TimePoint until = due();
        if (net::now() < until) {
            changed_.wait_until(lock, stop, until, [&] { return due() < until; });
            continue;
        }
        const bool must_tell = std::exchange(must_reload_, false);
        must_ask_ = false;
        last_look_ = net::now();
        lock.unlock();
        const Look found = look(stop);
        if (!stop.stop_requested()) take(found, must_tell);
        lock.lock();
        next_look_ = net::now() + pause_after(found);
    }
}

KeyKeeper::Look KeyKeeper::look(const std::stop_token& stop) const {
    try {
        if (is_key_address(settings_.source)) return fetch(stop);
        return {read_source(settings_.source, token::KeySet::largest).bytes, "", {}};
    } catch (const std::exception& error) {
        return {"", error.what(), {}};
    }
}

KeyKeeper::Look KeyKeeper::fetch(const std::stop_token& stop) const {
    net::ClientRequest request{settings_.source, {}};
    request.headers.set("Accept", "application/jwk-set+json, application/json");  // RFC 7517, 8.5.2
    net::ClientResult result = client_.send(request, [&stop] { return stop.stop_requested(); });
    if (const auto* error = std::get_if<net::ClientError>(&result)) return {"", error->text(), {}};
    auto& response = std::get<net::ClientResponse>(result);
    if (response.status == 200) return {std::move(response.body), "", refresh_time(response.headers)};
    const bool leads_on = response.status >= 300 && response.status < 400;
    return {"",
            shown_source_ + ": the server answered " + std::to_string(response.status) +
                (leads_on ? "; redirects are not followed, so name the address that it leads to" : ""),
            {}};
}

void KeyKeeper::take(const Look& look, bool must_tell) {
    if (look.problem.empty())
        use(look.text, must_tell);
    else
        fail(look.problem, must_tell);
}

void KeyKeeper::use(const std::string& text, bool must_tell) {
    const std::string digest = hex(sha256(text));
    std::shared_ptr<const token::KeySet> keys;
    if (digest != digest_) {
        auto read = token::KeySet::read(text);
        if (const auto* problem = std::get_if<token::KeyProblem>(&read))
            return fail(shown_source_ + ": " + text_of(*problem), must_tell);
        keys = std::make_shared<const token::KeySet>(std::get<token::KeySet>(std::move(read)));
    }
    digest_ = digest;
    failures_in_a_row_ = 0;
    bool did_fail = false;
    {
        const std::lock_guard lock(mutex_);
        did_fail = !std::exchange(problem_, "").empty();
        if (keys) current_ = keys;  // else they are the same, and know which signatures are right already
    }
    if (keys) {
        ++loads_;
        tell_("the keys of tokens were loaded: " + count_of(*keys) + " of " + shown_source_);
        for (const token::KeyProblem& problem : keys->left_out()) tell_(shown_source_ + ": " + text_of(problem));
    } else if (did_fail || must_tell) {
        tell_("the keys of tokens were loaded again: they are the same");
    }
}

/// An outage is told once, not each time that it is noticed.
void KeyKeeper::fail(const std::string& problem, bool must_tell) {
    ++failures_;
    ++failures_in_a_row_;
    bool is_known = false, has_keys = false;
    {
        const std::lock_guard lock(mutex_);
        is_known = std::exchange(problem_, problem) == problem;
        has_keys = current_ != nullptr;
    }
    if (is_known && !must_tell) return;
    if (!has_keys && !is_key_address(settings_.source)) return;  // the constructor throws it
    tell_("the keys of tokens were not loaded: " + problem +
          (has_keys ? "; the previous keys stay in use" : "; no token is taken until they are"));
}

/// After a failure it tries again: soon if it has never had keys, else after a pause.
std::chrono::milliseconds KeyKeeper::pause_after(const Look& look) const {
    if (!is_key_address(settings_.source)) return settings_.look_interval;
    if (failures_in_a_row_ == 0) return look.good_for;
    if (current_) return settings_.pause;
    constexpr int most_doublings = 10;
    return std::min(settings_.pause, settings_.first_retry * (1 << std::min(failures_in_a_row_ - 1, most_doublings)));
}

}  // namespace carepress::service
