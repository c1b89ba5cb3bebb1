#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::record {

/// What a server can do with resources of one type (FHIR R4, CapabilityStatement.rest.resource).
struct ResourceUse {
    std::string type;  ///< "DocumentReference"
    bool reads = false, searches = false, creates = false, updates = false;
    bool creates_conditionally = false;     ///< takes If-None-Exist; many servers do and do not say so
    std::set<std::string> parameters = {};  ///< of searches
    std::set<std::string> includes = {};    ///< "MedicationRequest:medication"
    bool has_everything = false;            ///< the operation $everything, of one resource
};

/// Where a server sends people and programs that sign in, if its CapabilityStatement says so: the extension oauth-uris,
/// which is older than .well-known/smart-configuration.
struct SignInAddresses {
    std::string authorize, token;
};

/// The parts of a CapabilityStatement that decide what carepress can do with a server. What a server leaves out it may
/// still be able to do.
struct Capabilities {
    std::string software, version;  ///< as the server calls itself; empty: it does not say
    std::string fhir_version;       ///< "4.0.1"
    std::vector<ResourceUse> resources;
    bool has_transactions = false;
    SignInAddresses sign_in;

    /// nullptr: the server does not name this type.
    const ResourceUse* find(std::string_view type) const;
};

/// Why a document is not what it should be: a phrase for the operator, without words of the document.
struct Unreadable {
    std::string what;
};

/// Reads a CapabilityStatement in JSON. Elements of the wrong type are passed over, as is all that is not about a
/// server
/// (`rest.mode` client).
std::variant<Capabilities, Unreadable> read_capabilities(std::string_view json);

}  // namespace carepress::record
