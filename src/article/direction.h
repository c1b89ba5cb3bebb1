#pragma once

#include "base/direction.h"

#include <string_view>

namespace carepress::article {

/// The direction of a language (BCP 47): right to left when its usual script is (ICU's likely subtags).
Direction direction_of(std::string_view language);

/// "ltr" or "rtl", as the attribute dir has it.
std::string_view name_of(Direction direction);

}  // namespace carepress::article
