// Tokens that are refused, one wrong thing in each.
#include "fixture.h"

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <functional>
#include <ostream>
#include <vector>

namespace carepress::test {
namespace {

struct Refused {
    std::string name;
    std::function<std::string()> make;
    std::string reason;
};
void PrintTo(const Refused& row, std::ostream* out) { *out << row.name; }

class Refusals : public testing::TestWithParam<Refused> {};

TEST_P(Refusals, are_for_the_reason_that_they_say) {
    const auto result = verify(GetParam().make());
    EXPECT_EQ(reason_of(result), GetParam().reason);
    ASSERT_TRUE(std::holds_alternative<token::Refusal>(result));
    const auto& refusal = std::get<token::Refusal>(result);
    EXPECT_EQ(token::name_of(refusal.error), "invalid_token");
    EXPECT_EQ(refusal.is_unknown_key, GetParam().reason == "the key is unknown");
    // RFC 6750, 3: what an error_description may have.
    EXPECT_TRUE(std::all_of(refusal.reason.begin(), refusal.reason.end(), [](char c) {
        return c >= 0x20 && c <= 0x7E && c != '"' && c != '\\';
    })) << refusal.reason;
}

const auto name_of_row = [](const auto& info) { return info.param.name; };

Refused header(std::string name, Members changes, std::string reason) {
    return {std::move(name), [changes = std::move(changes)] { return token_with(changes, {}); }, std::move(reason)};
}
Refused claims(std::string name, Members changes, std::string reason) {
    return {std::move(name), [changes = std::move(changes)] { return token_with({}, changes); }, std::move(reason)};
}
/// A right token whose text was changed after it was signed.
Refused text(std::string name, std::function<std::string(std::string)> change, std::string reason) {
    return {std::move(name), [change = std::move(change)] { return change(token_with({}, {})); }, std::move(reason)};
}
Refused raw(std::string name, std::string head, std::string payload, std::string reason) {
    return {std::move(name),
            [head = std::move(head), payload = std::move(payload)] {
                return token_of(head.empty() ? to_json(right_header) : head,
                                payload.empty() ? to_json(right_claims) : payload, right_key(), "ES384");
            },
            std::move(reason)};
}

const char* const not_base64url = "a part of the token is not base64url";
const char* const not_three = "the token does not have three parts";

std::string part(const std::string& token, int index) {
    const std::size_t first = token.find('.'), last = token.rfind('.');
    return index == 0   ? token.substr(0, first)
           : index == 1 ? token.substr(first + 1, last - first - 1)
                        : token.substr(last + 1);
}

INSTANTIATE_TEST_SUITE_P(
    Shape, Refusals,
    testing::Values(
        text(
            "empty", [](const std::string&) { return std::string(); }, not_three),
        text(
            "dots", [](const std::string&) { return std::string(".."); }, not_three),
        text(
            "two_parts", [](const std::string& right) { return right.substr(0, right.rfind('.')); }, not_three),
        text(
            "no_signature", [](const std::string& right) { return right.substr(0, right.rfind('.') + 1); }, not_three),
        text(
            "no_header", [](const std::string& right) { return right.substr(right.find('.')); }, not_three),
        text(
            "no_payload", [](const std::string& right) { return part(right, 0) + ".." + part(right, 2); }, not_three),
        text(
            "five_parts", [](const std::string& right) { return right + ".AA.AA"; }, not_three),
        text(
            "dot_at_end", [](const std::string& right) { return right + "."; }, not_three),
        text(
            "padded", [](const std::string& right) { return right + "="; }, not_base64url),
        text(
            "padded_header",
            [](const std::string& right) { return part(right, 0) + "==." + part(right, 1) + "." + part(right, 2); },
            not_base64url),
        text(
            "space_at_end", [](const std::string& right) { return right + " "; }, not_base64url),
        text(
            "line_end", [](const std::string& right) { return right + "\n"; }, not_base64url),
        text(
            "space_within", [](const std::string& right) { return right.substr(0, 10) + " " + right.substr(10); },
            not_base64url),
        text(
            "nul", [](const std::string& right) { return right + std::string(1, '\0'); }, not_base64url),
        text(
            "not_ascii", [](const std::string& right) { return right.substr(0, 10) + "\xC3\xA9" + right.substr(11); },
            not_base64url),
        text(
            "base64_with_plus",
            [](const std::string& right) {
                return part(right, 0) + "." + part(right, 1) + ".+" + part(right, 2).substr(1);
            },
            not_base64url),
        text(
            "one_letter_more", [](const std::string& right) { return right + "A"; }, not_base64url),
        text(
            "too_long", [](const std::string&) { return std::string(16'385, 'A'); }, "the token is too long"),
        text(
            "long", [](const std::string&) { return std::string(16'384, 'A'); }, not_three),
        text(
            "json_serialization",
            [](const std::string&) { return std::string(R"({"payload":"e30","signatures":[]})"); }, not_three)),
    name_of_row);

const char* const not_allowed = "the algorithm is not allowed";

/// HS256 with the public key, as the issuer publishes it, for a secret.
std::string confused(const char* algorithm, const EVP_MD* digest) {
    const std::string message = to_base64url(to_json(with(right_header, {{"alg", json_text(algorithm)}}))) + "." +
                                to_base64url(to_json(right_claims));
    const std::string secret = to_json(right_key().jwk("ec"));
    unsigned char code[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(digest, secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(message.data()),
         message.size(), code, &size);
    return message + "." + to_base64url({reinterpret_cast<const char*>(code), size});
}

INSTANTIATE_TEST_SUITE_P(
    Header, Refusals,
    testing::Values(
        header("none", {{"alg", json_text("none")}}, not_allowed),
        header("None", {{"alg", json_text("None")}}, not_allowed),
        Refused{"none_unsigned",
                [] {
                    return to_base64url(R"({"alg":"none","kid":"ec"})") + "." + to_base64url(to_json(right_claims)) +
                           ".";
                },
                not_three},
        Refused{"hs256", [] { return confused("HS256", EVP_sha256()); }, not_allowed},
        Refused{"hs384", [] { return confused("HS384", EVP_sha384()); }, not_allowed},
        header("es256", {{"alg", json_text("ES256")}}, not_allowed),
        header("es512", {{"alg", json_text("ES512")}}, not_allowed),
        header("rs512", {{"alg", json_text("RS512")}}, not_allowed),
        header("ps384", {{"alg", json_text("PS384")}}, not_allowed),
        header("lower_case", {{"alg", json_text("es384")}}, not_allowed),
        header("alg_missing", {{"alg", ""}}, not_allowed), header("alg_null", {{"alg", "null"}}, not_allowed),
        header("alg_array", {{"alg", R"(["ES384"])"}}, not_allowed),
        header("algorithm_of_another_type", {{"alg", json_text("RS384")}}, "the key is unknown"),
        header("kid_missing", {{"kid", ""}}, "kid is missing"), header("kid_number", {{"kid", "1"}}, "kid is missing"),
        header("kid_unknown", {{"kid", json_text("other")}}, "the key is unknown"),
        header("kid_empty", {{"kid", "\"\""}}, "the key is unknown"),
        header("kid_prefix", {{"kid", json_text("e")}}, "the key is unknown"),
        header("critical", {{"crit", R"(["exp"])"}, {"exp", "1"}}, "the header has a critical extension"),
        header("not_encoded", {{"crit", R"(["b64"])"}, {"b64", "false"}}, "the header has a critical extension"),
        header("critical_empty", {{"crit", "[]"}}, "the header has a critical extension"),
        header("typ_logout", {{"typ", json_text("logout+jwt")}}, "the type is not that of a bearer token"),
        header("typ_dpop", {{"typ", json_text("dpop+jwt")}}, "the type is not that of a bearer token"),
        header("typ_number", {{"typ", "1"}}, "the type is not that of a bearer token"),
        raw("twice", R"({"alg":"ES384","alg":"ES384","kid":"ec"})", "",
            "the header is not a JSON object, or a name occurs twice in it"),
        raw("twice_escaped", R"({"alg":"ES384","\u0061lg":"none","kid":"ec"})", "",
            "the header is not a JSON object, or a name occurs twice in it"),
        raw("array", "[]", "", "the header is not a JSON object, or a name occurs twice in it"),
        raw("text_after", R"({"alg":"ES384","kid":"ec"} {})", "",
            "the header is not a JSON object, or a name occurs twice in it"),
        raw("bomb", std::string(4'000, '['), "", "the header is not a JSON object, or a name occurs twice in it"),
        raw(
            "bomb_of_objects",
            [] {
                std::string deep;
                for (int i = 0; i < 2'000; ++i) deep += R"({"a":)";
                return deep;
            }(),
            "", "the header is not a JSON object, or a name occurs twice in it")),
    name_of_row);

const char* const no_object = "the payload is not a JSON object, or a name occurs twice in it";
const char* const bad_time = "exp, nbf and iat must be numbers of seconds since 1970";
const char* const bad_name = "sub and jti must be strings of 1 to 255 bytes without control characters";

INSTANTIATE_TEST_SUITE_P(
    Payload, Refusals,
    testing::Values(raw("not_json", "", "hello", no_object), raw("array", "", "[1]", no_object),
                    raw("bomb", "", std::string(11'000, '['), no_object),
                    raw("bomb_inside", "", R"({"iss":)" + std::string(5'000, '[') + std::string(5'000, ']') + "}",
                        no_object),
                    raw("not_utf8", "", "{\"iss\":\"\xFF\"}", no_object),
                    raw("nul_within", "", R"({"iss":"https://issuer.example\u0000"})", no_object),
                    raw("huge_number", "", R"({"exp":1e400})", no_object),
                    raw("huge_integer", "", R"({"exp":99999999999999999999999999})", no_object),
                    raw("twice", "", R"({"iss":"https://issuer.example","iss":"https://issuer.example"})", no_object),
                    raw("twice_below", "", R"({"a":{"b":1,"b":2}})", no_object),
                    raw("utf16", "", std::string("{\0}\0", 4), no_object),
                    raw("byte_order_mark", "", "\xEF\xBB\xBF{}", no_object)),
    name_of_row);

INSTANTIATE_TEST_SUITE_P(
    Claims, Refusals,
    testing::Values(
        claims("iss_other", {{"iss", json_text("https://evil.example")}}, "the issuer is not the right one"),
        claims("iss_slash", {{"iss", json_text("https://issuer.example/")}}, "the issuer is not the right one"),
        claims("iss_case", {{"iss", json_text("https://ISSUER.example")}}, "the issuer is not the right one"),
        claims("iss_missing", {{"iss", ""}}, "the issuer is not the right one"),
        claims("iss_array", {{"iss", R"(["https://issuer.example"])"}}, "the issuer is not the right one"),
        claims("aud_other", {{"aud", json_text("https://other.example")}}, "the token is for another audience"),
        claims("aud_missing", {{"aud", ""}}, "the token is for another audience"),
        claims("aud_prefix", {{"aud", json_text("https://carepress.example.evil")}},
               "the token is for another audience"),
        claims("aud_none", {{"aud", "[]"}}, "the token is for another audience"),
        claims("aud_others", {{"aud", R"(["a","b"])"}}, "the token is for another audience"),
        claims("aud_number", {{"aud", "1"}}, "aud must be a string or an array of strings"),
        claims("aud_mixed", {{"aud", R"(["https://carepress.example",1])"}},
               "aud must be a string or an array of strings"),
        claims("exp_missing", {{"exp", ""}}, "exp is missing"), claims("exp_null", {{"exp", "null"}}, bad_time),
        claims("exp_text", {{"exp", json_text("1800000300")}}, bad_time),
        claims("exp_true", {{"exp", "true"}}, bad_time), claims("exp_negative", {{"exp", "-1"}}, bad_time),
        claims("exp_in_milliseconds", {{"exp", "1800000300000"}}, bad_time),
        claims("exp_largest", {{"exp", "9223372036854775807"}}, bad_time),
        claims("exp_real", {{"exp", "1e300"}}, bad_time),
        claims("exp_past", {{"exp", "1799999000"}, {"iat", "1799998000"}}, "the token has expired"),
        claims("exp_zero", {{"exp", "0"}}, "the token has expired"),
        claims("exp_far", {{"exp", "2000000000"}}, "the token is valid for too long"),
        claims("exp_before_iat", {{"exp", "1800000000"}, {"iat", "1800000010"}},
               "the token expires before it was issued"),
        claims("nbf_text", {{"nbf", json_text("1")}}, bad_time), claims("nbf_negative", {{"nbf", "-0.5"}}, bad_time),
        claims("iat_text", {{"iat", json_text("1")}}, bad_time),
        claims("iat_future", {{"iat", "1800000200"}}, "the token was issued in the future"),
        claims("sub_missing", {{"sub", ""}}, "sub is missing"), claims("sub_empty", {{"sub", "\"\""}}, bad_name),
        claims("sub_number", {{"sub", "7"}}, bad_name), claims("sub_line_end", {{"sub", R"("a\nb")"}}, bad_name),
        claims("sub_delete", {{"sub", R"("a\u007f")"}}, bad_name),
        claims("sub_long", {{"sub", json_text(std::string(256, 'a'))}}, bad_name),
        claims("jti_number", {{"jti", "7"}}, bad_name),
        claims("scope_number", {{"scope", "7"}}, "scope and scp must be a string or an array of strings"),
        claims("scp_mixed", {{"scp", R"(["a",null])"}}, "scope and scp must be a string or an array of strings")),
    name_of_row);

/// A token of `key` for the key "ec" of the issuer.
std::string forged(const SigningKey& key, const char* algorithm) {
    return token_of(to_json(right_header), to_json(right_claims), key, algorithm);
}

std::string with_signature(const std::string& token, const std::string& signature) {
    return token.substr(0, token.rfind('.') + 1) + to_base64url(signature);
}

INSTANTIATE_TEST_SUITE_P(
    Signature, Refusals,
    testing::Values(
        Refused{"of_another_key", [] { return forged(SigningKey::p384(), "ES384"); }, "the signature is wrong"},
        Refused{"of_another_curve", [] { return forged(SigningKey::p256(), "ES384"); }, "the signature is wrong"},
        Refused{"of_another_type", [] { return forged(SigningKey::rsa(2048), "RS384"); }, "the signature is wrong"},
        Refused{"of_another_digest", [] { return forged(right_key(), "ES256"); }, "the signature is wrong"},
        text(
            "zeros", [](const std::string& right) { return with_signature(right, std::string(96, '\0')); },
            "the signature is wrong"),
        text(
            "short", [](const std::string& right) { return with_signature(right, std::string(1, 'x')); },
            "the signature is wrong"),
        text(
            "of_another_token",
            [](const std::string& right) {
                return with_signature(right, *from_base64url(part(token_with({}, {{"sub", "\"b\""}}), 2)));
            },
            "the signature is wrong"),
        text(
            "with_zeros_before_each_half",
            [](const std::string& right) {
                const std::string halves = *from_base64url(part(right, 2));
                const std::string zero(1, '\0');
                return with_signature(right, zero + halves.substr(0, 48) + zero + halves.substr(48));
            },
            "the signature is wrong"),
        text(
            "with_more_after",
            [](const std::string& right) {
                return with_signature(right, *from_base64url(part(right, 2)) + std::string(3, '\0'));
            },
            "the signature is wrong"),
        text(
            "tampered_claims",
            [](const std::string& right) {
                return part(right, 0) + "." +
                       to_base64url(to_json(with(right_claims, {{"sub", json_text("nurse-8")}}))) + "." +
                       part(right, 2);
            },
            "the signature is wrong"),
        text(
            "tampered_header",
            [](const std::string& right) {
                return to_base64url(to_json(with(right_header, {{"typ", ""}}))) + "." + part(right, 1) + "." +
                       part(right, 2);
            },
            "the signature is wrong")),
    name_of_row);

TEST(Refusals, every_letter_of_a_token_counts) {
    const std::string right = token_with({}, {});
    ASSERT_EQ(reason_of(verify(right)), "");
    for (std::size_t i = 0; i < right.size(); ++i) {
        std::string other = right;
        other[i] = right[i] == 'A' ? 'B' : 'A';
        EXPECT_NE(reason_of(verify(other)), "") << i;
        EXPECT_NE(reason_of(verify(std::string_view(right).substr(0, i))), "") << i;
    }
}

/// Code of the same thread that asks OpenSSL for errors finds its own only.
TEST(Refusals, leave_no_errors_in_the_queue_of_openssl) {
    ERR_clear_error();
    EXPECT_EQ(reason_of(verify(forged(SigningKey::p384(), "ES384"))), "the signature is wrong");
    EXPECT_EQ(reason_of(verify(with_signature(token_with({}, {}), std::string(96, '\xFF')))), "the signature is wrong");
    token::KeySet::read(key_set(to_json(with(right_key().jwk("k"), {{"y", right_key().jwk("k").at("x")}}))));
    EXPECT_EQ(ERR_peek_error(), 0u);
}

/// A forger learns nothing of scopes: only a genuine token is said to grant too little.
TEST(Refusals, scopes_are_checked_last) {
    std::string text = token_with({}, {{"scope", json_text("other")}});
    EXPECT_EQ(reason_of(verify(text)), "the token does not grant the scope that this needs");
    text = with_signature(text, std::string(96, 'x'));
    EXPECT_EQ(reason_of(verify(text)), "the signature is wrong");
    for (const char* scope : {"handouts.writer", "handouts.write,x", "HANDOUTS.WRITE", "handouts.write\\t"})
        EXPECT_EQ(reason_of(verify(token_with({}, {{"scope", json_text(scope)}}))),
                  "the token does not grant the scope that this needs")
            << scope;
}

}  // namespace
}  // namespace carepress::test
