// Keys that this program signs with: keys and verification are OpenSSL's alone, JSON is read with nlohmann's parser.
#include "token/client_key.h"

#include "base/base64.h"
#include "base/digest.h"
#include "fixture.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::test {
namespace {

using Json = nlohmann::json;
using token::ClientKey;

ClientKey read_key(const std::string& pem) {
    auto read = ClientKey::read(pem);
    if (const auto* problem = std::get_if<std::string>(&read)) throw std::runtime_error(*problem);
    return std::get<ClientKey>(read);
}

std::string problem_of(const std::string& pem) {
    const auto read = ClientKey::read(pem);
    const auto* problem = std::get_if<std::string>(&read);
    return problem ? *problem : "";
}

const SigningKey& rsa_key() {
    static const SigningKey key = SigningKey::rsa(2048);
    return key;
}

/// The parts of a token, decoded.
std::vector<std::string> parts_of(const std::string& token) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= token.size();) {
        const std::size_t end = std::min(token.find('.', begin), token.size());
        parts.push_back(from_base64url(token.substr(begin, end - begin)).value());
        begin = end + 1;
    }
    return parts;
}

TEST(ClientKeys, publish_their_public_half_alone) {
    const Json ec = Json::parse(read_key(right_key().pem()).public_jwk());
    const Json ec_members = Json::parse(to_json(right_key().jwk("?")));
    EXPECT_EQ(ec.size(), 7u) << ec;
    for (const char* name : {"kty", "crv", "x", "y"}) EXPECT_EQ(ec[name], ec_members[name]) << name;
    EXPECT_EQ(ec["alg"], "ES384");
    EXPECT_EQ(ec["use"], "sig");

    const Json rsa = Json::parse(read_key(rsa_key().pem()).public_jwk());
    const Json rsa_members = Json::parse(to_json(rsa_key().jwk("?")));
    EXPECT_EQ(rsa.size(), 6u) << rsa;
    for (const char* name : {"kty", "n", "e"}) EXPECT_EQ(rsa[name], rsa_members[name]) << name;
    EXPECT_EQ(rsa["alg"], "RS384");

    // The text of RFC 7638, 3.1, by hand.
    EXPECT_EQ(rsa["kid"], to_base64url(bytes_of(sha256("{\"e\":" + rsa_members["e"].dump() +
                                                       ",\"kty\":\"RSA\",\"n\":" + rsa_members["n"].dump() + "}"))));
    EXPECT_EQ(ec["kid"],
              to_base64url(bytes_of(sha256("{\"crv\":\"P-384\",\"kty\":\"EC\",\"x\":" + ec_members["x"].dump() +
                                           ",\"y\":" + ec_members["y"].dump() + "}"))));
}

TEST(ClientKeys, are_published_once_each_in_a_set_that_verifies) {
    const std::vector<ClientKey> keys{read_key(right_key().pem()), read_key(rsa_key().pem()),
                                      read_key(right_key().traditional_pem())};
    const std::string set = token::public_key_set(keys);
    EXPECT_EQ(Json::parse(set)["keys"].size(), 2u);
    const auto read = token::KeySet::read(set);
    ASSERT_TRUE(std::holds_alternative<token::KeySet>(read));
    EXPECT_NE(std::get<token::KeySet>(read).find(keys[1].kid(), token::Algorithm::rs384), nullptr);
    EXPECT_EQ(token::public_key_set({}), R"({"keys":[]})");
}

TEST(ClientKeys, sign_assertions_as_smart_asks_for) {
    token::ClientAssertion assertion;
    assertion.client_id = "care\"press\\ é";
    assertion.token_endpoint = "https://ehr.example/token?a=1";
    assertion.token_id = "once";
    assertion.now = now;
    for (const auto& [key, algorithm] : {std::pair(&right_key(), "ES384"), std::pair(&rsa_key(), "RS384")}) {
        const ClientKey client = read_key(key->pem());
        const std::string token = sign_client_assertion(client, assertion);
        EXPECT_TRUE(key->has_signed(token, algorithm));
        EXPECT_FALSE(SigningKey::p384().has_signed(token, "ES384"));
        const auto parts = parts_of(token);
        ASSERT_EQ(parts.size(), 3u);
        EXPECT_EQ(Json::parse(parts[0]), (Json{{"alg", algorithm}, {"kid", client.kid()}, {"typ", "JWT"}}));
        EXPECT_EQ(Json::parse(parts[1]), (Json{{"iss", "care\"press\\ é"},
                                               {"sub", "care\"press\\ é"},
                                               {"aud", "https://ehr.example/token?a=1"},
                                               {"jti", "once"},
                                               {"iat", 1'800'000'000},
                                               {"exp", 1'800'000'240}}));
    }
}

/// Numbers of a key may begin with zeros, which a JWK keeps for coordinates (RFC 7518, 6.2.1.2): one key in 100 does.
TEST(ClientKeys, on_the_curve_sign_whatever_their_numbers_begin_with) {
    for (int i = 0; i < 60; ++i) {
        const SigningKey key = SigningKey::p384();
        EXPECT_TRUE(key.has_signed(read_key(key.pem()).sign("{}"), "ES384"));
    }
}

TEST(ClientKeys, are_read_in_the_forms_that_openssl_writes) {
    for (const SigningKey* key : {&right_key(), &rsa_key()}) {
        EXPECT_EQ(problem_of(key->pem()), "");
        EXPECT_EQ(problem_of(key->traditional_pem()), "");
        EXPECT_EQ(problem_of("made by the operator\n" + key->pem() + "\n\n"), "");
        EXPECT_EQ(read_key(key->pem()).kid(), read_key(key->traditional_pem()).kid());
    }
}

TEST(ClientKeys, that_cannot_sign_are_refused_with_what_to_do) {
    const auto has = [](const std::string& problem, std::string_view words) {
        return problem.find(words) != std::string::npos;
    };
    for (const std::string& pem : {std::string(), std::string("password"), right_key().public_pem(),
                                   right_key().pem().substr(0, 100), to_json(right_key().jwk("k"))})
        EXPECT_TRUE(has(problem_of(pem), "not a private key in PEM; openssl genpkey")) << problem_of(pem);
    EXPECT_TRUE(has(problem_of(right_key().pem("secret")), "it is encrypted"));
    for (const SigningKey& key : {SigningKey::p256(), SigningKey::ed25519()})
        EXPECT_TRUE(has(problem_of(key.pem()), "neither an RSA key nor one on the curve P-384"));
    EXPECT_TRUE(has(problem_of(SigningKey::rsa(1024).pem()), "at least 2048 bits"));
    EXPECT_TRUE(has(problem_of(std::string(ClientKey::largest + 1, 'k')), "larger than 32 kB"));
    EXPECT_EQ(problem_of("password").find("password"), std::string::npos);
}

}  // namespace
}  // namespace carepress::test
