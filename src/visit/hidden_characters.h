#pragma once

#include <string>
#include <string_view>

namespace carepress::visit {

/// What without_hidden_characters() found.
struct HiddenCharacters {
    bool removed = false;     ///< direction controls, zero-width and other characters that no reader sees
    bool struck_out = false;  ///< characters with a line through them (U+0335, U+0336)
};

/// Well-formed text without the characters that no reader sees and that can reverse the order of others (UAX #9, 2.1 to
/// 2.7), hide words or split them: a record does not need them. Joiners stay where a script or an emoji needs them
/// (Unicode 15.0, 23.2), and zero-width spaces stay in scripts that separate words by them. Characters that are struck
/// out go with their line.
std::string without_hidden_characters(std::string_view text, HiddenCharacters& found);

}  // namespace carepress::visit
