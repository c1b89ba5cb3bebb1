#include "service/cors.h"

#include <algorithm>

namespace carepress::service {
namespace {

constexpr const char* seconds_kept = "7200";  // no browser keeps the answer to a preflight longer

/// The allowed origin that sent the request; empty if it is none. A request has at most one Origin (RFC 6454, 7.3).
std::string allowed_origin(const std::vector<std::string>& origins, const net::Request& request) {
    if (request.headers.count("Origin") != 1) return {};
    const auto found = std::find(origins.begin(), origins.end(), *request.headers.get("Origin"));
    return found == origins.end() ? std::string() : *found;
}

std::string list_of(const std::vector<std::string>& elements) {
    std::string list;
    for (const std::string& element : elements) list += (list.empty() ? "" : ", ") + element;
    return list;
}

}  // namespace

net::Headers cors_fields(const std::vector<std::string>& origins, const net::Request& request, Sharing sharing) {
    net::Headers fields;
    if (origins.empty() || sharing == Sharing::none) return fields;
    fields.add("Vary", "Origin");
    if (sharing == Sharing::with_token && !request.headers.contains("Authorization")) return fields;
    const std::string origin = allowed_origin(origins, request);
    if (origin.empty()) return fields;
    fields.add("Access-Control-Allow-Origin", origin);
    fields.add("Access-Control-Expose-Headers", "Content-Disposition, ETag, Location, Retry-After, WWW-Authenticate");
    fields.add("Cross-Origin-Resource-Policy", "cross-origin");
    return fields;
}

bool is_preflight(const net::Request& request) {
    return request.method == "OPTIONS" && request.headers.contains("Origin") &&
           request.headers.contains("Access-Control-Request-Method");
}

net::Headers preflight_fields(const std::vector<std::string>& origins, const net::Request& request,
                              const std::vector<std::string>& methods) {
    net::Headers fields;
    if (origins.empty() || methods.empty()) return fields;
    fields.add("Vary", "Origin");
    const std::string origin = allowed_origin(origins, request);
    if (origin.empty()) return fields;
    fields.add("Access-Control-Allow-Origin", origin);
    fields.add("Access-Control-Allow-Methods", list_of(methods));
    fields.add("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match");
    fields.add("Access-Control-Max-Age", seconds_kept);
    return fields;
}

}  // namespace carepress::service
