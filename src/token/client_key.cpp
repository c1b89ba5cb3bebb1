#include "token/client_key.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/error.h"
#include "token/error_mark.h"
#include "token/json.h"
#include "token/public_key.h"

#include <cjose/header.h>
#include <cjose/jws.h>
#include <jansson.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/pem.h>
#include <string.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace carepress::token {
namespace {

constexpr std::string_view how_to_make_one =
    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 makes a key";

struct PrivateKeyFree {
    void operator()(::EVP_PKEY* key) const { ::EVP_PKEY_free(key); }
};
using PrivateKey = std::unique_ptr<::EVP_PKEY, PrivateKeyFree>;

/// Asked for the password of an encrypted key: nobody is there to type one.
int has_no_password(char*, int, int, void* was_asked) {
    *static_cast<bool*>(was_asked) = true;
    return -1;
}

std::variant<PrivateKey, std::string> read_pem(std::string_view pem) {
    const std::unique_ptr<::BIO, decltype(&::BIO_free)> text(
        ::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), ::BIO_free);
    bool is_encrypted = false;
    PrivateKey key(::PEM_read_bio_PrivateKey(text.get(), nullptr, has_no_password, &is_encrypted));
    if (key) return key;
    if (is_encrypted) return "it is encrypted; openssl pkey decrypts it, and its mode (0600) protects it";
    return "it is not a private key in PEM; " + std::string(how_to_make_one);
}

