#pragma once

// Keys and tokens for tests, made with OpenSSL alone: what the room verifies was not signed by the library that it
// uses.
#include "base/base64.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <cstddef>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace carepress::test {

/// Members of a JSON object: name to value, as JSON. An empty value leaves the member out.
using Members = std::map<std::string, std::string>;

inline std::string to_json(const Members& members) {
    std::string text;
    for (const auto& [name, value] : members)
        if (!value.empty()) text += (text.empty() ? "\"" : ",\"") + name + "\":" + value;
    return "{" + text + "}";
}

/// `members` with some of them replaced.
inline Members with(Members members, const Members& changes) {
    for (const auto& [name, value] : changes) members[name] = value;
    return members;
}

inline std::string json_text(std::string_view text) { return '"' + std::string(text) + '"'; }

/// A pair of keys.
class SigningKey {
public:
    static SigningKey rsa(unsigned bits) { return SigningKey(EVP_RSA_gen(bits), 0); }
    static SigningKey p384() { return SigningKey(EVP_EC_gen("P-384"), 48); }
    static SigningKey ed25519() { return SigningKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), 0); }
    static SigningKey p256() { return SigningKey(EVP_EC_gen("P-256"), 32); }

    /// The public half as a JWK.
    Members jwk(std::string_view kid) const {
        if (coordinate_ == 0)
            return {{"kid", json_text(kid)},
                    {"kty", json_text("RSA")},
                    {"n", json_text(number(OSSL_PKEY_PARAM_RSA_N, 0))},
                    {"e", json_text(number(OSSL_PKEY_PARAM_RSA_E, 0))}};
        return {{"kid", json_text(kid)},
                {"kty", json_text("EC")},
                {"crv", json_text(coordinate_ == 48 ? "P-384" : "P-256")},
                {"x", json_text(number(OSSL_PKEY_PARAM_EC_PUB_X, coordinate_))},
                {"y", json_text(number(OSSL_PKEY_PARAM_EC_PUB_Y, coordinate_))}};
    }

    /// A number of the key in base64url, of `size` bytes, or as few as there are if that is 0.
    std::string number(const char* name, std::size_t size) const {
        BIGNUM* found = nullptr;
        if (EVP_PKEY_get_bn_param(key_.get(), name, &found) != 1) throw std::runtime_error(name);
        const std::unique_ptr<BIGNUM, decltype(&BN_free)> owner(found, BN_free);
        std::string bytes(size == 0 ? static_cast<std::size_t>(BN_num_bytes(found)) : size, '\0');
        BN_bn2binpad(found, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
        return to_base64url(bytes);
    }

    /// The signature of a JWS (RFC 7518, 3.3 and 3.4), with the digest of an algorithm such as "RS256".
    std::string sign(std::string_view message, std::string_view algorithm) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
        const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
        const EVP_MD* digest = EVP_get_digestbyname(("SHA" + std::string(algorithm.substr(2))).c_str());
        std::size_t size = 0;
        EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get());
        EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size());
        std::string signature(size, '\0');
        if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                           message.size()) != 1)
            throw std::runtime_error("not signed");
        signature.resize(size);
        return coordinate_ == 0 ? signature : two_numbers(signature);
    }

    /// Both halves in PEM, encrypted if there is a password.
    std::string pem(std::string password = {}) const {
        const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), BIO_free);
        PEM_write_bio_PKCS8PrivateKey(text.get(), key_.get(), password.empty() ? nullptr : EVP_aes_128_cbc(),
                                      password.data(), static_cast<int>(password.size()), nullptr, nullptr);
        return text_of(text.get());
    }
    /// In the older form of its type: "BEGIN EC PRIVATE KEY".
    std::string traditional_pem() const {
        const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), BIO_free);
        PEM_write_bio_PrivateKey_traditional(text.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
        return text_of(text.get());
    }
    std::string public_pem() const {
        const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), BIO_free);
        PEM_write_bio_PUBKEY(text.get(), key_.get());
        return text_of(text.get());
    }

    /// Whether a JWS in compact serialization is signed by this key with an algorithm such as "ES384".
    bool has_signed(std::string_view token, std::string_view algorithm) const {
        const std::size_t end = token.rfind('.');
        std::string signature = from_base64url(token.substr(end + 1)).value_or("");
        if (coordinate_ != 0) {
            if (signature.size() != 2 * coordinate_) return false;
            signature = asn1_of(signature);
        }
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
        const EVP_MD* digest = EVP_get_digestbyname(("SHA" + std::string(algorithm.substr(2))).c_str());
        EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get());
        return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                                signature.size(), reinterpret_cast<const unsigned char*>(token.data()), end) == 1;
    }

private:
    static std::string text_of(BIO* text) {
        char* begin = nullptr;
        const long size = BIO_get_mem_data(text, &begin);
        return std::string(begin, static_cast<std::size_t>(size));
    }

    std::string asn1_of(const std::string& numbers) const {
        const auto* bytes = reinterpret_cast<const unsigned char*>(numbers.data());
        const int size = static_cast<int>(coordinate_);
        const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
        ECDSA_SIG_set0(pair.get(), BN_bin2bn(bytes, size, nullptr), BN_bin2bn(bytes + size, size, nullptr));
        unsigned char* begin = nullptr;
        const int length = i2d_ECDSA_SIG(pair.get(), &begin);
        std::string asn1(reinterpret_cast<const char*>(begin), static_cast<std::size_t>(length));
        OPENSSL_free(begin);
        return asn1;
    }

    SigningKey(EVP_PKEY* key, std::size_t coordinate) : key_(key, EVP_PKEY_free), coordinate_(coordinate) {}

    /// r and s of ASN.1, each of the curve's size.
    std::string two_numbers(const std::string& asn1) const {
        const auto* begin = reinterpret_cast<const unsigned char*>(asn1.data());
        const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(
            d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(asn1.size())), ECDSA_SIG_free);
        std::string bytes(2 * coordinate_, '\0');
        auto* out = reinterpret_cast<unsigned char*>(bytes.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, static_cast<int>(coordinate_));
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + coordinate_, static_cast<int>(coordinate_));
        return bytes;
    }

    std::shared_ptr<EVP_PKEY> key_;
    std::size_t coordinate_;  ///< bytes of a coordinate; 0: RSA
};

inline std::string key_set(const std::string& keys) { return R"({"keys":[)" + keys + "]}"; }

/// A token of any header and payload, whether they are JSON or not.
inline std::string token_of(std::string_view header, std::string_view payload, const SigningKey& key,
                            std::string_view algorithm) {
    const std::string message = to_base64url(header) + "." + to_base64url(payload);
    return message + "." + to_base64url(key.sign(message, algorithm));
}

}  // namespace carepress::test
