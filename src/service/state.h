#pragma once

#include "net/client.h"
#include "net/counters.h"
#include "record/ehr_profile.h"
#include "record/given_before.h"
#include "record/record_session.h"
#include "service/audit.h"
#include "service/cds_clients.h"
#include "service/given_cards.h"
#include "service/handle_store.h"
#include "service/key_keeper.h"
#include "service/library_keeper.h"
#include "service/open_visit.h"
#include "service/preview.h"
#include "service/settings.h"
#include "service/web_files.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::service {

/// The handouts that are in the chart of a session, once the record was asked for them. Thread-safe.
class GivenInChart {
public:
    /// The document that a preview was attached as; empty: it was not.
    std::string attached_as(const std::string& preview) const {
        const std::lock_guard lock(mutex_);
        const auto found = attached_.find(preview);
        return found == attached_.end() ? std::string() : found->second;
    }
    /// Something was attached, so that the record must be asked again.
    void add(const std::string& preview, const std::string& document) {
        const std::lock_guard lock(mutex_);
        attached_[preview] = document;
        given_.reset();
    }
    std::optional<record::GivenBefore> get() const {
        const std::lock_guard lock(mutex_);
        return given_;
    }
    void set(record::GivenBefore given) {
        const std::lock_guard lock(mutex_);
        given_ = std::move(given);
    }

private:
    mutable std::mutex mutex_;
    std::optional<record::GivenBefore> given_;
    std::map<std::string, std::string> attached_;  ///< ids of documents by the handles of previews
};

/// A page that was opened.
struct Session {
    std::string subject;  ///< of the token that opened it, "session", or of the ID token of a launch
    std::shared_ptr<record::RecordSession> record = {};  ///< that it was launched from; null: none
    std::shared_ptr<GivenInChart> given = std::make_shared<GivenInChart>();
};

/// What the service has done, besides what the server counts.
struct ServiceCounters {
    using Count = std::atomic<std::uint64_t>;
    Count searches, handouts, previews, visits, refused_jobs, cards, accepted_cards, overridden_cards;
};

/// All that routes work with. One for a service, shared by threads.
struct State {
    State(ServiceSettings from, LibraryKeeper::Tell tells)
        : settings(std::move(from)),
          tell(std::move(tells)),
          web(settings.web_folder),
          library(settings, tell),
          keys(settings.token_keys, tell),
          cds_clients(settings.cds_clients, tell),
          previews(settings.preview_time, settings.preview_bytes),
          visits(settings.visit_time, settings.visit_bytes),
          record_client(settings.ca_file, {.total_time = std::chrono::seconds(12)}),
          chart_client(settings.ca_file, {.body_bytes = 16'000'000, .total_time = std::chrono::seconds(30)}),
          launches(settings.launch_time, most_sessions),
          sessions(settings.session_time, most_sessions),
          audit(settings.audit_file, read_audit_key(settings.audit_key_file)) {}

    /// The library as it is now: what a request works with from its beginning to its end.
    LibraryPointer current_library() const { return library.current(); }

    static constexpr std::size_t most_sessions = 10'000;  ///< each counts as one byte

    const ServiceSettings settings;
    const LibraryKeeper::Tell tell;  ///< for the operator
    const WebFiles web;
    LibraryKeeper library;
    KeyKeeper keys;
    CdsClients cds_clients;
    GivenCards cards;
    HandleStore<Preview> previews;
    HandleStore<OpenVisit> visits;
    const net::Client record_client;              ///< for sign-ins, which somebody waits for
    const net::Client chart_client;               ///< for what is in a chart
    HandleStore<record::PendingLaunch> launches;  ///< by `state`
    HandleStore<Session> sessions;
    std::mutex profiles_mutex;
    std::map<std::string, record::EhrProfile> profiles;  ///< by the address of FHIR; with profiles_mutex
    Audit audit;
    ServiceCounters counters;
    // Of the server that the routes are served by; without one, as in tests of routes, there is nothing to tell.
    std::function<bool()> is_draining;
    const net::Counters* server_counters = nullptr;
};

}  // namespace carepress::service
