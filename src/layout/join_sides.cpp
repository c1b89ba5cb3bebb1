#include "layout/join_sides.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::layout {
namespace {

/// Where a slab comes to: into which of the new slabs, and how far below its top.
struct Place {
    std::uint32_t row = 0;
    Length top;
};

class SideJoiner {
public:
    SideJoiner(Flow& flow, const SideMarks& marks) : flow_(flow), marks_(marks), count_(slab_count() - marks.first) {}

    void run(Length most) {
        forget_heads();
        place();
        for (std::uint32_t row = 0; row < heights_.size(); ++row) meet_baselines(row);
        split_tall_rows(most - most_at_cuts());
        const auto rows = static_cast<std::uint32_t>(heights_.size());
        move_regions(rows);
        for (std::size_t i = marks_.bookmarks; i < flow_.bookmarks.size(); ++i)
            flow_.bookmarks[i].slab = marks_.first + places_[flow_.bookmarks[i].slab - marks_.first].row;
        std::stable_sort(flow_.bookmarks.begin() + marks_.bookmarks, flow_.bookmarks.end(),
                         [](const FlowBookmark& a, const FlowBookmark& b) { return a.slab < b.slab; });
        merge(rows);
    }

private:
    std::uint32_t slab_count() const { return static_cast<std::uint32_t>(flow_.slabs.size()); }
    std::uint32_t side_begin(bool second) const { return second ? marks_.second - marks_.first : 0; }
    std::uint32_t side_end(bool second) const { return second ? count_ : marks_.second - marks_.first; }
    const Slab& slab(std::uint32_t i) const { return flow_.slabs[marks_.first + i]; }

    void forget_heads() {
        for (std::uint32_t i = 0; i < count_; ++i) {
            Slab& slab = flow_.slabs[marks_.first + i];
            if (slab.head < flow_.heads.size()) slab.top_extra -= flow_.heads[slab.head].height;
            slab.head = no_index;
        }
        flow_.heads.resize(marks_.heads);
    }

    /// What cut boxes take of a page above and below a row.
    Length most_at_cuts() const {
        Length most;
        for (std::uint32_t i = 0; i < count_; ++i) most = std::max(most, slab(i).top_extra + slab(i).end_extra);
        return most;
    }

    /// By the rows that are marked.
    void place() {
        places_.assign(count_, {});
        heights_.clear();
        auto mark = marks_.rows.begin();
        for (const bool second : {false, true}) {
            Length bottom;
            std::uint32_t row = 0;
            for (std::uint32_t i = side_begin(second); i < side_end(second); ++i) {
                bool opens = i == side_begin(second);
                for (; mark != marks_.rows.end() && mark->first - marks_.first == i; ++mark) {
                    opens = true;
                    row = mark->second;
                }
                Place& place = places_[i];
                place.row = row;
                place.top = opens ? Length{} : bottom + slab(i).space_before;
                bottom = place.top + slab(i).total();
                if (heights_.size() <= row) heights_.resize(row + 1);
                heights_[row] = std::max(heights_[row], bottom);
            }
        }
    }

    /// A row that no page can hold becomes a row for each line of both.
    void split_tall_rows(Length most) {
        if (*std::max_element(heights_.begin(), heights_.end()) <= most) return;
        std::vector<Place> places;
        places.reserve(count_);
        std::vector<std::uint32_t> begin(heights_.size() + 1, 0);
        const auto is_tall = [&](std::uint32_t row) { return heights_[row] > most; };
        const auto lines_of = [&](bool second, std::uint32_t row) {
            return last_of(second, row) - first_of(second, row);
        };
        for (std::uint32_t row = 0; row < heights_.size(); ++row)
            begin[row + 1] = begin[row] + (is_tall(row) ? std::max(lines_of(false, row), lines_of(true, row)) : 1);
        std::vector<Length> heights(begin.back());
        for (std::uint32_t i = 0; i < count_; ++i) {
            const bool second = i >= side_begin(true);
            Place place = places_[i];
            const std::uint32_t line = is_tall(place.row) ? i - first_of(second, place.row) : 0;
            const Length height = is_tall(place.row) ? slab(i).total() : heights_[place.row];
            if (is_tall(place.row)) place.top = {};
            place.row = begin[place.row] + line;
            heights[place.row] = std::max(heights[place.row], height);
            places.push_back(place);
        }
        places_ = std::move(places);
        heights_ = std::move(heights);
    }

    const SlabItem* first_line(bool second, std::uint32_t row) const {
        const std::uint32_t first = first_of(second, row);
        if (first == last_of(second, row)) return nullptr;
        const Slab& top = slab(first);
        for (std::uint32_t i = top.item_begin; i < top.item_end; ++i)
            if (std::holds_alternative<SlabLine>(flow_.items[i].content)) return &flow_.items[i];
        return nullptr;
    }

    /// The lower one of the first baselines is that of both. Boxes stay level: what opens one is not moved.
    void meet_baselines(std::uint32_t row) {
        const SlabItem *one = first_line(false, row), *other = first_line(true, row);
        if ((row == 0 && flow_.regions.size() > marks_.regions) || one == nullptr || other == nullptr) return;
        const Length one_y = one->y + slab(first_of(false, row)).lead,
                     other_y = other->y + slab(first_of(true, row)).lead;
        const bool second = other_y < one_y;
        const Length down = second ? one_y - other_y : other_y - one_y;
        for (std::uint32_t i = first_of(second, row); i < last_of(second, row); ++i) {
            places_[i].top += down;
            heights_[row] = std::max(heights_[row], places_[i].top + slab(i).total());
        }
    }

