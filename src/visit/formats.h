#pragma once

#include "base/diagnostic.h"
#include "visit/element.h"

#include <optional>
#include <string>
#include <string_view>

namespace carepress::visit {

/// What to ask a server for, in the words of a hint.
inline constexpr std::string_view ask_for_r4 =
    "ask for FHIR R4 in JSON: its base URL, with the header Accept: application/fhir+json; fhirVersion=4.0";

/// Recognizes what is not JSON by its first bytes (XML, a web page, a compressed file and the like): true, and an error
/// that names the format and none of the text.
bool refuse_other_format(std::string_view bytes, Diagnostics& diagnostics);

/// Another version of FHIR, recognized by an element, a status or a type that R4 does not have.
struct OtherVersion {
    std::string_view name;          ///< "DSTU2 (1.0)"
    const JsonValue* at = nullptr;  ///< what gives it away
};
std::optional<OtherVersion> other_version_of(const JsonValue& resource);

}  // namespace carepress::visit
