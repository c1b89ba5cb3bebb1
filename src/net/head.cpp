#include "net/head.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

namespace carepress::net {
namespace {

/// Whether `c` may be in a head after `previous`: no control characters but HTAB, CR and LF only together.
bool may_follow(char previous, char c) {
    if (previous == '\r' || c == '\n') return previous == '\r' && c == '\n';
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7F) || c == '\t' || c == '\r';
}

/// 1*DIGIT that fits.
std::optional<std::uint64_t> read_length(std::string_view digits) {
    std::uint64_t value = 0;
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc{}) return std::nullopt;
    return value;
}

bool is_http_version(std::string_view text) {
    return text.size() == 8 && text.starts_with("HTTP/") && is_digit(text[5]) && text[6] == '.' && is_digit(text[7]);
}

}  // namespace

HeadReader::State HeadReader::refuse(int status, std::string_view reason) {
    refusal_ = {status, reason};
    return state_ = State::refused;
}

HeadReader::State HeadReader::read(std::string_view bytes) {
    while (state_ == State::more && scanned_ < bytes.size()) {
        if (scanned_ - skipped_ >= limits_->head_bytes) return refuse(431, "the header section is too large");
        if (!has_request_line_ && scanned_ - line_begin_ > limits_->target_bytes + 64)
            return refuse(414, "the request line is too long");
        const char c = bytes[scanned_++];
        if (!may_follow(previous_, c)) return refuse(400, "the request head contains a byte that is not allowed");
        previous_ = c;
        if (c != '\n') continue;
        const std::string_view line = bytes.substr(line_begin_, scanned_ - 2 - line_begin_);
        line_begin_ = scanned_;
        state_ = end_line(line);
    }
    return state_;
}

HeadReader::State HeadReader::end_line(std::string_view line) {
    if (!line.empty()) return has_request_line_ ? read_field(line) : read_request_line(line);
    if (has_request_line_) return finish();
    if (skipped_ > 0) return refuse(400, "the request line is missing");
    skipped_ = scanned_;
    return State::more;
}

/// RFC 9112, 3: method SP request-target SP HTTP-version.
HeadReader::State HeadReader::read_request_line(std::string_view line) {
    has_request_line_ = true;
    const std::size_t first = line.find(' '), last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !is_http_version(line.substr(last + 1)))
        return refuse(400, "the request line must be a method, a target and a version");
    const std::string_view version = line.substr(last + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return refuse(505, "only HTTP/1.1 and HTTP/1.0 are supported");
    head_.is_http_1_0 = version == "HTTP/1.0";
    head_.request.method = line.substr(0, first);
    if (!is_token(head_.request.method)) return refuse(400, "the method is not a token");
    return read_target(line.substr(first + 1, last - first - 1));
}

HeadReader::State HeadReader::read_target(std::string_view target) {
    if (target.size() > limits_->target_bytes) return refuse(414, "the target is too long");
    if (head_.request.method == "CONNECT") {  // authority-form is for it alone (RFC 9112, 3.2.3)
        if (!is_authority(target)) return refuse(400, "the target of CONNECT must be a host and a port");
        return refuse(501, "CONNECT is not supported");
    }
    auto split = split_target(target, head_.request.method == "OPTIONS");
    if (!split) return refuse(400, "the target is malformed");
    head_.request.target = std::move(split->target);
    authority_ = std::move(split->authority);
    return State::more;
}

/// RFC 9112, 5: field-name ":" OWS field-value OWS. A line that begins with white space would be an obs-fold (5.2).
HeadReader::State HeadReader::read_field(std::string_view line) {
    Headers& headers = head_.request.headers;
    if (headers.fields().size() >= limits_->header_fields) return refuse(431, "there are too many header fields");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return refuse(400, "a header field must be a name, a colon and a value");
    headers.add(std::string(line.substr(0, colon)), std::string(trim(line.substr(colon + 1))));
    return State::more;
}

HeadReader::State HeadReader::finish() {
    for (const auto step : {&HeadReader::finish_host, &HeadReader::finish_framing, &HeadReader::finish_connection})
        if ((this->*step)() == State::refused) return State::refused;
    return State::complete;
}

/// RFC 9112, 3.2: exactly one Host, in HTTP/1.0 at most one. An absolute target's host counts instead (3.2.2).
HeadReader::State HeadReader::finish_host() {
    Headers& headers = head_.request.headers;
    const std::size_t count = headers.count("Host");
    if (count > 1 || (count == 0 && !head_.is_http_1_0)) return refuse(400, "exactly one Host is required");
    if (count == 1 && !is_authority(*headers.get("Host")))
        return refuse(400, "Host must be a host, with or without a port");
    if (authority_) headers.set("Host", std::move(*authority_));
    return State::more;
}

/// RFC 9112, 6.1 to 6.3. A server may refuse an unknown coding before chunked with 501; 400 is for all
/// codings alike, since no client of ours has a reason to send one.
HeadReader::State HeadReader::finish_framing() {
    const Headers& headers = head_.request.headers;
    const std::size_t lengths = headers.count("Content-Length");
    if (headers.contains("Transfer-Encoding")) {
        if (head_.is_http_1_0) return refuse(400, "HTTP/1.0 does not allow Transfer-Encoding");
        if (lengths > 0) return refuse(400, "Transfer-Encoding and Content-Length cannot be combined");
        if (!equal_ignoring_case(headers.joined("Transfer-Encoding"), "chunked"))
            return refuse(400, "the only supported transfer coding is chunked");
        head_.is_chunked = true;
    }
    if (lengths > 1) return refuse(400, "Content-Length may be sent only once");
    if (lengths == 1) {
        head_.content_length = read_length(*headers.get("Content-Length"));
        if (!head_.content_length) return refuse(400, "Content-Length must be a decimal number");
    }
    return State::more;
}

/// RFC 9112, 9.3 and RFC 9110, 10.1.1. HTTP/1.0 connections are always closed.
HeadReader::State HeadReader::finish_connection() {
    const Headers& headers = head_.request.headers;
    head_.closes = head_.is_http_1_0;
    const std::string options = headers.joined("Connection");
    for (const std::string_view option : list_elements(options)) {
        if (!is_token(option)) return refuse(400, "Connection must be a list of tokens");
        if (equal_ignoring_case(option, "close")) head_.closes = true;
    }
    if (const std::string expectation = headers.joined("Expect"); !expectation.empty() && !head_.is_http_1_0) {
        if (!equal_ignoring_case(expectation, "100-continue"))
            return refuse(417, "the only supported expectation is 100-continue");
        head_.expects_continue = true;
    }
    return State::more;
}

}  // namespace carepress::net
