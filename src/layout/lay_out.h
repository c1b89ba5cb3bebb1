#pragma once

#include "base/diagnostic.h"
#include "layout/paged_document.h"
#include "text/shape.h"

namespace carepress::layout {

/// Lays out a handout: shapes its texts, breaks lines, makes tables, chooses pages, places furniture. Missing
/// characters are errors, words that had to be cut are warnings. At most 2,000 pages; more is an error.
PagedDocument lay_out(const handout::Handout& handout, text::Shaper& shaper, Diagnostics& diagnostics);

/// How many pages a part of a handout takes, without placing anything on them.
std::size_t count_pages(const handout::Handout& handout, std::size_t part, text::Shaper& shaper,
                        const Diagnostics& diagnostics);

/// A readable dump of a paged document, for goldens: pages, then items with place, size, node and text.
std::string dump(const PagedDocument& document, const text::FontLibrary& fonts);

}  // namespace carepress::layout
