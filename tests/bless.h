#pragma once

#include <cstdlib>
#include <string_view>

namespace carepress::test {

/// CAREPRESS_BLESS=1: tests write their goldens instead of comparing with them.
inline bool is_blessing() {
    const char* set = std::getenv("CAREPRESS_BLESS");
    return set != nullptr && std::string_view(set) == "1";
}

}  // namespace carepress::test
