#include "layout/paginate.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>

namespace carepress {
namespace {

using Starts = std::vector<std::uint32_t>;

/// Slabs 10 pt high that may be parted anywhere.
std::vector<Slab> lines(std::size_t count) {
    std::vector<Slab> slabs(count);
    for (Slab& slab : slabs) slab.height = points(10);
    return slabs;
}

PageGoals pages_of(int lines_on_page) { return {points(10 * lines_on_page), points(10 * lines_on_page), 0, {}}; }

/// What a choice of page starts costs by the book, or nothing where a page overflows.
std::optional<std::int64_t> cost_of(const std::vector<Slab>& slabs, const PageGoals& goals, const Starts& starts) {
    std::int64_t cost = 0;
    for (std::size_t page = 0; page < starts.size(); ++page) {
        const std::uint32_t first = starts[page];
        const bool last_page = page + 1 == starts.size();
        const auto end = last_page ? static_cast<std::uint32_t>(slabs.size()) : starts[page + 1];
        const Length height = page == 0 ? goals.first_height : goals.later_height;
        Length used = page == 0 ? Length{} : slabs[first].top_extra;
        for (std::uint32_t i = first; i < end; ++i)
            used += slabs[i].total() + (i > first ? slabs[i].space_before : Length{});
        if (last_page) {
            if (used > height) return std::nullopt;
            if (page > 0 && used < goals.short_last_page_height) cost += goals.short_last_page * break_cost_unit;
            continue;
        }
        used += slabs[end].end_extra;
        if (used > height) return std::nullopt;
        cost += slabs[end].break_cost * break_cost_unit + emptiness_cost(height - used, height);
    }
    return cost;
}

TEST(Paginate, NothingIsOnePage) { EXPECT_EQ(paginate({}, pages_of(5)), Starts{0}); }

TEST(Paginate, FillsPages) { EXPECT_EQ(paginate(lines(12), pages_of(5)), (Starts{0, 5, 10})); }

TEST(Paginate, FirstPageHasItsOwnHeight) {
    EXPECT_EQ(paginate(lines(12), {points(30), points(50), 0, {}}), (Starts{0, 3, 8}));
}

TEST(Paginate, SpaceAtTheTopOfAPageIsDropped) {
    auto slabs = lines(6);
    slabs[3].space_before = points(10);
    EXPECT_EQ(paginate(slabs, pages_of(3)), (Starts{0, 3}));
}

TEST(Paginate, AvoidsCostlyBreaks) {
    auto slabs = lines(8);
    slabs[5].break_cost = 1000;
    EXPECT_EQ(paginate(slabs, pages_of(5)), (Starts{0, 4}));
}

TEST(Paginate, CostsYieldInOrder) {
    // Every break of the first page costs; the cheapest tier is given up first.
    auto slabs = lines(8);
    const int tiers[] = {4000, 2000, 1000, 400, 60, 4000, 4000};
    for (std::size_t i = 1; i < 8; ++i) slabs[i].break_cost = tiers[i - 1];
    EXPECT_EQ(paginate(slabs, pages_of(6))[1], 5u);
    slabs[5].break_cost = 4000;
    EXPECT_EQ(paginate(slabs, pages_of(6))[1], 4u);
    slabs[4].break_cost = 4000;
    EXPECT_EQ(paginate(slabs, pages_of(6))[1], 3u);
}

TEST(Paginate, LastPageIsNotAFewLines) {
    PageGoals goals = pages_of(10);
    goals.short_last_page = 300;
    goals.short_last_page_height = points(40);
    EXPECT_EQ(paginate(lines(11), goals), (Starts{0, 7}));
}

TEST(Paginate, SplitBoxesNeedRoomToCloseAndOpen) {
    auto slabs = lines(8);
    for (std::size_t i = 1; i < 8; ++i) slabs[i].end_extra = slabs[i].top_extra = points(10);
    EXPECT_EQ(paginate(slabs, pages_of(5)), (Starts{0, 4}));
}

TEST(Paginate, SlabTallerThanAPageStandsAlone) {
    auto slabs = lines(5);
    slabs[2].height = points(100);
    EXPECT_EQ(paginate(slabs, pages_of(5)), (Starts{0, 2, 3}));
}

TEST(Paginate, KeepsEvenWhatCannotBeKept) {
    auto slabs = lines(20);
    for (Slab& slab : slabs) slab.break_cost = 4000;
    EXPECT_EQ(paginate(slabs, pages_of(5)).size(), 4u);
}

TEST(Paginate, IsOptimalOnRandomFlows) {
    std::mt19937 random(11);
    const int costs[] = {0, 0, 10, 60, 400, 1000, 4000};
    for (int round = 0; round < 1500; ++round) {
        auto slabs = lines(2 + random() % 11);
        for (Slab& slab : slabs) {
            slab.height = points(static_cast<int>(5 + random() % 15));
            slab.space_before = points(static_cast<int>(random() % 6));
            slab.break_cost = costs[random() % std::size(costs)];
            if (random() % 3 == 0) slab.end_extra = points(4);
            if (random() % 3 == 0) slab.top_extra = points(6);
        }
        PageGoals goals{points(40), points(60), 300, points(20)};
        std::optional<std::int64_t> best;
        for (std::uint32_t mask = 0; mask < 1u << (slabs.size() - 1); ++mask) {
            Starts starts{0};
            for (std::uint32_t i = 1; i < slabs.size(); ++i)
                if (mask >> (i - 1) & 1u) starts.push_back(i);
            const auto cost = cost_of(slabs, goals, starts);
            if (cost && (!best || *cost < *best)) best = cost;
        }
        ASSERT_TRUE(best);
        ASSERT_EQ(cost_of(slabs, goals, paginate(slabs, goals)), best) << "round " << round;
    }
}

}  // namespace
}  // namespace carepress
