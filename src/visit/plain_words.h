#pragma once

#include <string>
#include <string_view>

namespace carepress {

/// Words for comparison: small letters without accents, all else a single blank between them. "No Known Allergies
/// (Other Types)" becomes "no known allergies other types". Letters of other scripts stay as they are.
std::string plain_words(std::string_view text);

}  // namespace carepress
