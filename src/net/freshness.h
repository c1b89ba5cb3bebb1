#pragma once

#include "net/headers.h"

#include <chrono>
#include <optional>

namespace carepress::net {

/// How long a response may be used from now on without asking again, as a private cache reads it: max-age of
/// Cache-Control less Age (RFC 9111, 4.2); 0 for no-cache and no-store. nullopt if the response does not say, or
/// max-age is not a number. At most 2^31 s.
std::optional<std::chrono::seconds> freshness_of(const Headers& headers);

}  // namespace carepress::net
