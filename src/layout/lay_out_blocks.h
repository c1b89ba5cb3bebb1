#pragma once

#include "handout/handout.h"
#include "layout/break_text.h"
#include "layout/flow_builder.h"
#include "layout/join_sides.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace carepress::layout {

/// What a break costs that no layout states: inside a paragraph, and between a lead-in and its list.
inline constexpr int split_paragraph_cost = 70, after_lead_in_cost = 100;
/// What a page costs in columns, which are there to save paper: as much as two split paragraphs and some white.
inline constexpr int column_page_cost = 200;
/// Added where a page or column would end with half a word.
inline constexpr int split_word_cost = 1000;
/// Added where a break would let a side picture (the QR code) run past the end of the page.
inline constexpr int split_side_picture_cost = 100'000;

/// Lays out the boxes of a handout as one flat flow of slabs: texts in lines, pictures to size, lists, tables and boxes
/// around them. Each kind of box has a file of its own, lay_out_<kind>.cpp.
class BlockLayout {
public:
    /// `stylesheet`: of the part that is laid out.
    BlockLayout(const handout::Handout& handout, const style::Stylesheet& stylesheet, TextBreaker& texts,
                FlowBuilder& flow);

    /// Lays out boxes [begin, end), of the flow itself, in a column of the page; those that span, across the page.
    void lay_out_flow(std::uint32_t begin, std::uint32_t end, Column column, Column page);

private:
    /// Whose distances count: of a picture or table in a group with its caption, those of the group.
    enum class Distances : std::uint8_t { own, of_the_group };

    /// The inside of a box that is open.
    struct OpenBox {
        Column inner;
        std::uint32_t first_slab = 0;
        Length lead;          ///< pending inside the box, before its first slab
        Length least_height;  ///< of its content: an icon, a side picture
    };
    /// Opens the box of a style, runs `lay_out(OpenBox&)` for what is in it, and closes it. `node` owns the box's icon.
    template <class LayOut>
    OpenBox in_box(const style::BlockStyle& style, Column column, text::NodeId node, LayOut&& lay_out,
                   bool closed_when_cut = false);
    FlowBuilder::BoxScope open_box(const style::BlockStyle& style, Column outer, bool closed_when_cut = false);
    OpenBox enter_box(const style::BlockStyle& style, Column outer, text::NodeId node);
    void fill_box(const OpenBox& open);

    // lay_out_blocks.cpp
    bool spans_page(std::uint32_t index, std::uint32_t end) const;
    void align_to_grid(std::uint32_t begin, std::uint32_t end, const std::vector<std::uint32_t>& starts);
    void lay_out_boxes(std::uint32_t begin, std::uint32_t end, Column column);
    void lay_out_box(std::uint32_t index, Column column);
    void lay_out_group(std::uint32_t index, Column column);
    void continue_group(std::uint32_t index, std::uint32_t region, const OpenBox& box);
    Length add_continued_text(std::uint32_t text, style::BlockRole role, Column column, std::vector<SlabItem>& items);
    int split_cost(style::BlockRole role, const OpenBox& box) const;
    void lay_out_divider(std::uint32_t index, Column column);
    Column attach_side_picture(const handout::GroupBox& group, Column column, Length& height);
    /// No page may end beside what is `height` tall from the slab `first` on, above which `lead` was pending.
    void keep_beside(std::uint32_t first, Length lead, Length height);

    // lay_out_text.cpp
    void lay_out_text(std::uint32_t index, Column column);
    void lay_out_lines(const handout::Box& box, std::uint32_t paragraph, Column column);
    void lay_out_page_reference(const handout::Box& box, Column column, Length line_width, const LineMetrics& metrics);
    int line_break_cost(const handout::Box& box, std::size_t line, std::size_t count) const;
    bool divides_words(style::BlockRole role) const;

    // lay_out_list.cpp
    void lay_out_list(std::uint32_t index, Column column);
    void lay_out_items(std::uint32_t index, Column column, const style::ListStyle& style, Length item_space);
    /// `indent`: how far the text steps in from the list's column, for the marker.
    void lay_out_item(std::uint32_t index, Column list, Length indent, std::uint32_t marker, Length marker_gap);
    void attach_marker(const handout::ItemBox& item, std::uint32_t marker, Column column, Length gap);
    void space_help_boxes();
    bool ends_in_wrapper(std::uint32_t item) const;
    bool follows_lead_in(std::uint32_t list) const;

