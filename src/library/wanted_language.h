#pragma once

#include <string>
#include <vector>

namespace carepress::library {

/// Whether articles in `language` are asked for by `wanted` (BCP 47), which is empty for all: "es" takes es-MX too,
/// "zh" zh-Hans and zh-Hant, "zh-Hant" zh-TW.
bool is_wanted_language(const std::string& language, const std::vector<std::string>& wanted);

}  // namespace carepress::library
