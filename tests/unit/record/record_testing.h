// CapabilityStatements as tests need them.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace carepress::test {

using Json = nlohmann::ordered_json;

/// One resource of a CapabilityStatement.
inline Json resource_use(const std::string& type, const std::vector<std::string>& interactions,
                         const std::vector<std::string>& parameters = {}) {
    Json use = {{"type", type}, {"interaction", Json::array()}, {"searchParam", Json::array()}};
    for (const std::string& each : interactions) use["interaction"].push_back({{"code", each}});
    for (const std::string& each : parameters) use["searchParam"].push_back({{"name", each}, {"type", "reference"}});
    return use;
}

/// A server that can do all that carepress asks of one.
inline Json full_statement() {
    Json resources = Json::array({resource_use("Patient", {"read"}), resource_use("Encounter", {"read"})});
    for (const char* type : {"Condition", "MedicationRequest", "Observation", "Procedure", "DiagnosticReport",
                             "ServiceRequest", "CarePlan", "Composition"})
        resources.push_back(resource_use(type, {"read", "search-type"}, {"patient", "encounter"}));
    for (const char* type :
         {"MedicationStatement", "AllergyIntolerance", "Immunization", "Appointment", "CareTeam", "Goal"})
        resources.push_back(resource_use(type, {"read", "search-type"}, {"patient"}));
    Json documents =
        resource_use("DocumentReference", {"read", "create", "update", "search-type"}, {"patient", "type", "date"});
    documents["conditionalCreate"] = true;
    resources.push_back(documents);
    resources.push_back(resource_use("Communication", {"create"}));
    return {{"resourceType", "CapabilityStatement"},
            {"fhirVersion", "4.0.1"},
            {"software", {{"name", "Example EHR"}, {"version", "7"}}},
            {"rest", Json::array({{{"mode", "server"},
                                   {"resource", resources},
                                   {"interaction", Json::array({{{"code", "transaction"}}})}}})}};
}

inline Json full_smart() {
    return {{"issuer", "https://ehr.example.org/fhir"},
            {"authorization_endpoint", "https://ehr.example.org/authorize"},
            {"token_endpoint", "https://ehr.example.org/token"},
            {"grant_types_supported", {"authorization_code", "client_credentials"}},
            {"token_endpoint_auth_methods_supported", {"private_key_jwt"}},
            {"token_endpoint_auth_signing_alg_values_supported", {"RS384", "ES384"}},
            {"code_challenge_methods_supported", {"S256"}},
            {"capabilities", {"launch-ehr", "launch-standalone", "permission-v2", "client-confidential-asymmetric"}}};
}

}  // namespace carepress::test
