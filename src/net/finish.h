#pragma once

#include "net/message.h"

#include <string>
#include <string_view>

namespace carepress::net {

/// `bytes` as a gzip member (RFC 1952), the same for the same bytes.
std::string gzip(std::string_view bytes);

/// Whether bodies of this media type shrink when they are compressed: text, JSON, XML, SVG, scripts. PDFs do not.
bool is_compressible(std::string_view media_type);

/// Does what every response needs, in the order of RFC 9110, 13.2.2: gzip if the client accepts it and it helps, 304
/// and 412 by the entity tag that the route has set, a single range with Accept-Ranges. Only gzip applies to responses
/// other than 200 to GET and HEAD. The response to HEAD keeps its body, for the length; the server does not send it.
Response finish(const Request& request, Response response);

/// The header section on the wire, with Content-Length (of the body, also if it is not sent), Date and Connection.
/// `date` is an HTTP date.
std::string write_head(const Response& response, std::string_view date, bool closes);

/// Whether a response can be written: a status between 200 and 599 (1xx is the server's), names that are tokens, values
/// without control characters, and no field that is the server's.
bool is_sound(const Response& response);

}  // namespace carepress::net
