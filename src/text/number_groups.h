#pragma once

#include "text/characters.h"
#include "text/number_words.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace carepress::text {

/// A break opportunity that tears what belongs together. A line ends there only if it can't be helped, and then where
/// the harm is least: the sum of `harm` over a paragraph counts before all else.
struct TornBreak {
    std::uint32_t at = 0;    ///< the offset of the break
    std::uint16_t harm = 0;  ///< one of Harm
};

/// Many lines that tear a little are better than one that tears a figure from its unit.
enum Harm : std::uint16_t {
    loose = 1,   ///< around the year of a date, a value in other units, between two parts of a measure
    close = 16,  ///< between day and month, groups of a telephone number, numbers of a range, a label and its number
    tight = 256  ///< between a figure and its unit
};

/// Those of `breaks` (ascending) that tear numbers from what belongs to them: their units, labels ("page 4", "Dr.
/// Lee"), the other number of a range ("2 to 3 tablets"), the other parts of a date, time, telephone number, measure or
/// blood pressure. Appends to `torn`, ascending. Takes time in proportion to the text.
void find_torn_breaks(std::u16string_view text, const LanguageNumberWords& words, CharacterTable& characters,
                      const std::vector<std::uint32_t>& breaks, std::vector<TornBreak>& torn);

/// Whether find_torn_breaks() could find something: there is a digit, or an abbreviation in front of a name. Quick.
bool may_have_torn_breaks(std::u16string_view text, const std::vector<std::uint32_t>& breaks);

}  // namespace carepress::text
