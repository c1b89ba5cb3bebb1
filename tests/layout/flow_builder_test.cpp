#include "layout/flow_builder.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace layout;
namespace {

using namespace literals;

style::BreakCosts costs() {
    style::BreakCosts made;
    made.between_blocks = 3;
    made.split_callout = 400;
    return made;
}

FlowBuilder::BoxLook padded() {
    FlowBuilder::BoxLook look;
    look.border = {1_pt, 1_pt, 1_pt, 1_pt};
    look.padding_top = 5_pt;
    look.padding_bottom = 7_pt;
    return look;
}

SlabItem marker() {
    SlabItem item;
    item.content = SlabLine{0, 0, 1, style::Alignment::start, 8_pt};
    return item;
}

TEST(FlowBuilder, TheLargerOfTwoSpacesCountsAndNoneAtTheTop) {
    Flow flow;
    FlowBuilder builder(flow, costs());
    builder.ask_for_space(9_pt);
    builder.add_slab(10_pt);
    builder.ask_for_space(4_pt);
    builder.ask_for_space(6_pt);
    builder.ask_for_space(5_pt);
    builder.add_slab(10_pt);
    EXPECT_EQ(flow.slabs[0].space_before, 0_pt);
    EXPECT_EQ(flow.slabs[1].space_before, 6_pt);
}

TEST(FlowBuilder, PinnedSpaceIsNotRaisedUntilTheNextSlab) {
    Flow flow;
    FlowBuilder builder(flow, costs());
    builder.add_slab(10_pt);
    builder.pin_space(2_pt);
    builder.ask_for_space(6_pt);
    builder.add_slab(10_pt);
    builder.ask_for_space(6_pt);
    builder.add_slab(10_pt);
    builder.pin_space(2_pt);
    builder.reset_space(1_pt);
    builder.ask_for_space(6_pt);
    builder.add_slab(10_pt);
    EXPECT_EQ(flow.slabs[1].space_before, 2_pt);
    EXPECT_EQ(flow.slabs[2].space_before, 6_pt);
    EXPECT_EQ(flow.slabs[3].space_before, 6_pt);
}

TEST(FlowBuilder, AnItemRestoresWhatBreaksCost) {
    Flow flow;
    FlowBuilder builder(flow, costs());
    builder.add_slab(10_pt);
    {
        const FlowBuilder::ItemScope item = builder.item(60);
        builder.ask_for_space(6_pt);  // the list decides what is above an item
        builder.add_slab(10_pt);      // the break before an item is not inside it
        builder.add_slab(10_pt);
        {
            const FlowBuilder::ItemScope nested = builder.item(70);
            builder.add_slab(10_pt);
            builder.add_slab(10_pt);
        }
        builder.add_slab(10_pt);
        builder.cost_next_break(1);
    }
    builder.add_slab(10_pt);
    std::vector<int> found;
    for (const Slab& slab : flow.slabs) found.push_back(slab.break_cost);
    EXPECT_EQ(found, (std::vector{3, 3, 60, 60, 70, 60, 3}));
    EXPECT_EQ(flow.slabs[1].space_before, 0_pt);
}

TEST(FlowBuilder, AListDropsTheSpaceBelowItsLastItem) {
    Flow flow;
    FlowBuilder builder(flow, costs());
    {
        const FlowBuilder::ListScope list = builder.list();
        builder.add_slab(10_pt);
        builder.ask_for_space(9_pt);
    }
    builder.ask_for_space(4_pt);
    builder.add_slab(10_pt);
    EXPECT_EQ(flow.slabs[1].space_before, 4_pt);
}

TEST(FlowBuilder, ABoxIsDrawnAroundWhatIsAddedWhileItIsOpen) {
    Flow flow;
    FlowBuilder builder(flow, costs());
    builder.add_slab(10_pt);
    {
        const FlowBuilder::BoxScope box = builder.box({{}, 100_pt}, padded());
        EXPECT_EQ(builder.open_top(), 5_pt);
        builder.ask_for_space(20_pt);  // padding takes its place
        builder.add_slab(10_pt);
        builder.add_slab(10_pt);
    }
    builder.add_slab(10_pt);
    ASSERT_EQ(flow.regions.size(), 1u);
    EXPECT_EQ(flow.regions[0].first, 1u);
    EXPECT_EQ(flow.regions[0].last, 3u);
    EXPECT_EQ(flow.slabs[1].space_before, 0_pt);
    EXPECT_EQ(flow.slabs[1].lead, 6_pt);
    EXPECT_EQ(flow.slabs[2].tail, 8_pt);
    EXPECT_EQ(flow.slabs[2].top_extra, 5_pt);
    EXPECT_EQ(flow.slabs[3].lead + builder.open_top() + builder.open_bottom(), 0_pt);
}

TEST(FlowBuilder, AnEmptyBoxLeavesNoTrace) {
    Flow flow;
    FlowBuilder builder(flow, costs());
    { const FlowBuilder::BoxScope box = builder.box({{}, 100_pt}, padded()); }
    { const FlowBuilder::BoxScope box = builder.bare_box(); }
    EXPECT_EQ(builder.pending_lead() + builder.open_top() + builder.open_bottom(), 0_pt);
    builder.add_slab(10_pt);
    ASSERT_EQ(flow.regions.size(), 1u);
    EXPECT_EQ(flow.regions[0].first, flow.regions[0].last);
    EXPECT_EQ(flow.slabs[0].total(), 10_pt);
}

TEST(FlowBuilder, WaitingItemsComeWithTheNextSlabOnItsBaseline) {
    Flow flow;
    FlowBuilder builder(flow, costs());
    builder.attach(marker(), FlowBuilder::Hang::on_baseline);
    EXPECT_TRUE(builder.has_waiting());
    builder.add_slab(15_pt, {11_pt, 7_pt});
    EXPECT_FALSE(builder.has_waiting());
    builder.attach(marker(), FlowBuilder::Hang::on_baseline);
    builder.add_slab(50_pt);  // a picture has no baseline
    ASSERT_EQ(flow.items.size(), 2u);
    EXPECT_EQ(flow.items[0].y, 11_pt);
    EXPECT_EQ(flow.items[1].y, 8_pt);
    EXPECT_EQ(flow.slabs[1].item_begin, 1u);
    EXPECT_EQ(flow.slabs[1].item_end, 2u);
}

TEST(FlowBuilder, HeadingsStayWithWhatFollows) {
    Flow flow;
    FlowBuilder builder(flow, costs());
    builder.add_slab(10_pt);
    builder.add_slab(10_pt);
    builder.keep_with_next(4000);
    builder.keep_with_next(10);
    EXPECT_EQ(builder.kept_with_next(4000), 1u);
    builder.add_slab(10_pt);
    builder.add_slab(10_pt);
    builder.keep_together(1);
    std::vector<int> found;
    for (const Slab& slab : flow.slabs) found.push_back(slab.break_cost);
    EXPECT_EQ(found, (std::vector{3, 3, 4403, 403}));
    EXPECT_EQ(builder.kept_with_next(4000), 4u);
    EXPECT_EQ(builder.height_since(1, {}), 30_pt);
}

}  // namespace
}  // namespace carepress::test
