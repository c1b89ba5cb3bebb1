#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace carepress {

/// A QR Code symbol (ISO/IEC 18004:2015), without its quiet zone.
struct QrSymbol {
    int size = 0;                       ///< modules a side
    std::vector<std::uint8_t> modules;  ///< row by row; bit 0: dark

    bool is_dark(int x, int y) const {
        return (modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) + static_cast<std::size_t>(x)] &
                1) != 0;
    }
};

inline constexpr std::size_t longest_qr_text = 1'000;  ///< bytes: 26 of the 40 versions are enough

/// Encodes a text of at most longest_qr_text bytes in the smallest version that holds it at error correction level M,
/// and at the highest level that needs no larger one. Digits and capitals take less room; what isn't ASCII is UTF-8,
/// and says so. The mask is always the same one (see there).
QrSymbol encode_qr(std::string_view text);

}  // namespace carepress
