#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress {

/// The bytes of base64 text (RFC 4648, white space allowed); nullopt if it is not base64 or is over 100 MB.
std::optional<std::string> from_base64(std::string_view text);
std::string to_base64(std::string_view bytes);

/// The bytes of base64url text as RFC 7515, 2 has it: no padding, no white space, and only the one text that
/// `to_base64url()` gives for these bytes (RFC 4648, 3.5); nullopt for anything else.
std::optional<std::string> from_base64url(std::string_view text);
std::string to_base64url(std::string_view bytes);

}  // namespace carepress
