// Tokens that are accepted: each algorithm, the example of CDS Hooks, and what may differ from issuer to issuer.
#include "fixture.h"

#include <gtest/gtest.h>

#include <atomic>
#include <ostream>
#include <thread>
#include <vector>

namespace carepress::test {
namespace {

TEST(Verify, reads_the_claims_of_a_right_token) {
    const auto result = verify(token_with({}, {{"nbf", "1799999980"}}));
    ASSERT_EQ(reason_of(result), "");
    const auto& claims = std::get<token::Claims>(result);
    EXPECT_EQ(claims.issuer, "https://issuer.example");
    EXPECT_EQ(claims.subject, "nurse-7");
    EXPECT_EQ(claims.audiences, std::vector<std::string>{"https://carepress.example"});
    EXPECT_EQ(claims.scopes, (std::vector<std::string>{"library.read", "handouts.write"}));
    EXPECT_EQ(claims.token_id, "one");
    EXPECT_EQ(claims.expires_at.time_since_epoch().count(), 1'800'000'300);
    EXPECT_EQ(claims.issued_at->time_since_epoch().count(), 1'799'999'990);
    EXPECT_EQ(claims.not_before->time_since_epoch().count(), 1'799'999'980);
    EXPECT_TRUE(claims.grants("library.read"));
    EXPECT_FALSE(claims.grants("library"));
}

struct AlgorithmRow {
    const char* name;
    bool is_rsa;
};
void PrintTo(const AlgorithmRow& row, std::ostream* out) { *out << row.name; }

class Algorithms : public testing::TestWithParam<AlgorithmRow> {
protected:
    const SigningKey key = GetParam().is_rsa ? SigningKey::rsa(2048) : SigningKey::p384();
    const std::string text = token_of(to_json(with(right_header, {{"alg", json_text(GetParam().name)}})),
                                      to_json(right_claims), key, GetParam().name);
};

TEST_P(Algorithms, verify_with_the_key_of_their_type) {
    const token::KeySet keys = read_keys(to_json(key.jwk("ec")));
    EXPECT_EQ(reason_of(token::verify_token(text, right_rules(), keys, now)), "");
}

TEST_P(Algorithms, must_be_those_of_the_key_and_the_rules) {
    const auto with_alg = [&](const char* alg) {
        return read_keys(to_json(with(key.jwk("ec"), {{"alg", json_text(alg)}})));
    };
    EXPECT_EQ(reason_of(token::verify_token(text, right_rules(), with_alg(GetParam().name), now)), "");
    if (GetParam().is_rsa) {
        const char* other = GetParam().name == std::string("RS256") ? "RS384" : "RS256";
        EXPECT_EQ(reason_of(token::verify_token(text, right_rules(), with_alg(other), now)), "the key is unknown");
    }
    token::TokenRules rules = right_rules();
    std::erase(rules.algorithms, token::read_algorithm(GetParam().name));
    EXPECT_EQ(reason_of(token::verify_token(text, rules, with_alg(GetParam().name), now)),
              "the algorithm is not allowed");
}

TEST_P(Algorithms, do_not_verify_with_another_key) {
    const SigningKey other = GetParam().is_rsa ? SigningKey::rsa(2048) : SigningKey::p384();
    EXPECT_EQ(reason_of(token::verify_token(text, right_rules(), read_keys(to_json(other.jwk("ec"))), now)),
              "the signature is wrong");
}

INSTANTIATE_TEST_SUITE_P(Allowed, Algorithms,
                         testing::Values(AlgorithmRow{"RS256", true}, AlgorithmRow{"RS384", true},
                                         AlgorithmRow{"ES384", false}));

/// "JSON Web Token (JWT)" of the CDS Hooks specification 2.0: a token of an EHR, which has no sub and lives for years.
TEST(Verify, accepts_the_example_of_cds_hooks) {
    const token::KeySet keys = read_keys(
        R"({"kty":"EC","use":"sig","crv":"P-384","kid":"example-kid","alg":"ES384",
            "x":"46SDH7Znh821wblCBglA61sNE9ZrHYKKt3qRtRTmSXyOI_FIGBLWrWa0GPUkDCEk",
            "y":"XMcRuuoGW7CXjQdy-F5i3FeBE0x9hPLdeFdSoDd3ELmx404tLX0VRRcqzAsPhXcI"})");
    const std::string header =
        "eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCIsImtpZCI6ImV4YW1wbGUta2lkIiwiamt1IjoiaHR0cHM6Ly9maGlyLWVoci5leGFtcGxl"
        "LmNvbS9qd2tfdXJpIn0";
    const std::string payload =
        "eyJpc3MiOiJodHRwczovL2ZoaXItZWhyLmV4YW1wbGUuY29tLyIsImF1ZCI6Imh0dHBzOi8vY2RzLmV4YW1wbGUub3JnL2Nkcy1zZXJ2"
        "aWNlcy9zb21lLXNlcnZpY2UiLCJleHAiOjE0MjI1Njg4NjAsImlhdCI6MTMxMTI4MDk3MCwianRpIjoiZWUyMmIwMjEtZTFiNy00NjEx"
        "LWJhNWItOGVlYzZhMzNhYzFlIiwidGVuYW50IjoiMmRkZDZjM2EtOGU5YS00NGM2LWEzMDUtNTIxMTFhZDMwMmEyIn0";
    const std::string signature =
        "d1WfLjGRKlcWB94l9do4cM8REXeYJLL6SGUBO8VHZhfM8mwKYP70EMxJ67War4TQblEpaQrp11wx5p7oPFm2ETYgCicS84vXWEIYTdjo"
        "oZdooCSDf2L8-i4awdoUwiEb";
    token::TokenRules rules;
    rules.issuer = "https://fhir-ehr.example.com/";
    rules.audiences = {"https://cds.example.org/cds-services/some-service"};
    rules.algorithms = {token::Algorithm::es384, token::Algorithm::rs384};
    rules.longest_lifetime = std::chrono::hours(24 * 365 * 4);
    rules.needs_subject = false;
    const auto reason = [&](const std::string& text, std::int64_t seconds) {
        return reason_of(
            token::verify_token(text, rules, keys, std::chrono::sys_seconds(std::chrono::seconds(seconds))));
    };
    const std::string text = header + "." + payload + "." + signature;
    EXPECT_EQ(reason(text, 1'400'000'000), "");
    EXPECT_EQ(reason(text, 1'500'000'000), "the token has expired");
    std::string tampered = payload;
    tampered.replace(tampered.find("odHRw"), 5, "odHRx");  // http becomes httq, in iss
    EXPECT_EQ(reason(header + "." + tampered + "." + signature, 1'400'000'000), "the issuer is not the right one");
    tampered = payload;
    tampered.replace(tampered.find("MmRkZD"), 6, "MmRkZE");  // the tenant, which is not checked
    EXPECT_EQ(reason(header + "." + tampered + "." + signature, 1'400'000'000), "the signature is wrong");
    rules.needs_subject = true;
    EXPECT_EQ(reason(text, 1'400'000'000), "sub is missing");
    rules.longest_lifetime = std::chrono::minutes(5);
    EXPECT_EQ(reason(text, 1'400'000'000), "the token is valid for too long");
}

struct Variation {
    const char* name;
    Members header, claims;
};
void PrintTo(const Variation& row, std::ostream* out) { *out << row.name; }

class Variations : public testing::TestWithParam<Variation> {};

TEST_P(Variations, are_accepted) { EXPECT_EQ(reason_of(verify(token_with(GetParam().header, GetParam().claims))), ""); }

INSTANTIATE_TEST_SUITE_P(
    OfIssuers, Variations,
    testing::Values(
        Variation{"no_typ", {{"typ", ""}}, {}}, Variation{"typ_lower_case", {{"typ", json_text("jwt")}}, {}},
        Variation{"typ_of_rfc_9068", {{"typ", json_text("at+jwt")}}, {}},
        Variation{"typ_with_prefix", {{"typ", json_text("application/at+jwt")}}, {}},
        Variation{"unknown_header", {{"x5t", json_text("abc")}, {"jku", json_text("https://evil.example/keys")}}, {}},
        Variation{"aud_of_several", {}, {{"aud", R"(["https://other.example","https://carepress.example"])"}}},
        Variation{"scp_array", {}, {{"scope", ""}, {"scp", R"(["handouts.write","x"])"}}},
        Variation{"scp_string", {}, {{"scope", ""}, {"scp", json_text("x handouts.write")}}},
        Variation{"scope_array", {}, {{"scope", R"(["handouts.write"])"}}},
        Variation{"scope_and_scp", {}, {{"scope", json_text("x")}, {"scp", R"(["handouts.write"])"}}},
        Variation{"scope_with_spaces", {}, {{"scope", json_text("  handouts.write  ")}}},
        Variation{"sub_of_255_bytes", {}, {{"sub", json_text(std::string(255, 'a'))}}},
        Variation{"exp_is_iat", {}, {{"exp", "1799999990"}}}, Variation{"no_iat", {}, {{"iat", ""}}},
        Variation{"no_jti", {}, {{"jti", ""}}},
        Variation{"nested_claims", {}, {{"realm_access", R"({"roles":[{"a":[1,null,true]}]})"}}},
        Variation{"escapes", {}, {{"iss", R"("https:\/\/issuer.example")"}, {"sub", R"("Zo\u00EB")"}}},
        // RFC 7519, 2: a NumericDate may have a fraction.
        Variation{"exp_with_fraction", {}, {{"exp", "1800000300.75"}, {"iat", "1.79999999e9"}}}),
    [](const auto& row) { return std::string(row.param.name); });

/// Each time in seconds from now that is just accepted, with a leeway of 30.
TEST(Verify, times_are_exact_to_the_second) {
    const auto reason = [](const char* claim, std::int64_t offset) {
        return reason_of(verify(token_with({}, {{claim, std::to_string(now.time_since_epoch().count() + offset)},
                                                {claim == std::string("exp") ? "iat" : "", ""}})));
    };
    EXPECT_EQ(reason("exp", -29), "");
    EXPECT_EQ(reason("exp", -30), "the token has expired");
    EXPECT_EQ(reason("exp", -31), "the token has expired");
    EXPECT_EQ(reason("nbf", 29), "");
    EXPECT_EQ(reason("nbf", 30), "");
    EXPECT_EQ(reason("nbf", 31), "the token is not valid yet");
    EXPECT_EQ(reason("iat", 30), "");
    EXPECT_EQ(reason("iat", 31), "the token was issued in the future");
    EXPECT_EQ(reason("exp", 86'400), "");
    EXPECT_EQ(reason("exp", 86'401), "the token is valid for too long");
    EXPECT_EQ(reason("iat", 300 - 86'400), "");
    EXPECT_EQ(reason("iat", 300 - 86'401), "the token is valid for too long");
}

TEST(Verify, fractions_make_no_token_good_for_longer) {
    EXPECT_EQ(reason_of(verify(token_with({}, {{"exp", "1799999970.9"}, {"iat", ""}}))), "the token has expired");
    EXPECT_EQ(reason_of(verify(token_with({}, {{"nbf", "1800000030.1"}}))), "the token is not valid yet");
    EXPECT_EQ(reason_of(verify(token_with({}, {{"iat", "1800000030.1"}}))), "the token was issued in the future");
}

TEST(Verify, rules_without_issuer_or_audience_accept_nothing) {
    token::TokenRules rules = right_rules();
    rules.issuer.clear();
    EXPECT_EQ(reason_of(verify(token_with({}, {}), rules)), "the issuer is not the right one");
    for (const char* issuer : {"", "\"\"", "[]", "[\"https://issuer.example\"]", "null"})
        EXPECT_EQ(reason_of(verify(token_with({}, {{"iss", issuer}}), rules)), "the issuer is not the right one");
    rules = right_rules();
    rules.audiences.clear();
    EXPECT_EQ(reason_of(verify(token_with({}, {}), rules)), "the token is for another audience");
    EXPECT_EQ(reason_of(verify(token_with({}, {{"aud", "\"\""}}), rules)), "the token is for another audience");
}

TEST(Verify, every_scope_of_the_rules_is_needed) {
    token::TokenRules rules = right_rules();
    rules.scopes = {"library.read", "handouts.write"};
    EXPECT_EQ(reason_of(verify(token_with({}, {}), rules)), "");
    rules.scopes.push_back("visits.write");
    const auto result = verify(token_with({}, {}), rules);
    ASSERT_TRUE(std::holds_alternative<token::Refusal>(result));
    EXPECT_EQ(token::name_of(std::get<token::Refusal>(result).error), "insufficient_scope");
    rules.scopes.clear();
    EXPECT_EQ(reason_of(verify(token_with({}, {{"scope", ""}}), rules)), "");
}

/// A signature is verified once; all else of the same token is checked again.
TEST(Verify, a_token_that_was_accepted_is_refused_later) {
    const std::string text = token_with({}, {});
    const token::KeySet keys = read_keys(to_json(right_key().jwk("ec")));
    const auto reason = [&](const token::TokenRules& rules, std::chrono::seconds later) {
        return reason_of(token::verify_token(text, rules, keys, now + later));
    };
    using std::chrono::seconds;
    EXPECT_EQ(reason(right_rules(), seconds(0)), "");
    EXPECT_EQ(reason(right_rules(), seconds(329)), "");
    EXPECT_EQ(reason(right_rules(), seconds(330)), "the token has expired");
    token::TokenRules rules = right_rules();
    rules.scopes = {"visits.write"};
    EXPECT_EQ(reason(rules, seconds(0)), "the token does not grant the scope that this needs");
    rules = right_rules();
    rules.audiences = {"https://other.example"};
    EXPECT_EQ(reason(rules, seconds(0)), "the token is for another audience");
    // Another issuer's keys, or the issuer's next ones, know nothing of it.
    EXPECT_EQ(
        reason_of(token::verify_token(text, right_rules(), read_keys(to_json(SigningKey::p384().jwk("ec"))), now)),
        "the signature is wrong");
}

TEST(Verify, threads_share_a_key_set) {
    const SigningKey rsa = SigningKey::rsa(2048);
    const token::KeySet keys = read_keys(to_json(right_key().jwk("ec")) + "," + to_json(rsa.jwk("rsa")));
    const Members header = with(right_header, {{"alg", json_text("RS256")}, {"kid", json_text("rsa")}});
    const std::vector<std::string> texts{token_with({}, {}),
                                         token_of(to_json(header), to_json(right_claims), rsa, "RS256")};
    std::atomic<int> accepted = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, mine = keys] {
            for (int k = 0; k < 50; ++k)
                accepted += std::holds_alternative<token::Claims>(
                    token::verify_token(texts[static_cast<std::size_t>(k) % 2], right_rules(), mine, now));
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(accepted, 200);
}

}  // namespace
}  // namespace carepress::test
