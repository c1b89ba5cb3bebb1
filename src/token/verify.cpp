#include "token/verify.h"

#include "base/ascii.h"
#include "base/base64.h"
#include "base/digest.h"
#include "token/json.h"
#include "token/known_signatures.h"
#include "token/public_key.h"
#include "token/read_claims.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace carepress::token {
namespace {

Refusal refused(std::string_view reason) { return {TokenError::invalid_token, reason}; }

/// Header, payload and signature, as they are written; nullopt if there are not three.
std::optional<std::array<std::string_view, 3>> split(std::string_view token) {
    if (std::count(token.begin(), token.end(), '.') != 2) return std::nullopt;
    const std::size_t first = token.find('.'), last = token.rfind('.');
    const std::array parts{token.substr(0, first), token.substr(first + 1, last - first - 1), token.substr(last + 1)};
    if (std::any_of(parts.begin(), parts.end(), [](std::string_view part) { return part.empty(); }))
        return std::nullopt;
    return parts;
}

/// RFC 8725, 3.11: tokens for other purposes, such as logout+jwt, have other types. "application/" may be left out
/// (RFC 7515, 4.1.9).
bool is_type_of_bearer_token(std::string_view type) {
    constexpr std::string_view prefix = "application/";
    const std::string lower = ascii_lower(type);
    type = lower;
    if (type.starts_with(prefix)) type.remove_prefix(prefix.size());
    return type == "jwt" || type == "at+jwt";
}

/// The key that the token's header (RFC 7515, 4) names.
std::variant<const PublicKey*, Refusal> find_key(std::string_view header, const TokenRules& rules, const KeySet& keys) {
    const auto read = read_object(header);
    if (!std::holds_alternative<JsonHandle>(read))
        return refused("the header is not a JSON object, or a name occurs twice in it");
    const ::json_t* object = std::get<JsonHandle>(read).get();
    const auto algorithm = read_algorithm(text_of(object, "alg").value_or(""));
    if (!algorithm || std::find(rules.algorithms.begin(), rules.algorithms.end(), *algorithm) == rules.algorithms.end())
        return refused("the algorithm is not allowed");
    // cjose 0.6.2 does not look at it: an extension that must be understood (RFC 7515, 4.1.11). None is known here.
    if (has_member(object, "crit")) return refused("the header has a critical extension");
    if (has_member(object, "typ") && !is_type_of_bearer_token(text_of(object, "typ").value_or("")))
        return refused("the type is not that of a bearer token");
    const auto kid = text_of(object, "kid");
    if (!kid) return refused("kid is missing");
    if (const PublicKey* key = keys.find(*kid, *algorithm)) return key;
    return Refusal{TokenError::invalid_token, "the key is unknown", true};
}

/// `now` is exact: a token is good until the second before exp plus the leeway (RFC 7519, 4.1.4).
std::optional<Refusal> check_times(const Claims& claims, const TokenRules& rules, std::chrono::sys_seconds now) {
    if (now >= claims.expires_at + rules.leeway) return refused("the token has expired");
    if (claims.not_before && now + rules.leeway < *claims.not_before) return refused("the token is not valid yet");
    if (claims.issued_at && now + rules.leeway < *claims.issued_at)
        return refused("the token was issued in the future");
    const auto begin = claims.issued_at.value_or(now);
    if (claims.expires_at < begin && claims.issued_at) return refused("the token expires before it was issued");
    if (claims.expires_at - begin > rules.longest_lifetime) return refused("the token is valid for too long");
    return std::nullopt;
}

/// What an ID token has besides (OpenID Connect Core, 3.1.3.7, 4, 5 and 11).
std::optional<Refusal> check_id_token(const Claims& claims, const TokenRules& rules) {
    if (claims.nonce != rules.nonce) return refused("the nonce is not the one that was sent");
    if (claims.authorized_party.empty() ? claims.audiences.size() > 1
                                        : claims.authorized_party != rules.audiences.front())
        return refused("the token was issued to another client");
    return std::nullopt;
}

std::optional<Refusal> check_claims(const Claims& claims, const TokenRules& rules, std::chrono::sys_seconds now) {
    if (claims.issuer.empty() || claims.issuer != rules.issuer) return refused("the issuer is not the right one");
    const auto is_ours = [&](const std::string& audience) {
        return std::find(rules.audiences.begin(), rules.audiences.end(), audience) != rules.audiences.end();
    };
    if (std::none_of(claims.audiences.begin(), claims.audiences.end(), is_ours))
        return refused("the token is for another audience");
    if (const auto refusal = check_times(claims, rules, now)) return refusal;
    if (rules.needs_subject && claims.subject.empty()) return refused("sub is missing");
    if (!rules.nonce.empty()) return check_id_token(claims, rules);
    return std::nullopt;
}

bool has_right_signature(std::string_view token, const PublicKey& key, KnownSignatures& known) {
    const Sha256 digest = sha256(token);
    if (known.contains(digest)) return true;
    if (!has_signature_of(token, key)) return false;
    known.add(digest);
    return true;
}

}  // namespace

std::variant<Claims, Refusal> verify_token(std::string_view token, const TokenRules& rules, const KeySet& keys,
                                           std::chrono::sys_seconds now) {
    if (token.size() > longest_token) return refused("the token is too long");
    const auto parts = split(token);
    if (!parts) return refused("the token does not have three parts");
    const auto header = from_base64url((*parts)[0]), payload = from_base64url((*parts)[1]),
               signature = from_base64url((*parts)[2]);
    if (!header || !payload || !signature) return refused("a part of the token is not base64url");

    const auto key = find_key(*header, rules, keys);
    if (const auto* refusal = std::get_if<Refusal>(&key)) return *refusal;
    auto claims = read_claims(*payload);
    if (std::holds_alternative<Refusal>(claims)) return claims;
    if (const auto refusal = check_claims(std::get<Claims>(claims), rules, now)) return *refusal;
    if (!has_right_signature(token, *std::get<const PublicKey*>(key), keys.known_signatures()))
        return refused("the signature is wrong");
    for (const std::string& scope : rules.scopes)
        if (!std::get<Claims>(claims).grants(scope))
            return Refusal{TokenError::insufficient_scope, "the token does not grant the scope that this needs"};
    return claims;
}

}  // namespace carepress::token
