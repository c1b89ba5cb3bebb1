#pragma once

#include "token/algorithm.h"

#include <cjose/jwk.h>
#include <cjose/jws.h>
#include <jansson.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace carepress::token {

struct KeyFree {
    void operator()(::cjose_jwk_t* key) const { ::cjose_jwk_release(key); }
};

struct JwsFree {
    void operator()(::cjose_jws_t* jws) const { ::cjose_jws_release(jws); }
};

inline constexpr std::size_t coordinate_bytes = 48;  ///< of P-384 (RFC 7518, 6.2.1.2)

/// One key of a KeySet, which can verify at least one Algorithm.
struct PublicKey {
    std::string kid;
    bool is_rsa = false;                 ///< else a point on P-384
    std::optional<Algorithm> algorithm;  ///< the only one that the set allows for this key (RFC 7517, 4.4)
    std::unique_ptr<::cjose_jwk_t, KeyFree> handle;

    bool verifies(Algorithm wanted) const {
        return is_rsa == (wanted != Algorithm::es384) && (!algorithm || *algorithm == wanted);
    }
};

/// Whether a JWK has a private or symmetric member (RFC 7518, 6.2.2, 6.3.2, 6.4).
bool has_secret(const ::json_t* jwk);

/// The key of a JWK without secrets, or the reason why it cannot verify a token.
std::variant<PublicKey, std::string_view> read_public_key(const ::json_t* jwk);

/// Whether `token`, a JWS in compact serialization whose header was checked, has a right signature of `key`, whose
/// algorithm is the header's.
bool has_signature_of(std::string_view token, const PublicKey& key);

}  // namespace carepress::token
