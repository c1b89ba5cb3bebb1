#pragma once

#include "token/algorithm.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace carepress::token {

/// The private key with which this program proves to an authorization server that it is a registered client
/// (private_key_jwt; SMART App Launch 2.2, "Asymmetric client authentication"). It never changes, copies share the key,
/// and any number of threads may use it.
class ClientKey {
public:
    /// The largest text that is read, in bytes.
    static constexpr std::size_t largest = 32'768;

    /// Reads a private key in PEM, as `openssl genpkey` writes it: RSA of 2,048 to 8,192 bits, which signs with RS384,
    /// or EC on P-384, which signs with ES384; SMART asks for no others. Else a phrase that says what is wrong and how
    /// to make a right one, without a word of the key.
    static std::variant<ClientKey, std::string> read(std::string_view pem);

    Algorithm algorithm() const;
    /// The name of the key, by which servers find it: its JWK thumbprint (RFC 7638).
    const std::string& kid() const;
    /// Its public half as a JWK (RFC 7517), with `kid`, `use` and `alg`.
    const std::string& public_jwk() const;

    /// A JWT (RFC 7519) with these claims, a JSON object, in the compact serialization of a JWS.
    std::string sign(std::string_view claims) const;

private:
    struct Parts;
    explicit ClientKey(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

    std::shared_ptr<const Parts> parts_;
};

/// The JWK Set that publishes the public halves of keys, for servers to verify assertions with.
std::string public_key_set(std::span<const ClientKey> keys);

/// What an assertion says (SMART App Launch 2.2, "Authentication JWT claims").
struct ClientAssertion {
    std::string client_id;       ///< `iss` and `sub`
    std::string token_endpoint;  ///< `aud`: the address that the assertion is sent to
    std::string token_id;        ///< `jti`: a random text that is used once, such as to_base64url(random_bytes(16))
    std::chrono::sys_seconds now;
    std::chrono::seconds lifetime{240};  ///< to `exp`; SMART allows five minutes, less what clocks differ by
};

/// The value of `client_assertion` in a request for a token, beside `client_assertion_type`.
std::string sign_client_assertion(const ClientKey& key, const ClientAssertion& assertion);

/// The value of `client_assertion_type` (RFC 7523, 2.2).
inline constexpr std::string_view client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

}  // namespace carepress::token
