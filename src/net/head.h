#pragma once

#include "net/message.h"
#include "net/server_limits.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::net {

/// Why a request is refused: a status, and a constant text without words of the request.
struct Refusal {
    int status = 400;
    std::string_view reason;
};

/// Request line and header section, as the door accepted them.
struct Head {
    Request request;  ///< without the body
    bool is_http_1_0 = false;
    std::optional<std::uint64_t> content_length;
    bool is_chunked = false;
    bool expects_continue = false;  ///< Expect: 100-continue (RFC 9110, 10.1.1)
    bool closes = false;            ///< the client wants no further request on this connection

    bool has_body() const { return is_chunked || content_length.value_or(0) > 0; }
};

/// The door: reads request line and header section, and refuses what RFC 9112 forbids, since lenient readers make
/// request smuggling possible. Where the RFC leaves a choice it is strict: lines end with CRLF, a Content-Length is
/// sent once, the only transfer coding is chunked. Each byte is read once, and the first mistake ends it.
class HeadReader {
public:
    enum class State : std::uint8_t { more, complete, refused };

    /// `limits` must outlive it.
    explicit HeadReader(const Limits& limits) : limits_(&limits) {}

    /// `bytes` is all that was received since the last request: the same as the last time, and more.
    State read(std::string_view bytes);

    /// The end of the head in the bytes read, if complete.
    std::size_t end() const { return scanned_; }
    Head& head() { return head_; }
    const Head& head() const { return head_; }
    const Refusal& refusal() const { return refusal_; }

private:
    State refuse(int status, std::string_view reason);
    State end_line(std::string_view line);
    State read_request_line(std::string_view line);
    State read_target(std::string_view target);
    State read_field(std::string_view line);
    State finish();
    State finish_host();
    State finish_framing();
    State finish_connection();

    const Limits* limits_;  // a pointer, so that readers can be assigned
    Head head_;
    Refusal refusal_;
    State state_ = State::more;
    char previous_ = 0;
    bool has_request_line_ = false;
    std::size_t skipped_ = 0;  ///< bytes of an empty line before the request line, which is let in (RFC 9112, 2.2)
    std::size_t scanned_ = 0;
    std::size_t line_begin_ = 0;
    std::optional<std::string> authority_;  ///< of an absolute-form target
};

}  // namespace carepress::net
