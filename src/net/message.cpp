#include "net/message.h"

#include "base/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace carepress::net {
namespace {

/// The reason phrases of RFC 9110, 15, and RFC 6585: 501 is called so whatever is implemented.
constexpr std::array<std::pair<int, std::string_view>, 39> phrases{{{100, "Continue"},
                                                                    {200, "OK"},
                                                                    {201, "Created"},
                                                                    {202, "Accepted"},
                                                                    {204, "No Content"},
                                                                    {206, "Partial Content"},
                                                                    {301, "Moved Permanently"},
                                                                    {302, "Found"},
                                                                    {303, "See Other"},
                                                                    {304, "Not Modified"},
                                                                    {307, "Temporary Redirect"},
                                                                    {308, "Permanent Redirect"},
                                                                    {400, "Bad Request"},
                                                                    {401, "Unauthorized"},
                                                                    {403, "Forbidden"},
                                                                    {404, "Not Found"},
                                                                    {405, "Method Not Allowed"},
                                                                    {406, "Not Acceptable"},
                                                                    {408, "Request Timeout"},
                                                                    {409, "Conflict"},
                                                                    {410, "Gone"},
                                                                    {411, "Length Required"},
                                                                    {412, "Precondition Failed"},
                                                                    {413, "Content Too Large"},
                                                                    {414, "URI Too Long"},
                                                                    {415, "Unsupported Media Type"},
                                                                    {416, "Range Not Satisfiable"},
                                                                    {417, "Expectation Failed"},
                                                                    {421, "Misdirected Request"},
                                                                    {422, "Unprocessable Content"},
                                                                    {428, "Precondition Required"},
                                                                    {429, "Too Many Requests"},
                                                                    {431, "Request Header Fields Too Large"},
                                                                    {500, "Internal Server Error"},
                                                                    {501, "Not Implemented"},
                                                                    {502, "Bad Gateway"},
                                                                    {503, "Service Unavailable"},
                                                                    {504, "Gateway Timeout"},
                                                                    {505, "HTTP Version Not Supported"}}};

}  // namespace

std::string_view Request::segment(std::string_view name) const {
    for (const auto& [key, value] : parameters)
        if (key == name) return value;
    return {};
}

Response make_response(int status, std::string media_type, Body body) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", std::move(media_type));
    response.body = std::move(body);
    return response;
}

Response problem(int status, std::string_view detail) {
    const nlohmann::ordered_json json = {
        {"type", "about:blank"}, {"title", reason_phrase(status)}, {"status", status}, {"detail", detail}};
    Response response = make_response(status, "application/problem+json", json_text(json) + "\n");
    response.headers.add("Cache-Control", "no-store");
    return response;
}

std::string_view reason_phrase(int status) {
    const auto row =
        std::find_if(phrases.begin(), phrases.end(), [&](const auto& each) { return each.first == status; });
    return row == phrases.end() ? "Unknown" : row->second;
}

}  // namespace carepress::net
