#pragma once

#include <string>
#include <string_view>

namespace carepress::library {

/// The same for all names that Windows or macOS take for one: without regard to case and to how accents are encoded.
std::string folded_name(std::string_view name);

/// Why Windows has no file of this name, whatever its extension, or empty: "con", "a.".
std::string why_not_portable(std::string_view name);

}  // namespace carepress::library
