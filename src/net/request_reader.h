#pragma once

#include "net/body_reader.h"
#include "net/head.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace carepress::net {

/// The requests of one connection, one after the other, out of its bytes as they come, in pieces of any size. Knows
/// nothing of sockets.
///
///     reader.advance() is
///         head         needs more bytes
///         head_read    call begin_body(); the route knows how long a body may be
///         body         needs more bytes
///         complete     take_request(), then next()
///         refused      answer refusal() and close
class RequestReader {
public:
    enum class State : std::uint8_t { head, head_read, body, complete, refused };

    /// `limits` must outlive it.
    explicit RequestReader(const Limits& limits) : limits_(limits), head_(limits) {}

    /// Goes as far as the bytes received allow.
    State advance();
    State state() const { return state_; }

    /// Where the next bytes go; empty if the client is so far ahead that it has to wait.
    std::span<char> room();
    /// `count` bytes have been written to room().
    void received(std::size_t count) { end_ += count; }
    /// The same for bytes that are elsewhere. Returns how many there was room for.
    std::size_t receive(std::string_view bytes);

    /// Whether no byte of the next request has come.
    bool is_idle() const { return state_ == State::head && begin_ == end_; }

    /// Request line and headers, from head_read on.
    const Head& head() const { return head_.head(); }
    /// After head_read: lets the body in, which may have this many bytes; more is 413.
    State begin_body(std::uint64_t largest_body);
    /// Of a complete request: the request with its body.
    Request take_request();
    /// Forgets the request; the next one begins.
    void next();
    const Refusal& refusal() const { return refusal_; }

    static constexpr std::size_t smallest_buffer = 4'096;  ///< bytes, of a connection that waits
    static constexpr std::size_t largest_buffer = 65'536;  ///< bytes, of one that sends a body or is ahead

private:
    State refuse(int status, std::string_view reason);
    void read_head();
    void read_body();
    std::string_view unread() const { return std::string_view(buffer_).substr(begin_, end_ - begin_); }

    const Limits& limits_;
    State state_ = State::head;
    HeadReader head_;
    Refusal refusal_;
    std::optional<BodyReader> body_;
    std::string buffer_;
    std::size_t begin_ = 0, end_ = 0;  ///< of the bytes in the buffer that are not read yet
};

}  // namespace carepress::net
