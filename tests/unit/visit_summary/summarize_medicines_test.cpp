// What a summary says of medicines, and its table of the day.
#include "summaries.h"

#include <gtest/gtest.h>

#include <array>

namespace carepress::test {
namespace {

/// Two tablets each morning.
visit::Medicine morning_medicine() {
    visit::Medicine one = medicine("Morningazole", visit::MedicineChange::not_stated);
    visit::Dosage dosage;
    dosage.structured = true;
    dosage.dose.low = {"2", "", "tablet", ""};
    dosage.dose_unit = visit::DoseUnit::tablet;
    dosage.timing.moments = {visit::DayMoment::morning};
    dosage.timing.frequency = 1;
    dosage.timing.period = {"1", "", visit::TimeUnit::day};
    dosage.slots.morning = visit::DaySlot{dosage.dose, visit::DayMoment::morning};
    one.dosages = {dosage};
    return one;
}

TEST(Summarize, medicines_stand_under_new_changed_and_stop_only_where_the_visit_says_so) {
    visit::Visit visit = empty_visit();
    visit.medicines = {medicine("Oldazole", visit::MedicineChange::not_stated)};
    for (const char* heading : {"### New", "### Changed", "### Stop", "### Other"})
        EXPECT_FALSE(has(said(visit), heading)) << heading;
    visit.medicines.push_back(medicine("Newazole", visit::MedicineChange::fresh));
    visit.medicines.push_back(medicine("Stopazole", visit::MedicineChange::stopped));
    const std::string text = said(visit);
    const std::size_t fresh = text.find("### New"), other = text.find("### Other medicines"),
                      stop = text.find("### Stop taking");
    ASSERT_LT(fresh, other) << text;
    ASSERT_LT(other, stop) << text;
    EXPECT_LT(text.find("Newazole"), other);
    EXPECT_GT(text.find("Stopazole"), stop);
    EXPECT_FALSE(has(text, "### Changed"));
    EXPECT_TRUE(has(text, "Newazole\n  Ask how to take this medicine.")) << text;
    EXPECT_FALSE(has(text, "Stopazole\n  Ask")) << text;
}

TEST(Summarize, the_day_has_a_table_where_the_dosage_says_so) {
    visit::Visit visit = empty_visit();
    const visit::Medicine one = morning_medicine();
    visit.medicines = {one, medicine("Otherazole", visit::MedicineChange::not_stated)};
    const std::string text = said(visit);
    EXPECT_TRUE(has(text, "|Medicine|Morning|Noon|Evening|Bedtime\n|Morningazole|2 tablets|\u2013|\u2013|\u2013\n"))
        << text;
    EXPECT_FALSE(has(text, "|Otherazole"));
    EXPECT_TRUE(has(text, "Also take: Otherazole. See the list above.")) << text;
}

/// The signs, numbers and dashes of the table of the day are for the eye: its words stay as they are.
TEST(Summarize, the_table_of_the_day_is_read_at_a_glance) {
    visit::Visit visit = empty_visit();
    const auto with_dose = [](const std::string& amount, const std::string& most) {
        visit::Medicine one = medicine("Morningazole", visit::MedicineChange::not_stated);
        visit::Dosage dosage;
        dosage.structured = true;
        dosage.dose.low = {amount, "", "tablet", ""};
        if (!most.empty()) dosage.dose.high = {most, "", "tablet", ""};
        dosage.dose_unit = visit::DoseUnit::tablet;
        dosage.timing.moments = {visit::DayMoment::morning};
        dosage.timing.frequency = 1;
        dosage.timing.period = {"1", "", visit::TimeUnit::day};
        dosage.slots.morning = visit::DaySlot{dosage.dose, visit::DayMoment::morning};
        one.dosages = {dosage};
        one.purposes = {named("Pain")};
        return one;
    };
    // The large part of the morning's cell, and all of it.
    const auto cell = [](const article::Table& table) {
        const article::InlineText& text = table.rows.at(1).cells.at(1).text;
        std::string large;
        for (const article::InlineRun& run : text.runs)
            if ((run.styles & article::inline_count) != 0) large += text.text.substr(run.begin, run.end - run.begin);
        return large + "|" + text.text;
    };
    const auto table_in = [&](const std::string& language, const std::string& amount, const std::string& most = {}) {
        visit.medicines = {with_dose(amount, most)};
        const article::Article article = summarize(visit, words_in(language));
        for (const article::Block& block : article.blocks)
            if (const auto* table = std::get_if<article::Table>(&block.content)) return *table;
        return article::Table{};
    };
    EXPECT_EQ(cell(table_in("en", "2")), "2|2 tablets");
    EXPECT_EQ(cell(table_in("es", "1")), "1|1 tableta");
    // A number that is not all of the amount is never large.
    EXPECT_EQ(cell(table_in("en", "1.5")), "|1 and a half tablets");
    EXPECT_EQ(cell(table_in("en", "0.5")), "|half a tablet");
    EXPECT_EQ(cell(table_in("en", "1", "2")), "|1 to 2 tablets");

    const article::Table table = table_in("en", "2");
    constexpr std::array parts{article::DayPart::none, article::DayPart::morning, article::DayPart::noon,
                               article::DayPart::evening, article::DayPart::bedtime};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        EXPECT_EQ(table.rows[0].cells[i].day_part, parts.at(i));
        EXPECT_EQ(table.rows[1].cells[i].day_part, article::DayPart::none);
        EXPECT_EQ(table.rows[1].cells[i].says_none, i > 1) << i;
        EXPECT_EQ(table.rows[1].cells[i].text.text == "\u2013", i > 1) << i;
    }
    EXPECT_EQ(table.rows[1].cells[0].text.text, "Morningazole\u2028For: pain");
}

TEST(Summarize, medicines_that_were_told_or_may_have_ended_say_so) {
    visit::Visit visit = empty_visit();
    visit.medicines = {medicine("Ordered pills", visit::MedicineChange::continued),
                       medicine("Home pills", visit::MedicineChange::not_stated)};
    visit.medicines[0].warnings = {visit::MedicineWarning::may_have_ended};
    visit.medicines[1].told = true;
    const std::string text = said(visit);
    const std::size_t other = text.find("### Other medicines\n- Ordered pills"),
                      ended = text.find("This order may have ended. Ask if you still need to take it."),
                      told = text.find("### Medicines you told us about\n- Home pills");
    EXPECT_TRUE(other < ended && ended < told && told != std::string::npos) << text;
}

/// A screen reader says the head of a column with each cell (PDF/UA-1, 7.5).
TEST(Summarize, tables_have_heads_of_columns_and_rows) {
    visit::Visit visit = empty_visit();
    visit.vital_signs.emplace_back();
    visit.vital_signs[0].kind = visit::VitalSignKind::heart_rate;
    visit.vital_signs[0].value.low = {"72", "", "/min", "/min"};
    int tables = 0;
    const article::Article article = summarize(visit, words_in("en"), {});
    for (const article::Block& block : article.blocks)
        if (const auto* table = std::get_if<article::Table>(&block.content)) {
            ++tables;
            ASSERT_EQ(table->rows.size(), 2U);
            for (const article::TableCell& cell : table->rows[0].cells)
                EXPECT_EQ(cell.scope, article::HeaderScope::column);
            EXPECT_EQ(table->rows[1].cells[0].scope, article::HeaderScope::row);
            EXPECT_EQ(table->rows[1].cells[1].scope, article::HeaderScope::none);
        }
    EXPECT_EQ(tables, 1);
}

TEST(Summarize, a_medicine_the_table_of_the_day_cannot_say_whole_is_not_in_it) {
    visit::Visit visit = empty_visit();
    const visit::Medicine one = morning_medicine();
    const visit::Dosage& dosage = one.dosages.front();
    visit.medicines = {one};
    EXPECT_TRUE(has(said(visit), "|Morningazole|2 tablets|")) << said(visit);
    visit.medicines[0].dosages[0].additional = {{visit::Advice::with_food, named("With food")}};
    EXPECT_TRUE(has(said(visit), "|Morningazole|2 tablets\nwith food|") ||
                has(said(visit), "|Morningazole|2 tablets\n  with food|"))
        << said(visit);
    visit.medicines[0].dosages = {dosage, dosage};  // twice in one column
    EXPECT_FALSE(has(said(visit), "|Morningazole")) << said(visit);
    visit.medicines[0].dosages = {dosage};  // more than the largest amount: asked about
    visit.medicines[0].dosages[0].max_per_administration = {"1", "", "tablet", ""};
    EXPECT_FALSE(has(said(visit), "|Morningazole")) << said(visit);
}

/// A way that has no phrase is in the record's words: it is never left out.
TEST(Summarize, how_a_medicine_was_given_is_said_in_the_language_of_the_page_or_as_written) {
    visit::Visit visit = empty_visit();
    visit.given.resize(1);
    visit.given[0].name = named("Acetaminophen");
    visit.given[0].route = named("Oral");
    EXPECT_TRUE(has(said(visit, "es"), "- Acetaminophen\n  por la boca\n")) << said(visit, "es");
    visit.given[0].route = named("Through the feeding tube");
    EXPECT_TRUE(has(said(visit, "es"), "- Acetaminophen\n  Through the feeding tube\n")) << said(visit, "es");
}

TEST(Summarize, a_medicine_says_supply_in_one_line) {
    visit::Visit visit = empty_visit();
    visit::Medicine one = medicine("Lisinopril", visit::MedicineChange::fresh);
    one.quantity = {"30", "", "tablet", ""};
    one.refills = 0;
    one.prescriber = "Dr. Finch";
    one.start = {"2026-03-02", visit::DatePrecision::day};
    visit.medicines = {one};
    EXPECT_TRUE(has(said(visit), "Prescribed: March 2, 2026 (Dr. Finch) · Quantity: 30 tablets · Refills: 0"))
        << said(visit);
}

}  // namespace
}  // namespace carepress::test
