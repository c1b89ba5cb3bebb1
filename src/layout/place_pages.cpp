#include "layout/place_pages.h"

#include "base/utf.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>

namespace carepress::layout {
namespace {

/// A heading's words as a bookmark says them: forced breaks are spaces, soft hyphens are nothing.
std::string bookmark_title(const text::StyledText& text) {
    std::u16string title;
    for (const char16_t unit : text.text) {
        if (unit == u'\u00AD') continue;
        title.push_back(unit == u'\u2028' ? u' ' : unit);
    }
    return to_utf8(title);
}

}  // namespace

PagePlacer::PagePlacer(const handout::Handout& handout, const Flow& flow, LinePlacer& lines, PagedDocument& document,
                       std::uint32_t first_page)
    : handout_(handout),
      flow_(flow),
      lines_(lines),
      document_(document),
      first_page_(first_page),
      tops_(flow.slabs.size()) {}

std::uint32_t PagePlacer::picture_index(PagedDocument& document, const image::DrawingPointer& drawing) {
    auto& known = document.pictures;
    const auto found = std::find(known.begin(), known.end(), drawing);
    if (found != known.end()) return static_cast<std::uint32_t>(found - known.begin());
    known.push_back(drawing);
    return static_cast<std::uint32_t>(known.size() - 1);
}

void PagePlacer::place(const FilledFrame& frame) {
    const std::uint32_t first = frame.first, last = frame.last;
    if (first == last) return;
    const style::Stylesheet& stylesheet = *handout_.stylesheet;
    const Rectangle box = stylesheet.body_column(frame.page, frame.column, frame.columns);
    axis_ = Axis::of(box, stylesheet.page.width, flow_.direction);
    Page& page = document_.pages[first_page_ + frame.page];
    page.items.reserve(page.items.size() + (last - first) + 8);
    page.furniture.reserve(16);
    page.rules.reserve(16);

    const Slab& top_slab = flow_.slabs[first];
    axis_.frame.y += frame.top;
    Length y = axis_.frame.y + top_slab.top_extra;
    for (std::uint32_t i = first; i < last; ++i) {
        const Slab& slab = flow_.slabs[i];
        if (i > first) y += slab.space_before;
        tops_[i] = y + slab.lead;
        y += slab.total();
    }
    place_regions(page, first, last, frame.column + 1 == frame.columns);
    place_items(page, first, last, Copy::original);
    place_continuations(page);
    if (top_slab.head < flow_.heads.size()) repeat_head(page, flow_.heads[top_slab.head]);

    for (; next_bookmark_ < flow_.bookmarks.size() && flow_.bookmarks[next_bookmark_].slab < last; ++next_bookmark_) {
        const FlowBookmark& mark = flow_.bookmarks[next_bookmark_];
        const int deepest = document_.bookmarks.empty() ? 1 : document_.bookmarks.back().level + 1;
        document_.bookmarks.push_back({std::min(mark.level, deepest), bookmark_title(handout_.texts[mark.text]),
                                       first_page_ + frame.page, tops_[mark.slab], mark.node});
    }
}

void PagePlacer::place_items(Page& page, std::uint32_t first, std::uint32_t last, Copy copy) {
    ordered_.clear();
    ordered_.reserve(last - first + 8);
    for (std::uint32_t slab = first; slab < last; ++slab)
        for (std::uint32_t item = flow_.slabs[slab].item_begin; item < flow_.slabs[slab].item_end; ++item)
            // Artifacts come first: the node behind the last one is the first one.
            ordered_.push_back({flow_.items[item].node + 1, item, slab});
    // Only where something is beside something else the flow is not in reading order yet: the lines of cells and of two
    // languages alternate.
    const auto by_order = [](const Ordered& a, const Ordered& b) { return a.order < b.order; };
    if (!std::is_sorted(ordered_.begin(), ordered_.end(), by_order))
        std::stable_sort(ordered_.begin(), ordered_.end(), by_order);
    for (const Ordered& entry : ordered_) place_item(page, flow_.items[entry.item], tops_[entry.slab], copy);
}

void PagePlacer::place_item(Page& page, const SlabItem& item, Length slab_top, Copy copy) {
    const bool is_repeated = copy == Copy::repeated;
    const Length y = slab_top + item.y;
    if (const auto* line = std::get_if<SlabLine>(&item.content)) {
        const LinePlace place{axis_.place(item.column, y - line->ascent, item.height), y, line->alignment,
                              axis_.mirrored};
        lines_.place(flow_.paragraphs[line->paragraph], line->first, line->last, place, {is_repeated, text::artifact},
                     page, is_repeated ? page.furniture : page.items);
        return;
    }
    const Rectangle box = axis_.place(item.column, y, item.height);
    if (const auto* picture = std::get_if<SlabPicture>(&item.content)) {
        (is_repeated ? page.furniture : page.items)
            .push_back({is_repeated ? text::artifact : item.node,
                        PlacedPicture{picture->picture, box, picture->current_color}});
    } else if (const auto* icon = std::get_if<SlabIcon>(&item.content)) {
        const std::uint32_t index = picture_index(document_, flow_.icons[icon->icon]);
        page.decorations.push_back({text::artifact, PlacedPicture{index, box, icon->current_color}});
    } else {
        lines_.rules().push_back({box, std::get<SlabRule>(item.content).color});
    }
}

/// `ends_page`: what is cut at the frame's end goes on on the next page, not in the next column.
void PagePlacer::place_regions(Page& page, std::uint32_t first, std::uint32_t last, bool ends_page) {
    for (; next_region_ < flow_.regions.size() && flow_.regions[next_region_].first < last; ++next_region_)
        if (flow_.regions[next_region_].last > first) open_.push_back(next_region_);
    const Slab& top_slab = flow_.slabs[first];
    const Slab& bottom_slab = flow_.slabs[last - 1];
    const Length frame_top = tops_[first] - top_slab.lead - top_slab.top_extra;
    const Length page_end = tops_[last - 1] + bottom_slab.height + bottom_slab.tail;
    const Length head_height = top_slab.head < flow_.heads.size() ? flow_.heads[top_slab.head].height : Length{};
    for (const std::uint32_t index : open_) {
        const Region& region = flow_.regions[index];
        const bool opens = region.first >= first, closes = region.last <= last;
        const Slab& first_slab = flow_.slabs[region.first];
        const Slab& last_slab = flow_.slabs[region.last - 1];
        const Length top = opens ? tops_[region.first] - first_slab.lead + region.lead_before
                                 : frame_top + region.outer_top + (region.below_head ? head_height : Length{});
        const Length bottom = closes ? tops_[region.last - 1] + last_slab.height + region.tail_until
                                     : page_end + flow_.slabs[last].end_extra - region.outer_bottom;
        draw_region(page, region, top, bottom, opens || region.closed_when_cut, closes || region.closed_when_cut);
        if (region.continuation != no_index && !(opens && closes))
            cuts_.push_back({region.continuation, opens ? std::nullopt : std::optional(top + region.top),
                             closes || !ends_page ? std::nullopt : std::optional(bottom - region.bottom)});
    }
    open_.erase(std::remove_if(open_.begin(), open_.end(),
                               [&](std::uint32_t index) { return flow_.regions[index].last <= last; }),
                open_.end());
}

/// What cut boxes say: after the content, as all artifacts.
void PagePlacer::place_continuations(Page& page) {
    for (const Cut& cut : cuts_) {
        const Continuation& continuation = flow_.continuations[cut.continuation];
        if (cut.head)
            for (const SlabItem& item : continuation.head) place_item(page, item, *cut.head, Copy::repeated);
        if (cut.foot)
            for (const SlabItem& item : continuation.foot)
                place_item(page, item, *cut.foot - continuation.foot_height, Copy::repeated);
    }
    cuts_.clear();
}

void PagePlacer::draw_region(Page& page, const Region& region, Length top, Length bottom, bool opens, bool closes) {
    if (bottom < top) return;
    const Column column = region.column;
    if (region.fill && bottom > top) page.rules.push_back({axis_.place(column, top, bottom - top), *region.fill});
    const auto draw = [&](Column stretch, Length y, Length height) {
        if (stretch.width > Length{} && height > Length{})
            lines_.rules().push_back({axis_.place(stretch, y, height), region.border_color});
    };
    const style::Sides& border = region.border;
    if (opens) draw(column, top, border.top);
    if (closes) draw(column, bottom - border.bottom, border.bottom);
    // The side rules are between the upper and the lower one, so that no corner is painted twice.
    const Length side_top = opens ? top + border.top : top;
    const Length side_bottom = closes ? bottom - border.bottom : bottom;
    draw({column.start, border.start}, side_top, side_bottom - side_top);
    draw({column.end() - border.end, border.end}, side_top, side_bottom - side_top);
}

/// The head rows of a table once more, as artifacts: the first ones carry the tags (ISO 32000-1 14.8.2.2.2).
void PagePlacer::repeat_head(Page& page, const TableHead& head) {
    Length y = axis_.frame.y + head.offset - head.lead_before;
    for (std::uint32_t i = head.first; i < head.last; ++i) {
        const Slab& slab = flow_.slabs[i];
        if (i > head.first) y += slab.space_before;
        tops_[i] = y + slab.lead;
        y += slab.total();
    }
    const auto begin = std::lower_bound(flow_.regions.begin(), flow_.regions.end(), head.first,
                                        [](const Region& region, std::uint32_t slab) { return region.first < slab; });
    for (auto region = begin; region != flow_.regions.end() && region->first < head.last; ++region) {
        if (region->last > head.last || !region->below_head || region->first == region->last) continue;
        const Slab& last_slab = flow_.slabs[region->last - 1];
        draw_region(page, *region, tops_[region->first] - flow_.slabs[region->first].lead + region->lead_before,
                    tops_[region->last - 1] + last_slab.height + region->tail_until, true, true);
    }
    place_items(page, head.first, head.last, Copy::repeated);
}

}  // namespace carepress::layout
