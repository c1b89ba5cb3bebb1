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

/// Gathers the scopes of types that a server names.
class ScopeList {
public:
    ScopeList(const SmartConfiguration& smart, const Capabilities& capabilities)
        : is_first_smart_(smart.can("permission-v1") && !smart.can("permission-v2")), capabilities_(capabilities) {}

    /// `rights` as in SMART 2: "rs".
    void add(std::string_view type, std::string_view rights) {
        if (capabilities_.find(type) == nullptr) return;
        if (!is_first_smart_) return add_one(type, rights);
        if (rights.find_first_of("rs") != std::string_view::npos) add_one(type, "read");
        if (rights.find_first_of("cu") != std::string_view::npos) add_one(type, "write");
    }
    std::string take() { return std::move(scopes_); }

private:
    void add_one(std::string_view type, std::string_view right) {
        if (!scopes_.empty()) scopes_ += ' ';
        scopes_.append("system/").append(type).append(".").append(right);
    }

    const bool is_first_smart_;
    const Capabilities& capabilities_;
    std::string scopes_;
};

}  // namespace

std::string attaching_scopes(const SmartConfiguration& smart, const Capabilities& capabilities) {
    ScopeList scopes(smart, capabilities);
    scopes.add("Encounter", "r");
    scopes.add("DocumentReference", "crus");
    scopes.add("Binary", "cr");
    scopes.add("Communication", "c");
    return scopes.take();
}

std::string reading_scopes(const SmartConfiguration& smart, const Capabilities& capabilities) {
    ScopeList scopes(smart, capabilities);
    scopes.add("Patient", "r");
    for (const VisitType& type : visit_types()) scopes.add(type.type, "rs");
    for (const char* type :
         {"HealthcareService", "Location", "Medication", "Organization", "Practitioner", "PractitionerRole"})
        scopes.add(type, "r");
    return scopes.take();
}

}  // namespace carepress::record
