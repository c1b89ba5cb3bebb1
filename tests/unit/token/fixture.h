#pragma once

// An issuer "https://issuer.example" with a P-384 key "ec", and tokens of it that differ from a right one in one thing.
#include "signer.h"
#include "token/key_set.h"
#include "token/verify.h"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace carepress::test {

constexpr std::chrono::sys_seconds now{std::chrono::seconds(1'800'000'000)};

inline const Members right_header{{"alg", json_text("ES384")}, {"kid", json_text("ec")}, {"typ", json_text("JWT")}};
inline const Members right_claims{{"iss", json_text("https://issuer.example")},
                                  {"aud", json_text("https://carepress.example")},
                                  {"sub", json_text("nurse-7")},
                                  {"iat", "1799999990"},
                                  {"exp", "1800000300"},
                                  {"jti", json_text("one")},
                                  {"scope", json_text("library.read handouts.write")}};

inline token::TokenRules right_rules() {
    token::TokenRules rules;
    rules.issuer = "https://issuer.example";
    rules.audiences = {"https://carepress.example"};
    rules.scopes = {"handouts.write"};
    return rules;
}

inline const SigningKey& right_key() {
    static const SigningKey key = SigningKey::p384();
    return key;
}

inline token::KeySet read_keys(const std::string& keys) {
    auto read = token::KeySet::read(key_set(keys));
    if (const auto* problem = std::get_if<token::KeyProblem>(&read))
        throw std::runtime_error(problem->where + ": " + problem->what);
    return std::get<token::KeySet>(std::move(read));
}

inline const token::KeySet& right_keys() {
    static const token::KeySet keys = read_keys(to_json(right_key().jwk("ec")));
    return keys;
}

/// A token with a right signature, whose header and claims have these changes.
inline std::string token_with(const Members& header, const Members& claims) {
    return token_of(to_json(with(right_header, header)), to_json(with(right_claims, claims)), right_key(), "ES384");
}

inline std::variant<token::Claims, token::Refusal> verify(std::string_view text,
                                                          const token::TokenRules& rules = right_rules()) {
    return token::verify_token(text, rules, right_keys(), now);
}

/// "" if the token is accepted, else the reason.
inline std::string reason_of(const std::variant<token::Claims, token::Refusal>& result) {
    const auto* refusal = std::get_if<token::Refusal>(&result);
    return refusal ? std::string(refusal->reason) : "";
}

}  // namespace carepress::test
