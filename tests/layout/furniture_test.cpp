#include "layout/handout_builder.h"

#include <set>

namespace carepress::test {
using namespace layout;
namespace {

/// A handout of `pages` pages with all the furniture there is.
HandoutBuilder furnished(int pages, text::Direction direction = text::Direction::left_to_right) {
    HandoutBuilder builder(plain_stylesheet(), direction);
    builder.stylesheet().logo = drawing(200_pt, 50_pt);
    for (int i = 0; i < pages; ++i) builder.picture(100_pt, 290_pt);
    handout::Furniture& furniture = builder.handout.parts.front().furniture;
    furniture.organisation = builder.styled("Example Health Plan", style::BlockRole::band_name, text::artifact);
    furniture.telephone = builder.styled("555-0134", style::BlockRole::band_telephone, text::artifact);
    furniture.running_title = builder.styled("Sore throat", style::BlockRole::running_title, text::artifact);
    furniture.disclaimer_node = builder.node(handout::TagRole::paragraph);
    furniture.disclaimer = builder.styled("Information only. Not all is covered. " + words(20),
                                          style::BlockRole::footer_disclaimer, furniture.disclaimer_node);
    furniture.footer_left = builder.styled("CP-1 2026-11-22", style::BlockRole::footer_left, text::artifact);
    furniture.footer_right = builder.styled("Page X of Y", style::BlockRole::footer_right, text::artifact);
    furniture.footer_right.text[5] = handout::page_number_field;
    furniture.footer_right.text[10] = handout::page_count_field;
    return builder;
}

std::vector<std::string> furniture_of(const PagedDocument& document, std::size_t page) {
    std::vector<std::string> result;
    for (const PageItem& item : document.pages[page].furniture)
        if (const auto* run = std::get_if<GlyphRun>(&item.content)) result.push_back(text_of(document, *run));
    return result;
}

bool has(const std::vector<std::string>& texts, const std::string& text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

TEST(Furniture, StandsWhereItBelongs) {
    HandoutBuilder builder = furnished(3);
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_TRUE(builder.messages.empty());
    ASSERT_EQ(document.pages.size(), 3u);
    EXPECT_TRUE(has(furniture_of(document, 0), "Example Health Plan"));
    EXPECT_FALSE(has(furniture_of(document, 0), "Sore throat"));
    EXPECT_EQ(document.pages[0].decorations.size(), 1u);
    EXPECT_EQ(std::get<PlacedPicture>(document.pages[0].decorations[0].content).box,
              (Rectangle{50_pt, 55_pt, 120_pt, 30_pt}));
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_TRUE(has(furniture_of(document, i), "Page " + std::to_string(i + 1) + " of 3"));
        EXPECT_EQ(has(furniture_of(document, i), "Sore throat"), i > 0);
    }
    expect_golden("furniture", document);
}

/// Footers keep what is beside the page number from page to page, but only while that is as wide.
TEST(Furniture, TheCodeTakesASecondLineWhereTheWiderPageNumberLeavesTooLittleRoom) {
    int differing = 0;
    for (std::size_t letters = 100; letters < 135; ++letters) {
        HandoutBuilder builder = furnished(11);
        std::string code(letters, 'i');
        code[letters / 2] = ' ';
        builder.handout.parts.front().furniture.footer_left =
            builder.styled(code, style::BlockRole::footer_left, text::artifact);
        const PagedDocument document = builder.lay_out();
        const auto lines = [&](std::size_t page) {
            std::set<Length> baselines;
            for (const PageItem& item : document.pages[page].furniture)
                if (const auto* run = std::get_if<GlyphRun>(&item.content);
                    run != nullptr && text_of(document, *run).starts_with("ii"))
                    baselines.insert(run->origin.y);
            return baselines.size();
        };
        ASSERT_GE(lines(8), 1u);
        EXPECT_EQ(lines(8), lines(0));
        EXPECT_EQ(lines(10), lines(9));
        differing += lines(9) > lines(8) ? 1 : 0;
    }
    EXPECT_GT(differing, 0);
}

TEST(Furniture, DisclaimerIsTaggedOnTheLastPageAlone) {
    HandoutBuilder builder = furnished(3);
    const PagedDocument document = builder.lay_out();
    for (std::size_t i = 0; i < 3; ++i) {
        int tagged = 0;
        for (const PageItem& item : document.pages[i].furniture)
            tagged += item.node == builder.handout.parts.front().furniture.disclaimer_node ? 1 : 0;
        EXPECT_EQ(tagged > 0, i == 2) << i;
    }
}

TEST(Furniture, FooterEndsAtTheSameLineOnEveryPage) {
    HandoutBuilder builder = furnished(12);
    const PagedDocument document = builder.lay_out();
    ASSERT_EQ(document.pages.size(), 12u);
    std::vector<Length> baselines;
    for (const Page& page : document.pages)
        baselines.push_back(std::get<GlyphRun>(page.furniture.back().content).origin.y);
    for (const Length baseline : baselines) EXPECT_EQ(baseline, baselines.front());
    EXPECT_LT(baselines.front(), 730_pt);
    EXPECT_GT(baselines.front(), 720_pt);
    const auto& right = std::get<GlyphRun>(document.pages[11].furniture.back().content);
    EXPECT_EQ(text_of(document, right), "Page 12 of 12");
    EXPECT_NEAR(visible_edges(document, right).second.millipoints, 500'000, 60);
}

TEST(Furniture, FooterGrowsIntoTheBodyWhereItsTextNeedsMoreRoom) {
    HandoutBuilder builder = furnished(0);
    builder.paragraph(words(900));
    const PagedDocument usual = builder.lay_out();
    builder.handout.parts.front().furniture.disclaimer = builder.styled(
        words(110), style::BlockRole::footer_disclaimer, builder.handout.parts.front().furniture.disclaimer_node);
    const PagedDocument grown = builder.lay_out();
    EXPECT_TRUE(builder.messages.empty());
    ASSERT_GE(grown.pages.size(), 2u);
    for (std::size_t i = 0; i + 1 < grown.pages.size(); ++i) {
        Length last_of_body, first_of_footer = 800_pt;
        for (const PageItem& item : grown.pages[i].items)
            last_of_body = std::max(last_of_body, std::get<GlyphRun>(item.content).origin.y);
        for (const PageItem& item : grown.pages[i].furniture) {
            const Length y = std::get<GlyphRun>(item.content).origin.y;
            if (y > 300_pt) first_of_footer = std::min(first_of_footer, y);
        }
        EXPECT_LT(first_of_footer, 650_pt) << i;  // over its frame's own top
        EXPECT_LT(last_of_body, first_of_footer - 10_pt) << i;
    }
    EXPECT_GE(grown.pages.size(), usual.pages.size());
}

TEST(Furniture, TooLongADisclaimerIsAnError) {
    HandoutBuilder builder = furnished(2);
    builder.handout.parts.front().furniture.disclaimer = builder.styled(
        words(200), style::BlockRole::footer_disclaimer, builder.handout.parts.front().furniture.disclaimer_node);
    builder.lay_out();
    ASSERT_EQ(builder.messages.size(), 1u);
    EXPECT_EQ(builder.messages[0].severity, Severity::error);
    EXPECT_NE(builder.messages[0].message.find("taller than its frame"), std::string::npos);
    EXPECT_NE(builder.messages[0].hint.find("disclaimer"), std::string::npos);
}

/// Rounded up to a tenth of a point, so that a frame that is made so much taller holds the text.
TEST(Furniture, that_is_too_tall_says_by_how_much_at_most) {
    const auto said = [](int less) {
        HandoutBuilder builder = furnished(2);
        handout::Furniture& furniture = builder.handout.parts.front().furniture;
        furniture.disclaimer =
            builder.styled(words(200), style::BlockRole::footer_disclaimer, furniture.disclaimer_node);
        builder.stylesheet().frames[static_cast<std::size_t>(style::FrameRole::footer)].box.height -= Length{less};
        builder.lay_out();
        const std::string& message = builder.messages.at(0).message;
        const std::size_t begin = message.find(" is ") + 4;
        return message.substr(begin, message.find(" pt taller") - begin);
    };
    const double whole = std::stod(said(0));
    EXPECT_NEAR(std::stod(said(1)), whole + 0.1, 1e-6);
    EXPECT_NEAR(std::stod(said(100)), whole + 0.1, 1e-6);
    EXPECT_NEAR(std::stod(said(101)), whole + 0.2, 1e-6);
}

TEST(Furniture, MirrorsInRightToLeft) {
    HandoutBuilder builder = furnished(1, text::Direction::right_to_left);
    const PagedDocument document = builder.lay_out();
    EXPECT_EQ(std::get<PlacedPicture>(document.pages[0].decorations[0].content).box,
              (Rectangle{442_pt, 55_pt, 120_pt, 30_pt}));  // 50 pt from the page's right edge
    for (const PageItem& item : document.pages[0].furniture) {
        const auto& run = std::get<GlyphRun>(item.content);
        if (text_of(document, run).find("Page") != std::string::npos) {
            EXPECT_LT(run.origin.x, 150_pt);
        }
        if (text_of(document, run).find("CP") != std::string::npos) {
            EXPECT_NEAR(visible_edges(document, run).second.millipoints, 512'000, 60);
        }
    }
}

TEST(Furniture, AbsentFramesAreNotPrinted) {
    HandoutBuilder builder = furnished(2);
    for (const style::FrameRole role : {style::FrameRole::band, style::FrameRole::band_logo,
                                        style::FrameRole::band_text, style::FrameRole::running_head})
        builder.stylesheet().frames[static_cast<std::size_t>(role)].box = {};
    const PagedDocument document = builder.lay_out();
    EXPECT_TRUE(document.pages[0].decorations.empty());
    EXPECT_FALSE(has(furniture_of(document, 0), "Example Health Plan"));
    EXPECT_FALSE(has(furniture_of(document, 1), "Sore throat"));
    EXPECT_TRUE(has(furniture_of(document, 1), "Page 2 of 2"));
}

}  // namespace
}  // namespace carepress::test
