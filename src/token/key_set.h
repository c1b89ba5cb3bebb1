#pragma once

#include "token/algorithm.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::token {

class KnownSignatures;
struct PublicKey;

/// What is wrong with a key set or one of its keys, for the operator of the service. Nothing of a key is in it.
struct KeyProblem {
    std::string where;  ///< "line 3, column 7", "keys[2]", or empty: the set as a whole
    std::string what;   ///< a whole sentence without a full stop
};

/// The public keys of an issuer of tokens: a JWK Set (RFC 7517, 5). Where the text comes from is the caller's. It never
/// changes, copies share their keys, and any number of threads may use it.
class KeySet {
public:
    /// The largest text that is read, in bytes.
    static constexpr std::size_t largest = 1'000'000;

    /// The keys of a JWK Set that can verify a token. Keys that cannot are left out, as the RFC asks for: of another
    /// type, algorithm, curve, use or size, malformed, or without `kid`. The whole set is refused if none is left, if
    /// two keys answer to one `kid` and algorithm, or if any of its keys is private or symmetric: a secret that was
    /// published must be replaced, and to use the rest would hide that.
    static std::variant<KeySet, KeyProblem> read(std::string_view jwks);

    /// The key that verifies `algorithm` under this `kid`; nullptr if there is none. It lives as long as the set or a
    /// copy of it.
    const PublicKey* find(std::string_view kid, Algorithm algorithm) const;

    /// The tokens that keys of this set have verified; a set that is read anew knows none.
    KnownSignatures& known_signatures() const { return *known_signatures_; }

    std::size_t size() const { return keys_.size(); }
    /// The keys that were left out, each with the reason.
    const std::vector<KeyProblem>& left_out() const { return left_out_; }

private:
    KeySet();

    std::shared_ptr<KnownSignatures> known_signatures_;
    std::vector<std::shared_ptr<const PublicKey>> keys_;
    std::vector<KeyProblem> left_out_;
};

}  // namespace carepress::token
