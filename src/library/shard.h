#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress::library {

/// One of `count` parts of a library: the articles whose name (code, else slug) hashes to `index`, so that an article
/// and its translations are in one part. {0, 1} is the whole library.
struct Shard {
    unsigned index = 0, count = 1;

    bool whole() const { return count == 1; }
    /// XXH64 of the name, seed 0, modulo `count`.
    bool contains(std::string_view name) const;
    /// "-2-of-8", for the names of what belongs to the shard; empty for the whole.
    std::string suffix() const;
};

inline constexpr unsigned most_shards = 10'000;

/// Reads "i/N" with 0 <= i < N <= most_shards; nothing else is one.
std::optional<Shard> parse_shard(std::string_view text);

}  // namespace carepress::library
