#pragma once

#include "base/diagnostic.h"
#include "layout/paged_document.h"
#include "text/shape.h"

namespace carepress::layout {

/// Lays out a handout: shapes its texts, breaks lines, makes tables, chooses pages, places furniture. Missing
/// characters are errors, words that had to be cut are warnings. At most 2,000 pages; more is an error.
PagedDocument lay_out(const handout::Handout& handout, text::Shaper& shaper, Diagnostics& diagnostics);

/// What is known of a part before anything is placed.
struct PartSize {
    std::size_t pages = 0;
    std::uint32_t page_of_signs = 0;  ///< of the part (from 0): where its first emergency box begins
};

/// How many pages a part of a handout takes, and where its emergency box is, without placing anything on them.
PartSize measure_part(const handout::Handout& handout, std::size_t part, text::Shaper& shaper,
                      const Diagnostics& diagnostics);

/// A readable dump of a paged document, for goldens: pages, then items with place, size, node and text.
std::string dump(const PagedDocument& document, const text::FontLibrary& fonts);

}  // namespace carepress::layout
