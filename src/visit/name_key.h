#pragma once

#include <string>
#include <string_view>

namespace carepress::visit {

/// The form in which names are compared: without differences of case, width or white space (Unicode NFKC_Casefold).
std::string name_key(std::string_view text);

/// The same without accents: "Español" and "espanol" are one.
std::string name_key_without_accents(std::string_view text);

}  // namespace carepress::visit
