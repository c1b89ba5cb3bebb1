#pragma once

#include "layout/flow.h"

#include <cstdint>
#include <span>
#include <vector>

namespace carepress::layout {

/// What pagination has to fit slabs into, and what a last page with little on it costs.
struct PageGoals {
    Length first_height, later_height;
    int short_last_page = 0;        ///< BreakCosts::short_last_page
    Length short_last_page_height;  ///< a last page with less on it is short
    std::uint8_t columns = 1;       ///< of slabs that do not span: 1 or 2
    int page = 0;                   ///< break cost of each page after the first
};

inline constexpr std::int64_t break_cost_unit = 1000;  ///< a break cost of 1
inline constexpr std::int64_t overfull_page_cost = 1'000'000'000'000;

/// The cost of leaving `empty` of a page's `height` white: 1,000 break costs for a whole page, falling with the square
/// (half a page 250, a tenth 10).
std::int64_t emptiness_cost(Length empty, Length height);

/// The cost of two columns that are to be level and end at different heights: a third of what the white under the
/// shorter one would cost on a page as high as the longer one. So a paragraph is split rather than that one column is
/// half as long as the other, and what is kept together is not split at all.
std::int64_t unevenness_cost(Length one, Length other);

/// Slabs that stand under each other on a page: all there is across the page, or one of two columns.
struct FilledFrame {
    std::uint32_t page = 0;
    std::uint8_t column = 0, columns = 1;  ///< the first column is at the start side
    std::uint32_t first = 0, last = 0;     ///< slabs; a column may hold none
    Length top;                            ///< from the top of the page's body
    bool operator==(const FilledFrame&) const = default;
};

/// Where all slabs are: frames in reading order.
struct Pagination {
    std::uint32_t pages = 1;
    std::vector<FilledFrame> frames;
    std::int64_t cost = 0;  ///< what all breaks and the white left cost
};

/// Chooses where pages and columns begin: the least sum, over the whole document, of the costs of its breaks, of the
/// white left on all pages but the last, and of a short last page. Exact; of equal sums the fewer pages win, then the
/// shorter last page. There is always at least one page. A slab taller than a page has a page of its own.
///
/// A page is a sequence of frames. Slabs that span are across it; between them the others are in columns. Where a
/// spanning slab or the document's end follows on the same page, columns are level as well as they can be (for
/// themselves: least break cost and unevenness, the first one the longer; the document pays for the break); where a
/// page ends inside, they are full. White under a column costs by its share of the page, a break between columns as
/// much as one between pages.
///
/// How pages break, and what yields when not all can be had (each costs more than those before it, so it is given up
/// later): a break between blocks costs nothing; between list items little; inside a paragraph a little more; between a
/// lead-in and its list; inside a list item; a last page of a few lines; inside a callout or what is to keep together;
/// a widow, an orphan or a torn table row; a figure split from its caption; a heading split from what follows. White
/// space is at the end of a page in one piece; nothing is stretched.
Pagination paginate(std::span<const Slab> slabs, const PageGoals& goals);

/// How high slabs [first, last) are under each other, without what opens above them in a frame that they begin.
Length stacked_height(std::span<const Slab> slabs, std::uint32_t first, std::uint32_t last);

}  // namespace carepress::layout
