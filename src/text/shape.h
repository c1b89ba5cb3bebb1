#pragma once

#include "text/fonts.h"
#include "text/hyphenation.h"
#include "text/number_groups.h"
#include "text/styled_text.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace carepress::text {

/// One positioned glyph. Distances are in 1/1000 em of its run's size, as HarfBuzz gives them at scale 1000.
struct Glyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0;  ///< index into the paragraph's text (UTF-16) of the first unit of its cluster
    std::int32_t advance = 0;
    std::int32_t x_offset = 0, y_offset = 0;
};

/// A stretch of text between two places where a line may break (UAX #14). Segments are in text order, without gaps.
struct Segment {
    std::uint32_t begin = 0, end = 0;  ///< UTF-16 units of the paragraph; includes trailing white space
    Length width;                      ///< of its visible part
    Length space;                      ///< of its trailing white space: hangs at a line's end. Inside a word (after a
                                       ///< hyphen) what kerning with the next letter adds: small, may be negative
    Length blank;                      ///< part of `space`: the white half of a full-width mark that ends the segment.
                                       ///< It hangs over the line's end; the ink stays inside (JLREQ 3.1.9)
    Length hyphen;                     ///< width of the hyphen that a break here shows, else 0
    bool divides_word = false;         ///< that hyphen is of hyphenate(): the text has none here
    bool mandatory_break = false;      ///< a line must end here (U+2028, end of text)
    std::uint16_t harm = 0;            ///< of a line that ends here, where that tears a number from its unit and the
                                       ///< like: lines end there only if nothing else fits. See number_groups.h
};

/// A paragraph that has been itemised and shaped once; lines are cut from it as often as needed. Valid until the Shaper
/// that made it shapes after its next new_document(), and while its StyledText lives.
struct ShapedParagraph {
    struct Piece {  ///< shaped text with one face, style, level: a word or a part of one
        std::uint32_t begin = 0, end = 0;
        std::uint32_t run = 0;  ///< index into StyledText::runs
        FaceId face = 0;
        std::uint8_t level = 0;                   ///< bidi embedding level (UAX #9)
        bool hangs = false;                       ///< white space that hangs at a line's end
        const struct ShapedWord* word = nullptr;  ///< its glyphs, shared by all equal words of one face
    };
    const StyledText* text = nullptr;
    std::vector<Piece> pieces;
    std::vector<Segment> segments;
    std::vector<TornBreak> torn;  ///< the breaks that tear what belongs together, ascending
    struct Missing {              ///< a character that no face has
        std::uint32_t at = 0;     ///< UTF-16 index
        char32_t character = 0;
    };
    std::vector<Missing> missing;
};

/// Glyphs of one line with equal face, style, node and level, in visual order; what is between two runs is nothing.
struct LineRun {
    FaceId face = 0;
    std::uint32_t run = 0;  ///< index into StyledText::runs
    std::uint8_t level = 0;
    std::uint32_t text_begin = 0, text_end = 0;    ///< UTF-16 units of the paragraph, the logical range of its text
    std::uint32_t glyph_begin = 0, glyph_end = 0;  ///< into Line::glyphs, in visual (left to right) order
    Length x;                                      ///< left edge, from the line's left edge
    Length width;                                  ///< sum of its advances, trailing spaces included
    Length visible_width;                          ///< without the trailing white space at the line's end
};

/// One line: runs from left to right. Trailing white space keeps its glyph (a screen reader needs the space between
/// lines) but hangs outside the width: after the text in left-to-right paragraphs, before it (negative x) in
/// right-to-left ones. The hyphen of a divided word has the cluster that ends the line's text.
struct Line {
    std::vector<LineRun> runs;
    std::vector<Glyph> glyphs;
    Length width;  ///< of what can be seen
};

/// Shapes paragraphs: bidi (UAX #9), itemisation by script, language, direction and face, fallback by grapheme cluster,
/// HarfBuzz, line break opportunities (UAX #14 through ICU). One for each thread; it keeps words across documents,
/// bounded, and what it keeps never changes what it returns.
class Shaper {
public:
    /// What is given must outlive it. Without `hyphenation` hyphenate() divides no word, without `numbers` no segment
    /// has a harm.
    explicit Shaper(const FontLibrary& fonts, const Hyphenation* hyphenation = nullptr,
                    const NumberWords* numbers = nullptr);
    ~Shaper();
    Shaper(Shaper&&) noexcept;
    Shaper& operator=(Shaper&&) noexcept;

    /// Between documents: trims the word cache when it has grown over its bound. Paragraphs shaped before are invalid
    /// then.
    void new_document();

    ShapedParagraph shape(const StyledText& text);
    /// The same, kept over documents: for texts that are on many handouts alike.
    ShapedParagraph shape_standing(const StyledText& text);

    /// Cuts every segment wider than `measure` at grapheme cluster boundaries so that each part fits (a part holds at
    /// least one cluster). Returns the text offsets of the segments that were cut, for warnings.
    std::vector<std::uint32_t> split_overlong(ShapedParagraph& paragraph, Length measure);

    /// Cuts segments inside words, where the language of each may divide them within `limits`: never in the paragraph's
    /// last word, in words with digits, apostrophes, hyphens or capitals, in names, in runs of whole words, nor where
    /// letters are one glyph. A line that ends there shows a hyphen that stands for U+00AD. False: nothing was cut.
    bool hyphenate(ShapedParagraph& paragraph, const DivisionLimits& limits);

    /// The line of segments [first, last): reordered by UAX #9 L1 to L4, reshaped where a break is unsafe.
    Line make_line(const ShapedParagraph& paragraph, std::uint32_t first, std::uint32_t last);
    /// The same without copies: the glyphs are appended to `glyphs`, which the runs' ranges are of, their clusters
    /// counted `shift` further. `line` is written over; its own glyphs are left alone.
    void append_line(const ShapedParagraph& paragraph, std::uint32_t first, std::uint32_t last, std::uint32_t shift,
                     Line& line, std::vector<Glyph>& glyphs);

    const FontLibrary& fonts() const;

    struct Implementation;  ///< HarfBuzz and ICU stay inside src/text

private:
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace carepress::text
