#pragma once

#include <string_view>

namespace carepress::net {

/// Whether `text` is the origin of a page as browsers send it (WHATWG HTML, 7.1.1, "serialization of an origin"): http
/// or https, a host in lower case, and a port unless it is the scheme's own; nothing after it. Names in other scripts
/// are in Punycode. "null" is not an origin here, since pages that have nothing to do with each other share it.
bool is_origin(std::string_view text);

}  // namespace carepress::net
