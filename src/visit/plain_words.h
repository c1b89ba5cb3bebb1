#pragma once

#include <string>
#include <string_view>

namespace carepress::visit {

/// Words for comparison: letters in lower case and without accents (composed or not), digits, and a single blank for
/// all else between them. "No Known Allergies (Other Types)" becomes "no known allergies other types". Letters of other
/// scripts stay as they are.
std::string plain_words(std::string_view text);

}  // namespace carepress::visit