/// A member of a JWK, and the number of the key that it holds, which OpenSSL knows by another name.
struct Member {
    const char* name;
    const char* parameter;
    bool is_private = false;
};
/// RFC 7518, 6.3.
constexpr std::array rsa_members{Member{"e", OSSL_PKEY_PARAM_RSA_E},
                                 Member{"n", OSSL_PKEY_PARAM_RSA_N},
                                 Member{"d", OSSL_PKEY_PARAM_RSA_D, true},
                                 Member{"p", OSSL_PKEY_PARAM_RSA_FACTOR1, true},
                                 Member{"q", OSSL_PKEY_PARAM_RSA_FACTOR2, true},
                                 Member{"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1, true},
                                 Member{"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2, true},
                                 Member{"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1, true}};
/// RFC 7518, 6.2.
constexpr std::array ec_members{Member{"x", OSSL_PKEY_PARAM_EC_PUB_X}, Member{"y", OSSL_PKEY_PARAM_EC_PUB_Y},
                                Member{"d", OSSL_PKEY_PARAM_PRIV_KEY, true}};

/// A number of a key in base64url, of at least `size` bytes; empty if the key has no such number.
std::string number_of(const ::EVP_PKEY* key, const char* parameter, std::size_t size) {
    ::BIGNUM* found = nullptr;
    if (::EVP_PKEY_get_bn_param(key, parameter, &found) != 1) return {};
    const std::unique_ptr<::BIGNUM, decltype(&::BN_clear_free)> number(found, ::BN_clear_free);
    std::string bytes(std::max(size, static_cast<std::size_t>(BN_num_bytes(number.get()))), '\0');
    ::BN_bn2binpad(number.get(), reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    std::string text = to_base64url(bytes);
    ::explicit_bzero(bytes.data(), bytes.size());
    return text;
}

/// A key as a JWK, all of it; null if a number is missing.
JsonHandle jwk_of(const ::EVP_PKEY* key) {
    const bool is_rsa = ::EVP_PKEY_is_a(key, "RSA") == 1;
    JsonHandle jwk(::json_object());
    set_text(jwk.get(), "kty", is_rsa ? "RSA" : "EC");
    if (!is_rsa) set_text(jwk.get(), "crv", "P-384");
    for (const Member& member : is_rsa ? std::span<const Member>(rsa_members) : ec_members) {
        const std::string number = number_of(key, member.parameter, is_rsa ? 0 : coordinate_bytes);
        if (number.empty()) return nullptr;
        set_text(jwk.get(), member.name, number);
    }
    return jwk;
}

/// The public members that make up a key, and no others: what its thumbprint is of (RFC 7638, 3.2).
JsonHandle public_half(const ::json_t* jwk) {
    JsonHandle half(::json_object());
    for (const char* name : {"crv", "e", "kty", "n", "x", "y"})
        if (const auto text = text_of(jwk, name)) set_text(half.get(), name, *text);
    return half;
}

/// What is wrong with the kind of a key; empty if SMART has an algorithm for it.
std::string what_is_wrong_with_kind(const ::EVP_PKEY* key) {
    if (::EVP_PKEY_is_a(key, "RSA") == 1) return {};
    std::array<char, 64> curve{};
    std::size_t size = 0;
    if (::EVP_PKEY_is_a(key, "EC") == 1 && ::EVP_PKEY_get_group_name(key, curve.data(), curve.size(), &size) == 1 &&
        std::string_view(curve.data(), size) == SN_secp384r1)
        return {};
    return "it is neither an RSA key nor one on the curve P-384; " + std::string(how_to_make_one);
}

struct HeaderFree {
    void operator()(::cjose_header_t* header) const { ::cjose_header_release(header); }
};

}  // namespace

struct ClientKey::Parts {
    std::string kid, public_jwk;
    Algorithm algorithm = Algorithm::es384;
    std::unique_ptr<::cjose_jwk_t, KeyFree> handle;
};

std::variant<ClientKey, std::string> ClientKey::read(std::string_view pem) {
    if (pem.size() > largest) return "it is larger than 32 kB, which no private key is";
    const ErrorMark mark;
    const auto read = read_pem(pem);
    if (const auto* const problem = std::get_if<std::string>(&read)) return *problem;
    const ::EVP_PKEY* const key = std::get<PrivateKey>(read).get();
    if (std::string problem = what_is_wrong_with_kind(key); !problem.empty()) return problem;
    const JsonHandle jwk = jwk_of(key);
    if (!jwk) return "it lacks numbers of a private key; " + std::string(how_to_make_one);

    auto parts = std::make_shared<Parts>();
    const JsonHandle half = public_half(jwk.get());
    parts->kid = to_base64url(bytes_of(sha256(to_text(half.get()))));
    parts->algorithm = text_of(jwk.get(), "kty") == "RSA" ? Algorithm::rs384 : Algorithm::es384;
    set_text(half.get(), "kid", parts->kid);
    set_text(half.get(), "alg", name_of(parts->algorithm));
    set_text(half.get(), "use", "sig");
    parts->public_jwk = to_text(half.get());
    // What our verification would not take, servers need not take either.
    const auto verifier = read_public_key(half.get());
    if (const auto* const reason = std::get_if<std::string_view>(&verifier)) return std::string(*reason);
    parts->handle.reset(::cjose_jwk_import_json(reinterpret_cast<::cjose_header_t*>(jwk.get()), nullptr));
    ClientKey made(std::move(parts));
    if (!made.parts_->handle || !has_signature_of(made.sign("{}"), std::get<PublicKey>(verifier)))
        return "its public half does not belong to its private one; " + std::string(how_to_make_one);
    return made;
}

Algorithm ClientKey::algorithm() const { return parts_->algorithm; }
const std::string& ClientKey::kid() const { return parts_->kid; }
const std::string& ClientKey::public_jwk() const { return parts_->public_jwk; }

std::string ClientKey::sign(std::string_view claims) const {
    const ErrorMark mark;
    const std::unique_ptr<::cjose_header_t, HeaderFree> header(::cjose_header_new(nullptr));
    const char* token = nullptr;
    if (!header ||
        !::cjose_header_set(header.get(), CJOSE_HDR_ALG, std::string(name_of(algorithm())).c_str(), nullptr) ||
        !::cjose_header_set(header.get(), CJOSE_HDR_KID, kid().c_str(), nullptr) ||
        !::cjose_header_set(header.get(), "typ", "JWT", nullptr))
        throw EnvironmentError("there is not enough memory to sign an assertion");
    const std::unique_ptr<::cjose_jws_t, JwsFree> jws(
        ::cjose_jws_sign(parts_->handle.get(), header.get(), reinterpret_cast<const std::uint8_t*>(claims.data()),
                         claims.size(), nullptr));
    if (!jws || !::cjose_jws_export(jws.get(), &token, nullptr))
        throw EnvironmentError("the client's key does not sign");
    return token;
}

std::string public_key_set(std::span<const ClientKey> keys) {
    std::string json = "{\"keys\":[";
    std::vector<std::string_view> written;  // two clients may have one key
    for (const ClientKey& key : keys) {
        if (std::find(written.begin(), written.end(), key.kid()) != written.end()) continue;
        if (!written.empty()) json += ',';
        json += key.public_jwk();
        written.push_back(key.kid());
    }
    return json + "]}";
}

std::string sign_client_assertion(const ClientKey& key, const ClientAssertion& assertion) {
    const JsonHandle claims(::json_object());
    set_text(claims.get(), "iss", assertion.client_id);
    set_text(claims.get(), "sub", assertion.client_id);
    set_text(claims.get(), "aud", assertion.token_endpoint);
    set_text(claims.get(), "jti", assertion.token_id);
    const auto issued_at = assertion.now.time_since_epoch().count();
    ::json_object_set_new(claims.get(), "iat", ::json_integer(issued_at));
    ::json_object_set_new(claims.get(), "exp", ::json_integer(issued_at + assertion.lifetime.count()));
    return key.sign(to_text(claims.get()));
}

}  // namespace carepress::token
