#pragma once

#include <cstddef>
#include <string>

namespace carepress {

/// Random bytes of the system's generator, for what nobody may guess. Throws EnvironmentError if there are none.
std::string random_bytes(std::size_t size);

}  // namespace carepress
