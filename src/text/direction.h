#pragma once

#include "text/styled_text.h"

#include <string_view>

namespace carepress::text {

/// The direction of a language (BCP 47): right to left when its usual script is (ICU's likely subtags).
Direction direction_of(std::string_view language);

}  // namespace carepress::text
