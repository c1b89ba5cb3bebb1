// What a summary says of a visit, in order, and what it says where the record is silent.
#include "summaries.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

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

TEST(Summarize, a_record_with_later_orders_is_not_said_to_list_none) {
    visit::Visit visit = empty_visit();
    visit.left_out = {{visit::VisitSection::medicines, visit::LeftOutReason::after_visit, "Bundle.entry[2].resource"}};
    EXPECT_FALSE(has(said(visit), "lists no medicine")) << said(visit);
    EXPECT_TRUE(has(said(visit), "Part of the record could not be shown here.")) << said(visit);
    visit.left_out[0].reason = visit::LeftOutReason::not_in_force;
    EXPECT_TRUE(has(said(visit), "lists no medicine")) << said(visit);
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

}  // namespace
}  // namespace carepress::test
