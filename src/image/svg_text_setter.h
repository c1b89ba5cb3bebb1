#pragma once

#include "image/svg_path.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::image {

/// Looks of a stretch of text, as far as they decide its glyphs.
struct SvgTextLook {
    std::string family;  ///< the list of font-family
    int weight = 400;
    bool italic = false;
    bool operator==(const SvgTextLook&) const = default;
};

/// One glyph that was set, in ems of its text's size; y grows downwards from the baseline.
struct SvgGlyph {
    std::uint32_t begin = 0, end = 0;  ///< UTF-16 units of the text that its cluster stands for
    double advance = 0;
    SvgPath outline;  ///< from the glyph's origin, offsets of marks included
    bool right_to_left = false;
};

/// Measures of a face, in ems; those below the baseline are positive.
struct SvgFontMetrics {
    double ascent = 0.8, descent = 0.2, x_height = 0.5;
};

/// Sets the texts of drawings. It is given by those who have faces: this room has none.
class SvgTextSetter {
public:
    SvgTextSetter() = default;
    SvgTextSetter(const SvgTextSetter&) = delete;
    SvgTextSetter& operator=(const SvgTextSetter&) = delete;
    virtual ~SvgTextSetter() = default;

    struct Run {
        std::uint32_t begin = 0, end = 0;
        SvgTextLook look;
    };
    /// The glyphs of one line from left to right. `runs` cover `text`. Characters that no face has are appended to
    /// `missing`.
    virtual std::vector<SvgGlyph> set(const std::u16string& text, const std::vector<Run>& runs, bool right_to_left,
                                      std::u32string& missing) = 0;
    virtual SvgFontMetrics metrics(const SvgTextLook& look) = 0;
};

}  // namespace carepress::image
