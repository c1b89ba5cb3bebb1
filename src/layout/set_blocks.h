#pragma once

#include "handout/handout.h"
#include "layout/flow_builder.h"
#include "layout/set_text.h"

#include <cstdint>

namespace carepress {

/// What a break costs that no template states: inside a paragraph, and between a lead-in and its list.
inline constexpr int split_paragraph_cost = 70, after_lead_in_cost = 100;
/// What a page costs in columns, which are there to save paper: as much as two split paragraphs and some white.
inline constexpr int column_page_cost = 200;
/// Added where a page or column would end with half a word.
inline constexpr int split_word_cost = 1000;
/// Added where a break would let a side picture (the QR code) run past the end of the page.
inline constexpr int split_side_picture_cost = 100'000;

/// Sets the boxes of a handout: texts into lines, pictures to size, lists, tables and boxes around them, as one flat
/// flow of slabs.
class BlockSetter {
public:
    /// `sheet`: of the part that is set.
    BlockSetter(const Handout& handout, const Stylesheet& sheet, TextSetter& texts, FlowBuilder& flow);

    /// Sets boxes [begin, end), of the flow itself, in a column of the page; those that span, across the page.
    void set_flow(std::uint32_t begin, std::uint32_t end, Column column, Column page);

private:
    /// A box that has been opened: what is inside it, and what closing it needs to know.
    struct OpenBox {
        Column inner;
        std::uint32_t region = no_index;
        std::uint32_t first_slab = 0;
        Length lead;          ///< pending inside the box, before its first slab
        Length least_height;  ///< of its content: an icon, a side picture
    };
    OpenBox open_box(const BlockStyle& style, Column column, std::uint32_t index);
    void close_box(const OpenBox& open);

    bool spans_page(std::uint32_t index, std::uint32_t end) const;
    void align_to_grid(std::uint32_t begin, std::uint32_t end, const std::vector<std::uint32_t>& starts);
    void set_boxes(std::uint32_t begin, std::uint32_t end, Column column);
    void set_box(std::uint32_t index, Column column);
    void set_group(std::uint32_t index, Column column);
    void set_wrapper(std::uint32_t index, Column column);
    /// Sets a figure and the text beside it; returns the box after both, or `index` where nothing can stand beside it.
    std::uint32_t set_beside(std::uint32_t index, std::uint32_t end, Column column);
    /// No page may end beside what is `height` tall from the slab `first` on, above which `lead` was pending.
    void keep_beside(std::uint32_t first, Length lead, Length height);
    Length attach_caption(std::uint32_t index, Column side, Length top);
    void check_resolution(const Box& box, Size printed);
    void set_list(std::uint32_t index, Column column);
    void set_item(std::uint32_t index, Column column, std::uint32_t marker, Length marker_gap);
    void set_text(std::uint32_t index, Column column);
    void set_lines(std::uint32_t index, std::uint32_t paragraph, Column column);
    void set_page_reference(std::uint32_t index, Column column, Length line_width, const LineMetrics& metrics);
    void set_picture(std::uint32_t index, Column column, bool in_figure);
    void set_divider(std::uint32_t index, Column column);
    void set_table_box(std::uint32_t index, Column column, bool in_wrapper);
    Column attach_side_picture(std::uint32_t index, Column column, Length& least_height);
    void set_pair(std::uint32_t index, Column column);
    void set_side(std::uint32_t index, Column column, Column whole);
    bool ends_in_wrapper(std::uint32_t item) const;
    bool follows_lead_in(std::uint32_t list) const;
    bool divides_words(BlockRole role) const;
    Length picture_height_limit(std::uint32_t index) const;
    int line_break_cost(const Box& box, std::size_t line, std::size_t count) const;

    const Handout& handout_;
    const Stylesheet& sheet_;
    TextSetter& texts_;
    FlowBuilder& flow_;
    int item_depth_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows_;  ///< of the pair that is being set: SideMarks::rows
    bool in_column_ = false;                                     ///< what is set stands in one of several columns
};

/// The alignment of a text in its part's direction: start is where the text's own direction starts.
Alignment alignment_in(Direction part, const StyledText& text, Alignment alignment);

/// The line of `paragraph` as a part, `y` left to the caller.
Part line_part(std::uint32_t paragraph, LineCut line, const LineMetrics& metrics, Column column);

/// Sets a table's rows across `column` (set_table.cpp).
void set_table(const Handout& handout, const Stylesheet& sheet, std::uint32_t index, Column column, TextSetter& texts,
               FlowBuilder& flow);

}  // namespace carepress
