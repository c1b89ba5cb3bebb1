// What a summary says of a visit, in order, and what it says where the record is silent.
#include "visit_summary/summarize.h"

#include "summary_words.h"

#include <gtest/gtest.h>

#include <array>

namespace carepress::test {
using namespace visit_summary;
namespace {

/// All words of the blocks, one line each; headings begin with "#", items with "-", those to tick with "- [ ]". A fact
/// is "name: value".
void write_blocks(const std::vector<article::Block>& blocks, std::string& out);

void write_block(const article::Block& block, std::string& out) {
    if (const auto* heading = std::get_if<article::Heading>(&block.content))
        out += std::string(static_cast<std::size_t>(heading->level), '#') + " " + heading->text.text + "\n";
    if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content)) out += paragraph->text.text + "\n";
    if (const auto* list = std::get_if<article::List>(&block.content))
        for (const article::ListItem& item : list->items) {
            if (!list->facts) out += item.done ? "- [ ] " : "- ";
            for (std::size_t i = 0; i < item.blocks.size(); ++i) {
                write_block(item.blocks[i], out);
                if (list->facts && i + 1 < item.blocks.size()) out.replace(out.size() - 1, 1, ": ");
            }
        }
    if (const auto* callout = std::get_if<article::Callout>(&block.content)) write_blocks(callout->blocks, out);
    if (const auto* table = std::get_if<article::Table>(&block.content))
        for (const article::TableRow& row : table->rows) {
            for (const article::TableCell& cell : row.cells) out += "|" + cell.text.text;
            out += "\n";
        }
}

void write_blocks(const std::vector<article::Block>& blocks, std::string& out) {
    for (const article::Block& block : blocks) write_block(block, out);
}

