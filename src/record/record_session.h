#pragma once

#include "net/clock.h"
#include "record/launch.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::record {

/// What a session is about. It never changes: another chart is another session (SMART App Launch 2.2 has no way to tell
/// an app that its patient has changed).
struct LaunchContext {
    std::string patient, encounter;  ///< ids; there is always a patient
    bool needs_patient_banner = true;
    std::string intent;  ///< see TokenAnswer
    std::vector<ContextReference> references;
    std::vector<std::string> articles;  ///< codes to begin with: of appContext, else of the launch address
    std::string subject;                ///< of the ID token; empty: the record does not say who signed in
    std::string fhir_user;              ///< "Practitioner/1", or an address of another server; empty: not said
};

/// A session with one record system. Its tokens are in memory alone, and are overwritten when it ends. Thread-safe.
class RecordSession {
public:
    /// Sends a request to the record system's authorization server.
    using Send = std::function<net::ClientResult(const net::ClientRequest&)>;

    RecordSession(const RecordSystem& system, SignInPlan plan, LaunchContext context, TokenAnswer tokens, Send send,
                  net::TimePoint now = net::now());
    ~RecordSession();
    RecordSession(const RecordSession&) = delete;
    RecordSession& operator=(const RecordSession&) = delete;

    const RecordSystem& system() const { return system_; }
    const LaunchContext& context() const { return context_; }
    /// What was granted, separated by blanks.
    std::string scopes() const;

    /// A token for a request to the record. If it has expired, or is `refused` (the one that the record answered 401
    /// to), a new one is asked for, once. The session is over if there is none to be had; it is not if the
    /// authorization server just cannot be reached.
    LaunchResult<std::string> access_token(std::string_view refused = {}, net::TimePoint now = net::now());

    /// Revokes the tokens, if the server has an address for it, and forgets them. Whether it was told is of no matter
    /// to this side: they are gone here.
    void sign_out(std::chrono::sys_seconds now = net::wall_time());
    bool is_over() const;

private:
    void take(TokenAnswer tokens, net::TimePoint now);
    LaunchProblem end(std::string what);
    void forget_tokens();

    const RecordSystem& system_;
    const SignInPlan plan_;
    const LaunchContext context_;
    const Send send_;

    mutable std::mutex mutex_;
    // With `mutex_`:
    std::string access_token_, refresh_token_;
    std::string scopes_;
    net::TimePoint expires_at_;
    bool is_over_ = false;
};

/// The last step of a launch: exchanges the code, reads what was granted, and checks who signed in. `send` outlives the
/// session.
LaunchResult<std::unique_ptr<RecordSession>> complete_launch(const PendingLaunch& pending, std::string_view code,
                                                             RecordSession::Send send,
                                                             std::chrono::sys_seconds now = net::wall_time());

}  // namespace carepress::record
