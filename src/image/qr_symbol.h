#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace carepress::image {

/// A QR Code symbol (ISO/IEC 18004:2015), without its quiet zone.
struct QrSymbol {
    int size = 0;                       ///< modules a side
    std::vector<std::uint8_t> modules;  ///< row by row from the top: 1 dark, 0 light
};

/// Bytes; the first 26 of the 40 versions are enough for them.
inline constexpr std::size_t longest_qr_text = 1'000;

/// Encodes a text of at most longest_qr_text bytes in the smallest version that holds it with error correction M, and
/// with the highest correction that this version has room for. Texts of digits, or of digits and capitals, take less
/// room; others are UTF-8, and say so if they are not ASCII. The mask is always 0.
QrSymbol encode_qr(std::string_view text);

}  // namespace carepress::image
