#include "token/secret.h"

#include "base/base64.h"
#include "base/error.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>

namespace carepress::token {

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && ::CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_handle() {
    std::array<unsigned char, 32> bytes;
    if (::RAND_bytes(bytes.data(), bytes.size()) != 1)
        throw EnvironmentError("the system gives no random bytes for the handle of a session");
    return to_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace carepress::token
