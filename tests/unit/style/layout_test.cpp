#include "template_testing.h"

#include <algorithm>

namespace carepress::test {
using namespace style;
namespace {

using namespace literals;

class ShippedLayouts : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(ShippedLayouts, ReadWithoutAnyMessage) {
    const BrandResult brand = read_brand(source_folder + "/brands/" + GetParam().second);
    ASSERT_TRUE(brand.brand) << all_of(brand.diagnostics);
    EXPECT_TRUE(brand.diagnostics.empty()) << all_of(brand.diagnostics);
    const StylesheetResult layout = read_stylesheet(layout_folder + "/" + GetParam().first + ".yaml", *brand.brand);
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    EXPECT_TRUE(layout.diagnostics.empty()) << all_of(layout.diagnostics);
    EXPECT_EQ(layout.stylesheet->layout_name, GetParam().first);
    EXPECT_EQ(layout.stylesheet->brand_name, brand.brand->name);
    EXPECT_TRUE(layout.stylesheet->logo);
    EXPECT_FALSE(layout.stylesheet->logo_alternative.empty());
}

/// PAGES: body and furniture sizes, measure, rhythm, space around heads, the QR code's size.
TEST_P(ShippedLayouts, KeepTheRulesOfTheHouse) {
    const BrandResult brand = read_brand(source_folder + "/brands/" + GetParam().second);
    const StylesheetResult layout = read_stylesheet(layout_folder + "/" + GetParam().first + ".yaml", *brand.brand);
    ASSERT_TRUE(layout.stylesheet);
    const Stylesheet& stylesheet = *layout.stylesheet;
    const bool large = stylesheet.floor > Length{};  // leadings and measure as the guidelines have them
    const bool one_page = stylesheet.fit.goal == FitRange::Goal::one_page;  // no pages to share a rhythm with
    const int unit = stylesheet.block(BlockRole::paragraph).text.leading.millipoints / 4;
    EXPECT_GE(stylesheet.block(BlockRole::paragraph).text.size, std::max(12_pt, stylesheet.floor));
    // Lines of 6 in at most; two languages part the body between them.
    const Length column = stylesheet.body_column(1, 0, stylesheet.columns.count).width;
    const Length lines = stylesheet.bilingual.any() ? (column - stylesheet.bilingual.gap) / 2 : column;
    EXPECT_LE(lines, one_page ? 504_pt : large ? 468_pt : 432_pt);
    for (std::size_t i = 0; i < block_role_count; ++i) {
        const BlockStyle& style = stylesheet.blocks[i];
        const char* name = name_of(static_cast<BlockRole>(i));
        EXPECT_GE(style.text.size, std::max(8.5_pt, stylesheet.floor)) << name;
        EXPECT_TRUE(large || style.text.leading.millipoints % unit == 0) << name;
        if (one_page) continue;
        EXPECT_EQ(style.space_before.millipoints % unit, 0) << name;
        EXPECT_EQ(style.space_after.millipoints % unit, 0) << name;
        // The hairlines of dividers, and the band's bar, are the only rules that are alone.
        if (static_cast<BlockRole>(i) == BlockRole::divider) continue;
        EXPECT_EQ((style.border.top + style.padding.top).millipoints % unit, 0) << name;
        EXPECT_EQ((style.border.bottom + style.padding.bottom).millipoints % unit, 0) << name;
    }
    for (const BlockRole head : {BlockRole::heading_2, BlockRole::heading_3, BlockRole::heading_4}) {
        EXPECT_GE(stylesheet.block(head).space_before, stylesheet.block(head).space_after * 2) << name_of(head);
        EXPECT_TRUE(stylesheet.block(head).keep_with_next) << name_of(head);
    }
    EXPECT_GE(stylesheet.block(BlockRole::qr_code).picture_limit.width, 56.7_pt);  // 20 mm
    const Rectangle &first = stylesheet.frame(FrameRole::body_first).box, &body = stylesheet.frame(FrameRole::body).box;
    EXPECT_EQ((first.y - body.y).millipoints % unit, 0);
    // Whom to call may be below the first page's body: then it takes room from it.
    const Rectangle& aside = stylesheet.frame(FrameRole::aside).box;
    EXPECT_EQ(stylesheet.has_aside() && aside.y >= first.bottom() ? aside.bottom() + 8_pt : first.bottom(),
              body.bottom());
    // The footer holds a notice, three lines of disclaimer and a line of code and page.
    const auto& disclaimer = stylesheet.block(BlockRole::footer_disclaimer);
    const Length needed = disclaimer.text.leading * 3 + disclaimer.space_after + 0.5_pt +
                          stylesheet.block(BlockRole::sample_notice).text.leading +
                          stylesheet.block(BlockRole::footer_left).text.leading;
    EXPECT_GE(stylesheet.frame(FrameRole::footer).box.height, needed);
    // The three levels differ in frame and icon, not only in colour.
    const BlockStyle& emergency = stylesheet.block(BlockRole::callout_emergency);
    const BlockStyle& call = stylesheet.block(BlockRole::callout_call_now);
    const BlockStyle& watch = stylesheet.block(BlockRole::callout_watch);
    EXPECT_GT(emergency.border.top, watch.border.top);
    EXPECT_EQ(call.border.top, Length{});
    EXPECT_GT(call.border.start, emergency.border.start);
    ASSERT_TRUE(emergency.icon && call.icon && watch.icon);
    EXPECT_NE(emergency.icon->hash, call.icon->hash);
    EXPECT_NE(call.icon->hash, watch.icon->hash);
}

/// Every file of layouts/ in every brand.
std::vector<std::pair<std::string, std::string>> layouts_and_brands() {
    std::vector<std::pair<std::string, std::string>> all;
    for (const std::string& layout : names_beside(layout_folder + "/x.yaml", false))
        for (const std::string& brand : names_beside(source_folder + "/brands/x", true))
            all.emplace_back(layout, brand);
    return all;
}

INSTANTIATE_TEST_SUITE_P(All, ShippedLayouts, testing::ValuesIn(layouts_and_brands()));

/// ACB 2022 (large-print and its A4) and ACB/CCLVI, as FACTS of the field have them.
TEST(LargePrint, KeepsTheRulesThatItNames) {
    for (const char* name : {"large-print", "large-print-a4", "large-print-cclvi"}) {
        SCOPED_TRACE(name);
        const bool older = std::string(name) == "large-print-cclvi";
        const Brand harbor = *read_brand(source_folder + "/brands/harbor").brand;  // its heads have serifs
        const StylesheetResult read = read_stylesheet(layout_folder + "/" + name + ".yaml", harbor);
        ASSERT_TRUE(read.stylesheet) << all_of(read.diagnostics);
        const Stylesheet& stylesheet = *read.stylesheet;
        EXPECT_EQ(stylesheet.floor, 18_pt);
        EXPECT_TRUE(stylesheet.short_disclaimer);
        for (const BlockStyle& style : stylesheet.blocks) {
            EXPECT_GE(style.text.size, 18_pt);
            EXPECT_EQ(style.text.family, "Noto Sans");
            EXPECT_EQ(style.text.slant, Slant::upright);
            EXPECT_GE(style.text.leading.millipoints * 100ll, style.text.size.millipoints * (older ? 133ll : 114ll));
            EXPECT_TRUE(!older || style.text.weight == 700);
        }
        for (const InlineStyleOverride& style : stylesheet.inlines) {
            EXPECT_GE(style.size_thousandths.value_or(1000), 1000);
            EXPECT_EQ(style.slant.value_or(Slant::upright), Slant::upright);
        }
        EXPECT_EQ(stylesheet.inline_style(InlineRole::emphasis).underline, true);
        const TextStyle& body = stylesheet.block(BlockRole::paragraph).text;
        EXPECT_EQ(body.leading, scale(body.size, older ? 1500 : 1150));
        EXPECT_EQ(stylesheet.block(BlockRole::heading_2).text.size, 22_pt);
        EXPECT_EQ(stylesheet.block(BlockRole::heading_3).text.size, 20_pt);
        for (const Frame& frame : stylesheet.frames) {
            EXPECT_GE(frame.box.x, 72_pt);
            EXPECT_GE(stylesheet.page.width - frame.box.right(), 72_pt);
            EXPECT_GE(frame.box.y, 72_pt);
        }
        for (const ListStyle& list : stylesheet.lists) {
            EXPECT_EQ(list.item_space < body.leading, !older) << "a blank line between bullets";
            EXPECT_EQ(list.short_item_space, list.item_space);
        }
    }
}

TEST(Layout, BrandFillsColoursAndFamilies) {
    const BrandResult brand = read_brand(source_folder + "/brands/harbor");
    const StylesheetResult layout = read_stylesheet(layout_folder + "/letter.yaml", *brand.brand);
    ASSERT_TRUE(layout.stylesheet);
    EXPECT_EQ(layout.stylesheet->block(BlockRole::title).text.color, brand.brand->colors.at("brand"));
    EXPECT_EQ(layout.stylesheet->block(BlockRole::title).text.family, "Noto Serif");
    EXPECT_EQ(layout.stylesheet->block(BlockRole::paragraph).text.family, "Noto Sans");
}

TEST(Layout, RolesFollowTheBrandAndTint) {
    const Brand brand = default_brand();
    const StylesheetResult layout = read_text("derives: letter\n", brand);
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    EXPECT_EQ(layout.stylesheet->inline_style(InlineRole::link).color, brand.colors.at("brand"));
    // 6 % of 0f5c6e on white: 255 - 0.06 × (255 - channel), rounded.
    EXPECT_EQ(layout.stylesheet->block(BlockRole::learn_more).fill, (Color{241, 245, 246}));
}

TEST(Layout, DerivesMergesMappingsAllTheWayDown) {
    const StylesheetResult base = read_text("derives: letter\n");
    const StylesheetResult layout = read_change(
        "blocks:\n  paragraph: {size: 13pt}\n  callout-watch: {padding: {start: 1in}}\npage: {height: 12in}\n");
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    const Stylesheet &was = *base.stylesheet, &is = *layout.stylesheet;
    EXPECT_EQ(is.block(BlockRole::paragraph).text.size, 13_pt);
    EXPECT_EQ(is.block(BlockRole::paragraph).text.leading, was.block(BlockRole::paragraph).text.leading);
    EXPECT_EQ(is.block(BlockRole::lead).text.size, 13_pt) << "a block that is like another sees its change";
    EXPECT_EQ(is.block(BlockRole::callout_watch).padding.start, 72_pt);
    EXPECT_EQ(is.block(BlockRole::callout_watch).padding.end, was.block(BlockRole::callout_watch).padding.end);
    EXPECT_EQ(is.page, (Size{612_pt, 864_pt}));
}

TEST(Layout, UnitScalesWhatIsCountedInIt) {
    const StylesheetResult layout = read_change(
        "unit: 5pt\nframes: {footer: {height: 17u}, body: {bottom: 125pt}, body-first: {top: 110pt, bottom: 125pt}, "
        "aside: "
        "{bottom: 125pt}}\nblocks: "
        "{paragraph: {leading: 1.5}}\n");
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    EXPECT_EQ(layout.stylesheet->block(BlockRole::heading_2).space_before, 25_pt);
    EXPECT_EQ(layout.stylesheet->frame(FrameRole::footer).box.height, 85_pt);
    EXPECT_EQ(layout.stylesheet->block(BlockRole::paragraph).text.leading, 18_pt);
}

TEST(Layout, LeadingAsMultiplierFollowsTheSizeOfWhatIsLikeIt) {
    const StylesheetResult layout =
        read_change("blocks:\n  paragraph: {leading: 150%}\n  lead: {like: paragraph, size: 14pt}\n");
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    EXPECT_EQ(layout.stylesheet->block(BlockRole::lead).text.leading, 21_pt);
}

TEST(Layout, LengthsOfAllUnits) {
    const StylesheetResult layout = read_change(
        "blocks:\n  quote: {space-before: 0.5in, space-after: 10mm, icon-gap: 1.25cm, indent: {start: 2u, end: 0}}\n");
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    const BlockStyle& quote = layout.stylesheet->block(BlockRole::quote);
    EXPECT_EQ(quote.space_before, 36_pt);
    EXPECT_EQ(quote.space_after.millipoints, 28346);
    EXPECT_EQ(quote.icon_gap.millipoints, 35433);
    EXPECT_EQ(quote.indent.start, 8.2_pt);
    EXPECT_EQ(quote.indent.end, Length{});
}

TEST(Layout, DerivedFrameEdgeWinsOverTheBase) {
    const StylesheetResult narrow = read_change("frames: {body: {right: 200pt}, body-first: {right: 200pt}}\n");
    ASSERT_TRUE(narrow.stylesheet) << all_of(narrow.diagnostics);
    EXPECT_EQ(narrow.stylesheet->frame(FrameRole::body).box.right(), 412_pt) << "the base's width yields";
    const StylesheetResult high = read_change("frames: {body: {height: 400pt}}\n");
    ASSERT_TRUE(high.stylesheet) << all_of(high.diagnostics);
    EXPECT_EQ(high.stylesheet->frame(FrameRole::body).box, (Rectangle{56_pt, 61.9_pt, 414_pt, 400_pt}));
}

TEST(Layout, FramesCanBeTakenAway) {
    const StylesheetResult layout =
        read_change("frames: {band: none, band-logo: none, band-text: none, running-head: none, body-first: none}\n");
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    EXPECT_EQ(layout.stylesheet->frame(FrameRole::band).box.height, Length{});
    EXPECT_EQ(layout.stylesheet->frame(FrameRole::body_first).box, layout.stylesheet->frame(FrameRole::body).box);
}

TEST(Layout, IconFillAndPictureCanBeTakenAway) {
    const StylesheetResult layout =
        read_change("blocks: {callout-watch: {icon: none}, learn-more: {fill: none}, table: {fill: tint}}\n");
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    EXPECT_FALSE(layout.stylesheet->block(BlockRole::callout_watch).icon);
    EXPECT_FALSE(layout.stylesheet->block(BlockRole::learn_more).fill);
    EXPECT_TRUE(layout.stylesheet->block(BlockRole::table).fill);
}

TEST(Layout, ListsAreReplacedAsAWhole) {
    const StylesheetResult layout = read_change("lists:\n  - {marker: \"-\", indent: 20pt, marker-gap: 5pt}\n");
    ASSERT_TRUE(layout.stylesheet) << all_of(layout.diagnostics);
    ASSERT_EQ(layout.stylesheet->lists.size(), 1u);
    EXPECT_EQ(layout.stylesheet->lists[0].number_pattern, "{n}.");
}

TEST(Layout, EveryRoleHasItsOwnName) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < block_role_count; ++i) names.push_back(name_of(static_cast<BlockRole>(i)));
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
    EXPECT_STREQ(name_of(BlockRole::sample_notice), "sample-notice");
    EXPECT_STREQ(name_of(InlineRole::link_address), "link-address");
    EXPECT_STREQ(name_of(FrameRole::body_first), "body-first");
}

