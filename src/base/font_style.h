#pragma once

#include "base/color.h"
#include "base/length.h"

#include <cstdint>
#include <string>

namespace carepress {

enum class Slant : std::uint8_t { upright, italic };

/// How characters look, fully resolved: what a layout's text style becomes once a brand has filled in its colour and
/// family. Shared by the rooms that set text.
struct TextStyle {
    std::string family;  ///< a family of fonts/fonts.yaml, e.g. "Noto Sans"
    int weight = 400;    ///< OpenType usWeightClass, 100 to 900; the nearest face is taken, none is synthesised
    Slant slant = Slant::upright;
    Length size;            ///< font size (1 em)
    Length leading;         ///< baseline to baseline; of a block's lines the block's own style decides
    Length baseline_shift;  ///< upwards positive (superscripts)
    Color color;
    bool underline = false;
    bool operator==(const TextStyle&) const = default;
};

}  // namespace carepress
