#pragma once

#include "base/direction.h"
#include "base/font_style.h"
#include "base/no_index.h"
#include "base/source.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::text {

/// A node of the handout's tag tree; what an item on the page belongs to.
using NodeId = std::uint32_t;
inline constexpr NodeId artifact = no_index;  ///< of what belongs to no node and is not read (ISO 32000-1 14.8.2.2)

using carepress::Direction;

/// A part of a StyledText in which style, language and node are constant. In order, without gaps, covering the text.
struct StyledRun {
    std::uint32_t begin = 0, end = 0;  ///< UTF-16 code units of StyledText::text
    std::uint32_t style = 0;           ///< index into StyledText::styles
    std::uint32_t language = 0;        ///< index into StyledText::languages
    NodeId node = artifact;
    std::uint32_t link = no_index;  ///< index into Handout::links
    bool whole_words = false;       ///< none of its words is divided: code, addresses
    SourceSpan span;                ///< in the article's source, for diagnostics
};

/// One paragraph's text, ready to be shaped. U+2028 breaks a line; there is no other control character.
struct StyledText {
    std::u16string text;
    std::vector<StyledRun> runs;
    std::vector<TextStyle> styles;
    std::vector<std::string> languages;              ///< BCP 47
    Direction direction = Direction::left_to_right;  ///< of the paragraph (UAX #9 P2 is not used: the language decides)
};

}  // namespace carepress::text
