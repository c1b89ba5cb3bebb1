#pragma once

#include "token/algorithm.h"
#include "token/claims.h"
#include "token/key_set.h"
#include "token/refusal.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::token {

/// The longest token that is read, in bytes.
constexpr std::size_t longest_token = 16'384;

/// What a token must be. Without an issuer or an audience every token is refused.
struct TokenRules {
    std::string issuer;                  ///< `iss` must be this, byte by byte
    std::vector<std::string> audiences;  ///< `aud` must have one of these: how clients call this service
    std::vector<std::string> scopes;     ///< all of these must be granted
    std::vector<Algorithm> algorithms{Algorithm::rs256, Algorithm::rs384, Algorithm::es384};
    /// By how much the issuer's clock and ours may differ.
    std::chrono::seconds leeway{30};
    /// From `iat`, or from now if there is none, to `exp`: a stolen token must not be good for ever.
    std::chrono::seconds longest_lifetime = std::chrono::hours(24);
    bool needs_subject = true;  ///< `sub`; tokens of CDS Hooks have none
    /// `nonce` of an ID token must be this; empty: it is not looked at. Then `azp` must be the only audience, if there
    /// is one or `aud` has others (OpenID Connect Core, 3.1.3.7).
    std::string nonce;
};

/// Verifies a bearer token: a JWT (RFC 7519) in the compact serialization of a JWS (RFC 7515). What costs little is
/// checked first and the signature last but for scopes, so that `insufficient_scope` is said of genuine tokens only.
/// `kid` is required; keys and addresses of keys in the token's header are ignored. `typ` must be JWT or at+jwt, if it
/// is given, so that a token for another purpose does not pass (RFC 8725, 3.11). A signature that this key set has
/// verified before is taken as right; all else is checked again. Any number of threads may call it.
std::variant<Claims, Refusal> verify_token(std::string_view token, const TokenRules& rules, const KeySet& keys,
                                           std::chrono::sys_seconds now);

}  // namespace carepress::token
