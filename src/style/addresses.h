#pragma once

#include <string>
#include <string_view>

namespace carepress::style {

/// What is wrong with a brand's article address, a pattern of an absolute http or https URL (RFC 3986) with "{code}"
/// once after the host; empty when nothing is. An empty pattern is valid: there is no QR code then.
std::string fault_of_pattern(std::string_view pattern);

/// What is wrong with an address that is printed, with or without its scheme; empty when nothing is.
std::string fault_of_address(std::string_view address);

}  // namespace carepress::style
