#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::token {

/// What a token says (RFC 7519, 4.1). It may name a person: it is never logged and never part of a message; `subject`
/// is what an audit records.
struct Claims {
    std::string issuer;                  ///< iss
    std::string subject;                 ///< sub; empty if rules do not ask for one and there is none
    std::vector<std::string> audiences;  ///< aud
    std::vector<std::string> scopes;  ///< of `scope` (RFC 9068, 2.2.3) and of `scp`, which some issuers write instead
    std::string token_id;             ///< jti; empty if there is none
    std::string nonce;                ///< of an ID token (OpenID Connect Core, 2); empty if there is none
    std::string authorized_party;     ///< azp, the same
    std::string fhir_user;            ///< fhirUser (SMART App Launch 2.2): the address of a Practitioner or the like
    std::chrono::sys_seconds expires_at{};               ///< exp; fractions of a second are cut off
    std::optional<std::chrono::sys_seconds> not_before;  ///< nbf, the next whole second
    std::optional<std::chrono::sys_seconds> issued_at;   ///< iat, the next whole second

    bool grants(std::string_view scope) const;
};

}  // namespace carepress::token
