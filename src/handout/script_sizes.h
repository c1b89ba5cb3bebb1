#pragma once

#include "text/styled_text.h"

#include <map>
#include <string>

namespace carepress {

/// Sets the letters of scripts whose faces look small beside Latin larger: `thousandths` of their style's size by
/// script (ISO 15924), 1000 where none is said. Runs are parted where that changes; what has no script of its own, such
/// as digits and points, goes with what stands before it. Baselines stay where they are.
void size_by_script(StyledText& text, const std::map<std::string, int>& thousandths);

}  // namespace carepress
