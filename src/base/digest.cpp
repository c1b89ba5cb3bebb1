#include "base/digest.h"

#include "base/hex.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <cstdint>
#include <new>

namespace carepress {

Sha256 sha256(std::string_view bytes) {
    Sha256 digest;
    ::SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

Sha256 hmac_sha256(std::string_view key, std::string_view bytes) {
    Sha256 digest;
    unsigned size = 0;
    if (::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()),
               reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data(), &size) == nullptr)
        throw std::bad_alloc();
    return digest;
}

Sha1 sha1(std::string_view bytes) {
    Sha1 digest;
    ::SHA1(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

std::string hex(const Sha256& digest) { return lower_hex(digest); }

Sha256 from_hex(std::string_view digits) {
    Sha256 digest{};
    if (digits.size() != 2 * digest.size()) return digest;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const int high = hex_value(digits[2 * i]), low = hex_value(digits[2 * i + 1]);
        if (high < 0 || low < 0) return {};
        digest[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

}  // namespace carepress
