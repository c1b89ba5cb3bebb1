#pragma once

#include "layout/flow.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace carepress::layout {

/// Where the text of a slab is, for what aligns with it.
struct TextLine {
    Length baseline;    ///< from the slab's content top
    Length cap_height;  ///< 0 where the slab holds no text
};

/// Appends slabs to a flow. It keeps what belongs between them: space, of which the larger of two that meet counts,
/// boxes that open and close, items that wait for the next slab (markers, icons), and the cost of the next break.
///
/// What a list, an item or a box changes is restored when its scope ends. Scopes end in the reverse order of their
/// beginning, as local variables do.
class FlowBuilder {
public:
    /// Breaks cost what `costs` says for blocks, until a scope says otherwise.
    FlowBuilder(Flow& flow, const style::BreakCosts& costs)
        : flow_(flow),
          split_together_(costs.split_callout),
          next_break_(costs.between_blocks),
          usual_break_(costs.between_blocks) {}

    // Space before the next slab

    /// At least this much, unless the space is pinned.
    void ask_for_space(Length space) {
        if (!is_pinned_ && space > space_) space_ = space;
    }
    /// Exactly this much, whatever the boxes that open next ask for.
    void pin_space(Length space) {
        space_ = space;
        is_pinned_ = true;
    }
    /// This much so far: the boxes that open next may ask for more.
    void reset_space(Length space) {
        space_ = space;
        is_pinned_ = false;
    }
    Length pending_space() const { return space_; }

    // Scopes

    /// A list. When it ends, the space that its last item asked for is dropped: the list decides what follows.
    class [[nodiscard]] ListScope {
    public:
        explicit ListScope(FlowBuilder& flow) : flow_(flow) {}
        ~ListScope() { flow_.reset_space({}); }
        ListScope(const ListScope&) = delete;
        ListScope& operator=(const ListScope&) = delete;

    private:
        FlowBuilder& flow_;
    };
    ListScope list() { return ListScope(*this); }

    /// An item of a list. The space above it is pinned: that is the list's to decide. Breaks inside cost `split`.
    class [[nodiscard]] ItemScope {
    public:
        ItemScope(FlowBuilder& flow, int split) : flow_(flow), usual_break_(flow.usual_break_) {
            flow.is_pinned_ = true;
            flow.usual_break_ = split;
        }
        ~ItemScope() { flow_.usual_break_ = flow_.next_break_ = usual_break_; }
        ItemScope(const ItemScope&) = delete;
        ItemScope& operator=(const ItemScope&) = delete;

    private:
        FlowBuilder& flow_;
        int usual_break_;  ///< outside of the item
    };
    ItemScope item(int split) { return ItemScope(*this, split); }

    struct BoxLook {
        style::Sides border;
        Color border_color;
        std::optional<Color> fill;
        Length padding_top, padding_bottom;
        bool below_head = false;       ///< Region::below_head
        bool closed_when_cut = false;  ///< Region::closed_when_cut
    };
    /// A box drawn around the slabs that are added while it is open; nothing is drawn around none. At the top of a box
    /// with padding or a ground, space is pinned.
    class [[nodiscard]] BoxScope {
    public:
        BoxScope(FlowBuilder& flow, std::uint32_t region) : flow_(flow), region_(region) {}
        ~BoxScope() {
            if (region_ != no_index) flow_.close_region(region_);
        }
        BoxScope(const BoxScope&) = delete;
        BoxScope& operator=(const BoxScope&) = delete;

    private:
        FlowBuilder& flow_;
        std::uint32_t region_;
    };
    BoxScope box(Column outer, const BoxLook& look) { return {*this, open_region(outer, look)}; }
    /// A box that is not drawn.
    BoxScope bare_box() { return {*this, no_index}; }

    // Slabs

    /// Adds a slab; items that wait for it come with it.
    void add_slab(Length height, TextLine line = {});
    /// Adds an item to the last slab.
    void add_item(const SlabItem& item) {
        flow_.items.push_back(item);
        flow_.slabs.back().item_end = static_cast<std::uint32_t>(flow_.items.size());
    }
    /// Makes the last slab end lower.
    void extend_last(Length by) { flow_.slabs.back().tail += by; }

    /// How a waiting item is aligned with the slab that it waits for.
    enum class Hang : std::uint8_t { from_here, on_baseline, beside_capitals };
    void attach(const SlabItem& item, Hang hang) { waiting_.push_back({item, hang, lead_}); }
    bool has_waiting() const { return !waiting_.empty(); }
    /// Where the items begin that are added from here on, after those that wait.
    std::size_t next_item() const { return flow_.items.size() + waiting_.size(); }

    std::uint32_t slab_count() const { return static_cast<std::uint32_t>(flow_.slabs.size()); }
    /// The space that the slabs from `first` on take, without what opened before `first` at `lead`.
    Length height_since(std::uint32_t first, Length lead) const;
    /// Border and padding of the boxes that have opened since the last slab.
    Length pending_lead() const { return lead_; }
    /// Sums of the paddings that a page break here would repeat.
    Length open_top() const { return open_top_; }
    Length open_bottom() const { return open_bottom_; }

    // Breaks

    /// What the break before the next slab costs, in place of the usual.
    void cost_next_break(int cost) { next_break_ = cost; }
    int usual_break() const { return usual_break_; }
    /// The last slab stays with the next one: `cost` is added to the break between them, once, the largest counts.
    void keep_with_next(int cost) { keep_next_ = std::max(keep_next_, cost); }
    /// Adds `cost` to every break inside the slabs from `first` on; without one, what splitting a help box costs.
    void keep_together(std::uint32_t first, int cost);
    void keep_together(std::uint32_t first) { keep_together(first, split_together_); }
    /// Gives the box of a region that has closed what it says at its cut ends, and makes room for it on each page that
    /// it continues on.
    void continue_box(std::uint32_t region, Continuation continuation);
    /// The first of the last slabs that are to stay with the next one, each break between them costing `cost` or more:
    /// the headings above it. slab_count() if there are none.
    std::uint32_t kept_with_next(int cost) const;

    Flow& flow() { return flow_; }

private:
    struct Waiting {
        SlabItem item;
        Hang hang;
        Length lead;  ///< pending when it was attached
    };
    void hang(const Waiting& waiting, const Slab& slab, TextLine line);
    std::uint32_t open_region(Column outer, const BoxLook& look);
    void close_region(std::uint32_t region);

    Flow& flow_;
    int split_together_;
    Length space_, lead_;
    bool is_pinned_ = false;
    int next_break_, usual_break_, keep_next_ = 0;
    Length open_top_, open_bottom_;
    std::vector<Waiting> waiting_;
};

}  // namespace carepress::layout