    void move_regions(std::uint32_t rows) {
        for (std::size_t i = marks_.regions; i < flow_.regions.size(); ++i) {
            Region& region = flow_.regions[i];
            if (region.first == region.last) {  // nothing is in it
                region.first = region.last = marks_.first;
                continue;
            }
            const bool second = i >= marks_.second_regions;
            const std::uint32_t first = region.first - marks_.first, last = region.last - marks_.first - 1;
            const bool whole = first == side_begin(second) && last + 1 == side_end(second) &&
                               (i == marks_.regions || i == marks_.second_regions);
            region.first = marks_.first + places_[first].row;
            region.lead_before += places_[first].top;
            const std::uint32_t end = whole ? rows - 1 : places_[last].row;
            region.last = marks_.first + end + 1;
            region.tail_until =
                whole ? Length{}
                      : places_[last].top + slab(last).lead + slab(last).height + region.tail_until - heights_[end];
        }
        std::stable_sort(flow_.regions.begin() + marks_.regions, flow_.regions.end(),
                         [](const Region& a, const Region& b) { return a.first < b.first; });
    }

    void merge(std::uint32_t rows) {
        std::vector<Slab> merged(rows);
        const std::uint32_t items_begin = slab(0).item_begin;
        std::vector<SlabItem> items;
        items.reserve(flow_.items.size() - items_begin);
        for (std::uint32_t row = 0; row < rows; ++row) {
            Slab& made = merged[row];
            made.height = heights_[row];
            made.item_begin = items_begin + static_cast<std::uint32_t>(items.size());
            bool opened[2] = {false, false};
            for (const bool second : {false, true})
                for (std::uint32_t i = first_of(second, row); i < last_of(second, row); ++i) {
                    const Slab& from = slab(i);
                    if (!std::exchange(opened[second], true)) {
                        made.space_before = std::max(made.space_before, from.space_before);
                        if (row > 0 || !second || !opened[0])
                            made.break_cost = std::max(made.break_cost, from.break_cost);
                    }
                    if (rows > 1) {
                        made.top_extra = std::max(made.top_extra, from.top_extra);
                        made.end_extra = std::max(made.end_extra, from.end_extra);
                    }
                    for (std::uint32_t item = from.item_begin; item < from.item_end; ++item) {
                        items.push_back(flow_.items[item]);
                        items.back().y += places_[i].top + from.lead;
                    }
                }
            made.item_end = items_begin + static_cast<std::uint32_t>(items.size());
        }
        flow_.items.resize(items_begin);
        flow_.items.insert(flow_.items.end(), items.begin(), items.end());
        flow_.slabs.resize(marks_.first);
        flow_.slabs.insert(flow_.slabs.end(), merged.begin(), merged.end());
        make_room_for_continuations();
    }

    /// A box may go on in a row that has nothing of its side.
    void make_room_for_continuations() {
        for (std::size_t i = marks_.regions; i < flow_.regions.size(); ++i) {
            const Region& region = flow_.regions[i];
            if (region.continuation == no_index) continue;
            const Continuation& continuation = flow_.continuations[region.continuation];
            for (std::uint32_t row = region.first + 1; row < region.last; ++row) {
                Slab& slab = flow_.slabs[row];
                slab.top_extra = std::max(slab.top_extra, region.outer_top + region.top + continuation.head_height);
                slab.end_extra =
                    std::max(slab.end_extra, region.outer_bottom + region.bottom + continuation.foot_height);
            }
        }
    }

    /// The slabs of a side that come to a row.
    std::uint32_t first_of(bool second, std::uint32_t row) const {
        return row_begin(second, [row](const Place& place) { return place.row < row; });
    }
    std::uint32_t last_of(bool second, std::uint32_t row) const {
        return row_begin(second, [row](const Place& place) { return place.row <= row; });
    }
    template <class IsBefore>
    std::uint32_t row_begin(bool second, IsBefore&& is_before) const {
        const auto begin = places_.begin() + side_begin(second), end = places_.begin() + side_end(second);
        return static_cast<std::uint32_t>(std::partition_point(begin, end, is_before) - places_.begin());
    }

    Flow& flow_;
    const SideMarks& marks_;
    std::uint32_t count_;
    std::vector<Place> places_;    ///< by slab
    std::vector<Length> heights_;  ///< by row
};

}  // namespace

void mirror(Flow& flow, std::size_t item, std::uint32_t region, Column whole) {
    const auto turn = [&](Column& column) { column.start = whole.start + whole.end() - column.end(); };
    const auto turn_item = [&](SlabItem& turned) {
        turn(turned.column);
        if (auto* line = std::get_if<SlabLine>(&turned.content);
            line != nullptr && line->alignment != style::Alignment::center)
            line->alignment =
                line->alignment == style::Alignment::start ? style::Alignment::end : style::Alignment::start;
    };
    for (; item < flow.items.size(); ++item) turn_item(flow.items[item]);
    for (std::size_t i = region; i < flow.regions.size(); ++i) {
        turn(flow.regions[i].column);
        std::swap(flow.regions[i].border.start, flow.regions[i].border.end);
        if (flow.regions[i].continuation == no_index) continue;
        Continuation& continuation = flow.continuations[flow.regions[i].continuation];
        for (SlabItem& said : continuation.head) turn_item(said);
        for (SlabItem& said : continuation.foot) turn_item(said);
    }
}

void join_sides(Flow& flow, const SideMarks& marks, Length most) {
    if (marks.first == flow.slabs.size()) return;
    SideJoiner(flow, marks).run(most);
}

}  // namespace carepress::layout
