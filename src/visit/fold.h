#pragma once

#include <string>
#include <string_view>

namespace carepress {

/// `text` as names are compared: without differences of case, width or white space (Unicode NFKC_Casefold).
std::string folded(std::string_view text);

/// The same without accents: "Español" and "espanol" are one.
std::string folded_without_accents(std::string_view text);

}  // namespace carepress
