#include "record/record_session.h"

#include <string.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace carepress::record {
namespace {

constexpr std::chrono::seconds renewed_before{20};  // that a token expires: a request takes time
constexpr std::string_view sign_in_again = "Launch again from the record to sign in";

void wipe(std::string& secret) {
    ::explicit_bzero(secret.data(), secret.size());
    secret.clear();
}

bool grants(std::string_view scopes, std::string_view wanted) {
    for (std::size_t begin = 0; begin < scopes.size();) {
        const std::size_t end = std::min(scopes.find(' ', begin), scopes.size());
        if (scopes.substr(begin, end - begin) == wanted) return true;
        begin = end + 1;
    }
    return false;
}

/// Whether the server itself was in trouble: what it would have said is not known.
bool is_passing(const net::ClientResult& result) {
    const auto* const response = std::get_if<net::ClientResponse>(&result);
    return response == nullptr || response->status >= 500 || response->status == 429 || response->status == 408;
}

LaunchProblem not_known_who(std::string_view what) {
    return {"The record system does not say who signed in: " + std::string(what),
            "Launch again from the record; if it stays, its administrator can correct it"};
}

/// Who signed in. Without "openid" the record does not say.
LaunchResult<token::Claims> read_user(const PendingLaunch& pending, const TokenAnswer& tokens,
                                      const RecordSession::Send& send, std::chrono::sys_seconds now) {
    const std::vector<std::string>& asked = pending.plan.scopes;
    const bool was_asked = std::find(asked.begin(), asked.end(), "openid") != asked.end();
    if (!was_asked || (tokens.id_token.empty() && !grants(tokens.scope, "openid"))) return token::Claims{};
    if (tokens.id_token.empty()) return not_known_who("it granted \"openid\" and sent no id_token");
    if (!pending.plan.has_id_tokens()) return not_known_who("it names no issuer and jwks_uri to check it by");
    net::ClientRequest request{pending.plan.jwks, {}};
    request.headers.set("Accept", "application/json");
    const net::ClientResult answer = send(request);
    if (const auto* const error = std::get_if<net::ClientError>(&answer)) return not_known_who(error->text());
    const auto& response = std::get<net::ClientResponse>(answer);
    if (response.status != 200)
        return not_known_who("its keys cannot be had, the answer is " + std::to_string(response.status));
    const auto keys = token::KeySet::read(response.body);
    if (const auto* const problem = std::get_if<token::KeyProblem>(&keys))
        return not_known_who("its keys cannot be used: " + problem->what);
    return check_id_token(tokens.id_token, pending, std::get<token::KeySet>(keys), now);
}

/// A resource of the record as a reference in it.
std::string relative(std::string address, const std::string& base) {
    if (address.starts_with(base + "/")) address.erase(0, base.size() + 1);
    return address;
}

}  // namespace

RecordSession::RecordSession(const RecordSystem& system, SignInPlan plan, LaunchContext context, TokenAnswer tokens,
                             Send send, net::TimePoint now)
    : system_(system), plan_(std::move(plan)), context_(std::move(context)), send_(std::move(send)) {
    scopes_ = std::move(tokens.scope);
    tokens.scope.clear();
    take(std::move(tokens), now);
}

RecordSession::~RecordSession() { forget_tokens(); }

std::string RecordSession::scopes() const {
    const std::lock_guard lock(mutex_);
    return scopes_;
}

bool RecordSession::is_over() const {
    const std::lock_guard lock(mutex_);
    return is_over_;
}

void RecordSession::take(TokenAnswer tokens, net::TimePoint now) {
    wipe(access_token_);
    access_token_ = std::move(tokens.access_token);
    if (!tokens.refresh_token.empty()) {
        wipe(refresh_token_);
        refresh_token_ = std::move(tokens.refresh_token);
    }
    if (!tokens.scope.empty()) scopes_ = std::move(tokens.scope);
    // A server that does not say when it expires says so with 401.
    expires_at_ = tokens.expires_in ? now + *tokens.expires_in : net::TimePoint::max();
}

void RecordSession::forget_tokens() {
    wipe(access_token_);
    wipe(refresh_token_);
}

LaunchProblem RecordSession::end(std::string what) {
    is_over_ = true;
    forget_tokens();
    return {std::move(what), std::string(sign_in_again)};
}

LaunchResult<std::string> RecordSession::access_token(std::string_view refused, net::TimePoint now) {
    const std::lock_guard lock(mutex_);
    if (is_over_) return LaunchProblem{"The session with the record is over", std::string(sign_in_again)};
    const bool is_refused = !refused.empty() && refused == access_token_;
    const bool is_old = expires_at_ != net::TimePoint::max() && now >= expires_at_;
    const bool is_nearly_old = expires_at_ != net::TimePoint::max() && now >= expires_at_ - renewed_before;
    if (!is_refused && !is_old && (!is_nearly_old || refresh_token_.empty())) return access_token_;
    if (refresh_token_.empty()) return end("The sign-in to the record has expired");

    const net::ClientResult answer = send_(refresh_request(system_, plan_, refresh_token_, net::wall_time()));
    if (is_passing(answer)) {
        if (!is_refused && !is_old) return access_token_;
        return LaunchProblem{"The sign-in to the record could not be renewed now", "Try again in a moment"};
    }
    auto read = read_token_answer(answer, scopes_);
    if (std::holds_alternative<LaunchProblem>(read)) return end("The sign-in to the record has expired");
    TokenAnswer& tokens = std::get<TokenAnswer>(read);
    if ((!tokens.patient.empty() && tokens.patient != context_.patient) ||
        (!tokens.encounter.empty() && tokens.encounter != context_.encounter))
        return end("The record system has changed the patient or the visit of this sign-in");
    take(std::move(tokens), now);
    return access_token_;
}

void RecordSession::sign_out(std::chrono::sys_seconds now) {
    const std::lock_guard lock(mutex_);
    // The refresh token goes first: with it, the server forgets the access token, too (RFC 7009, 2.1).
    if (!plan_.revoke.empty())
        for (const std::string* token : {&refresh_token_, &access_token_})
            if (!token->empty()) send_(revocation_request(system_, plan_, *token, now));
    is_over_ = true;
    forget_tokens();
}

LaunchResult<std::unique_ptr<RecordSession>> complete_launch(const PendingLaunch& pending, std::string_view code,
                                                             RecordSession::Send send, std::chrono::sys_seconds now) {
    std::string asked;
    for (const std::string& scope : pending.plan.scopes) asked += (asked.empty() ? "" : " ") + scope;
    auto read = read_token_answer(send(code_request(pending, code, now)), asked);
    if (auto* const problem = std::get_if<LaunchProblem>(&read)) return std::move(*problem);
    TokenAnswer& tokens = std::get<TokenAnswer>(read);
    if (tokens.patient.empty())
        return LaunchProblem{"The record system named no patient",
                             "Open a patient's chart, and launch carepress from there"};
    auto user = read_user(pending, tokens, send, now);
    if (auto* const problem = std::get_if<LaunchProblem>(&user)) return std::move(*problem);
    const auto& claims = std::get<token::Claims>(user);
    LaunchContext context{tokens.patient,
                          tokens.encounter,
                          tokens.needs_patient_banner,
                          tokens.intent,
                          tokens.references,
                          tokens.articles.empty() ? pending.articles : tokens.articles,
                          claims.subject,
                          relative(claims.fhir_user, pending.system->base)};
    return std::make_unique<RecordSession>(*pending.system, pending.plan, std::move(context), std::move(tokens),
                                           std::move(send));
}

}  // namespace carepress::record
