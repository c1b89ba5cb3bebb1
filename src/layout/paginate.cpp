#include "layout/paginate.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace carepress::layout {
namespace {

/// More than any breaks cost, less than a slab that leaves its page.
constexpr std::int64_t unlevel_cost = overfull_page_cost / 1000;

/// Turns white space into thousandths of a page without dividing: a reciprocal in 2^32nds.
class Emptiness {
public:
    explicit Emptiness(Length height)
        : height_(std::max(height.millipoints, 1)), reciprocal_((std::int64_t{1000} << 32) / height_) {}
    std::int64_t cost(std::int64_t empty) const {
        const std::int64_t thousandths = (std::clamp<std::int64_t>(empty, 0, height_) * reciprocal_) >> 32;
        return thousandths * thousandths;
    }

private:
    std::int64_t height_, reciprocal_;
};

/// A place where the next slab may be, and the best way there.
struct State {
    std::int64_t cost = 0;
    std::int64_t top = 0;      ///< of its band, from the top of the page's body; 0 is the page's own top
    std::uint32_t slab = 0;    ///< that is here
    std::uint32_t pages = 1;   ///< begun so far
    std::uint8_t column = 0;   ///< of the band
    bool first_page = false;   ///< the document's
    bool after_level = false;  ///< the frame before it is a band of level columns
    std::uint32_t from = no_index;
    std::uint32_t next = no_index;  ///< another state of the same slab
};

class Paginator {
public:
    Paginator(std::span<const Slab> slabs, const PageGoals& goals)
        : slabs_(slabs),
          count_(static_cast<std::uint32_t>(slabs.size())),
          goals_(goals),
          first_(goals.first_height),
          later_(goals.later_height),
          states_of_(slabs.size() + 1, no_index) {}

    Pagination run() {
        if (slabs_.empty()) return {};
        measure();
        states_.reserve(count_ + 1);
        State begin;
        begin.first_page = true;
        offer(begin, no_index);
        for (std::uint32_t slab = 0; slab < count_; ++slab)
            for (std::uint32_t at = states_of_[slab]; at != no_index; at = states_[at].next) fill(at);
        return gather();
    }

private:
    void measure() {
        sums_.resize(count_ + 1);
        band_end_.resize(count_);
        for (std::uint32_t i = 0; i < count_; ++i)
            sums_[i + 1] = sums_[i] + slabs_[i].space_before.millipoints + slabs_[i].total().millipoints;
        for (std::uint32_t i = count_; i-- > 0;) {
            const bool ends = i + 1 == count_ || (goals_.columns > 1 && slabs_[i].spans != slabs_[i + 1].spans);
            band_end_[i] = ends ? i + 1 : band_end_[i + 1];
        }
    }

    /// The height of slabs [first, last) at the top of a frame.
    std::int64_t height(std::uint32_t first, std::uint32_t last) const {
        if (first == last) return 0;
        const std::int64_t opening = first == 0 ? 0 : slabs_[first].top_extra.millipoints;
        return sums_[last] - sums_[first] - slabs_[first].space_before.millipoints + opening;
    }

    std::uint8_t columns_at(std::uint32_t slab) const { return slabs_[slab].spans ? std::uint8_t{1} : goals_.columns; }
    std::int64_t page_height(const State& state) const {
        return (state.first_page ? goals_.first_height : goals_.later_height).millipoints;
    }
    /// Where the frame begins: a band below another one keeps the space between them, which all its columns have.
    std::int64_t frame_top(const State& state) const {
        const bool opens_below = state.column == 0 && state.top > 0;
        return state.top + (opens_below ? slabs_[state.slab].space_before.millipoints : 0);
    }

