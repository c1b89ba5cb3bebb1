#include "token/public_key.h"

#include "base/base64.h"
#include "token/error_mark.h"
#include "token/json.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

namespace carepress::token {
namespace {

std::optional<std::string> bytes_of_member(const ::json_t* jwk, const char* name) {
    const auto text = text_of(jwk, name);
    return text ? from_base64url(*text) : std::nullopt;
}

/// A number's bytes, the highest first, without the zeros that some writers put before them.
std::string_view without_leading_zeros(std::string_view number) {
    return number.substr(std::min(number.find_first_not_of('\0'), number.size()));
}

std::size_t bit_count(std::string_view number) {
    return number.empty() ? 0 : 8 * number.size() - 8 + std::bit_width(static_cast<std::uint8_t>(number.front()));
}

bool is_odd(std::string_view number) { return !number.empty() && (number.back() & 1) != 0; }

/// cjose takes numbers of any size: an exponent of 1 would make every signature right, a small modulus can be factored,
/// a large one costs seconds. The least exponent is that of FIPS 186-5, 5.4.
std::string_view what_is_wrong_with_rsa(const ::json_t* jwk) {
    const auto modulus = bytes_of_member(jwk, "n"), exponent = bytes_of_member(jwk, "e");
    if (!modulus || !exponent) return "its \"n\" and \"e\" must be numbers in base64url";
    const std::string_view n = without_leading_zeros(*modulus), e = without_leading_zeros(*exponent);
    if (bit_count(n) < 2048) return "an RSA key must have at least 2048 bits";
    if (bit_count(n) > 8192) return "an RSA key may have 8192 bits at most";
    if (!is_odd(n)) return "its \"n\" is even, so it is not an RSA modulus";
    if (bit_count(e) < 17 || bit_count(e) > 32 || !is_odd(e))
        return "its \"e\" must be odd, over 65536 and of 32 bits at most; 65537 is usual";
    return {};
}

/// cjose takes three curves and verifies ES384 with a key on any of them.
std::string_view what_is_wrong_with_ec(const ::json_t* jwk) {
    if (text_of(jwk, "crv") != "P-384") return "its curve is not P-384, the one of ES384";
    for (const char* coordinate : {"x", "y"})
        if (bytes_of_member(jwk, coordinate).value_or("").size() != coordinate_bytes)
            return "its \"x\" and \"y\" must be 48 bytes each, in base64url";
    return {};
}

bool allows_verifying(const ::json_t* operations) {
    for (std::size_t i = 0; i < ::json_array_size(operations); ++i)
        if (text_of(::json_array_get(operations, i)) == "verify") return true;
    return false;
}

/// What a key says that it is for (RFC 7517, 4.2 to 4.4).
std::string_view what_is_wrong_with_use(const ::json_t* jwk) {
    if (has_member(jwk, "use") && text_of(jwk, "use") != "sig") return "its use is not \"sig\"";
    if (has_member(jwk, "key_ops") && !allows_verifying(::json_object_get(jwk, "key_ops")))
        return "its operations do not have \"verify\"";
    if (has_member(jwk, "alg") && !read_algorithm(text_of(jwk, "alg").value_or("")))
        return "its algorithm is not RS256, RS384 or ES384";
    return {};
}

}  // namespace

bool has_secret(const ::json_t* jwk) {
    constexpr const char* secrets[] = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"};
    return std::any_of(std::begin(secrets), std::end(secrets), [&](const char* name) { return has_member(jwk, name); });
}

std::variant<PublicKey, std::string_view> read_public_key(const ::json_t* jwk) {
    const auto type = text_of(jwk, "kty"), kid = text_of(jwk, "kid");
    if (!type) return "its \"kty\" is missing";
    if (*type != "RSA" && *type != "EC") return "its type is not RSA or EC";
    if (!kid || kid->empty()) return "its \"kid\" is missing, by which tokens name their key";
    PublicKey key{std::string(*kid), *type == "RSA", read_algorithm(text_of(jwk, "alg").value_or("")), nullptr};
    if (const auto wrong = what_is_wrong_with_use(jwk); !wrong.empty()) return wrong;
    if (key.algorithm && !key.verifies(*key.algorithm)) return "its algorithm is not one of its type";
    if (const auto wrong = key.is_rsa ? what_is_wrong_with_rsa(jwk) : what_is_wrong_with_ec(jwk); !wrong.empty())
        return wrong;
    const ErrorMark mark;
    // cjose only reads it. It looks whether a point is on its curve.
    key.handle.reset(::cjose_jwk_import_json(
        const_cast<::cjose_header_t*>(reinterpret_cast<const ::cjose_header_t*>(jwk)), nullptr));
    if (!key.handle) return key.is_rsa ? "it is not an RSA key" : "its \"x\" and \"y\" are not a point on P-384";
    return key;
}

bool has_signature_of(std::string_view token, const PublicKey& key) {
    // cjose takes the two halves of an EC signature whatever their size, so zeros before each would make another token
    // with a right signature. RFC 7518, 3.4 wants 48 bytes each.
    const std::size_t signature = token.size() - (token.rfind('.') + 1);
    if (!key.is_rsa && signature != 2 * coordinate_bytes / 3 * 4) return false;
    const ErrorMark mark;
    const std::unique_ptr<::cjose_jws_t, JwsFree> jws(::cjose_jws_import(token.data(), token.size(), nullptr));
    return jws && ::cjose_jws_verify(jws.get(), key.handle.get(), nullptr);
}

}  // namespace carepress::token
