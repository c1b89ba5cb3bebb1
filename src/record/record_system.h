#pragma once

#include "base/diagnostic.h"
#include "record/attach.h"
#include "record/ehr_profile.h"
#include "token/client_key.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::record {

/// A record system from which carepress may be launched, as the site has registered it there (SMART App Launch 2.2,
/// "App registration"). docs/record.md shows the file that these are read from.
struct RecordSystem {
    std::string base;  ///< the address of FHIR, without "/" at its end: `iss` of a launch, and `aud` of its tokens
    std::string name;  ///< what people call it; the host of `base` if the file has none
    std::string client_id;
    std::string key_file;                                ///< of the client's private key; empty: a public client
    std::optional<token::ClientKey> key;                 ///< of `key_file`, once it was read
    std::vector<std::string> scopes;                     ///< that are asked for; empty: those of scopes_for()
    std::string redirect;                                ///< redirect_uri, registered letter by letter
    std::string authorization_endpoint, token_endpoint;  ///< instead of those that the server names; empty: none
    std::string issuer, jwks;  ///< of ID tokens, instead of those that the server names; empty: none
    ProfileSettings profile;   ///< what the site knows of how handouts get in
    FilingSettings filing;     ///< how they are filed
};

/// Where the path of a redirect address ends.
inline constexpr std::string_view callback_path = "/launch/callback";

/// Reads the record systems that a site allows. What is wrong is an error with its place; then the list must not be
/// used. Keys are not read yet.
std::vector<RecordSystem> read_record_systems(const Source& source, Diagnostics& diagnostics);

/// The system that a launch names by its `iss`; nullptr: none that is allowed. "/" at its end does not matter, all else
/// is compared byte by byte.
const RecordSystem* find_system_of(const std::vector<RecordSystem>& systems, std::string_view issuer);

}  // namespace carepress::record