    /// Tries all ends of the frame that begins at a state.
    void fill(std::uint32_t at) {
        const State state = states_[at];
        const std::uint8_t columns = columns_at(state.slab);
        const std::uint32_t band_end = band_end_[state.slab];
        const std::int64_t top = frame_top(state), room = page_height(state) - top;
        if (columns > 1 && state.column == 0) level(at, state, band_end, top, room);
        const bool last_column = state.column + 1 == columns;
        for (std::uint32_t end = state.slab + 1; end <= band_end; ++end) {
            const bool alone = end == state.slab + 1;
            const std::int64_t used = height(state.slab, end);
            const bool overfull = used > room;
            if (overfull && (!alone || top > 0)) break;
            const std::int64_t excess = overfull ? overfull_page_cost : 0;
            if (columns == 1 && end == band_end) end_band(at, state, end, top + used, excess);
            if (columns > 1 && end == band_end) {
                end_unlevel(at, state, end, excess);
            } else if (end < count_) {
                offer_break(at, state, end, {room, used, alone && top == 0}, last_column);
                if (!last_column) offer_break(at, state, end, {room, used, alone && top == 0}, true);
            }
        }
    }

    /// Goes on below a band that is whole, or ends the document.
    void end_band(std::uint32_t at, const State& state, std::uint32_t end, std::int64_t bottom, std::int64_t cost,
                  bool after_level = false) {
        State next = state;
        next.slab = end;
        next.column = 0;
        next.top = bottom;
        next.after_level = after_level;
        next.cost += cost;
        if (end == count_) {
            next.cost += last_page_cost(state, bottom);
            next.top = 0;
            next.first_page = false;
        }
        offer(next, at);
    }

    /// Ends a band whose columns can't be level, as when a slab in it is taller than the page: on a page by itself.
    void end_unlevel(std::uint32_t at, const State& state, std::uint32_t end, std::int64_t cost) {
        State next = state;
        next.cost += cost + unlevel_cost;
        next.slab = end;
        next.after_level = false;
        if (end < count_) {
            turn_page(next);
        } else {
            next.column = 0;
            next.top = 0;
            next.first_page = false;
        }
        offer(next, at);
    }

    struct Filling {
        std::int64_t room, used;
        bool may_overflow;
    };
    /// Breaks before slab `end`: to the next column, or to the next page, which leaves the columns in between empty.
    void offer_break(std::uint32_t at, const State& state, std::uint32_t end, const Filling& filling, bool to_page) {
        const std::int64_t left = filling.room - filling.used - slabs_[end].end_extra.millipoints;
        if (left < 0 && !filling.may_overflow) return;  // more slabs may yet fit, when they close the split boxes
        const Emptiness& emptiness = state.first_page ? first_ : later_;
        const std::uint8_t columns = columns_at(state.slab);
        State next = state;
        next.slab = end;
        next.after_level = false;
        next.cost += slabs_[end].break_cost * break_cost_unit + emptiness.cost(left) / columns +
                     (left < 0 ? overfull_page_cost : 0);
        if (to_page) {
            next.cost += emptiness.cost(filling.room) * (columns - 1 - state.column) / columns;
            turn_page(next);
        } else {
            next.top = page_height(state) - filling.room;
            ++next.column;
        }
        offer(next, at);
    }

    void turn_page(State& state) const {
        state.cost += goals_.page * break_cost_unit;
        state.column = 0;
        state.top = 0;
        state.first_page = false;
        ++state.pages;
    }

    /// The whole band in level columns, where they fit; after it the page goes on or ends.
    void level(std::uint32_t at, const State& state, std::uint32_t band_end, std::int64_t top, std::int64_t room) {
        const Split split = level_split(state.slab, band_end, room);
        if (split.at == 0) return;
        end_band(at, state, band_end, top + split.height, split.break_cost, true);
        if (band_end == count_) return;
        const Emptiness& emptiness = state.first_page ? first_ : later_;
        State next = state;
        next.slab = band_end;
        next.after_level = true;
        next.cost +=
            split.break_cost + slabs_[band_end].break_cost * break_cost_unit + emptiness.cost(room - split.height);
        turn_page(next);
        offer(next, at);
    }

