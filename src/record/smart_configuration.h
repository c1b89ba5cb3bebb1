#pragma once

#include "record/capabilities.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::record {

/// How people and programs sign in to a server (SMART App Launch 2.2, "Conformance"): its
/// .well-known/smart-configuration.
struct SmartConfiguration {
    std::string issuer, authorization_endpoint, token_endpoint, revocation_endpoint, jwks_uri;
    std::vector<std::string> capabilities;       ///< "launch-ehr"
    std::vector<std::string> grant_types;        ///< "client_credentials"
    std::vector<std::string> methods;            ///< token_endpoint_auth_methods_supported: "private_key_jwt"
    std::vector<std::string> algorithms;         ///< token_endpoint_auth_signing_alg_values_supported: "ES384"
    std::vector<std::string> challenge_methods;  ///< code_challenge_methods_supported: "S256"

    bool can(std::string_view capability) const;
    /// For backend services: by a signed assertion, RS384 or ES384 (SMART, "Asymmetric client authentication"). A
    /// server that names no algorithms, or no grants, is believed by its methods alone.
    bool signs_in_programs() const;
};

std::variant<SmartConfiguration, Unreadable> read_smart_configuration(std::string_view json);

}  // namespace carepress::record
