#pragma once

#include "base/no_index.h"
#include "layout/axis.h"
#include "style/stylesheet.h"
#include "text/shape.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace carepress::layout {

/// A line of text, as high as its leading.
struct SlabLine {
    std::uint32_t paragraph = 0;                           ///< Flow::paragraphs
    std::uint32_t first = 0, last = 0;                     ///< segments [first, last)
    style::Alignment alignment = style::Alignment::start;  ///< in its column, in the handout's direction
    Length ascent;                                         ///< from the top of its line box to the baseline
};

struct SlabPicture {
    std::uint32_t picture = 0;  ///< Handout::pictures
    Color current_color;
};

/// An artifact.
struct SlabIcon {
    std::uint32_t icon = 0;  ///< Flow::icons
    Color current_color;
};

/// A filled rectangle: a hairline, a dot of a leader. An artifact.
struct SlabRule {
    Color color;
};

/// What a slab carries, placed from the slab's content top and the frame's start edge.
struct SlabItem {
    /// Whose content it is. Nodes are numbered in reading order, so this is the item's place in it, too; items of one
    /// node are read in the order of the flow, and what belongs to no node comes first.
    text::NodeId node = text::artifact;
    Column column;
    Length y;       ///< line: its baseline; others: top edge
    Length height;  ///< line: leading
    std::variant<SlabLine, SlabPicture, SlabIcon, SlabRule> content;
};

/// The unit of pagination: what never breaks over pages. A line of text, a picture, the k-th lines of a row's cells.
struct Slab {
    Length height;        ///< of its content
    Length space_before;  ///< to the slab above; none at the top of a page
    Length lead, tail;    ///< border and padding of the boxes that open before and close after its content
    Length end_extra;     ///< closing of split boxes, at the end of a page that breaks before this slab
    Length top_extra;     ///< opening of split boxes and repeated table head, at the top of the page it starts
    int break_cost = 0;   ///< of a page break before it
    bool spans = false;   ///< goes across all columns
    std::uint32_t head = no_index;               ///< Flow::heads, which is above it at the top of a page
    std::uint32_t item_begin = 0, item_end = 0;  ///< Flow::items

    constexpr Length total() const { return lead + height + tail; }
};

/// A box drawn around a range of slabs: ground and borders. A region that is split over pages keeps its side borders;
/// the cut ends have padding, and no rule unless it is closed there.
struct Region {
    std::uint32_t first = 0, last = 0;  ///< slabs [first, last)
    Column column;                      ///< its outer edges
    style::Sides border;
    Color border_color;
    std::optional<Color> fill;
    Length top, bottom;              ///< padding at a cut end
    Length lead_before, tail_until;  ///< of its first slab before it opens; of its last slab until it has closed
    Length outer_top, outer_bottom;  ///< sums of the cut paddings of the regions around it
    bool below_head = false;         ///< row or cell of a table: continues below the repeated head
    bool closed_when_cut = false;    ///< its cut ends have its rules, and their room is part of `top` and `bottom`
    std::uint32_t continuation = no_index;  ///< Flow::continuations
};

/// What a box says at its cut ends: its head once more where it goes on, with its icon, and that it goes on. Artifacts.
struct Continuation {
    std::vector<SlabItem> head, foot;  ///< from the top of the head; from the top of the foot
    Length head_height, foot_height;   ///< with the space between them and the box's content
};

/// The rows that a table repeats on each page it continues on.
struct TableHead {
    std::uint32_t first = 0, last = 0;  ///< slabs
    Length height;
    Length offset;       ///< paddings of the regions around the table, above the head
    Length lead_before;  ///< of its first slab, before its own rows open
};

struct FlowBookmark {
    std::uint32_t slab = 0;
    int level = 1;
    std::uint32_t text = 0;  ///< Handout::texts
    text::NodeId node = text::artifact;
};

/// A place for the number of the page that a part of the handout starts on: filled in when it is known.
struct PageReference {
    std::uint32_t item = 0;          ///< Flow::items: a line without segments yet
    std::uint32_t handout_part = 0;  ///< Handout::parts
    std::uint32_t text = 0;          ///< Handout::texts: its look, its node and its link
};

/// The body of a part of a handout, broken into lines and ready to be paged.
struct Flow {
    text::Direction direction = text::Direction::left_to_right;
    std::vector<Slab> slabs;
    std::vector<SlabItem> items;
    std::vector<Region> regions;  ///< by first slab, outer ones first
    std::vector<TableHead> heads;
    std::vector<Continuation> continuations;
    std::vector<image::DrawingPointer> icons;
    std::vector<FlowBookmark> bookmarks;
    std::vector<PageReference> references;
    std::vector<text::ShapedParagraph> paragraphs;
    std::vector<std::uint32_t>
        wide_tables;  ///< boxes of the tables that were not laid out: their columns hold no word whole
};

}  // namespace carepress::layout
