#pragma once

#include "layout/break_text.h"
#include "layout/place_text.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace carepress::layout {

/// Places what is outside a part's flow: title band on its first page, running head from the second, footer on all.
/// Texts are shaped once; those with page number fields once for each page.
class FurniturePlacer {
public:
    FurniturePlacer(const handout::Handout& handout, const handout::HandoutPart& part, TextBreaker& texts,
                    LinePlacer& lines, PagedDocument& document, std::vector<text::ShapedParagraph>& paragraphs);

    /// How much the footer's frame grows upwards, into the body's, so that its texts have room: scripts with marks
    /// above and below need more than the Latin text that a layout is made for. In whole lines of the footer, and no
    /// more than the frame's own height. To be asked before pages are chosen.
    Length grow_footer();
    /// How much an aside below the body grows upwards, into the body of the first page. To be asked after
    /// grow_footer().
    Length grow_aside();

    /// The page of the part (from 0) that has its emergency box, once it is known.
    void set_signs_page(std::uint32_t number) { signs_page_ = number; }

    /// Places the furniture of page `number` of the part (from 0), which is on `pages`. The disclaimer and the
    /// sample notice are tagged on the last one, where the part has nodes for them, and artifacts on all others.
    void place(std::uint32_t number, PartPages pages);

private:
    /// A text broken into lines.
    struct BrokenText {
        style::BlockRole role = style::BlockRole::paragraph;
        const text::StyledText* text = nullptr;
        std::uint32_t paragraph = 0;
        std::vector<LineCut> lines;
        LineMetrics metrics;
        Length height() const { return metrics.leading * static_cast<std::int32_t>(lines.size()); }
        bool empty() const { return lines.empty(); }
    };
    BrokenText break_text(const text::StyledText& text, style::BlockRole role, Length measure);
    /// The text with its fields filled in for a page, kept until the placer goes.
    const text::StyledText& filled(const text::StyledText& text, std::uint32_t number);

    std::u16string field_value(char16_t field, std::uint32_t number) const;

    void place_frame(Page& page, style::FrameRole role);
    void place_frame(Page& page, const style::Frame& frame, const Axis& axis);
    void place_band(Page& page);
    void place_aside(Page& page);
    void place_answers(Page& page);
    void place_logo(Page& page);
    void place_running_head(Page& page);
    void place_footer(Page& page, std::uint32_t number);
    /// Breaks the footer's texts into lines for page `number` and finds where they are; how high they are.
    Length lay_out_footer(std::uint32_t number);
    void check_height(Length wanted, style::FrameRole role, const char* what, const text::StyledText& text);
    /// Places the lines of `text` from `y` down, within `column` of `frame`.
    void place_text(Page& page, const BrokenText& text, const Axis& axis, Column column, Length y,
                    style::Alignment alignment, Ownership owner);
    Axis axis_of(style::FrameRole role) const;
    bool is_printed(style::FrameRole role) const;
    bool is_aside_below() const;

    const handout::Furniture& furniture_;
    const handout::Aside& aside_;
    const text::Direction direction_;
    const style::Stylesheet& stylesheet_;
    TextBreaker& texts_;
    LinePlacer& lines_;
    PagedDocument& document_;
    std::vector<text::ShapedParagraph>& paragraphs_;
    std::deque<text::StyledText> filled_;
    std::optional<BrokenText> patient_, notice_, disclaimer_, plain_left_, plain_right_, running_title_, actions_,
        help_;
    Length left_width_, right_width_;                            ///< of the footer's last line
    Length patient_height_, notice_height_, disclaimer_height_;  ///< of their tops over the footer's bottom
    Length footer_growth_, aside_growth_;
    std::uint32_t signs_page_ = 0;
    const text::StyledText nothing_;
    PartPages pages_;
};

}  // namespace carepress::layout
