#include "record/backend_sign_in.h"

#include "base/ascii.h"
#include "base/base64.h"
#include "base/random.h"
#include "net/clock.h"
#include "record/visit_types.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carepress::record {
namespace {

/// RFC 6749, 5.2. Other codes are said to be errors, without their words.
constexpr std::array<std::pair<std::string_view, const char*>, 4> sign_in_errors{{
    {"invalid_client",
     "it does not know this client, or its key: compare the client's id and public key with the "
     "registration"},
    {"unauthorized_client", "this client may not sign in as a program"},
    {"invalid_scope", "it does not grant these scopes: name those of the registration with --scope"},
    {"unsupported_grant_type", "it does not let programs sign in (client_credentials)"},
}};

RecordFailure not_signed_in(std::string what, int status = 0) {
    return {FailureKind::not_signed_in, status, "the record does not sign this program in: " + std::move(what)};
}

void add_field(std::string& body, std::string_view name, std::string_view value) {
    if (!body.empty()) body += '&';
    body.append(name).append("=").append(in_query(value));
}

/// A token as RFC 6750, 2.1 has it in a header field.
bool fits_in_header(std::string_view text) {
    constexpr std::size_t longest = 65'536;
    return !text.empty() && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

std::variant<std::string, RecordFailure> BackendSignIn::ask() const {
    const token::ClientAssertion assertion{client_id_, token_endpoint_, to_base64url(random_bytes(16)),
                                           net::wall_time()};
    net::ClientRequest request;
    request.url = token_endpoint_;
    request.method = "POST";
    request.headers.set("Accept", "application/json");
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    add_field(request.body, "grant_type", "client_credentials");
    add_field(request.body, "scope", asked_);
    add_field(request.body, "client_assertion_type", token::client_assertion_type);
    add_field(request.body, "client_assertion", token::sign_client_assertion(key_, assertion));
    const net::ClientResult result = client_.send(request);
    if (const auto* const error = std::get_if<net::ClientError>(&result)) return not_signed_in(error->text());
    const auto& response = std::get<net::ClientResponse>(result);
    const Json answer = parse_json(response.body);
    if (response.status != 200) {
        const std::string code = text_member(answer, "error");
        for (const auto& [known, meaning] : sign_in_errors)
            if (code == known) return not_signed_in(meaning, response.status);
        return not_signed_in("it answers with " + std::to_string(response.status), response.status);
    }
    std::string token = text_member(answer, "access_token");
    if (!fits_in_header(token) || ascii_lower(text_member(answer, "token_type")) != "bearer")
        return not_signed_in("its answer has no bearer token", response.status);
    granted_ = text_member(answer, "scope");
    return token;
}

std::variant<std::string, RecordFailure> BackendSignIn::token(std::string_view refused) {
    const std::lock_guard lock(mutex_);
    if (!token_.empty() && token_ != refused) return token_;
    auto asked = ask();
    if (auto* const token = std::get_if<std::string>(&asked)) token_ = *token;
    return asked;
}

std::string BackendSignIn::granted() const {
    const std::lock_guard lock(mutex_);
    return granted_.empty() && !token_.empty() ? asked_ : granted_;
}

namespace {

/// One scope for a type: "system/Condition.rs", or its like in SMART 1.
void add_scope(std::string& scopes, const SmartConfiguration& smart, std::string_view type, std::string_view rights) {
    const auto add = [&](std::string_view right) {
        if (!scopes.empty()) scopes += ' ';
        scopes.append("system/").append(type).append(".").append(right);
    };
    if (smart.can("permission-v2") || !smart.can("permission-v1")) return add(rights);
    if (rights.find_first_of("rs") != std::string_view::npos) add("read");
    if (rights.find_first_of("cu") != std::string_view::npos) add("write");
}

}  // namespace

std::string attaching_scopes(const SmartConfiguration& smart) {
    std::string scopes;
    add_scope(scopes, smart, "Encounter", "r");
    add_scope(scopes, smart, "DocumentReference", "crus");
    add_scope(scopes, smart, "Binary", "cr");
    add_scope(scopes, smart, "Communication", "c");
    return scopes;
}

std::string reading_scopes(const SmartConfiguration& smart) {
    std::string scopes;
    add_scope(scopes, smart, "Patient", "r");
    for (const VisitType& type : visit_types()) add_scope(scopes, smart, type.type, "rs");
    for (const char* type :
         {"HealthcareService", "Location", "Medication", "Organization", "Practitioner", "PractitionerRole"})
        add_scope(scopes, smart, type, "r");
    return scopes;
}

}  // namespace carepress::record
