#pragma once

#include "layout/axis.h"
#include "template/stylesheet.h"
#include "text/shape.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace carepress {

/// A thing that a slab carries, placed from the slab's content top and the frame's start edge.
struct Part {
    enum class Kind : std::uint8_t { line, picture, icon, rule };
    Kind kind = Kind::line;
    Alignment alignment = Alignment::start;  ///< of a line in its column, in the handout's direction
    std::uint32_t order = 0;                 ///< reading order among a page's parts
    std::uint32_t content = 0;               ///< line: Flow::paragraphs; picture: Handout::pictures; icon: Flow::icons
    std::uint32_t first = 0, last = 0;       ///< line: segments
    NodeId node = artifact;                  ///< picture
    Column column;
    Length y;       ///< line: its baseline; others: top edge
    Length ascent;  ///< line: from the top of its line box to the baseline
    Length height;  ///< line: leading
    Color color;    ///< icon, picture: current colour; rule: its own
};

/// The unit of pagination: what never breaks over pages. A line of text, a picture, the k-th lines of a row's cells.
struct Slab {
    Length height;             ///< of its content
    Length space_before;       ///< to the slab above; none at the top of a page
    Length lead, tail;         ///< border and padding of the boxes that open before and close after its content
    Length end_extra;          ///< closing of split boxes, at the end of a page that breaks before this slab
    Length top_extra;          ///< opening of split boxes and repeated table head, at the top of the page it starts
    int break_cost = 0;        ///< of a page break before it
    bool spans = false;        ///< stands across all columns
    std::uint32_t head = no_index;  ///< Flow::heads, which stands above it at the top of a page
    std::uint32_t part_begin = 0, part_end = 0;

    constexpr Length total() const { return lead + height + tail; }
};

/// A box drawn around a range of slabs: ground and borders. A region that is split over pages keeps its side borders;
/// the cut ends have padding and no rule.
struct Region {
    std::uint32_t first = 0, last = 0;  ///< slabs [first, last)
    Column column;                      ///< its outer edges
    Sides border;
    Color border_color;
    std::optional<Color> fill;
    Length top, bottom;              ///< padding at a cut end
    Length lead_before, tail_until;  ///< of its first slab before it opens; of its last slab until it has closed
    Length outer_top, outer_bottom;  ///< sums of the cut paddings of the regions around it
    bool below_head = false;         ///< row or cell of a table: continues below the repeated head
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
};

/// Where the number of the page that a part of the handout starts on is to stand: filled in when it is known.
struct PageReference {
    std::uint32_t flow_part = 0;     ///< a line without segments yet
    std::uint32_t handout_part = 0;  ///< Handout::parts
    std::uint32_t text = 0;          ///< Handout::texts: its look, its node and its link
};

/// The body of a part of a handout, broken into lines and ready to be paged.
struct Flow {
    Direction direction = Direction::left_to_right;
    std::vector<Slab> slabs;
    std::vector<Part> parts;
    std::vector<Region> regions;  ///< by first slab, outer ones first
    std::vector<TableHead> heads;
    std::vector<DrawingPointer> icons;
    std::vector<FlowBookmark> bookmarks;
    std::vector<PageReference> references;
    std::vector<ShapedParagraph> paragraphs;
    std::vector<std::uint32_t> wide_tables;  ///< boxes of the tables that are not set: their columns hold no word whole
};

}  // namespace carepress
