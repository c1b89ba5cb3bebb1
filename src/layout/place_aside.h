#pragma once

#include "layout/break_text.h"
#include "layout/place_text.h"

#include <cstdint>
#include <vector>

namespace carepress::layout {

/// One of the columns of the frame `aside`, from the rule that it has at its start on.
Column aside_column(const style::Stylesheet& stylesheet, int number);

/// Fills the aside of a part's first page: its blocks below each other, or in columns beside each other. The code to
/// scan is at the foot of the frame, and lines for the reader's questions take what is left above it.
class AsidePlacer {
public:
    /// Of a part that has an aside. `signs`: where the emergency box is, for a page other than the first; may be empty.
    /// All must outlive this object.
    AsidePlacer(const handout::Aside& aside, const text::StyledText& signs, text::Direction direction,
                const style::Stylesheet& stylesheet, TextBreaker& texts,
                const std::vector<text::ShapedParagraph>& paragraphs);

    /// What the blocks need, and the frame's rules around them, without the questions.
    Length height() const;

    /// Puts everything into the frame `axis`: texts as content of the page, in the tag tree's order.
    void place(Page& page, const Axis& axis, LinePlacer& lines);

private:
    /// A text broken into lines.
    struct Piece {
        style::BlockRole role = style::BlockRole::aside_text;
        const text::StyledText* text = nullptr;
        std::uint32_t paragraph = 0;
        std::vector<LineCut> lines;
        LineMetrics metrics;
        Length height() const { return metrics.leading * static_cast<std::int32_t>(lines.size()); }
    };
    /// Texts below each other, in the box of the first one's style; above them the code to scan, if it is its block.
    struct Block {
        std::vector<Piece> pieces;
        Size picture;
        const style::BlockStyle* box = nullptr;
        Length height;
        bool at_foot = false;
    };

    void add_block(const std::vector<const text::StyledText*>& texts, style::BlockRole role, bool has_picture);
    Piece break_text(const text::StyledText& text, style::BlockRole role, Length measure);
    Column column(int number) const { return aside_column(stylesheet_, number); }
    Length gap() const;
    void place_block(const Block& block, Column column, Length y, Length height);
    void place_box(const style::BlockStyle& style, Column column, Length y, Length height);
    Length place_piece(const Piece& piece, Column column, Length y, Ownership owner);
    void place_questions(Length top, Length bottom);

    const handout::Aside& aside_;
    const text::Direction direction_;
    const style::Stylesheet& stylesheet_;
    TextBreaker& texts_;
    const std::vector<text::ShapedParagraph>& paragraphs_;
    std::vector<Block> blocks_;
    Piece questions_;

    // While it is placed.
    Page* page_ = nullptr;
    const Axis* axis_ = nullptr;
    LinePlacer* lines_ = nullptr;
};

}  // namespace carepress::layout
