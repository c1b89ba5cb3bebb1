#pragma once

#include "base/hex.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace carepress {

/// A character that never needs percent-encoding in a URI (RFC 3986, 2.3).
constexpr bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/// Appends a byte as "%C3" (RFC 3986, 2.1).
inline void append_percent_encoded(std::string& out, char byte) {
    append_hex_byte(out += '%', static_cast<std::uint8_t>(byte), upper_hex_digits);
}

/// A path as a URI reference: every byte that is neither unreserved nor a slash is percent-encoded.
inline std::string percent_encoded_path(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    for (const char c : path) {
        if (is_unreserved(c) || c == '/')
            out += c;
        else
            append_percent_encoded(out, c);
    }
    return out;
}

}  // namespace carepress
