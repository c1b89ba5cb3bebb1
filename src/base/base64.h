#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress {

/// The bytes of base64 text (RFC 4648, white space allowed); nullopt if it is not base64 or is over 100 MB.
std::optional<std::string> from_base64(std::string_view text);
std::string to_base64(std::string_view bytes);

}  // namespace carepress
