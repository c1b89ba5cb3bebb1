#pragma once

#include "layout/paged_document.h"

#include <cstdint>
#include <map>

namespace carepress::layout {

/// Where the nodes are that links lead to (HandoutLink::target).
class LinkPlaces {
public:
    struct Place {
        std::uint32_t page = 0;  ///< from 0
        Length y;                ///< top of the first line of the node
    };

    /// Looks through the pages if there is such a link.
    explicit LinkPlaces(const PagedDocument& document);

    /// Null for a node that no link leads to, or that is on no page.
    const Place* find(text::NodeId node) const&;
    const Place* find(text::NodeId node) const&& = delete;  // what it points to would be gone

private:
    std::map<text::NodeId, Place> places_;
};

}  // namespace carepress::layout
