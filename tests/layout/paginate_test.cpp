#include "layout/paginate.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <random>

namespace carepress::test {
using namespace layout;
namespace {

using Starts = std::vector<std::uint32_t>;

/// Slabs 10 pt high that may be parted anywhere.
std::vector<Slab> lines(std::size_t count) {
    std::vector<Slab> slabs(count);
    for (Slab& slab : slabs) slab.height = points(10);
    return slabs;
}

PageGoals pages_of(int lines_on_page) { return {points(10 * lines_on_page), points(10 * lines_on_page), 0, {}, 1}; }

/// The first slab of each page.
Starts starts_of(const std::vector<Slab>& slabs, const PageGoals& goals) {
    const Pagination pagination = paginate(slabs, goals);
    Starts starts;
    for (const FilledFrame& frame : pagination.frames)
        if (frame.page == starts.size()) starts.push_back(frame.first);
    EXPECT_EQ(starts.size(), pagination.pages);
    return starts;
}

/// The slabs that each frame begins with and ends before, in their order.
std::vector<Starts> ranges_of(const Pagination& pagination) {
    std::vector<Starts> ranges;
    for (const FilledFrame& frame : pagination.frames)
        ranges.push_back({frame.page, frame.column, frame.first, frame.last});
    return ranges;
}

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

TEST(Paginate, NothingIsOnePage) {
    EXPECT_EQ(paginate({}, pages_of(5)).pages, 1u);
    EXPECT_TRUE(paginate({}, pages_of(5)).frames.empty());
}

TEST(Paginate, FillsPages) { EXPECT_EQ(starts_of(lines(12), pages_of(5)), (Starts{0, 5, 10})); }

TEST(Paginate, FirstPageHasItsOwnHeight) {
    EXPECT_EQ(starts_of(lines(12), {points(30), points(50), 0, {}, 1}), (Starts{0, 3, 8}));
}

TEST(Paginate, SpaceAtTheTopOfAPageIsDropped) {
    auto slabs = lines(6);
    slabs[3].space_before = points(10);
    EXPECT_EQ(starts_of(slabs, pages_of(3)), (Starts{0, 3}));
}

TEST(Paginate, AvoidsCostlyBreaks) {
    auto slabs = lines(8);
    slabs[5].break_cost = 1000;
    EXPECT_EQ(starts_of(slabs, pages_of(5)), (Starts{0, 4}));
}

TEST(Paginate, CostsYieldInOrder) {
    // Every break of the first page costs; the cheapest tier is given up first.
    auto slabs = lines(8);
    const int tiers[] = {4000, 2000, 1000, 400, 60, 4000, 4000};
    for (std::size_t i = 1; i < 8; ++i) slabs[i].break_cost = tiers[i - 1];
    EXPECT_EQ(starts_of(slabs, pages_of(6))[1], 5u);
    slabs[5].break_cost = 4000;
    EXPECT_EQ(starts_of(slabs, pages_of(6))[1], 4u);
    slabs[4].break_cost = 4000;
    EXPECT_EQ(starts_of(slabs, pages_of(6))[1], 3u);
}

TEST(Paginate, LastPageIsNotAFewLines) {
    PageGoals goals = pages_of(10);
    goals.short_last_page = 300;
    goals.short_last_page_height = points(40);
    EXPECT_EQ(starts_of(lines(11), goals), (Starts{0, 7}));
}

TEST(Paginate, SplitBoxesNeedRoomToCloseAndOpen) {
    auto slabs = lines(8);
    for (std::size_t i = 1; i < 8; ++i) slabs[i].end_extra = slabs[i].top_extra = points(10);
    EXPECT_EQ(starts_of(slabs, pages_of(5)), (Starts{0, 4}));
}

TEST(Paginate, SlabTallerThanAPageStandsAlone) {
    auto slabs = lines(5);
    slabs[2].height = points(100);
    EXPECT_EQ(starts_of(slabs, pages_of(5)), (Starts{0, 2, 3}));
}

TEST(Paginate, KeepsEvenWhatCannotBeKept) {
    auto slabs = lines(20);
    for (Slab& slab : slabs) slab.break_cost = 4000;
    EXPECT_EQ(starts_of(slabs, pages_of(5)).size(), 4u);
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
        PageGoals goals{points(40), points(60), 300, points(20), 1};
        std::optional<std::int64_t> best;
        for (std::uint32_t mask = 0; mask < 1u << (slabs.size() - 1); ++mask) {
            Starts starts{0};
            for (std::uint32_t i = 1; i < slabs.size(); ++i)
                if (mask >> (i - 1) & 1u) starts.push_back(i);
            const auto cost = cost_of(slabs, goals, starts);
            if (cost && (!best || *cost < *best)) best = cost;
        }
        ASSERT_TRUE(best);
        ASSERT_EQ(cost_of(slabs, goals, starts_of(slabs, goals)), best) << "round " << round;
    }
}

PageGoals two_columns_of(int lines_on_page) {
    PageGoals goals = pages_of(lines_on_page);
    goals.columns = 2;
    return goals;
}

TEST(PaginateColumns, TheLastPageIsLevelAndTheFirstColumnTheLonger) {
    EXPECT_EQ(ranges_of(paginate(lines(15), two_columns_of(5))),
              (std::vector<Starts>{{0, 0, 0, 5}, {0, 1, 5, 10}, {1, 0, 10, 13}, {1, 1, 13, 15}}));
}

TEST(PaginateColumns, AreLevelAboveWhatSpans) {
    auto slabs = lines(9);
    slabs[4].spans = true;
    slabs[5].space_before = points(10);
    const Pagination pagination = paginate(slabs, two_columns_of(20));
    EXPECT_EQ(ranges_of(pagination),
              (std::vector<Starts>{{0, 0, 0, 2}, {0, 1, 2, 4}, {0, 0, 4, 5}, {0, 0, 5, 7}, {0, 1, 7, 9}}));
    EXPECT_EQ(pagination.frames[2].top, points(20));
    EXPECT_EQ(pagination.frames[3].top, points(40)) << "the space below what spans is kept";
    EXPECT_EQ(pagination.frames[4].top, points(40)) << "and both columns begin there";
}

TEST(PaginateColumns, WhatIsKeptTogetherIsNotParted) {
    auto slabs = lines(6);
    for (Slab& slab : slabs) slab.break_cost = 400;
    EXPECT_EQ(ranges_of(paginate(slabs, two_columns_of(10))), (std::vector<Starts>{{0, 0, 0, 6}, {0, 1, 6, 6}}));
}

TEST(PaginateColumns, SlabTallerThanAPageStandsAlone) {
    auto slabs = lines(5);
    slabs[2].height = points(100);
    const Pagination pagination = paginate(slabs, two_columns_of(5));
    for (const FilledFrame& frame : pagination.frames)
        EXPECT_TRUE(frame.first > 2 || frame.last <= 2 || frame.last - frame.first == 1);
}

/// All ways to fill pages with two columns, tried one after the other.
class EveryWay {
public:
    EveryWay(const std::vector<Slab>& slabs, const PageGoals& goals) : slabs_(slabs), goals_(goals) {}

