#pragma once

#include "net/body.h"
#include "net/headers.h"
#include "net/target.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::net {

/// A request as a route sees it: read, checked and whole.
struct Request {
    std::string method;  ///< as it was sent; methods are case-sensitive (RFC 9110, 9.1)
    Target target;
    Headers headers;  ///< Host is that of an absolute-form target, if there is one
    std::string body;
    std::string peer;                                             ///< address without the port, or "unix"
    std::vector<std::pair<std::string, std::string>> parameters;  ///< of the route's pattern, by name

    bool is_get_or_head() const { return method == "GET" || method == "HEAD"; }
    /// The path's segment that a pattern calls `name`; empty if the pattern has no such segment.
    std::string_view segment(std::string_view name) const;
};

/// What a route returns. The server adds Content-Length, Date and Connection.
struct Response {
    int status = 200;
    Headers headers;
    Body body;
    /// Whether the body may be compressed. Set it to false if it has both a secret and words of the request: its length
    /// would reveal the secret (BREACH).
    bool may_compress = true;
};

/// A response of `status` with a body of this media type ("text/plain; charset=utf-8").
Response make_response(int status, std::string media_type, Body body);

/// A problem of RFC 9457 as application/problem+json: type about:blank, the title that belongs to the status, and a
/// detail for people. `detail` must not contain words of the request, which may be a patient's.
Response problem(int status, std::string_view detail);

/// The phrase of a status code (RFC 9110, 15), such as "Not Found"; "Unknown" for one that this room never sends.
std::string_view reason_phrase(int status);

/// Whether a status has no body: 1xx, 204, 304 (RFC 9112, 6.3).
constexpr bool is_bodiless(int status) { return status < 200 || status == 204 || status == 304; }

}  // namespace carepress::net
