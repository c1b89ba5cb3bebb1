#pragma once

#include "net/message.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::service {

/// Which responses of a route scripts of an allowed origin may read.
enum class Sharing : std::uint8_t {
    none,       ///< those of none: pages, sessions, status
    all,        ///< those to every request: the library, the API's description, the module of <carepress-find>
    with_token  ///< those to requests that bear a token: what is about a patient
};

/// The fields of CORS (Fetch, 3.3) for a response to `request`, if its Origin is one of `origins`, compared byte by
/// byte; and Vary, which caches need whatever the Origin is. "null" is never one of them: see net::is_origin().
///
/// Access-Control-Allow-Credentials is never sent, so browsers share nothing that was asked for with cookies or
/// passwords that they keep. That is what lets what is about a patient be shared at all: a token in Authorization is
/// there only because the page itself put it there, and it must pass the same checks as that of any other program. A
/// page without one learns nothing, not even why it was refused.
net::Headers cors_fields(const std::vector<std::string>& origins, const net::Request& request, Sharing sharing);

/// The fields for the response to a preflight: an OPTIONS request that has Origin and Access-Control-Request-Method
/// (Fetch, 3.3.2). `methods` are those that the path shares; none: no fields. Preflights never bear a token, so this
/// cannot ask for one; all that it reveals is in /openapi.json.
net::Headers preflight_fields(const std::vector<std::string>& origins, const net::Request& request,
                              const std::vector<std::string>& methods);
bool is_preflight(const net::Request& request);

}  // namespace carepress::service
