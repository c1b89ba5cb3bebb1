#pragma once

#include "layout/flow.h"

#include <cstdint>
#include <span>
#include <vector>

namespace carepress {

/// What pagination has to fit slabs into, and what a last page with little on it costs.
struct PageGoals {
    Length first_height, later_height;
    int short_last_page = 0;        ///< BreakCosts::short_last_page
    Length short_last_page_height;  ///< a last page with less on it is short
};

inline constexpr std::int64_t break_cost_unit = 1000;  ///< a break cost of 1
inline constexpr std::int64_t overfull_page_cost = 1'000'000'000'000;

/// The cost of leaving `empty` of a page's `height` white: 1,000 break costs for a whole page, falling with the square
/// (half a page 250, a tenth 10).
std::int64_t emptiness_cost(Length empty, Length height);

/// Chooses where pages begin: the least sum, over the whole document, of the costs of its breaks, of the white left on
/// all pages but the last, and of a short last page. Exact; of equal sums the fewer pages win, then the shorter last
/// page. Returns the first slab of each page; always at least one page. A slab taller than a page has a page of its
/// own.
///
/// How pages break, and what yields when not all can be had (each costs more than those before it, so it is given up
/// later): a break between blocks costs nothing; between list items little; inside a paragraph a little more; between a
/// lead-in and its list; inside a list item; a last page of a few lines; inside a callout or what is to keep together;
/// a widow, an orphan or a torn table row; a figure parted from its caption; a heading parted from what follows. White
/// space stands at the end of a page in one piece; nothing is stretched.
std::vector<std::uint32_t> paginate(std::span<const Slab> slabs, const PageGoals& goals);

}  // namespace carepress
