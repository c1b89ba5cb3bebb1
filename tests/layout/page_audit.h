#pragma once

#include "handout/handout.h"
#include "layout/paged_document.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace carepress::test {

/// What an audit counts on pages, in the order of their harm. All but `pages` are faults.
enum class Finding : std::uint8_t {
    emergency_split,    ///< an emergency box on two pages that would stand on one
    emergency_unnamed,  ///< a part whose first page does not say the emergency number
    box_split,          ///< another help box on two pages that would stand on one
    lead_in_alone,      ///< a page that ends with a colon: the list is overleaf
    unit_parted,        ///< a line that ends between a figure and its unit, or in "2 to 4" (English alone)
    heading_alone,      ///< a heading at the foot of a page with fewer than two lines of its text
    blank_foot,         ///< over 1.2 in of white at the foot of a page that is not the last
    text_near_rule,     ///< a rule with text nearer than 6 pt above or below it
    long_line,          ///< a line of text of more than 72 letters
    pages,
    count_
};
inline constexpr std::size_t finding_count = static_cast<std::size_t>(Finding::count_);

/// As the tables of counts name it: "emergency-split".
const char* name_of(Finding finding);

using AuditCounts = std::array<int, finding_count>;

/// Counts what is on the pages of `document`, which `stylesheet` has set. `number` is the brand's emergency number.
AuditCounts audit(const layout::PagedDocument& document, const style::Stylesheet& stylesheet, std::string_view language,
                  std::u16string_view number);

}  // namespace carepress::test
