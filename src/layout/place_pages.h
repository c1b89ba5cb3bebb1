#pragma once

#include "layout/flow.h"
#include "layout/paginate.h"
#include "layout/place_text.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace carepress::layout {

/// Puts the slabs of a part's flow onto pages: lines and pictures in reading order, boxes as rules, repeated table
/// heads, icons, bookmarks. Mirrors what reads from right to left.
class PagePlacer {
public:
    /// `first_page` is the part's first one in the document.
    PagePlacer(const handout::Handout& handout, const Flow& flow, LinePlacer& lines, PagedDocument& document,
               std::uint32_t first_page = 0);

    /// Places the slabs of a frame of the part's page FilledFrame::page. Frames come in the flow's order.
    void place(const FilledFrame& frame);

    /// The index of a drawing among the document's pictures, where it is added if need be.
    static std::uint32_t picture_index(PagedDocument& document, const image::DrawingPointer& drawing);

private:
    /// The content itself, or once more on a later page: as artifacts.
    enum class Copy : std::uint8_t { original, repeated };
    void place_items(Page& page, std::uint32_t first, std::uint32_t last, Copy copy);
    void place_item(Page& page, const SlabItem& item, Length slab_top, Copy copy);
    void place_regions(Page& page, std::uint32_t first, std::uint32_t last, bool ends_page);
    void draw_region(Page& page, const Region& region, Length top, Length bottom, bool opens, bool closes);
    void place_continuations(Page& page);
    void repeat_head(Page& page, const TableHead& head);

    const handout::Handout& handout_;
    const Flow& flow_;
    LinePlacer& lines_;
    PagedDocument& document_;
    std::uint32_t first_page_;
    Axis axis_;                        ///< of the frame being placed
    std::vector<Length> tops_;         ///< content tops, by slab of the whole flow
    std::vector<std::uint32_t> open_;  ///< regions that reach the frame being placed
    std::uint32_t next_region_ = 0, next_bookmark_ = 0;
    /// A box that the frame cuts: where what it says goes on.
    struct Cut {
        std::uint32_t continuation = 0;
        std::optional<Length> head, foot;  ///< top of the head; bottom of the foot
    };
    std::vector<Cut> cuts_;
    struct Ordered {
        std::uint32_t order = 0, item = 0, slab = 0;
    };
    std::vector<Ordered> ordered_;  ///< items of the frame being placed
};

}  // namespace carepress::layout
