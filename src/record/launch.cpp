#include "record/launch.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/percent.h"
#include "base/random.h"
#include "record/visit_types.h"
#include "token/verify.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace carepress::record {
namespace {

/// Types that those of a visit lead to, and that have the names of people and medicines.
constexpr std::array<std::string_view, 3> types_led_to{"Practitioner", "Medication", "Organization"};

bool lists(const std::vector<std::string>& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

LaunchProblem wrong_configuration(std::string what) {
    return {"The sign-in of this record system is not as SMART App Launch asks for: " + std::move(what),
            "The record system's administrator can correct it; a site can name \"authorization-endpoint\" and "
            "\"token-endpoint\" in the file of --records instead, if its vendor says that they take PKCE with S256"};
}

/// A secret, or what goes with one, goes to no address that is less protected than the record itself.
bool is_as_safe_as(std::string_view address, const RecordSystem& system) {
    if (!net::wrong_client_address(address).empty() || address.find('#') != std::string_view::npos) return false;
    return address.starts_with("https://") || system.base.starts_with("http://");
}

/// Those of docs/record.md, in the order of SMART's letters, "cruds".
std::vector<std::string> scopes_for(const SmartConfiguration& smart, const SignInPlan& plan, LaunchKind kind) {
    const bool is_v1 = !smart.can("permission-v2") && smart.can("permission-v1");
    std::vector<std::string> scopes;
    if (plan.has_id_tokens()) scopes = {"openid", "fhirUser"};
    if (kind == LaunchKind::from_record)
        scopes.emplace_back("launch");
    else
        scopes.insert(scopes.end(), {"launch/patient", "launch/encounter"});
    if (smart.can("permission-online")) scopes.emplace_back("online_access");
    const auto read = [&](std::string_view type) {
        scopes.push_back("patient/" + std::string(type) + (is_v1 ? ".read" : ".rs"));
    };
    read("Patient");
    for (const VisitType& each : visit_types())
        if (each.need != Need::unseen && each.type != "DocumentReference") read(each.type);
    for (const std::string_view type : types_led_to) read(type);
    scopes.emplace_back(is_v1 ? "patient/DocumentReference.read" : "patient/DocumentReference.crus");
    if (is_v1) scopes.emplace_back("patient/DocumentReference.write");
    scopes.emplace_back(is_v1 ? "patient/Communication.write" : "patient/Communication.c");
    return scopes;
}

/// "a=b&c=d" (application/x-www-form-urlencoded).
class Form {
public:
    Form& add(std::string_view name, std::string_view value) {
        if (!text_.empty()) text_ += '&';
        text_.append(name) += '=';
        for (const char c : value) {
            if (is_unreserved(c))
                text_ += c;
            else
                append_percent_encoded(text_, c);
        }
        return *this;
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

std::string joined(const std::vector<std::string>& scopes) {
    std::string text;
    for (const std::string& scope : scopes) text += (text.empty() ? "" : " ") + scope;
    return text;
}

/// A request of the client, as what it is: a public one says its name, a confidential one proves it.
net::ClientRequest client_request(const RecordSystem& system, const std::string& endpoint, const std::string& audience,
                                  Form form, std::chrono::sys_seconds now) {
    if (system.key) {
        token::ClientAssertion assertion;
        assertion.client_id = system.client_id;
        assertion.token_endpoint = audience;
        assertion.token_id = to_base64url(random_bytes(16));
        assertion.now = now;
        form.add("client_assertion_type", token::client_assertion_type)
            .add("client_assertion", sign_client_assertion(*system.key, assertion));
    } else {
        form.add("client_id", system.client_id);
    }
    net::ClientRequest request{endpoint, {}, "POST", form.text()};
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.headers.set("Accept", "application/json");
    return request;
}

}  // namespace

LaunchResult<SignInPlan> plan_sign_in(const RecordSystem& system, const SmartConfiguration* smart,
                                      std::string_view why_none, LaunchKind kind) {
    const bool has_addresses = !system.token_endpoint.empty();
    if (smart == nullptr && !has_addresses)
        return LaunchProblem{"The record system did not say how to sign in: " + std::string(why_none),
                             "Try again; if it stays, its address in the file of --records may be wrong: carepress "
                             "record check shows what it answers"};
    const SmartConfiguration configuration = smart != nullptr ? *smart : SmartConfiguration{};
    if (!has_addresses && configuration.authorization_endpoint.empty())
        return wrong_configuration("it has no authorization_endpoint");
    if (!has_addresses && !lists(configuration.challenge_methods, "S256"))
        return wrong_configuration("code_challenge_methods_supported does not have S256");
    SignInPlan plan;
    plan.authorize = has_addresses ? system.authorization_endpoint : configuration.authorization_endpoint;
    plan.token = has_addresses ? system.token_endpoint : configuration.token_endpoint;
    plan.revoke = configuration.revocation_endpoint;
    plan.issuer = system.issuer.empty() ? configuration.issuer : system.issuer;
    plan.jwks = system.jwks.empty() ? configuration.jwks_uri : system.jwks;
    plan.scopes = system.scopes.empty() ? scopes_for(configuration, plan, kind) : system.scopes;
    for (const std::string* address : {&plan.authorize, &plan.token, &plan.revoke, &plan.jwks})
        if (!address->empty() && !is_as_safe_as(*address, system))
            return wrong_configuration("an address of the sign-in is not https");
    return plan;
}

PendingLaunch make_pending_launch(const RecordSystem& system, SignInPlan plan, LaunchKind kind) {
    return {&system, std::move(plan), kind, to_base64url(random_bytes(32)), to_base64url(random_bytes(16)), {}};
}

std::string authorization_address(const PendingLaunch& pending, std::string_view state, std::string_view launch) {
    Form form;
    form.add("response_type", "code")
        .add("client_id", pending.system->client_id)
        .add("redirect_uri", pending.system->redirect);
    if (!launch.empty()) form.add("launch", launch);
    form.add("scope", joined(pending.plan.scopes)).add("state", state).add("aud", pending.system->base);
    if (lists(pending.plan.scopes, "openid")) form.add("nonce", pending.nonce);
    form.add("code_challenge", to_base64url(bytes_of(sha256(pending.code_verifier))))
        .add("code_challenge_method", "S256");
    const std::string& endpoint = pending.plan.authorize;
    return endpoint + (endpoint.find('?') == std::string::npos ? '?' : '&') + form.text();
}

net::ClientRequest code_request(const PendingLaunch& pending, std::string_view code, std::chrono::sys_seconds now) {
    Form form;
    form.add("grant_type", "authorization_code")
        .add("code", code)
        .add("redirect_uri", pending.system->redirect)
        .add("code_verifier", pending.code_verifier);
    return client_request(*pending.system, pending.plan.token, pending.plan.token, std::move(form), now);
}

net::ClientRequest refresh_request(const RecordSystem& system, const SignInPlan& plan, std::string_view refresh_token,
                                   std::chrono::sys_seconds now) {
    Form form;
    form.add("grant_type", "refresh_token").add("refresh_token", refresh_token);
    return client_request(system, plan.token, plan.token, std::move(form), now);
}

net::ClientRequest revocation_request(const RecordSystem& system, const SignInPlan& plan, std::string_view token,
                                      std::chrono::sys_seconds now) {
    Form form;
    form.add("token", token);
    return client_request(system, plan.revoke, plan.token, std::move(form), now);
}

LaunchResult<token::Claims> check_id_token(std::string_view id_token, const PendingLaunch& pending,
                                           const token::KeySet& keys, std::chrono::sys_seconds now) {
    token::TokenRules rules;
    rules.issuer = pending.plan.issuer;
    rules.audiences = {pending.system->client_id};
    rules.nonce = pending.nonce;
    auto verified = token::verify_token(id_token, rules, keys, now);
    if (auto* claims = std::get_if<token::Claims>(&verified)) return std::move(*claims);
    return LaunchProblem{
        "The record system's statement of who signed in (id_token) is not valid: " +
            std::string(std::get<token::Refusal>(verified).reason),
        "Launch again from the record; if it stays, \"client-id\", \"issuer\" or \"jwks\" in the file of "
        "--records may be wrong"};
}

}  // namespace carepress::record
