#pragma once

#include "base/hex.h"

#include <cstddef>
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

/// With the byte that each "%C3" stands for; what is not one stays.
inline std::string percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool encoded =
            text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        out += encoded ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
        if (encoded) i += 2;
    }
    return out;
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
