#include "service/handle.h"

#include "base/error.h"
#include "base/hex.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace carepress::service {

std::string make_handle() {
    std::array<std::uint8_t, 16> bits{};
    if (::getrandom(bits.data(), bits.size(), 0) != static_cast<ssize_t>(bits.size()))
        throw EnvironmentError("the system gives no random numbers");
    return lower_hex(bits);
}

bool is_handle(std::string_view text) {
    return text.size() == 32 && std::all_of(text.begin(), text.end(), [](char c) { return hex_value(c) >= 0; });
}

}  // namespace carepress::service
