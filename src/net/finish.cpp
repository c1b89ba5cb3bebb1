#include "net/finish.h"

#include "base/ascii.h"
#include "base/error.h"
#include "net/conditions.h"
#include "net/negotiate.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace carepress::net {
namespace {

constexpr int compression_level = 1;                // a page of SVG in under a millisecond
constexpr std::size_t smallest_compressed = 1'024;  // bytes; less is one packet anyway

/// Of GET only: a range is of the bytes that are sent without it (RFC 9110, 14.2).
bool wants_range(const Request& request) { return request.method == "GET" && request.headers.contains("Range"); }

/// Whether the body will be sent as gzip; if so, names the coding and renames the tag. Ranges are of the
/// uncompressed bytes.
bool choose_gzip(const Request& request, Response& response) {
    Headers& headers = response.headers;
    if (!response.may_compress || headers.contains("Content-Encoding") || response.body.size() < smallest_compressed ||
        !is_compressible(headers.get("Content-Type").value_or("")))
        return false;
    headers.add_to_list("Vary", "Accept-Encoding");
    const std::string accepted = request.headers.joined("Accept-Encoding");
    const int weight = coding_weight(accepted, "gzip");
    if (wants_range(request) || weight == 0 || weight < coding_weight(accepted, "identity")) return false;
    headers.set("Content-Encoding", "gzip");
    if (const auto tag = headers.get("ETag")) headers.set("ETag", tag_of_coding(*tag, "gzip"));
    return true;
}

/// The fields of a 304 (RFC 9110, 15.4.5), and those that caches and browsers go by.
Response not_modified(const Response& response) {
    Response unmodified;
    unmodified.status = 304;
    for (const auto& [name, value] : response.headers.fields())
        if (!equal_ignoring_case(name.substr(0, 8), "Content-") || equal_ignoring_case(name, "Content-Location"))
            unmodified.headers.add(name, value);
    return unmodified;
}

/// RFC 9110, 13.1.5: a range is of the representation that the client has a part of, or it is ignored.
bool is_range_of_this(const Request& request, std::string_view tag) {
    const std::optional<std::string_view> condition = request.headers.get("If-Range");
    return !condition || (*condition != "*" && !tag.empty() && lists_tag_strongly(*condition, tag));
}

Response part_of(Response response, std::string_view range_field) {
    const std::size_t whole = response.body.size();
    const RangeAnswer answer = read_range(range_field, whole);
    if (const auto* range = std::get_if<ByteRange>(&answer)) {
        response.status = 206;
        response.body = response.body.part(range->begin, range->size);
        response.headers.set("Content-Range", "bytes " + std::to_string(range->begin) + "-" +
                                                  std::to_string(range->begin + range->size - 1) + "/" +
                                                  std::to_string(whole));
    } else if (std::holds_alternative<UnsatisfiableRange>(answer)) {
        response = problem(416, "the range starts after the end");
        response.headers.set("Content-Range", "bytes */" + std::to_string(whole));
    }
    return response;
}

}  // namespace

std::string gzip(std::string_view bytes) {
    struct Free {
        void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
    };
    const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(compression_level));
    if (!compressor) throw EnvironmentError("libdeflate: no memory for a compressor");
    std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
    out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

bool is_compressible(std::string_view media_type) {
    const std::string type = ascii_lower(trim(media_type.substr(0, media_type.find(';'))));
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
           type == "application/json" || type == "application/xml" || type == "application/javascript";
}

Response finish(const Request& request, Response response) {
    const bool is_gzip = choose_gzip(request, response);
    const bool is_conditional = request.is_get_or_head() && response.status == 200;
    const std::string tag(response.headers.get("ETag").value_or(""));
    if (is_conditional) {
        const int status = evaluate_preconditions(request.headers, tag);
        if (status == 304) return not_modified(response);
        if (status == 412) return problem(412, "the resource is not the version that If-Match names");
    }
    if (is_gzip) {
        response.body = gzip(response.body.bytes());
        return response;
    }
    if (!is_conditional || response.headers.contains("Content-Encoding")) return response;
    response.headers.set("Accept-Ranges", "bytes");
    if (wants_range(request) && is_range_of_this(request, tag))
        return part_of(std::move(response), request.headers.joined("Range"));
    return response;
}

std::string write_head(const Response& response, std::string_view date, bool closes) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
    head += reason_phrase(response.status);
    head += "\r\nDate: ";
    head += date;
    head += "\r\n";
    for (const auto& [name, value] : response.headers.fields())
        head.append(name).append(": ").append(value).append("\r\n");
    if (!is_bodiless(response.status)) head += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    if (closes) head += "Connection: close\r\n";
    return head += "\r\n";
}

bool is_sound(const Response& response) {
    if (response.status < 200 || response.status > 599) return false;
    const auto& fields = response.headers.fields();
    return std::all_of(fields.begin(), fields.end(), [](const Headers::Field& field) {
        for (const std::string_view reserved : {"Content-Length", "Transfer-Encoding", "Connection", "Date"})
            if (equal_ignoring_case(field.first, reserved)) return false;
        return is_token(field.first) && std::none_of(field.second.begin(), field.second.end(), [](char c) {
                   return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
               });
    });
}

}  // namespace carepress::net
