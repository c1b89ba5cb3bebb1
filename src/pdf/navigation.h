#pragma once

#include "layout/paged_document.h"
#include "pdf/objects.h"

#include <string>
#include <vector>

namespace carepress::pdf {

/// Writes the bookmarks as an outline (ISO 32000-1 12.3.3), headings inside headings. Returns the outline's root, or 0
/// when there are none.
ObjectNumber write_outline(const layout::PagedDocument& document, Objects& objects,
                           const std::vector<ObjectNumber>& pages);

/// The top of a page, as a destination (12.3.2.2); page 0 means none.
struct PageTop {
    ObjectNumber page = 0;
    Length height;  ///< of the page
};

/// The body of a link annotation (12.5.6.5) over `box`, which is in PDF's coordinates. Printed (F 4: ISO
/// 19005-2 6.3.2), to `target` or, if there is none, to the link's address, with Contents (ISO 14289-1 7.18.1),
/// borderless.
std::string link_annotation(const handout::HandoutLink& link, const Rectangle& box, std::size_t struct_parent,
                            const PageTop& target);

/// The viewer's preferences (12.2): the title in the window, and what keeps a printer from shrinking the page.
std::string viewer_preferences(const layout::PagedDocument& document);

}  // namespace carepress::pdf
