#pragma once

#include <span>
#include <string>
#include <string_view>

namespace carepress::words {

/// "a, b and c" as a language says it (CLDR list patterns, through ICU's ListFormatter). Haitian Creole, which ICU has
/// no data for, and Amharic, which older releases get wrong, have patterns of our own. Throws EnvironmentError when ICU
/// lacks its data.
std::string join_list(std::span<const std::string> parts, std::string_view language);

}  // namespace carepress::words
