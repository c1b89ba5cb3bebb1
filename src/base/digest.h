#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace carepress {

/// A SHA-256 digest (FIPS 180-4).
using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);

/// HMAC with SHA-256 (RFC 2104). `key` may have any length; 32 bytes are enough, and fewer are weaker.
Sha256 hmac_sha256(std::string_view key, std::string_view bytes);

/// A SHA-1 digest (FIPS 180-4): only where a format prescribes it, never as protection.
using Sha1 = std::array<std::uint8_t, 20>;

Sha1 sha1(std::string_view bytes);

/// 64 hexadecimal digits in lower case, as `sha256sum` prints them.
std::string hex(const Sha256& digest);

/// The digest written as 64 hexadecimal digits in either case, or all zeros for anything else.
Sha256 from_hex(std::string_view digits);

/// A digest's bytes, for functions that take text.
template <std::size_t size>
std::string_view bytes_of(const std::array<std::uint8_t, size>& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace carepress
