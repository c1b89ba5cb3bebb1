// JWK Sets: which keys are taken, which are left out, and when the whole set is refused.
#include "fixture.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace carepress::test {
namespace {

using token::Algorithm;

const SigningKey& rsa_key() {
    static const SigningKey key = SigningKey::rsa(2048);
    return key;
}

/// The problem of a set that is refused, as "where: what".
std::string problem_of(const std::string& text) {
    const auto read = token::KeySet::read(text);
    const auto* problem = std::get_if<token::KeyProblem>(&read);
    return problem ? problem->where + ": " + problem->what : "";
}

TEST(Keys, are_found_by_kid_and_algorithm) {
    const token::KeySet keys = read_keys(to_json(right_key().jwk("a")) + "," + to_json(rsa_key().jwk("b")) + "," +
                                         to_json(with(rsa_key().jwk("c"), {{"alg", json_text("RS384")}})));
    EXPECT_EQ(keys.size(), 3u);
    EXPECT_TRUE(keys.left_out().empty());
    const auto finds = [&](const char* kid) {
        std::string found;
        for (const Algorithm algorithm : {Algorithm::rs256, Algorithm::rs384, Algorithm::es384})
            found += keys.find(kid, algorithm) ? '1' : '0';
        return found;
    };
    EXPECT_EQ(finds("a"), "001");
    EXPECT_EQ(finds("b"), "110");
    EXPECT_EQ(finds("c"), "010");
    EXPECT_EQ(finds("A"), "000");
    EXPECT_EQ(finds(""), "000");
    EXPECT_NE(keys.find("b", Algorithm::rs256), keys.find("c", Algorithm::rs384));
}

TEST(Keys, live_as_long_as_a_copy_of_their_set) {
    auto keys = std::make_unique<token::KeySet>(right_keys());
    const token::KeySet copy = *keys;
    keys.reset();
    EXPECT_EQ(reason_of(token::verify_token(token_with({}, {}), right_rules(), copy, now)), "");
}

struct LeftOut {
    std::string name;
    Members jwk;
    std::string what;
};
void PrintTo(const LeftOut& row, std::ostream* out) { *out << row.name; }

class KeysLeftOut : public testing::TestWithParam<LeftOut> {};

/// Alone in its set, such a key is an error; beside a good one it is left out (RFC 7517, 5).
TEST_P(KeysLeftOut, are_named_with_the_reason) {
    const std::string jwk = to_json(GetParam().jwk);
    EXPECT_EQ(problem_of(key_set(jwk)),
              "keys[0]: none of the keys can verify a token; of this one, " + GetParam().what);
    const token::KeySet keys = read_keys(to_json(SigningKey::p384().jwk("good")) + "," + jwk);
    EXPECT_EQ(keys.size(), 1u);
    ASSERT_EQ(keys.left_out().size(), 1u);
    EXPECT_EQ(keys.left_out()[0].where, "keys[1]");
    EXPECT_EQ(keys.left_out()[0].what, GetParam().what);
}

Members ec(const Members& changes) { return with(right_key().jwk("k"), changes); }
Members rsa(const Members& changes) { return with(rsa_key().jwk("k"), changes); }

/// A number in base64url, from its bytes.
std::string number(std::string bytes) { return json_text(to_base64url(bytes)); }

/// The key's modulus with another last byte.
std::string even_modulus() {
    std::string bytes = *from_base64url(rsa_key().number(OSSL_PKEY_PARAM_RSA_N, 0));
    bytes.back() = '\x02';
    return number(bytes);
}

/// A modulus of so many bits that is odd; nothing else is known of it.
std::string modulus(std::size_t bits) { return number(std::string(1, '\x80') + std::string(bits / 8 - 1, '\x01')); }

const char* const bad_exponent = "its \"e\" must be odd, over 65536 and of 32 bits at most; 65537 is usual";
const char* const bad_numbers = "its \"n\" and \"e\" must be numbers in base64url";
const char* const bad_coordinates = "its \"x\" and \"y\" must be 48 bytes each, in base64url";

INSTANTIATE_TEST_SUITE_P(
    Rows, KeysLeftOut,
    testing::Values(
        LeftOut{"kty_missing", ec({{"kty", ""}}), "its \"kty\" is missing"},
        LeftOut{"kty_unknown", ec({{"kty", json_text("OKP")}}), "its type is not RSA or EC"},
        LeftOut{"kty_case", ec({{"kty", json_text("ec")}}), "its type is not RSA or EC"},
        LeftOut{"kid_missing", ec({{"kid", ""}}), "its \"kid\" is missing, by which tokens name their key"},
        LeftOut{"kid_empty", ec({{"kid", "\"\""}}), "its \"kid\" is missing, by which tokens name their key"},
        LeftOut{"use_enc", ec({{"use", json_text("enc")}}), "its use is not \"sig\""},
        LeftOut{"use_number", ec({{"use", "1"}}), "its use is not \"sig\""},
        LeftOut{"key_ops", ec({{"key_ops", R"(["sign","wrapKey"])"}}), "its operations do not have \"verify\""},
        LeftOut{"key_ops_text", ec({{"key_ops", json_text("verify")}}), "its operations do not have \"verify\""},
        LeftOut{"alg_rs512", rsa({{"alg", json_text("RS512")}}), "its algorithm is not RS256, RS384 or ES384"},
        LeftOut{"alg_oaep", rsa({{"alg", json_text("RSA-OAEP")}}), "its algorithm is not RS256, RS384 or ES384"},
        LeftOut{"alg_null", rsa({{"alg", "null"}}), "its algorithm is not RS256, RS384 or ES384"},
        LeftOut{"alg_of_other_type", rsa({{"alg", json_text("ES384")}}), "its algorithm is not one of its type"},
        LeftOut{"alg_of_other_type_too", ec({{"alg", json_text("RS256")}}), "its algorithm is not one of its type"},
        LeftOut{"rsa_2040", rsa({{"n", modulus(2040)}}), "an RSA key must have at least 2048 bits"},
        LeftOut{"rsa_2047", rsa({{"n", number('\x7F' + std::string(255, '\x01'))}}),
                "an RSA key must have at least 2048 bits"},
        LeftOut{"rsa_short_with_zeros", rsa({{"n", number(std::string(200, '\0') + std::string(128, '\x81'))}}),
                "an RSA key must have at least 2048 bits"},
        LeftOut{"rsa_zero", rsa({{"n", number(std::string(256, '\0'))}}), "an RSA key must have at least 2048 bits"},
        LeftOut{"rsa_large", rsa({{"n", modulus(8200)}}), "an RSA key may have 8192 bits at most"},
        LeftOut{"rsa_8193", rsa({{"n", number('\x01' + std::string(1024, '\x01'))}}),
                "an RSA key may have 8192 bits at most"},
        LeftOut{"rsa_even", rsa({{"n", even_modulus()}}), "its \"n\" is even, so it is not an RSA modulus"},
        LeftOut{"rsa_e_1", rsa({{"e", number("\x01")}}), bad_exponent},
        LeftOut{"rsa_e_3", rsa({{"e", number("\x03")}}), bad_exponent},
        LeftOut{"rsa_e_even", rsa({{"e", number(std::string("\x01\x00\x02", 3))}}), bad_exponent},
        LeftOut{"rsa_e_large", rsa({{"e", number("\x01\x01\x01\x01\x01")}}), bad_exponent},
        LeftOut{"rsa_e_empty", rsa({{"e", "\"\""}}), bad_exponent},
        LeftOut{"rsa_e_missing", rsa({{"e", ""}}), bad_numbers},
        LeftOut{"rsa_n_padded", rsa({{"n", json_text(rsa_key().number(OSSL_PKEY_PARAM_RSA_N, 0) + "==")}}),
                bad_numbers},
        LeftOut{"rsa_n_number", rsa({{"n", "5"}}), bad_numbers},
        LeftOut{"curve_p256", with(SigningKey::p256().jwk("k"), {}), "its curve is not P-384, the one of ES384"},
        LeftOut{"curve_missing", ec({{"crv", ""}}), "its curve is not P-384, the one of ES384"},
        LeftOut{"off_the_curve", ec({{"y", number(std::string(48, '\x01'))}}),
                "its \"x\" and \"y\" are not a point on P-384"},
        LeftOut{"infinity", ec({{"x", number(std::string(48, '\0'))}, {"y", number(std::string(48, '\0'))}}),
                "its \"x\" and \"y\" are not a point on P-384"},
        LeftOut{"coordinate_too_large", ec({{"x", number(std::string(48, '\xFF'))}}),
                "its \"x\" and \"y\" are not a point on P-384"},
        LeftOut{"coordinate_short", ec({{"x", number(std::string(47, '\x01'))}}), bad_coordinates},
        LeftOut{"coordinate_long", ec({{"x", number(std::string(49, '\x01'))}}), bad_coordinates},
        LeftOut{"coordinate_missing", ec({{"y", ""}}), bad_coordinates}),
    [](const auto& row) { return row.param.name; });

TEST(Keys, of_unusual_but_right_form_are_taken) {
    // Java's BigInteger writes a zero before a modulus whose first bit is set; members that are not known do no harm.
    const std::string n = *from_base64url(rsa_key().number(OSSL_PKEY_PARAM_RSA_N, 0));
    const token::KeySet keys =
        read_keys(to_json(rsa({{"n", number(std::string(1, '\0') + n)}, {"use", json_text("sig")}, {"x5c", "[]"}})) +
                  "," + to_json(ec({{"kid", json_text("e")}, {"key_ops", R"(["verify"])"}, {"ext", "true"}})) + "," +
                  to_json(rsa({{"kid", json_text("large")}, {"n", modulus(8192)}, {"e", number("\xFF\xFF\xFF\xFF")}})));
    EXPECT_EQ(keys.size(), 3u);
    const std::string text = token_of(R"({"alg":"RS256","kid":"k"})", to_json(right_claims), rsa_key(), "RS256");
    EXPECT_EQ(reason_of(token::verify_token(text, right_rules(), keys, now)), "");
}

TEST(Keys, private_and_symmetric_ones_refuse_the_set) {
    const std::string good = to_json(SigningKey::p384().jwk("good"));
    const char* const what =
        "the key is private or symmetric; replace it, since it has been published, and write public keys only";
    const std::string d = json_text(right_key().number(OSSL_PKEY_PARAM_PRIV_KEY, 48));
    EXPECT_EQ(problem_of(key_set(good + "," + to_json(ec({{"d", d}})))), "keys[1]: " + std::string(what));
    EXPECT_EQ(problem_of(key_set(to_json(ec({{"d", d}, {"use", json_text("enc")}})) + "," + good)),
              "keys[0]: " + std::string(what));
    for (const char* name : {"d", "p", "q", "dp", "dq", "qi", "oth", "priv"})
        EXPECT_EQ(problem_of(key_set(to_json(rsa({{name, json_text("AQ")}})))), "keys[0]: " + std::string(what))
            << name;
    EXPECT_EQ(problem_of(key_set(good + R"(,{"kty":"oct","kid":"s","k":"c2VjcmV0"})")),
              "keys[1]: " + std::string(what));
}

TEST(Keys, two_of_one_kid_are_refused_if_a_token_could_mean_either) {
    const std::string a = to_json(SigningKey::p384().jwk("k")), b = to_json(SigningKey::p384().jwk("k"));
    const std::string r = to_json(rsa({})), r256 = to_json(rsa({{"alg", json_text("RS256")}})),
                      r384 = to_json(rsa({{"alg", json_text("RS384")}}));
    const char* const what = "the key has the same \"kid\" as keys[0]; give each key its own";
    EXPECT_EQ(problem_of(key_set(a + "," + b)), "keys[1]: " + std::string(what));
    EXPECT_EQ(problem_of(key_set(a + "," + r + "," + a)), "keys[2]: " + std::string(what));
    EXPECT_EQ(problem_of(key_set(r + "," + r384)), "keys[1]: " + std::string(what));
    EXPECT_EQ(problem_of(key_set(r384 + "," + r)), "keys[1]: " + std::string(what));
    EXPECT_EQ(problem_of(key_set(r384 + "," + r384)), "keys[1]: " + std::string(what));
    // RFC 7517, 4.5: keys of different types that are alternatives may share one.
    EXPECT_EQ(problem_of(key_set(a + "," + r)), "");
    EXPECT_EQ(problem_of(key_set(r256 + "," + r384)), "");
    // What is left out does not count, but keeps its place.
    const std::string enc = to_json(ec({{"use", json_text("enc")}}));
    EXPECT_EQ(problem_of(key_set(enc + "," + a)), "");
    EXPECT_EQ(problem_of(key_set(enc + "," + a + "," + b)),
              "keys[2]: the key has the same \"kid\" as keys[1]; give each key its own");
}

TEST(KeySets, that_are_not_sets_are_refused) {
    EXPECT_EQ(problem_of(""), "line 1, column 0: the text ends too early");
    EXPECT_EQ(problem_of("{\n \"keys\": [,]\n}"), "line 2, column 11: the text is not valid JSON");
    EXPECT_EQ(problem_of("{\"keys\":[],\n\"keys\":[]}"), "line 2, column 6: a name occurs twice in one object");
    EXPECT_EQ(problem_of("{\"keys\":[]} x"), "line 1, column 13: the text is not valid JSON");
    EXPECT_EQ(problem_of("[]"), ": the text is not a JSON object");
    EXPECT_EQ(problem_of("{}"), ": a JWK Set must have \"keys\", an array");
    EXPECT_EQ(problem_of(to_json(right_key().jwk("k"))), ": a JWK Set must have \"keys\", an array");
    EXPECT_EQ(problem_of(R"({"keys":{}})"), ": a JWK Set must have \"keys\", an array");
    EXPECT_EQ(problem_of(key_set("")), ": the key set is empty");
    EXPECT_EQ(problem_of(key_set("1")), "keys[0]: a key must be a JSON object");
    EXPECT_EQ(problem_of(std::string(1'000'001, ' ')), ": the key set is larger than 1 MB");
    EXPECT_EQ(problem_of(key_set(std::string(100'000, '['))), "line 1, column 2056: the nesting is too deep");
    EXPECT_EQ(problem_of("{\"keys\":[\"\xFF\"]}"), "line 1, column 10: the text is not valid UTF-8");
    EXPECT_EQ(problem_of(R"({"keys":["\u0000"]})"), "line 1, column 17: a string contains a NUL character");
    EXPECT_EQ(problem_of(R"({"\u0000":1})"), "line 1, column 9: a string contains a NUL character");
    EXPECT_EQ(problem_of(R"({"keys":[1e999]})"), "line 1, column 14: a number is too large");
}

/// Messages go to logs: nothing of a key or a name in it is in them.
TEST(KeySets, messages_quote_nothing) {
    for (const std::string& text : {key_set(R"({"kid":"SECRET","kty":"SECRET"})"),
                                    key_set(R"({"kid":"SECRET","kty":"RSA","n":"SECRET","e":"AQAB"})"),
                                    std::string(R"({"SECRET":1,"SECRET":2})"), std::string(R"({"keys":[SECRET]})"),
                                    key_set("\"SECRET\""), key_set(R"({"kid":"SECRET","kty":"oct","k":"SECRET"})")}) {
        const std::string problem = problem_of(text);
        EXPECT_NE(problem, "") << text;
        EXPECT_EQ(problem.find("SECRET"), std::string::npos) << problem;
    }
}

}  // namespace
}  // namespace carepress::test
