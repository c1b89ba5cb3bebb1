#pragma once

#include <string>
#include <string_view>

namespace carepress {

/// A name-based UUID (RFC 4122, version 5) as a URN, "urn:uuid:…": the same name, the same UUID.
std::string name_uuid(std::string_view name);

/// Whether a text is the URN of a UUID.
bool is_uuid_urn(std::string_view text);

}  // namespace carepress
