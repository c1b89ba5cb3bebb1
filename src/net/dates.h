#pragma once

#include <chrono>
#include <string>

namespace carepress::net {

/// "Sun, 06 Nov 1994 08:49:37 GMT": IMF-fixdate (RFC 9110, 5.6.7), whatever the locale.
std::string http_date(std::chrono::sys_seconds time);

}  // namespace carepress::net
