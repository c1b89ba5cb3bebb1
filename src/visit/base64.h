#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress {

/// The bytes of base64 text (RFC 4648, white space allowed); nullopt for what is not.
std::optional<std::string> from_base64(std::string_view text);
std::string to_base64(std::string_view bytes);

}  // namespace carepress