std::string said(const visit::Visit& visit, const std::string& language = "en", const SummaryOptions& options = {}) {
    std::string out;
    write_blocks(summarize(visit, words_in(language), options).blocks, out);
    for (std::size_t at; (at = out.find("\u2028")) != std::string::npos;) out.replace(at, 3, "\n  ");
    for (std::size_t at; (at = out.find("\u00A0")) != std::string::npos;) out.replace(at, 2, " ");
    return out;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

visit::Visit empty_visit() {
    visit::Visit visit;
    visit.patient.name.text = "Ana Ruiz";
    visit.patient.birth_date = {"1950-03-03", visit::DatePrecision::day};
    visit.encounter.period.start = {"2026-03-02T23:30:00-05:00", visit::DatePrecision::minute};
    return visit;
}

visit::Medicine medicine(const std::string& name, visit::MedicineChange change) {
    visit::Medicine out;
    out.name = named(name);
    out.change = change;
    if (change == visit::MedicineChange::stopped) out.state = visit::MedicineState::stopped;
    return out;
}

TEST(Summarize, a_silent_record_is_never_taken_for_a_no) {
    const std::string text = said(empty_visit());
    EXPECT_TRUE(
        has(text,
            "## Ask before you leave\n- [ ] Why you came\n- [ ] What was found\n- [ ] What to do now\n"
            "- [ ] Your medicines\n  This record lists no medicine for you to take now. If you take any medicine, tell "
            "your care team.\n- [ ] If and when to come back\n- [ ] Your allergies\n  The record does not say if you "
            "have allergies. Tell your care team about any allergy you have.\n"))
        << text;
    for (const char* phrase : {"Call 911 anytime", "Call 555-0134 if:"})
        EXPECT_TRUE(has(text, phrase)) << phrase << " is not in\n" << text;
    EXPECT_FALSE(has(text, "No known allergies"));
    for (const char* section : {"Why you came", "What was found", "What to do now", "Your medicines",
                                "Your next appointments", "Your allergies", "Your vaccines"})
        EXPECT_FALSE(has(text, "# " + std::string(section))) << text;  // a section with nothing to say is not there
}

/// Each part says something or is one line of the list, whatever else is missing.
TEST(Summarize, nothing_to_ask_gets_lost_and_nothing_is_asked_twice) {
    const std::vector<std::pair<const char*, void (*)(visit::Visit&)>> known{
        {"Why you came", [](visit::Visit& v) { v.encounter.reasons = {named("Cough")}; }},
        {"What was found",
         [](visit::Visit& v) {
             v.conditions.emplace_back().name = named("Cold");
             v.conditions.back().of_this_visit = true;
         }},
        {"What to do now", [](visit::Visit& v) { v.encounter.discharge_instructions = {written("Rest")}; }},
        {"Your medicines",
         [](visit::Visit& v) { v.medicines = {medicine("Pills", visit::MedicineChange::not_stated)}; }},
        {"If and when to come back",
         [](visit::Visit& v) {
             v.appointments.emplace_back().start = {"2026-03-09T10:00:00-05:00", visit::DatePrecision::minute};
         }},
        {"Your allergies", [](visit::Visit& v) { v.allergies.known = visit::AllergiesKnown::none_recorded; }},
    };
    for (unsigned mask = 0; mask < 1U << known.size(); ++mask) {
        visit::Visit visit = empty_visit();
        for (std::size_t i = 0; i < known.size(); ++i)
            if ((mask >> i & 1U) != 0) known[i].second(visit);
        const std::string text = said(visit);
        for (std::size_t i = 0; i < known.size(); ++i) {
            const std::string topic = known[i].first, asked = "- [ ] " + topic + "\n";
            EXPECT_EQ(has(text, asked), (mask >> i & 1U) == 0) << topic << "\n" << text;
            EXPECT_EQ(text.find(asked), text.rfind(asked)) << text;
        }
        EXPECT_EQ(has(text, "## Ask before you leave"), mask + 1 != 1U << known.size()) << text;
    }
}

TEST(Summarize, the_list_of_what_to_ask_is_below_whom_to_call_or_at_the_end) {
    SummaryOptions options;
    std::string text = said(empty_visit());
    EXPECT_LT(text.find("## Whom to call"), text.find("## Ask before"));
    options.parts = {"call", "why", "allergies"};
    text = said(empty_visit(), "en", options);
    EXPECT_LT(text.find("## Whom to call"), text.find("## Ask before"));
    EXPECT_FALSE(has(text, "Your medicines")) << text;  // a part that is not printed is not asked about
    options.parts = {"why", "allergies"};
    EXPECT_TRUE(has(said(empty_visit(), "en", options), "## Ask before you leave\n- [ ] Why you came\n"));
    options.parts.clear();
    options.omit_parts = {"medicines"};
    EXPECT_FALSE(has(said(empty_visit(), "en", options), "Your medicines"));
}

TEST(Summarize, the_essentials_come_first_and_in_order) {
    visit::Visit visit = empty_visit();
    visit.vital_signs.emplace_back();
    visit.vital_signs[0].kind = visit::VitalSignKind::heart_rate;
    visit.vital_signs[0].value.low = {"72", "", "/min", "/min"};
    visit.encounter.reasons = {named("Cough"), named("Fever")};
    for (const char* name : {"Cold", "Ear infection"}) {
        visit.conditions.emplace_back().name = named(name);
        visit.conditions.back().of_this_visit = true;
    }
    visit.encounter.discharge_instructions = {written("Rest")};
    visit.medicines = {medicine("Pills", visit::MedicineChange::not_stated)};
    visit.appointments.emplace_back().start = {"2026-03-09T10:00:00-05:00", visit::DatePrecision::minute};
    visit.allergies.known = visit::AllergiesKnown::none_recorded;
    const std::string text = said(visit);
    std::size_t at = 0;
    for (const char* heading :
         {"Why you came", "What was found", "What to do now", "Your medicines", "Your next appointments",
          "Whom to call, and when", "Your measurements", "Your allergies"}) {
        const std::size_t found = text.find("## " + std::string(heading), at);
        ASSERT_NE(found, std::string::npos) << heading << "\n" << text;
        at = found;
    }
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

TEST(Summarize, the_only_finding_heads_the_page_where_others_may_read_it) {
    visit::Visit visit = empty_visit();
    visit.conditions.emplace_back().name = named("Sprained left ankle");
    visit.conditions.back().of_this_visit = true;
    const auto title = [&](const std::string& language, const SummaryOptions& options = {}) {
        const article::Article article = summarize(visit, words_in(language), options);
        EXPECT_EQ(article.metadata.title, words_in(language).visit["title"]) << "what the file says about itself";
        return article.metadata.printed_title;
    };
    EXPECT_EQ(title("en"), "Sprained left ankle");
    EXPECT_TRUE(has(said(visit), "\nVisit summary: March 2, 2026\n")) << said(visit);
    EXPECT_FALSE(has(said(visit), "What was found")) << "it is said once";
    EXPECT_FALSE(has(said(visit), "# Your health conditions"));
    visit.conditions[0].severity = named("Mild");
    EXPECT_TRUE(has(said(visit), "# What was found\n- Sprained left ankle (Mild)\n")) << said(visit);
    visit.conditions[0].severity = {};
    EXPECT_EQ(title("es"), "") << "not in the language of the page";
    SummaryOptions without_found, medicines_alone, plain;
    without_found.omit_parts = {"found"};
    medicines_alone.parts = {"medicines"};
    plain.title_by_finding = false;
    for (const SummaryOptions& options : {without_found, medicines_alone, plain}) EXPECT_EQ(title("en", options), "");
    visit.conditions[0].name.name = {"Esguince de tobillo", "es-MX"};
    EXPECT_EQ(title("es"), "Esguince de tobillo");
    EXPECT_EQ(title("en"), "");
    visit.conditions[0].name.name = {"Entorse de la cheville", "fr"};
    EXPECT_EQ(title("fr"), "") << "which words are private is known of English and Spanish";
    visit.conditions[0].name = named("Depression");
    EXPECT_EQ(title("en"), "");
    EXPECT_TRUE(has(said(visit), "\nDate of visit: March 2, 2026\n")) << said(visit);
}

TEST(Summarize, one_short_reason_is_a_fact_and_others_have_a_part) {
    visit::Visit visit = empty_visit();
    visit.encounter.reasons = {named("Cough")};
    EXPECT_TRUE(has(said(visit), "\nWhy you came: Cough\n")) << said(visit);
    EXPECT_FALSE(has(said(visit), "# Why you came"));
    EXPECT_FALSE(has(said(visit), "- [ ] Why you came"));
    SummaryOptions options;
    options.omit_parts = {"why"};
    EXPECT_FALSE(has(said(visit, "en", options), "Cough"));
    EXPECT_EQ(parts_of_summary(visit, words_in("en")).front(), "why") << "a copy can be made without it";
    visit.encounter.reasons = {named(std::string(61, 'a'))};
    EXPECT_TRUE(has(said(visit), "## Why you came\naaa")) << said(visit);
    visit.encounter.reasons = {named("Cough"), named("Fever")};
    EXPECT_TRUE(has(said(visit), "## Why you came\n- Cough\n- Fever\n")) << said(visit);
}

TEST(Summarize, none_known_is_said_only_where_it_is_recorded_and_of_what) {
    visit::Visit visit = empty_visit();
    visit.allergies.known = visit::AllergiesKnown::none_recorded;
    EXPECT_TRUE(has(said(visit), "No known allergies."));
    visit.allergies = {};
    visit.allergies.none_known_of = {named("medicines")};
    EXPECT_TRUE(has(said(visit), "No known allergies to: medicines"));
    visit.allergies.known = visit::AllergiesKnown::recorded;
    visit.allergies.none_known_of.clear();
    visit::Allergy allergy;
    allergy.name = named("Penicillin");
    allergy.reactions = {named("Hives")};
    allergy.severe = true;
    visit.allergies.list = {allergy};
    const std::string text = said(visit);
    EXPECT_TRUE(has(text, "Penicillin\n  Reaction: Hives\n  High risk: a reaction could be severe.")) << text;
    EXPECT_FALSE(has(text, "No known"));
}

TEST(Summarize, what_could_not_be_read_is_said_where_it_is_missed) {
    visit::Visit visit = empty_visit();
    visit.left_out.push_back(
        {visit::VisitSection::medicines, visit::LeftOutReason::malformed, "Bundle.entry[3].resource"});
    std::string text = said(visit);
    EXPECT_TRUE(has(text, "- [ ] Your medicines\n  Part of the record could not be shown here.")) << text;
    EXPECT_FALSE(has(text, "lists no medicine")) << text;  // that would be a guess
    visit.medicines = {medicine("Pills", visit::MedicineChange::not_stated)};
    text = said(visit);  // below the list that is not complete
    EXPECT_LT(text.find("- Pills"), text.find("Part of the record could not be shown here.")) << text;
    EXPECT_FALSE(has(text, "- [ ] Your medicines")) << text;
}

TEST(Summarize, what_could_not_be_read_is_asked_about_by_its_own_name) {
    for (const auto& [section, heading] : std::vector<std::pair<visit::VisitSection, std::string>>{
             {visit::VisitSection::results, "Your test results"},
             {visit::VisitSection::procedures, "What was done"},
             {visit::VisitSection::given, "Given to you at this visit"},
             {visit::VisitSection::care_team, "Your care team"},
             {visit::VisitSection::vital_signs, "Your measurements"},
             {visit::VisitSection::immunizations, "Your vaccines"},
             {visit::VisitSection::goals, "Your goals"}}) {
        visit::Visit visit = empty_visit();
        visit.left_out = {{section, visit::LeftOutReason::malformed, "Bundle.entry[3].resource"}};
        EXPECT_TRUE(has(said(visit), "- [ ] " + heading + "\n  Part of the record could not be shown here."))
            << heading << ": " << said(visit);
    }
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

TEST(Summarize, appointments_that_are_not_confirmed_or_not_booked_say_so) {
    visit::Visit visit = empty_visit();
    visit::VisitAppointment booked;
    booked.start = {"2026-03-09T10:00:00-05:00", visit::DatePrecision::minute};
    visit.appointments = {booked};
    EXPECT_FALSE(has(said(visit), "Not confirmed")) << said(visit);
    visit.appointments[0].confirmed = false;
    const SummaryWords words = words_in("en");
    EXPECT_TRUE(has(said(visit), " \u00B7 " + words.visit["not-confirmed"])) << said(visit);
    visit::VisitAppointment recall;
    recall.booked = false;
    recall.what = named("Yearly check");
    recall.asked_for.start = {"2026-09-01", visit::DatePrecision::day};
    recall.asked_for.end = {"2026-09-30", visit::DatePrecision::day};
    visit.appointments = {recall};
    EXPECT_TRUE(has(said(visit), "September 1, 2026")) << said(visit);
    EXPECT_TRUE(has(said(visit), words.visit["to-book"])) << said(visit);
    visit.appointments[0].start = {"2026-10-05", visit::DatePrecision::day};
    EXPECT_TRUE(has(said(visit), "October 5, 2026")) << said(visit);
    EXPECT_FALSE(has(said(visit), "September")) << said(visit);
}

TEST(Summarize, orders_under_way_are_not_to_be_done_again_and_urgent_ones_say_so) {
    visit::Visit visit = empty_visit();
    visit::VisitServiceRequest order;
    order.name = named("Chest x-ray");
    visit.service_requests = {order};
    const std::string urgent = " \u00B7 " + words_in("en").visit["urgent"];
    EXPECT_TRUE(has(said(visit), "- Chest x-ray")) << said(visit);
    EXPECT_FALSE(has(said(visit), urgent)) << said(visit);
    visit.service_requests[0].urgent = true;
    EXPECT_TRUE(has(said(visit), "- Chest x-ray" + urgent)) << said(visit);
    visit.results.pending = {named("Chest x-ray")};
    EXPECT_FALSE(has(said(visit), urgent)) << said(visit);
}

TEST(Summarize, conditions_that_are_over_are_not_among_those_that_last) {
    visit::Visit visit = empty_visit();
    visit::VisitCondition asthma, flu;
    asthma.name = named("Asthma");
    flu.name = named("Old flu");
    flu.state = visit::ConditionState::resolved;
    visit.conditions = {asthma, flu};
    EXPECT_TRUE(has(said(visit), "Asthma")) << said(visit);
    EXPECT_FALSE(has(said(visit), "Old flu")) << said(visit);
}

TEST(Summarize, a_reason_that_is_left_out_is_missed) {
    visit::Visit visit = empty_visit();
    visit.encounter.reasons = {named("Cough")};
    EXPECT_FALSE(has(said(visit), "Part of the record could not be shown here.")) << said(visit);
    visit.left_out = {{visit::VisitSection::encounter, visit::LeftOutReason::restricted, "Bundle.entry[1].resource"}};
    EXPECT_TRUE(has(said(visit), "Part of the record could not be shown here.")) << said(visit);
    EXPECT_TRUE(has(said(visit), "Cough")) << said(visit);
}

TEST(Summarize, a_clinic_without_a_telephone_is_called_all_the_same) {
    const SummaryWords known = words_in("en");
    style::BrandTexts brand = known.brand;
    brand.telephone.clear();
    std::string out;
    write_blocks(summarize(empty_visit(), {known.visit, known.english, known.page, brand, {}}, {}).blocks, out);
    EXPECT_TRUE(has(out, "### " + known.visit["call-your-clinic"] + "\n")) << out;
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

TEST(Summarize, a_record_with_later_orders_is_not_said_to_list_none) {
    visit::Visit visit = empty_visit();
    visit.left_out = {{visit::VisitSection::medicines, visit::LeftOutReason::after_visit, "Bundle.entry[2].resource"}};
    EXPECT_FALSE(has(said(visit), "lists no medicine")) << said(visit);
    EXPECT_TRUE(has(said(visit), "Part of the record could not be shown here.")) << said(visit);
    visit.left_out[0].reason = visit::LeftOutReason::not_in_force;
    EXPECT_TRUE(has(said(visit), "lists no medicine")) << said(visit);
}

TEST(Summarize, the_date_of_a_visit_in_utc_says_so) {
    visit::Visit visit = empty_visit();
    for (const std::string utc : {"2026-03-03T04:30:00Z", "2026-03-03T04:30:00+00:00"}) {
        visit.encounter.period.start = {utc, visit::DatePrecision::minute};
        EXPECT_TRUE(has(said(visit), "March 3, 2026 UTC")) << said(visit);
    }
    visit.encounter.period.start = {"2026-03-02T23:30:00-05:00", visit::DatePrecision::minute};
    EXPECT_FALSE(has(said(visit), "UTC")) << said(visit);
}

visit::VisitResult result(const std::string& name, const std::string& value, visit::ResultFlag flag) {
    visit::VisitResult out;
    out.name = named(name);
    out.value.low = {value, "", "mg/dL", "mg/dL"};
    out.flag = flag;
    return out;
}

visit::VisitServiceRequest order(const std::string& name, visit::OrderKind kind) {
    visit::VisitServiceRequest out;
    out.kind = kind;
    out.name = named(name);
    return out;
}

TEST(Summarize, results_stand_with_the_worst_first_and_in_words) {
    visit::Visit visit = empty_visit();
    visit::VisitResult normal = result("Sodium", "140", visit::ResultFlag::normal);
    normal.usual.low = {"135", "", "mg/dL", "mg/dL"};
    normal.usual.high = {"145", "", "mg/dL", "mg/dL"};
    visit.results.results = {normal, result("Iron", "7", visit::ResultFlag::low),
                             result("Sugar", "412", visit::ResultFlag::very_high),
                             result("Odd", "3", visit::ResultFlag::unclear)};
    visit.results.pending = {named("Urine culture")};
    const std::string text = said(visit);
    EXPECT_TRUE(has(text,
                    "|Test|Result|Usual range\n|Sugar|412 mg/dL · Very high|\n|Iron|7 mg/dL · Low|\n"
                    "|Odd|3 mg/dL · Ask what this result means.|\n|Sodium|140 mg/dL|135 to 145\n"))
        << text;
    EXPECT_TRUE(has(text, "### Results still to come\n- Urine culture\n")) << text;
    EXPECT_TRUE(has(text, "- [ ] What was found\n  See also: Your test results\n")) << text;
}

TEST(Summarize, results_that_stand_out_are_never_cut_and_the_rest_is_short_and_counted) {
    visit::Visit visit = empty_visit();
    for (int i = 0; i < 80; ++i) {
        visit.results.results.push_back(
            result("Test " + std::to_string(i), "1", i % 2 == 0 ? visit::ResultFlag::normal : visit::ResultFlag::high));
        visit.results.results.back().panel = named("Panel");
    }
    const std::string text = said(visit);
    EXPECT_TRUE(has(text, "|Test 79|1 mg/dL · High")) << text;
    EXPECT_TRUE(has(text, "- Panel: Test 0 1 mg/dL; Test 2 1 mg/dL")) << text;
    EXPECT_TRUE(has(text, "More in your record: 10")) << text;
}

TEST(Summarize, a_test_has_its_plain_name_unless_the_record_names_it_in_the_language_of_the_page) {
    visit::Visit visit = empty_visit();
    visit.results.results = {result("Sodio en sangre", "140", visit::ResultFlag::normal)};
    visit.results.results[0].name.codes = {{"http://loinc.org", "2951-2"}};
    EXPECT_TRUE(has(said(visit, "es"), "|Sodium|")) << said(visit, "es");
    visit.results.results[0].name.name.language = "es-MX";
    EXPECT_TRUE(has(said(visit, "es"), "|Sodio en sangre|")) << said(visit, "es");
    EXPECT_TRUE(has(said(visit), "|Sodium|")) << said(visit);
    visit.results.results[0].name.name = {"Sodium [Moles/volume] in Serum", "en"};
    EXPECT_TRUE(has(said(visit), "|Sodium|")) << "plain English before the English of the laboratory";
}

/// "Detected · Positive" would say the same thing twice; "Cloudy" alone would not say that it is not normal.
TEST(Summarize, a_result_in_words_is_called_positive_or_negative_only_by_these) {
    const auto value = [](const char* words, visit::ResultFlag flag) {
        visit::Visit visit = empty_visit();
        visit.results.results.resize(1);
        visit.results.results[0].name = named("Culture");
        visit.results.results[0].flag = flag;
        if (*words != '\0') visit.results.results[0].words = named(words);
        const std::string text = said(visit);
        const std::size_t begin = text.find("|Culture|") + std::string_view("|Culture|").size();
        return text.substr(begin, text.find('\n', begin) - begin);
    };
    EXPECT_EQ(value("Detected", visit::ResultFlag::positive), "Detected");
    EXPECT_EQ(value("Not detected", visit::ResultFlag::negative), "Not detected");
    EXPECT_EQ(value("", visit::ResultFlag::positive), "Positive");
    EXPECT_EQ(value("", visit::ResultFlag::negative), "Negative");
    EXPECT_EQ(value("Cloudy", visit::ResultFlag::abnormal), "Cloudy · Not normal");
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

struct AbsenceCase {
    const char* what;
    void (*change)(visit::Visit&);
    const char* claim;    ///< must not be
    const char* instead;  ///< must be
};

class Absence : public testing::TestWithParam<AbsenceCase> {};

TEST_P(Absence, is_claimed_only_of_what_was_read) {
    visit::Visit visit = empty_visit();
    EXPECT_TRUE(has(said(visit), GetParam().claim));
    GetParam().change(visit);
    const std::string text = said(visit);
    EXPECT_FALSE(has(text, GetParam().claim)) << GetParam().what << "\n" << text;
    EXPECT_TRUE(has(text, GetParam().instead)) << GetParam().what << "\n" << text;
}

/// Without a line below it, the list asks because the record has nothing.
constexpr const char* no_findings = "- [ ] What was found\n-";
constexpr const char* no_steps = "- [ ] What to do now\n-";
constexpr const char* no_appointment = "- [ ] If and when to come back\n-";

INSTANTIATE_TEST_SUITE_P(
    Summarize, Absence,
    testing::Values(
        AbsenceCase{"procedure",
                    [](visit::Visit& v) {
                        v.procedures.push_back({named("4 stitches"), {}, {}, {}});
                    },
                    no_findings, "## What was done\n- 4 stitches"},
        AbsenceCase{"given",
                    [](visit::Visit& v) {
                        v.given.push_back({named("Ceftriaxone"), {}, {}, {}, {}, {}});
                    },
                    no_findings, "## Given to you at this visit\n- Ceftriaxone"},
        AbsenceCase{"report",
                    [](visit::Visit& v) {
                        v.results.reports.push_back({named("X-ray"), written("No pneumonia")});
                    },
                    no_findings, "- X-ray\n  No pneumonia"},
        AbsenceCase{"unread finding",
                    [](visit::Visit& v) {
                        v.left_out.push_back({visit::VisitSection::conditions, visit::LeftOutReason::not_shown, "x"});
                    },
                    no_findings, "Not shown here. Ask your care team."},
        AbsenceCase{"restricted result",
                    [](visit::Visit& v) {
                        v.left_out.push_back({visit::VisitSection::results, visit::LeftOutReason::restricted, "x"});
                    },
                    no_findings, "Not shown here. Ask your care team."},
        AbsenceCase{
            "instruction",
            [](visit::Visit& v) { v.service_requests = {order("Wear the brace", visit::OrderKind::instruction)}; },
            no_steps, "## What to do now\n- [ ] Wear the brace\n"},
        AbsenceCase{"order",
                    [](visit::Visit& v) { v.service_requests = {order("X-ray", visit::OrderKind::test_or_referral)}; },
                    no_steps, "- [ ] What to do now\n  See also: Tests and referrals for you"},
        AbsenceCase{"follow-up step",
                    [](visit::Visit& v) { v.service_requests = {order("Return visit", visit::OrderKind::follow_up)}; },
                    no_steps, "- [ ] What to do now\n  See also: Your next appointments"},
        AbsenceCase{"follow-up of a procedure",
                    [](visit::Visit& v) {
                        v.procedures.push_back({named("x"), {}, {}, {named("Stitches out in 7 days")}});
                    },
                    no_steps, "## What to do now\n- [ ] Stitches out in 7 days"},
        AbsenceCase{"unread step",
                    [](visit::Visit& v) {
                        v.left_out.push_back({visit::VisitSection::notes, visit::LeftOutReason::not_shown, "x"});
                    },
                    no_steps, "Not shown here. Ask your care team."},
        AbsenceCase{"return visit",
                    [](visit::Visit& v) {
                        v.service_requests = {order("Return visit in 2 weeks", visit::OrderKind::follow_up)};
                    },
                    no_appointment, "Return visit in 2 weeks\n  Not booked yet. Ask when to come."},
        AbsenceCase{"recall",
                    [](visit::Visit& v) {
                        visit::VisitAppointment recall;
                        recall.booked = false;
                        recall.what = named("Yearly check");
                        v.appointments = {recall};
                    },
                    no_appointment, "Yearly check\n  Not booked yet. Ask when to come."}),
    [](const auto& each) { return "case_" + std::to_string(each.index); });

TEST(Summarize, a_clinicians_note_may_say_the_steps) {
    SummaryOptions options;
    options.has_note = true;
    EXPECT_FALSE(has(said(empty_visit(), "en", options), "What to do now"));
    EXPECT_TRUE(has(said(empty_visit()), "What to do now"));
}

TEST(Summarize, parts_are_chosen_ordered_and_left_out) {
    SummaryOptions options;
    options.parts = {"medicines", "why", "call"};
    visit::Visit visit = empty_visit();
    visit.encounter.reasons = {named("Cough"), named("Fever")};
    visit.medicines = {medicine("Pills", visit::MedicineChange::not_stated)};
    std::string text = said(visit, "en", options);
    EXPECT_LT(text.find("## Your medicines"), text.find("## Why you came"));
    EXPECT_LT(text.find("## Why you came"), text.find("## Whom to call"));
    EXPECT_TRUE(has(text, "Patient: Ana Ruiz"));
    EXPECT_FALSE(has(text, "What was found"));
    EXPECT_FALSE(has(text, "This copy does not show"));
    options.omit_parts = {"why"};
    text = said(visit, "en", options);
    EXPECT_FALSE(has(text, "## Why you came"));
    EXPECT_TRUE(has(text, "This copy does not show all parts of the summary."));
}

TEST(Summarize, findings_left_out_of_a_copy_are_not_denied) {
    visit::Visit visit = empty_visit();
    visit.procedures.push_back({named("4 stitches"), {}, {}, {}});
    SummaryOptions options;
    options.omit_parts = {"procedures"};
    const std::string text = said(visit, "en", options);
    EXPECT_TRUE(has(text, "- [ ] What was found\n  Not shown here. Ask your care team.")) << text;
    EXPECT_FALSE(has(text, "4 stitches")) << text;
}

TEST(Summarize, what_was_found_stands_once) {
    visit::Visit visit = empty_visit();
    for (const char* name : {"Asthma", "Gout"}) {
        visit::VisitCondition condition;
        condition.name = named(name);
        condition.of_this_visit = visit.conditions.empty();
        condition.onset = {"2020-05-01", visit::DatePrecision::day};
        visit.conditions.push_back(condition);
    }
    const std::string text = said(visit);
    EXPECT_EQ(text.find("Asthma"), text.rfind("Asthma")) << text;
    EXPECT_TRUE(has(text, "# What was found\n- Asthma \u00B7 since May 1, 2020\n")) << text;
    EXPECT_TRUE(has(text, "# Your health conditions\n- Gout")) << text;
    SummaryOptions options;
    options.omit_parts = {"found"};
    EXPECT_TRUE(has(said(visit, "en", options), "Asthma"));
}

TEST(Summarize, a_long_record_yields_to_the_visit) {
    visit::Visit visit = empty_visit();
    for (int i = 0; i < 100; ++i) {
        visit::VisitCondition condition;
        condition.name = named("Problem " + std::to_string(i));
        condition.of_this_visit = i < 2;
        visit.conditions.push_back(condition);
    }
    for (int year = 2026; year > 2000; --year) {
        visit::VisitImmunization vaccine;
        vaccine.name = named(year == 2026 ? "Tetanus" : "Influenza");
        vaccine.when = {std::to_string(year) + "-10-01", visit::DatePrecision::day};
        vaccine.of_this_visit = year == 2026;
        visit.immunizations.push_back(vaccine);
    }
    const std::string text = said(visit);
    EXPECT_TRUE(has(text, "Problem 13\n")) << text;
    EXPECT_FALSE(has(text, "Problem 14\n")) << text;
    EXPECT_TRUE(has(text, "More in your record: 86")) << text;
    EXPECT_TRUE(has(text, "|Tetanus|October 1, 2026 · Given at this visit\n|Influenza|October 1, 2025\n")) << text;
}

TEST(Summarize, says_who_printed_it_and_how_the_patient_is_called) {
    visit::Visit visit = empty_visit();
    visit.patient.preferred_name.text = "Anita";
    visit.patient.interpreter_needed = true;
    SummaryOptions options;
    options.printed_by = "N. Finch";
    options.printed_at = {"2026-03-03T08:15:00-05:00", visit::DatePrecision::minute};
    const std::string text = said(visit, "en", options);
    EXPECT_TRUE(has(text, "Patient: Ana Ruiz (goes by Anita)\nDate of birth: March 3, 1950\n")) << text;
    EXPECT_TRUE(has(text, "\nInterpreter needed\n")) << text;
    EXPECT_TRUE(has(text, "Printed: Tuesday, March 3, 2026, 8:15 AM · N. Finch")) << text;
    EXPECT_FALSE(has(said(visit), "Printed:"));
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

TEST(Summarize, the_records_own_translation_stands_where_it_is_in_the_language_of_the_page) {
    const auto shown = [](const visit::RecordText& text, const char* language) {
        const Piece piece = record_piece(text, language);
        return piece.language + ": " + piece.text;
    };
    visit::RecordText text = written("Cough");
    text.translations = {{"es-MX", "Tos"}, {"zh-TW", "咳嗽"}, {"en", "Not this"}};
    EXPECT_EQ(shown(text, "es"), "es-MX: Tos");
    EXPECT_EQ(shown(text, "zh-Hant"), "zh-TW: 咳嗽");
    EXPECT_EQ(shown(text, "zh-Hans"), "en: Cough");  // other characters
    EXPECT_EQ(shown(text, "fr"), "en: Cough");
    EXPECT_EQ(shown(text, "en"), "en: Cough");  // as written
    text.translations = {{"es-MX", "Tos"}, {"es-ES", "Otra cosa"}};
    EXPECT_EQ(shown(text, "es"), "en: Cough");  // which one is not to be guessed
    text.translations.push_back({"es", "Tos seca"});
    EXPECT_EQ(shown(text, "es"), "es: Tos seca");
}

TEST(Summarize, words_of_the_record_are_tagged_with_their_language) {
    visit::Visit visit = empty_visit();
    visit.encounter.reasons = {named("Cough")};
    visit.encounter.types = {};
    const article::Article article = summarize(visit, words_in("es"));
    EXPECT_EQ(article.metadata.language, "es");
    const article::List& facts = std::get<article::List>(article.blocks[0].content);
    const auto& text = std::get<article::Paragraph>(facts.items.back().blocks.back().content).text;
    EXPECT_EQ(text.text, "Cough");
    ASSERT_EQ(text.languages.size(), 1u);
    EXPECT_EQ(text.languages[0], "en");
    EXPECT_EQ(text.runs[0].language, 0u);
}

TEST(Summarize, in_right_to_left_pages_words_of_the_record_keep_their_order) {
    visit::Visit visit = empty_visit();
    visit.encounter.reasons = {named("Cough, and fever.")};
    const article::Article article = summarize(visit, words_in("ar"));
    const article::List& facts = std::get<article::List>(article.blocks[0].content);
    EXPECT_EQ(std::get<article::Paragraph>(facts.items.back().blocks.back().content).text.text,
              "\u2066Cough, and fever.\u2069");
}

TEST(Summarize, an_english_dosage_in_a_right_to_left_page_is_one_isolate) {
    visit::Visit visit = empty_visit();
    visit::Medicine inhaler = medicine("Inhalerazole", visit::MedicineChange::not_stated);
    visit::Dosage dosage;
    dosage.structured = true;
    dosage.dose.low = {"2", "", "vials", ""};
    dosage.dose_unit = visit::DoseUnit::other;  // no language but English has a phrase for these
    dosage.route = visit::Route::inhaled;
    dosage.timing.period = {"4", "6", visit::TimeUnit::hour};
    dosage.as_needed = true;
    dosage.as_needed_for = named("wheezing");
    inhaler.dosages = {dosage};
    visit.medicines = {inhaler};
    const std::string text = said(visit, "ar");
    EXPECT_TRUE(has(text, "\u2066Breathe in 2 vials every 4 to 6 hours if you need it for wheezing.\u2069")) << text;
}

TEST(Summarize, a_birth_date_never_shifts_and_a_visit_is_on_the_day_of_its_clock) {
    const visit::Visit visit = empty_visit();
    const auto zone = [&](const char* name) {
        std::string out;
        write_blocks(summarize(visit, words_in("en", name)).blocks, out);
        for (std::size_t at; (at = out.find("\u00A0")) != std::string::npos;) out.replace(at, 2, " ");
        return out;
    };
    EXPECT_TRUE(has(zone(""), "Date of visit: March 2, 2026"));
    EXPECT_TRUE(has(zone("America/New_York"), "Date of visit: March 2, 2026"));
    EXPECT_TRUE(has(zone("Asia/Tokyo"), "Date of visit: March 3, 2026"));
    for (const char* name : {"", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"})
        EXPECT_TRUE(has(zone(name), "Date of birth: March 3, 1950")) << name;
}

TEST(PatientLine, has_name_and_birth_date_and_only_a_medical_record_number) {
    visit::Visit visit = empty_visit();
    EXPECT_EQ(patient_line(visit.patient, words_in("en"), true).text, "Ana Ruiz · Born March 3, 1950");
    visit.patient.identifiers = {{"urn:x", "SSN-1", false, "social"}, {"urn:y", "77", true, "MR"}};
    EXPECT_EQ(patient_line(visit.patient, words_in("en"), true).text, "Ana Ruiz · Born March 3, 1950 · Record 77");
    EXPECT_EQ(patient_line(visit.patient, words_in("en"), false).text, "Ana Ruiz · Born March 3, 1950");
    visit.patient.birth_date = {"1950", visit::DatePrecision::year};
    EXPECT_EQ(patient_line(visit.patient, words_in("es"), false).text, "Ana Ruiz · Nacimiento: 1950");
}

}  // namespace
}  // namespace carepress::test
