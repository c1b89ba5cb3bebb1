#include "service/access.h"

#include "net/clock.h"
#include "net/server_limits.h"
#include "service/answers.h"
#include "service/refuse_token.h"
#include "token/verify.h"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace carepress::service {
namespace {

static_assert(net::usual_head_bytes >= token::longest_token + 16'384, "the longest token fits in a request's head");

/// The credentials of "Bearer …" (RFC 6750, 2.1); nullopt if there are none of that scheme.
std::optional<std::string_view> bearer_of(const net::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    if (request.headers.count("Authorization") != 1) return std::nullopt;
    const std::optional<std::string_view> field = request.headers.get("Authorization");
    if (!field || field->size() <= scheme.size()) return std::nullopt;
    if (!net::equal_ignoring_case(field->substr(0, scheme.size()), scheme)) return std::nullopt;
    return field->substr(scheme.size());
}

/// Whether a browser says that a page of another site sent the request (Fetch Metadata; Origin, RFC 6454). Programs
/// that are not browsers say nothing.
bool is_from_another_site(const net::Request& request) {
    const std::optional<std::string_view> site = request.headers.get("Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none") return true;
    const std::optional<std::string_view> origin = request.headers.get("Origin");
    if (!origin) return false;
    const std::size_t host = origin->find("://");
    return host == std::string_view::npos || origin->substr(host + 3) != request.headers.joined("Host");
}

/// A token with an unknown key is refused at once, while the keys are fetched in the background: anybody can make up
/// the name of a key, and so hold up a worker that waited for the issuer. An issuer that publishes a key before it
/// signs with it, as it should, never causes this.
std::variant<std::string, net::Response> subject_of_token(State& state, std::string_view token,
                                                          const std::vector<std::string>& scopes) {
    if (!state.keys.has_source()) return unauthorized("the service takes no tokens; open a session", "invalid_token");
    const std::shared_ptr<const token::KeySet> keys = state.keys.current();
    if (!keys) return keys_not_known();
    token::TokenRules rules;
    rules.issuer = state.settings.token_issuer;
    rules.audiences = state.settings.token_audiences;
    rules.scopes = scopes;
    auto verified = token::verify_token(token, rules, *keys, net::wall_time());
    if (auto* claims = std::get_if<token::Claims>(&verified)) return std::move(claims->subject);
    const auto& refusal = std::get<token::Refusal>(verified);
    if (refusal.is_unknown_key) state.keys.ask_for_unknown();
    return refuse_token(refusal);
}

std::variant<std::string, net::Response> subject_of_bearer(State& state, const net::Request& request,
                                                           const std::vector<std::string>& scopes) {
    const std::optional<std::string_view> bearer = bearer_of(request);
    if (!bearer) return unauthorized("this needs a session or a bearer token");
    if (!is_handle(*bearer)) return subject_of_token(state, *bearer, scopes);
    if (const std::shared_ptr<const Session> session = state.sessions.find(*bearer)) return session->subject;
    return unauthorized("the session is over; open another one", "invalid_token");
}

/// A page of the service on this machine opens one by itself; over a network it needs a token, whose subject the
/// session then has.
std::variant<std::string, net::Response> admit_to_session(State& state, const net::Request& request) {
    if (is_from_another_site(request)) return net::problem(403, "only the service's own pages can open a session");
    if (bearer_of(request)) return subject_of_bearer(state, request, {state.settings.patient_scope});
    if (state.settings.are_sessions_open) return std::string("session");
    return unauthorized("a session needs a bearer token");
}

/// The record system that a token is of. The audience is the address that the operator has told: Host is what the
/// client says. Without record systems only a service of this machine answers, so that it can be tried.
std::variant<std::string, net::Response> issuer_of_call(State& state, const net::Request& request) {
    if (state.cds_clients.empty()) {
        if (state.settings.are_sessions_open) return std::string();
        return net::problem(403, "no record system may ask here; the operator names them with --cds-client");
    }
    const std::optional<std::string_view> bearer = bearer_of(request);
    if (!bearer) return unauthorized("this needs the token of a record system");
    return state.cds_clients.verify(*bearer, state.settings.address + request.target.path);
}

}  // namespace

std::shared_ptr<Session> session_of(State& state, const net::Request& request) {
    const std::optional<std::string_view> bearer = bearer_of(request);
    return bearer && is_handle(*bearer) ? state.sessions.find(*bearer) : nullptr;
}

std::variant<std::string, net::Response> admit(State& state, const net::Request& request, Access access) {
    switch (access) {
        case Access::anyone:
            return std::string();
        case Access::library:
            if (!state.settings.is_library_closed) return std::string();
            return subject_of_bearer(state, request, {state.settings.library_scope});
        case Access::patient:
            return subject_of_bearer(state, request, {state.settings.patient_scope});
        case Access::session:
            return admit_to_session(state, request);
        case Access::record_system:
            return issuer_of_call(state, request);
    }
    return net::problem(500, "the route has no rule of access");
}

}  // namespace carepress::service
