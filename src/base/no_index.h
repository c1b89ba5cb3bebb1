#pragma once

#include <cstdint>

namespace carepress {

/// The index of nothing, in every table whose entries refer to others by index: a run without a link, the root's
/// parent. It is larger than any size, so that `index < table.size()` is false for it.
inline constexpr std::uint32_t no_index = 0xFFFF'FFFF;

}  // namespace carepress
