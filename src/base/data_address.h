#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress {

bool is_data_address(std::string_view address);

/// What a data: address holds (RFC 2397): percent-decoded, and base64-decoded where it says so, with or without padding
/// (WHATWG Fetch, 6). Nothing if it is not one, has no comma, or is not base64.
std::optional<std::string> data_of_address(std::string_view address);

}  // namespace carepress
