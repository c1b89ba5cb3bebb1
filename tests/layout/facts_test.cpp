// Facts side by side, and the signs of times of the day above the heads of a table.
#include "layout/handout_builder.h"

namespace carepress::test {
using namespace layout;
namespace {

HandoutBuilder& fact(HandoutBuilder& builder, const std::string& name, const std::string& value) {
    builder.open(handout::CellBox{}, style::BlockRole::fact_value);
    if (!name.empty()) builder.text(style::BlockRole::fact_label, name);
    return builder.text(style::BlockRole::fact_value, value).close();
}

/// Where the run that begins with `words` is.
Point place_of(const PagedDocument& document, const std::string& words) {
    for (const GlyphRun* run : runs(document.pages[0]))
        if (text_of(document, *run).starts_with(words)) return run->origin;
    ADD_FAILURE() << words << " is not on the page";
    return {};
}

TEST(Facts, AreBesideEachOtherInColumnsOfOneWidth) {
    HandoutBuilder builder;
    builder.open(handout::GridBox{}, style::BlockRole::facts);
    fact(builder, "Patient", "Ana");
    fact(builder, "Born", "March 3, 1950");
    fact(builder, "Seen by", "Dr. Ruiz");
    fact(builder, "Place", "Clinic");
    builder.close().paragraph("After.");
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    EXPECT_EQ(body_text(document, 0), "Patient|Ana|Born|March 3, 1950|Seen by|Dr. Ruiz|Place|Clinic|After.");
    // Each value below its name, the names of a row level, the fourth in a row of its own below the first.
    for (const auto& [name, value] : std::vector<std::pair<const char*, const char*>>{
             {"Patient", "Ana"}, {"Born", "March"}, {"Seen by", "Dr."}, {"Place", "Clinic"}}) {
        EXPECT_EQ(place_of(document, name).x, place_of(document, value).x) << name;
        EXPECT_EQ(place_of(document, value).y - place_of(document, name).y, 15_pt) << name;
    }
    EXPECT_EQ(place_of(document, "Patient").y, place_of(document, "Seen by").y);
    EXPECT_EQ(place_of(document, "Born").x - place_of(document, "Patient").x,
              place_of(document, "Seen by").x - place_of(document, "Born").x);
    EXPECT_EQ(place_of(document, "Place").x, place_of(document, "Patient").x);
    EXPECT_GT(place_of(document, "Place").y, place_of(document, "Ana").y);
    EXPECT_GT(place_of(document, "After.").y, place_of(document, "Clinic").y);
}

TEST(Facts, ALongOneTakesSeveralColumnsAndNoneOverlaps) {
    for (const int length : {1, 2, 3, 4, 12}) {
        HandoutBuilder builder;
        builder.open(handout::GridBox{}, style::BlockRole::facts);
        fact(builder, "One", "x");
        fact(builder, "Two", words(length * 5));
        fact(builder, "Three", "y");
        builder.close();
        const PagedDocument document = builder.lay_out();
        expect_sound(builder.handout, document);
        const std::vector<const GlyphRun*> all = runs(document.pages[0]);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t k = i + 1; k < all.size(); ++k) {
                if (all[i]->origin.y != all[k]->origin.y) continue;
                const auto [left, right] = visible_edges(document, *all[i]);
                const auto [other_left, other_right] = visible_edges(document, *all[k]);
                EXPECT_TRUE(right < other_left || other_right < left) << length;
            }
    }
}

TEST(Facts, OneWithoutANameAndAnArabicPageAreSound) {
    for (const text::Direction direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
        HandoutBuilder builder(plain_stylesheet(), direction);
        builder.open(handout::GridBox{}, style::BlockRole::facts);
        fact(builder, "", "Interpreter");
        fact(builder, "Born", "1950");
        builder.close();
        const PagedDocument document = builder.lay_out();
        expect_sound(builder.handout, document);
        const bool is_left = place_of(document, "Interpreter").x < place_of(document, "Born").x;
        EXPECT_EQ(is_left, direction == text::Direction::left_to_right);
    }
}

TEST(Facts, AreNotTornOverPagesWhereTheyAreKeptTogether) {
    for (int filler = 10; filler < 15; ++filler) {
        HandoutBuilder builder;
        builder.block(style::BlockRole::facts).keep_together = true;
        for (int i = 0; i < filler; ++i) builder.paragraph("Filler.");
        builder.open(handout::GridBox{}, style::BlockRole::facts);
        for (int i = 0; i < 6; ++i) fact(builder, "Name " + std::to_string(i), "value " + std::to_string(i));
        builder.close();
        const PagedDocument document = builder.lay_out();
        EXPECT_EQ(page_of(document, "Name 0"), page_of(document, "value 5")) << filler;
    }
}

TEST(Signs, AreAboveTheWordsOfTheirHeadsAndInTheMiddleOfThem) {
    HandoutBuilder builder;
    style::BlockStyle& head = builder.block(style::BlockRole::table_head_noon);
    head = builder.block(style::BlockRole::table_head);
    head.icon = drawing(24_pt, 18_pt);
    head.icon_size = {24_pt, 18_pt};
    builder.open_table(2).open(handout::RowBox{true}, style::BlockRole::table);
    builder.cell("Medicine", true);
    builder.open(handout::CellBox{1, 1, article::CellAlignment::center}, style::BlockRole::table_head_noon)
        .text(style::BlockRole::table_head_noon, "Noon", handout::TagRole::table_header)
        .close();
    builder.close().row({"Pills " + words(30), "1"}).close();
    const PagedDocument document = builder.lay_out();
    expect_sound(builder.handout, document);
    const Page& page = document.pages[0];
    ASSERT_EQ(page.decorations.size(), 1u);
    const auto* image = std::get_if<PlacedPicture>(&page.decorations[0].content);
    ASSERT_NE(image, nullptr);
    const Point words = place_of(document, "Noon");
    EXPECT_LT(image->box.bottom(), words.y);
    EXPECT_GT(image->box.right(), words.x);
    EXPECT_EQ(page.decorations[0].node, text::artifact);
    EXPECT_EQ(place_of(document, "Medicine").y, words.y);
}

}  // namespace
}  // namespace carepress::test
