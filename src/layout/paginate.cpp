#include "layout/paginate.h"

#include <algorithm>
#include <limits>

namespace carepress {
namespace {

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

struct Choice {
    std::int64_t cost = std::numeric_limits<std::int64_t>::max();
    std::uint32_t pages = 0;
    std::uint32_t from = 0;  ///< first slab of the page that ends here
};

class Paginator {
public:
    Paginator(std::span<const Slab> slabs, const PageGoals& goals)
        : slabs_(slabs),
          goals_(goals),
          first_(goals.first_height),
          later_(goals.later_height),
          best_(slabs.size() + 1) {}

    std::vector<std::uint32_t> run() {
        best_[0].cost = 0;
        for (std::uint32_t start = 0; start < slabs_.size(); ++start)
            if (best_[start].cost != std::numeric_limits<std::int64_t>::max()) fill_page(start);
        std::vector<std::uint32_t> pages;
        pages.reserve(best_.back().pages + 1);
        for (std::size_t at = slabs_.size(); at > 0; at = best_[at].from) pages.push_back(best_[at].from);
        if (pages.empty()) pages.push_back(0);
        std::reverse(pages.begin(), pages.end());
        return pages;
    }

private:
    /// Tries all ends of a page that begins with slab `start`.
    void fill_page(std::uint32_t start) {
        const std::int64_t height = (start == 0 ? goals_.first_height : goals_.later_height).millipoints;
        std::int64_t used = start == 0 ? 0 : slabs_[start].top_extra.millipoints;
        for (std::uint32_t end = start + 1; end <= slabs_.size(); ++end) {
            const Slab& added = slabs_[end - 1];
            used += std::int64_t{added.total().millipoints} + (end - 1 > start ? added.space_before.millipoints : 0);
            const bool overfull = used > height;
            if (overfull && end > start + 1) break;
            if (end == slabs_.size())
                offer(start, end, last_page_cost(start, used, overfull));
            else
                offer_break(start, end, used, height);
        }
    }

    void offer_break(std::uint32_t start, std::uint32_t end, std::int64_t used, std::int64_t height) {
        const Slab& next = slabs_[end];
        const std::int64_t with_closing = used + next.end_extra.millipoints;
        const bool overfull = with_closing > height;
        if (overfull && end > start + 1) return;  // more slabs may yet fit, when they close the split boxes
        const std::int64_t empty = height - with_closing;
        offer(start, end,
              next.break_cost * break_cost_unit + (start == 0 ? first_ : later_).cost(empty) +
                  (overfull ? overfull_page_cost : 0));
    }

    std::int64_t last_page_cost(std::uint32_t start, std::int64_t used, bool overfull) const {
        std::int64_t cost = overfull ? overfull_page_cost : 0;
        if (start > 0 && used < goals_.short_last_page_height.millipoints)
            cost += goals_.short_last_page * break_cost_unit;
        return cost;
    }

    void offer(std::uint32_t start, std::uint32_t end, std::int64_t page_cost) {
        const Choice& before = best_[start];
        Choice& after = best_[end];
        const std::int64_t cost = before.cost + page_cost;
        const std::uint32_t pages = before.pages + 1;
        // `start` ascends, so on equal terms the later start, with the fuller pages before it, replaces.
        if (cost < after.cost || (cost == after.cost && pages <= after.pages)) after = {cost, pages, start};
    }

    std::span<const Slab> slabs_;
    PageGoals goals_;
    Emptiness first_, later_;
    std::vector<Choice> best_;
};

}  // namespace

std::int64_t emptiness_cost(Length empty, Length height) { return Emptiness(height).cost(empty.millipoints); }

std::vector<std::uint32_t> paginate(std::span<const Slab> slabs, const PageGoals& goals) {
    return Paginator(slabs, goals).run();
}

}  // namespace carepress
