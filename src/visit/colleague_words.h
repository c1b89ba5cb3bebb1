#pragma once

#include <string_view>

namespace carepress::visit {

/// Words that clinicians write to each other, and that no patient should first read on paper: "d/w Dr", "pt unaware",
/// "suicidal", "r/o", "drug seeking".
bool is_to_colleagues(std::string_view words);

}  // namespace carepress::visit
