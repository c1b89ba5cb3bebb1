#pragma once

#include "base/digest.h"

#include <cstddef>
#include <mutex>
#include <vector>

namespace carepress::token {

/// Tokens whose signature was right, by their digest. A client sends the same token with each request until it expires,
/// and to verify ES384 takes longer than to press a handout. Everything else about a token is checked each time.
/// Bounded: a token takes the place of an older one. Any number of threads may use it.
class KnownSignatures {
public:
    bool contains(const Sha256& token) const;
    void add(const Sha256& token);

private:
    static constexpr std::size_t places = 4096;

    mutable std::mutex mutex_;
    std::vector<Sha256> tokens_ = std::vector<Sha256>(places);
};

}  // namespace carepress::token
