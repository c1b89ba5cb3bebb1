#pragma once

#include "layout/flow.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace carepress {

/// Where text stands in a slab, for what aligns with it.
struct TextLine {
    Length baseline;    ///< from the slab's content top
    Length cap_height;  ///< 0 where the slab holds no text
};

/// Appends slabs to a flow and keeps what stands between them: collapsing space, boxes that open and close, parts
/// waiting for the next slab (markers, icons), costs of the next break.
class FlowBuilder {
public:
    FlowBuilder(Flow& flow, int split_together) : flow_(flow), split_together_(split_together) {}

    /// The larger of two meeting spaces counts. Unheard at the top of a padded box or list item.
    void raise_space(Length space) {
        if (!at_box_top_ && space > space_) space_ = space;
    }
    /// Decides the space before the next slab, whatever its first boxes ask for.
    void fix_space(Length space) {
        space_ = space;
        at_box_top_ = true;
    }
    /// Keeps the space before the next slab as it is: the boxes that open first in a list item are not heard.
    void mute_space() { at_box_top_ = true; }
    /// Lets later boxes ask for space again: a list item ends, and its list decides what follows.
    void drop_space() {
        space_ = {};
        at_box_top_ = false;
    }

    struct RegionStyle {
        Sides border;
        Color border_color;
        std::optional<Color> fill;
        Length padding_top, padding_bottom;
        bool below_head = false;
    };
    std::uint32_t open_region(Column outer, const RegionStyle& style);
    void close_region(std::uint32_t region);

    /// Adds a slab; parts that wait for it come with it.
    void add_slab(Length height, TextLine line = {});
    /// Adds a part to the last slab.
    void add_part(const Part& part) {
        flow_.parts.push_back(part);
        flow_.slabs.back().part_end = static_cast<std::uint32_t>(flow_.parts.size());
    }

    /// How a waiting part stands to the slab that it waits for.
    enum class Hang : std::uint8_t { from_here, on_baseline, beside_capitals };
    void attach(const Part& part, Hang hang) { waiting_.push_back({part, hang, lead_}); }
    bool has_waiting() const { return !waiting_.empty(); }

    std::uint32_t slab_count() const { return static_cast<std::uint32_t>(flow_.slabs.size()); }

    /// Cost of the break before the next slab alone, and of all later ones until told otherwise.
    void set_next_break(int cost) { next_break_ = cost; }
    void set_usual_break(int cost) { usual_break_ = next_break_ = cost; }
    void set_usual_break_after_next(int cost) { usual_break_ = cost; }
    int usual_break() const { return usual_break_; }
    /// Adds to the break before the next slab: a heading keeps with what follows.
    void keep_next(int cost) { keep_next_ = std::max(keep_next_, cost); }
    /// Adds `cost` to every break inside the slabs from `first` on.
    void keep_together(std::uint32_t first, int cost);
    void keep_together(std::uint32_t first) { keep_together(first, split_together_); }

    /// The space that the slabs from `first` on take, without what opened before `first` at `lead`.
    Length height_since(std::uint32_t first, Length lead) const;
    /// Makes the last slab end lower.
    void extend_last(Length by) { flow_.slabs.back().tail += by; }
    Length pending_lead() const { return lead_; }
    Length pending_space() const { return space_; }
    /// The first of the last slabs that are to stay with the next one, each break between them costing `cost` or more:
    /// the headings above it. None: slab_count().
    std::uint32_t kept_with_next(int cost) const;

    /// Sums of the paddings that a page break here would repeat.
    Length open_top() const { return open_top_; }
    Length open_bottom() const { return open_bottom_; }

    Flow& flow() { return flow_; }

private:
    struct Waiting {
        Part part;
        Hang hang;
        Length lead;  ///< pending when it was attached
    };
    void hang(const Waiting& waiting, const Slab& slab, TextLine line);

    Flow& flow_;
    int split_together_;
    Length space_, lead_;
    bool at_box_top_ = false;
    int next_break_ = 0, usual_break_ = 0, keep_next_ = 0;
    Length open_top_, open_bottom_;
    std::vector<Waiting> waiting_;
};

}  // namespace carepress
