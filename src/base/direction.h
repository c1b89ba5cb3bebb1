#pragma once

#include <cstdint>

namespace carepress {

/// Of a text: the side that its lines begin on.
enum class Direction : std::uint8_t { left_to_right, right_to_left };

}  // namespace carepress
