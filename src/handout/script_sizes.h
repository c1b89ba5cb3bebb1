#pragma once

#include "text/styled_text.h"

#include <map>
#include <string>

namespace carepress::handout {

/// Sets the letters of scripts whose faces look small beside Latin larger: `thousandths` of their style's size by
/// script (ISO 15924), 1000 by default. Runs are split where that changes; what has no script of its own, such as
/// digits and points, goes with the letter before it. Baselines stay where they are.
void size_by_script(text::StyledText& text, const std::map<std::string, int>& thousandths);

}  // namespace carepress::handout
