#pragma once

#include <cstdint>
#include <string_view>

namespace carepress::token {

/// The error codes of RFC 6750, 3.1 that a token can cause.
enum class TokenError : std::uint8_t {
    invalid_token,       ///< to be answered with 401
    insufficient_scope,  ///< to be answered with 403
};

constexpr std::string_view name_of(TokenError error) {
    return error == TokenError::invalid_token ? "invalid_token" : "insufficient_scope";
}

/// Why a token is refused.
struct Refusal {
    TokenError error = TokenError::invalid_token;
    /// A constant text without words of the token, made of characters that may be in an `error_description`.
    std::string_view reason;
    /// No key has the token's `kid`. A caller that fetches keys may fetch them again, not too often, as the issuer may
    /// have changed its keys.
    bool is_unknown_key = false;
};

}  // namespace carepress::token
