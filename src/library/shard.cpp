#include "library/shard.h"

#include <xxhash.h>

#include <charconv>

namespace carepress::library {

bool Shard::contains(std::string_view name) const {
    return whole() || XXH64(name.data(), name.size(), 0) % count == index;
}

std::string Shard::suffix() const {
    return whole() ? "" : "-" + std::to_string(index) + "-of-" + std::to_string(count);
}

std::optional<Shard> parse_shard(std::string_view text) {
    Shard shard;
    const char* const end = text.data() + text.size();
    const auto index = std::from_chars(text.data(), end, shard.index);
    if (index.ec != std::errc() || index.ptr == end || *index.ptr != '/') return std::nullopt;
    const auto count = std::from_chars(index.ptr + 1, end, shard.count);
    if (count.ec != std::errc() || count.ptr != end) return std::nullopt;
    if (shard.count == 0 || shard.count > most_shards || shard.index >= shard.count) return std::nullopt;
    return shard;
}

}  // namespace carepress::library
