#pragma once

#include "net/headers.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace carepress::net {

/// What is asked of another server.
struct ClientRequest {
    std::string url;             ///< https; http only of this machine itself: localhost, 127.0.0.0/8, [::1]
    Headers headers;             ///< with Content-Type, if there is a body
    std::string method = "GET";  ///< or POST, PUT
    std::string body = {};       ///< of POST and PUT, which may be empty; GET has none
};

/// Limits on one exchange, so that a server that is slow, hostile or broken costs little.
struct ClientLimits {
    std::size_t head_bytes = 65'536;  ///< of status line and header section
    std::size_t body_bytes = 1'000'000;
    std::chrono::milliseconds connect_time{5'000};  ///< for the name, the connection and TLS
    std::chrono::milliseconds total_time{10'000};   ///< from the call to the last byte
};

/// What the other server said, whatever its status.
struct ClientResponse {
    int status = 0;
    Headers headers;
    std::string body;
};

enum class ClientFailure : std::uint8_t {
    bad_request,  ///< the address, the method or a header field is not allowed; nothing was sent
    not_reached,  ///< no address for the name, or no connection
    not_trusted,  ///< TLS: the certificate, the name in it, or the handshake
    took_too_long,
    too_large,
    cancelled,
    broken,  ///< the connection ended early, or the response is not HTTP
};
/// "not_reached"
std::string_view name_of(ClientFailure failure);

/// Why a request got no response. Safe to log: it contains nothing of the query, the header fields or the body.
struct ClientError {
    ClientFailure failure = ClientFailure::broken;
    std::string where;  ///< the address up to its query: "https://login.example.org/jwks"
    std::string what;   ///< "the connection was refused", without a full stop

    std::string text() const { return where + ": " + what; }
};

using ClientResult = std::variant<ClientResponse, ClientError>;

// These two need libcurl, too.

/// An address as it may be shown: without query, fragment and user name; "the address" if it is not a URL.
std::string address_without_query(std::string_view url);

/// What is wrong with an address that a Client would not ask, such as its scheme; empty if nothing is.
std::string wrong_client_address(std::string_view url);

/// Asks other servers, by HTTP/1.1. Certificates are always verified, from TLS 1.2 on. Redirects are not followed: a
/// response that has one is returned as it is. Nothing is kept from one request to the next, no cookie and no
/// connection. Of the environment, nothing is used: no proxy (a request may be about a patient), no .netrc. Compressed
/// responses are not asked for. Any number of threads may use it.
class Client {
public:
    /// `ca_file`: the certificates, in PEM, of the only authorities that are trusted; empty: those of the system.
    explicit Client(std::string ca_file = {}, ClientLimits limits = {})
        : ca_file_(std::move(ca_file)), limits_(limits) {}

    /// Returns when there is a response or none is to come. `is_cancelled` is asked about twenty times a second, on
    /// this thread; a Work's can be passed on. Throws EnvironmentError if libcurl is not installed.
    ClientResult send(const ClientRequest& request, const std::function<bool()>& is_cancelled = {}) const;

private:
    std::string ca_file_;
    ClientLimits limits_;
};

}  // namespace carepress::net
