#pragma once

#include <string>
#include <string_view>

namespace carepress {

/// What without_hidden_characters() found.
struct HiddenCharacters {
    bool removed = false;     ///< controls of direction, zero-width and other characters that no reader sees
    bool struck_out = false;  ///< characters with a line through them (U+0335, U+0336)
};

/// Well-formed text without the characters that no reader sees and that can turn the order of others round (UAX #9, 2.1
/// to 2.7), hide words or part them: they have no place in a record. Joiners stay where a script or an emoji needs them
/// (Unicode 15.0, 23.2), and zero-width spaces between letters of scripts that part words by them. Characters that are
/// struck out are left out with their line.
std::string without_hidden_characters(std::string_view text, HiddenCharacters& found);

}  // namespace carepress
