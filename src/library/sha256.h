#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace carepress {

/// A SHA-256 digest (FIPS 180-4).
using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);

/// 64 small hexadecimal digits, as `sha256sum` prints them.
std::string hex(const Sha256& digest);

/// The digest in 64 hexadecimal digits, or all zeros for anything else.
Sha256 from_hex(std::string_view digits);

/// A digest's bytes, for what takes text.
inline std::string_view bytes_of(const Sha256& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace carepress
