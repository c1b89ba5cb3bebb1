#include "layout/link_places.h"

#include <set>
#include <variant>

namespace carepress::layout {

LinkPlaces::LinkPlaces(const PagedDocument& document) {
    std::set<text::NodeId> wanted;
    for (const handout::HandoutLink& link : document.links)
        if (link.target != text::artifact) wanted.insert(link.target);
    for (std::uint32_t page = 0; page < document.pages.size() && !wanted.empty(); ++page)
        for (const PageItem& item : document.pages[page].items) {
            const auto* run = std::get_if<GlyphRun>(&item.content);
            if (run != nullptr && wanted.erase(item.node) > 0) places_[item.node] = {page, run->origin.y - run->size};
        }
}

const LinkPlaces::Place* LinkPlaces::find(text::NodeId node) const& {
    const auto found = places_.find(node);
    return found == places_.end() ? nullptr : &found->second;
}

}  // namespace carepress::layout
