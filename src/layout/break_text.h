#pragma once

#include "base/diagnostic.h"
#include "handout/handout.h"
#include "layout/break_lines.h"
#include "layout/flow.h"
#include "text/shape.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace carepress::layout {

/// The line box of a block: leading, and where in it the baseline is.
struct LineMetrics {
    Length leading;
    Length ascent;      ///< from the top of the line box to the baseline: half-leading above the face's ascent
    Length cap_height;  ///< of the block's main face
};

/// Shapes texts and breaks them into lines; reports characters that no face has and words that had to be cut.
class TextBreaker {
public:
    /// The words of `names` are never divided.
    TextBreaker(const style::Stylesheet& stylesheet, std::span<const std::string> names, text::Shaper& shaper,
                Diagnostics& diagnostics, std::vector<text::ShapedParagraph>& out);

    /// Shapes `text`, which must outlive the paragraphs. Returns its index among them.
    std::uint32_t shape(const text::StyledText& text);
    /// The same for a text that is on many handouts alike.
    std::uint32_t shape_standing(const text::StyledText& text);

    /// The lines of a paragraph; valid until the next call. Words wider than `measure` are cut, with a warning.
    /// Balanced lines are those of the narrowest measure that takes no more lines.
    const std::vector<LineCut>& break_into_lines(std::uint32_t paragraph, Length measure, bool balanced = false);
    /// The same for the layout's hyphenation: where a line ends too far from the measure, or a word is wider than it,
    /// words of the paragraph may be divided.
    const std::vector<LineCut>& break_dividing_words(std::uint32_t paragraph, Length measure);

    /// The line box of `text` set in a block style: its leading times the largest that a script in the text asks for.
    LineMetrics metrics(style::BlockRole role, const text::StyledText& text);

    /// Width of a paragraph set on one line, forced breaks apart, of its widest segment, and of its widest segments
    /// that belong together.
    struct Extent {
        Length narrowest, whole, widest;
    };
    Extent extent(std::uint32_t paragraph) const;

    /// Of a line, without the space that hangs at its end.
    Length width(std::uint32_t paragraph, LineCut line) const;

    const text::ShapedParagraph& paragraph(std::uint32_t index) const { return paragraphs_[index]; }
    std::size_t segment_count(std::uint32_t index) const { return paragraphs_[index].segments.size(); }
    text::Shaper& shaper() { return shaper_; }
    Diagnostics& diagnostics() { return diagnostics_; }

private:
    std::uint32_t add(const text::StyledText& text, text::ShapedParagraph paragraph);
    static bool has_overlong(const text::ShapedParagraph& paragraph, Length measure);
    void cut_overlong(text::ShapedParagraph& paragraph, Length measure);
    bool is_ragged(std::uint32_t paragraph, Length measure, Length zone) const;
    int leading_thousandths(const text::StyledText& text) const;
    bool wants_nastaliq(const text::StyledText& text) const;

    const style::Stylesheet& stylesheet_;
    text::Shaper& shaper_;
    Diagnostics& diagnostics_;
    std::vector<text::ShapedParagraph>& paragraphs_;
    std::vector<LineCut> lines_;
    int latin_leading_ = 1000;
    bool told_vertical_ = false;
    std::vector<std::u16string> names_;  ///< words that are never divided, sorted; where the layout divides any
    std::array<text::FaceId, style::block_role_count> faces_;  ///< of the block styles, looked up once
};

}  // namespace carepress::layout
