#pragma once

#include "handout/handout.h"

#include <cstdint>
#include <span>

namespace carepress::handout {

/// The handout with some tables (indices of their boxes, ascending) turned into lists that say the same, for columns
/// too narrow for the tables: an item for each row, which begins with the row's first cell in strong type, and in it an
/// item "column header: value" for each further cell. No word is lost: each cell's text is in every row that it
/// reaches, and headers are repeated with each value. In the tag tree a list (L) takes the table's place and keeps its
/// caption. Tables must have a tag node and a row that is not part of the head.
Handout unfold_tables(const Handout& handout, std::span<const std::uint32_t> tables);

/// Whether the table box `table` can be unfolded.
bool can_unfold(const Handout& handout, std::uint32_t table);

}  // namespace carepress::handout
