#include "record/smart_configuration.h"

#include "record/json.h"

#include <algorithm>

namespace carepress::record {
namespace {

bool has(const std::vector<std::string>& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

bool SmartConfiguration::can(std::string_view capability) const { return has(capabilities, capability); }

bool SmartConfiguration::signs_in_programs() const {
    const bool has_method = has(methods, "private_key_jwt") || can("client-confidential-asymmetric");
    const bool has_algorithm = algorithms.empty() || has(algorithms, "RS384") || has(algorithms, "ES384");
    const bool has_grant = grant_types.empty() || has(grant_types, "client_credentials");
    return !token_endpoint.empty() && has_method && has_algorithm && has_grant;
}

std::variant<SmartConfiguration, Unreadable> read_smart_configuration(std::string_view json) {
    const Json document = parse_json(json);
    if (!document.is_object()) return Unreadable{"its smart-configuration is not a JSON object"};
    SmartConfiguration configuration;
    configuration.issuer = text_member(document, "issuer");
    configuration.authorization_endpoint = text_member(document, "authorization_endpoint");
    configuration.token_endpoint = text_member(document, "token_endpoint");
    configuration.revocation_endpoint = text_member(document, "revocation_endpoint");
    configuration.jwks_uri = text_member(document, "jwks_uri");
    configuration.capabilities = text_items(document, "capabilities");
    configuration.grant_types = text_items(document, "grant_types_supported");
    configuration.methods = text_items(document, "token_endpoint_auth_methods_supported");
    configuration.algorithms = text_items(document, "token_endpoint_auth_signing_alg_values_supported");
    configuration.challenge_methods = text_items(document, "code_challenge_methods_supported");
    if (configuration.token_endpoint.empty()) return Unreadable{"its smart-configuration has no token_endpoint"};
    return configuration;
}

}  // namespace carepress::record