    struct Split {
        std::uint32_t at = 0;  ///< first slab of the second column; 0: the band doesn't fit
        std::int64_t break_cost = 0, height = 0;
    };
    /// The best way to part slabs [first, last) into two level columns no higher than `room`.
    Split level_split(std::uint32_t first, std::uint32_t last, std::int64_t room) const {
        Split best;
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        if (sums_[last] - sums_[first] > 3 * room) return best;  // not near: spare the search
        for (std::uint32_t at = first + 1; at <= last; ++at) {
            std::int64_t one = height(first, at), other = 0, cost = 0;
            if (one > room) break;
            if (at < last) {
                one += slabs_[at].end_extra.millipoints;
                other = height(at, last);
                cost = slabs_[at].break_cost * break_cost_unit;
            }
            if (std::max(one, other) > room) continue;
            const std::int64_t with_unevenness =
                cost + unevenness_cost({static_cast<std::int32_t>(one)}, {static_cast<std::int32_t>(other)});
            if (with_unevenness > least) continue;
            least = with_unevenness;
            best = {at, cost, std::max(one, other)};
        }
        return best;
    }

    std::int64_t last_page_cost(const State& state, std::int64_t used) const {
        if (state.first_page || used >= goals_.short_last_page_height.millipoints) return 0;
        return goals_.short_last_page * break_cost_unit;
    }

    /// Keeps the better way to a place.
    void offer(State state, std::uint32_t from) {
        state.from = from;
        std::uint32_t* link = &states_of_[state.slab];
        for (; *link != no_index; link = &states_[*link].next) {
            State& known = states_[*link];
            if (known.column != state.column || known.top != state.top || known.first_page != state.first_page)
                continue;
            // Frames begin later and later, so on equal terms the fuller ones before replace.
            if (state.cost < known.cost || (state.cost == known.cost && state.pages <= known.pages)) {
                state.next = known.next;
                known = state;
            }
            return;
        }
        *link = static_cast<std::uint32_t>(states_.size());
        state.next = no_index;
        states_.push_back(state);
    }

    Pagination gather() const {
        Pagination result;
        std::uint32_t at = states_of_[count_];
        result.pages = states_[at].pages;
        result.cost = states_[at].cost;
        for (; states_[at].from != no_index; at = states_[at].from) {
            const State &before = states_[states_[at].from], &after = states_[at];
            const std::int64_t top = frame_top(before);
            FilledFrame frame;
            frame.page = before.pages - 1;
            frame.columns = columns_at(before.slab);
            frame.column = before.column;
            frame.first = before.slab;
            frame.last = after.slab;
            frame.top = {static_cast<std::int32_t>(top)};
            if (after.after_level) {
                FilledFrame second = frame;
                second.column = 1;
                second.first = frame.last = level_split(before.slab, after.slab, page_height(before) - top).at;
                result.frames.push_back(second);
            }
            result.frames.push_back(frame);
        }
        std::reverse(result.frames.begin(), result.frames.end());
        return result;
    }

    std::span<const Slab> slabs_;
    std::uint32_t count_;
    PageGoals goals_;
    Emptiness first_, later_;
    std::vector<std::int64_t> sums_;        ///< of heights and spaces of all slabs before
    std::vector<std::uint32_t> band_end_;   ///< by slab: where slabs that span begin or end
    std::vector<std::uint32_t> states_of_;  ///< by slab: the first of its states
    std::vector<State> states_;
};

}  // namespace

std::int64_t emptiness_cost(Length empty, Length height) { return Emptiness(height).cost(empty.millipoints); }

std::int64_t unevenness_cost(Length one, Length other) {
    const Length longer = std::max(one, other), shorter = std::min(one, other);
    if (longer == shorter) return 0;
    const std::int64_t thousandths = std::int64_t{1000} * (longer - shorter).millipoints / longer.millipoints;
    return thousandths * thousandths / 3;
}

Pagination paginate(std::span<const Slab> slabs, const PageGoals& goals) { return Paginator(slabs, goals).run(); }

Length stacked_height(std::span<const Slab> slabs, std::uint32_t first, std::uint32_t last) {
    Length height;
    for (std::uint32_t i = first; i < last; ++i)
        height += slabs[i].total() + (i > first ? slabs[i].space_before : Length{});
    return height;
}

}  // namespace carepress::layout
