#include "service/handle.h"

#include "base/hex.h"
#include "base/random.h"

#include <algorithm>
#include <cstdint>

namespace carepress::service {

std::string make_handle() {
    const std::string bits = random_bytes(16);
    return lower_hex({reinterpret_cast<const std::uint8_t*>(bits.data()), bits.size()});
}

bool is_handle(std::string_view text) {
    return text.size() == 32 && std::all_of(text.begin(), text.end(), [](char c) { return hex_value(c) >= 0; });
}

}  // namespace carepress::service