    /// The least cost of placing the slabs from `first` on, `top` down a page.
    std::optional<std::int64_t> best(std::uint32_t first, Length top, bool first_page) const {
        const auto count = static_cast<std::uint32_t>(slabs_.size());
        std::optional<std::int64_t> least;
        const auto offer = [&](std::int64_t cost, std::optional<std::int64_t> rest) {
            if (rest && (!least || cost + *rest < *least)) least = cost + *rest;
        };
        const Length page = first_page ? goals_.first_height : goals_.later_height;
        if (top > Length{}) top += slabs_[first].space_before;
        const Length room = page - top;
        std::uint32_t band = first;
        while (band < count && slabs_[band].spans == slabs_[first].spans) ++band;
        const auto go_on = [&](std::int64_t cost, std::uint32_t end, Length used) {
            if (end == count) {
                const bool is_short = !first_page && top + used < goals_.short_last_page_height;
                offer(cost + (is_short ? goals_.short_last_page * break_cost_unit : 0), 0);
                return;
            }
            offer(cost, best(end, top + used, first_page));
        };
        const auto turn = [&](std::uint32_t end, Length used) {  // the cost of leaving the page before `end`
            return slabs_[end].break_cost * break_cost_unit + emptiness_cost(room - used, page);
        };
        const auto next_page = [&](std::uint32_t slab) {
            std::optional<std::int64_t> cost = best(slab, {}, false);
            if (cost) *cost += goals_.page * break_cost_unit;
            return cost;
        };
        if (slabs_[first].spans) {
            for (std::uint32_t end = first + 1; end <= band && height(first, end) <= room; ++end) {
                if (end == band) go_on(0, end, height(first, end));
                if (end < count) offer(turn(end, height(first, end)), next_page(end));
            }
            return least;
        }
        std::optional<std::int64_t> level, level_break;
        Length level_height;
        for (std::uint32_t at = first + 1; at <= band; ++at) {
            const Length one = height(first, at), other = height(at, band);
            if (one > room || other > room) continue;
            const std::int64_t break_cost = at < band ? slabs_[at].break_cost * break_cost_unit : 0;
            if (level && break_cost + unevenness_cost(one, other) > *level) continue;
            level = break_cost + unevenness_cost(one, other);
            level_break = break_cost;
            level_height = std::max(one, other);
        }
        if (level) {
            go_on(*level_break, band, level_height);
            if (band < count) offer(*level_break + turn(band, level_height), next_page(band));
        }
        for (std::uint32_t at = first + 1; at < band && height(first, at) <= room; ++at) {
            const std::int64_t white = emptiness_cost(room - height(first, at), page) / 2;
            const std::int64_t cost = slabs_[at].break_cost * break_cost_unit + white;
            offer(cost + emptiness_cost(room, page) / 2, next_page(at));
            for (std::uint32_t end = at + 1; end < band && height(at, end) <= room; ++end)
                offer(
                    cost + slabs_[end].break_cost * break_cost_unit + emptiness_cost(room - height(at, end), page) / 2,
                    next_page(end));
        }
        return least;
    }

private:
    Length height(std::uint32_t first, std::uint32_t last) const { return stacked_height(slabs_, first, last); }
    const std::vector<Slab>& slabs_;
    const PageGoals& goals_;
};

TEST(PaginateColumns, AreOptimalOnRandomFlows) {
    std::mt19937 random(12);
    const int costs[] = {0, 0, 10, 60, 400, 1000, 4000};
    for (int round = 0; round < 600; ++round) {
        auto slabs = lines(2 + random() % 9);
        bool spans = false;
        for (Slab& slab : slabs) {
            slab.height = points(static_cast<int>(5 + random() % 15));
            slab.space_before = points(static_cast<int>(random() % 6));
            slab.break_cost = costs[random() % std::size(costs)];
            if (random() % 3 == 0) spans = !spans;
            slab.spans = spans;
        }
        slabs.front().space_before = {};
        const PageGoals goals{points(30), points(40), 300, points(20), 2, round % 2 == 0 ? 200 : 0};
        const Pagination pagination = paginate(slabs, goals);
        ASSERT_EQ(pagination.cost, EveryWay(slabs, goals).best(0, {}, true)) << "round " << round;

        // Every slab is once, in order, inside its page, apart from what is above it.
        std::uint32_t next = 0, page = 0;
        Length bottom;
        for (const FilledFrame& frame : pagination.frames) {
            ASSERT_EQ(frame.first, next);
            next = frame.last;
            if (frame.page != page) bottom = {};
            page = frame.page;
            const Length end = frame.top + stacked_height(slabs, frame.first, frame.last);
            ASSERT_LE(end, page == 0 ? goals.first_height : goals.later_height);
            ASSERT_TRUE(frame.column > 0 || frame.top >= bottom);
            bottom = std::max(bottom, end);
        }
        ASSERT_EQ(next, slabs.size());
        ASSERT_EQ(page + 1, pagination.pages);
    }
}

}  // namespace
}  // namespace carepress::test