    // lay_out_figure.cpp
    /// A figure or table with its caption.
    void lay_out_wrapper(std::uint32_t index, Column column);
    /// Lays out a figure and the text beside it; returns the box after both, or `index` if nothing can be beside it.
    std::uint32_t lay_out_beside(std::uint32_t index, std::uint32_t end, Column column);
    Size size_beside(std::uint32_t figure, Column column) const;
    Length attach_caption(std::uint32_t index, Column side, Length top);

    // lay_out_picture.cpp
    void lay_out_picture(std::uint32_t index, Column column, Distances distances);
    Length picture_height_limit(std::uint32_t index) const;
    void check_resolution(const handout::Box& box, Size printed);

    // lay_out_facts.cpp
    struct Fact;
    void lay_out_grid(std::uint32_t index, Column column);
    std::vector<Fact> facts_of(std::uint32_t grid);
    void lay_out_facts(const std::vector<Fact>& row);

    // lay_out_table.cpp
    void lay_out_table(std::uint32_t index, Column column, Distances distances);

    // lay_out_pair.cpp
    void lay_out_pair(std::uint32_t index, Column column);
    void lay_out_side(std::uint32_t index, Column column, Column whole);
    /// Lays out in a direction, then mirrors it inside `whole` where the flow's is another. What waits for a slab
    /// belongs to the surroundings and stays where it is.
    template <class LayOut>
    void in_direction(text::Direction own, Column column, Column whole, LayOut lay_out);

    std::uint32_t after(std::uint32_t index) const { return std::max(index + 1, handout_.boxes[index].end); }

    const handout::Handout& handout_;
    const style::Stylesheet& stylesheet_;
    TextBreaker& texts_;
    FlowBuilder& flow_;
    int item_depth_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows_;  ///< of the pair that is laid out: SideMarks::rows
    bool in_column_ = false;                                     ///< of several columns
    bool is_in_help_box_ = false, is_in_pair_ = false;
    std::vector<std::pair<std::uint32_t, Length>> box_items_;  ///< of help boxes: slabs, and the air above them
    bool has_long_item_in_box_ = false;
};

template <class LayOut>
void BlockLayout::in_direction(text::Direction own, Column column, Column whole, LayOut lay_out) {
    Flow& flow = flow_.flow();
    if (flow.direction == own) return lay_out(column);
    const std::size_t item = flow_.next_item();
    const auto region = static_cast<std::uint32_t>(flow.regions.size());
    const text::Direction around = std::exchange(flow.direction, own);
    column.start = whole.start + whole.end() - column.end();
    lay_out(column);
    flow.direction = around;
    mirror(flow, item, region, whole);
}

template <class LayOut>
BlockLayout::OpenBox BlockLayout::in_box(const style::BlockStyle& style, Column column, text::NodeId node,
                                         LayOut&& lay_out, bool closed_when_cut) {
    const Column outer = inset(column, style.indent.start, style.indent.end);
    const FlowBuilder::BoxScope scope = open_box(style, outer, closed_when_cut);
    OpenBox open = enter_box(style, outer, node);
    lay_out(open);
    fill_box(open);
    return open;
}

bool is_heading(style::BlockRole role);

/// The alignment of a text in its part's direction: start is where the text's own direction starts.
style::Alignment alignment_in(text::Direction part, const text::StyledText& text, style::Alignment alignment);

/// The line of `paragraph` as an item of `node`, `y` left to the caller.
SlabItem line_item(std::uint32_t paragraph, LineCut line, const LineMetrics& metrics, Column column, text::NodeId node);

/// A picture of `node` at the top of a slab.
SlabItem picture_item(std::uint32_t picture, Column column, Length height, Color current_color, text::NodeId node);

Size natural_size(const image::DrawingPointer& drawing);

/// `size` scaled down, never up, to fit `limit`; a limit of 0 is none.
Size fit(Size size, Size limit);

}  // namespace carepress::layout
