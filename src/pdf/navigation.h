#pragma once

#include "layout/paged_document.h"
#include "pdf/objects.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::pdf {

/// A place in the document (ISO 32000-1 12.3.2).
struct Destination {
    ObjectNumber page = 0;
    Length y;                  ///< in PDF's coordinates
    ObjectNumber element = 0;  ///< of a standard with structure destinations; else 0
};

/// Writes the bookmarks as an outline (12.3.3), headings inside headings. `destinations` has the place of each. Returns
/// the outline's root, or 0 when there are none.
ObjectNumber write_outline(const std::vector<layout::Bookmark>& bookmarks, const std::vector<Destination>& destinations,
                           Objects& objects);

/// The body of a link annotation (12.5.6.5) over `box`, which is in PDF's coordinates. Printed (F 4: ISO
/// 19005-2 6.3.2), to `target` or, if there is none, to the link's address, with Contents (ISO 14289-1 7.18.1),
/// borderless. `action` has the body of uri_action(); 0: the annotation has it itself.
std::string link_annotation(const handout::HandoutLink& link, const Rectangle& box, std::size_t struct_parent,
                            const std::optional<Destination>& target, ObjectNumber action);

/// The body of an action that opens the link's address (12.6.4.7), in 7-bit ASCII.
std::string uri_action(const handout::HandoutLink& link);

/// The viewer's preferences (12.2): the title in the window, and what keeps a printer from shrinking the page.
std::string viewer_preferences(const layout::PagedDocument& document);

}  // namespace carepress::pdf
