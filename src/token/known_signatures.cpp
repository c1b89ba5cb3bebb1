#include "token/known_signatures.h"

namespace carepress::token {
namespace {

/// The only place of a token.
std::size_t place_of(const Sha256& token, std::size_t places) { return (token[0] * 256U + token[1]) % places; }

}  // namespace

bool KnownSignatures::contains(const Sha256& token) const {
    const std::lock_guard lock(mutex_);
    return tokens_[place_of(token, places)] == token;
}

void KnownSignatures::add(const Sha256& token) {
    const std::lock_guard lock(mutex_);
    tokens_[place_of(token, places)] = token;
}

}  // namespace carepress::token