TEST(Layout, DescriptionOfLayoutsAndBrands) {
    EXPECT_TRUE(contains(description_of(layout_folder + "/letter.yaml"), "one column"));
    EXPECT_TRUE(contains(description_of(source_folder + "/brands/harbor"), "serif"));
    EXPECT_EQ(description_of(layout_folder + "/nothing.yaml"), "");
}

TEST(Layout, NamesEveryFileThatItWasReadFrom) {
    const std::string brand_folder = source_folder + "/brands/harbor";
    const BrandResult brand = read_brand(brand_folder);
    EXPECT_EQ(brand.files, (std::vector{brand_folder + "/brand.yaml", brand_folder + "/logo.svg"}));

    const StylesheetResult layout = read_stylesheet(layout_folder + "/a4.yaml", *brand.brand, layout_folder);
    ASSERT_GE(layout.files.size(), 5u);
    EXPECT_EQ(layout.files[0], layout_folder + "/a4.yaml");
    EXPECT_EQ(layout.files[1], layout_folder + "/letter.yaml");
    for (const char* icon : {"emergency", "call-now", "watch"})
        EXPECT_NE(std::find(layout.files.begin(), layout.files.end(), layout_folder + "/icons/" + icon + ".svg"),
                  layout.files.end())
            << icon;
}

}  // namespace
}  // namespace carepress::test
