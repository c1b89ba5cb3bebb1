#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace carepress::token {

/// The signatures that are accepted (RFC 7518, 3.1). Never `none`; never one with a shared secret (HS*), whose secret
/// an attacker could choose to be a public key.
enum class Algorithm : std::uint8_t { rs256, rs384, es384 };

/// "RS256" and its like; they are case-sensitive. nullopt for every other one.
constexpr std::optional<Algorithm> read_algorithm(std::string_view name) {
    if (name == "RS256") return Algorithm::rs256;
    if (name == "RS384") return Algorithm::rs384;
    if (name == "ES384") return Algorithm::es384;
    return std::nullopt;
}

/// "RS256".
constexpr std::string_view name_of(Algorithm algorithm) {
    switch (algorithm) {
        case Algorithm::rs256:
            return "RS256";
        case Algorithm::rs384:
            return "RS384";
        case Algorithm::es384:
            return "ES384";
    }
    return {};
}

}  // namespace carepress::token
