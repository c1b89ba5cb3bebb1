#pragma once

#include "base/diagnostic.h"
#include "visit/element.h"

#include <optional>
#include <string>
#include <string_view>

namespace carepress {

/// What to ask a server for, in the words of a hint.
inline constexpr std::string_view ask_for_r4 =
    "ask for FHIR R4 in JSON: its base URL, with the header Accept: application/fhir+json; fhirVersion=4.0";

/// What is not JSON and is known by its first bytes (XML, a web page, a compressed file and the like) is an error that
/// names it. Holds none of the text.
bool refuse_other_format(std::string_view bytes, Diagnostics& diagnostics);

/// Another version of FHIR, known by an element, a status or a type that R4 does not have.
struct OtherVersion {
    std::string_view name;  ///< "DSTU2"
    const JsonValue* at = nullptr;
};
std::optional<OtherVersion> other_version_of(const JsonValue& resource);

}  // namespace carepress
