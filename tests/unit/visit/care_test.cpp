// What was done, given and ordered in a visit; who cares for the patient; what is no finding; what no person can have.
#include "build_bundle.h"
#include "visit/visit.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

TEST(Care, procedures_medicines_and_vaccines_of_the_visit_are_read) {
    Json given = of_visit("MedicationAdministration", "g", R"("status": "completed",
        "medicationCodeableConcept": {"text": "Ceftriaxone 1 g"}, "context": {"reference": "Encounter/visit"},
        "effectiveDateTime": "2026-03-10T09:20:00-05:00", "dosage": {"dose": {"value": 1, "unit": "g"},
        "route": {"text": "Intramuscular route"}})",
                          "");
    Json earlier = given;
    earlier["id"] = "e";
    earlier["context"]["reference"] = "Encounter/earlier";
    Json refused = given;
    refused["id"] = "n";
    refused["status"] = "not-done";
    Json stopped = given;
    stopped["id"] = "s";
    stopped["status"] = "stopped";
    const Json stitches = of_visit("Procedure", "p", R"("status": "completed", "code": {"text": "4 stitches"},
        "performedDateTime": "2026-03-10", "bodySite": [{"text": "Left hand"}], "followUp": [{"text": "Stitches out in 7 days"}])");
    const Json undone = of_visit("Procedure", "q", R"("status": "not-done", "code": {"text": "X"})");
    const Read read =
        read_with({given, earlier, refused, stopped, stitches, undone, encounter("earlier", "ada", "2026-01-10")});
    ASSERT_TRUE(read.visit) << read.messages;
    ASSERT_EQ(read.visit->given.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->given[0].name.name.text, "Ceftriaxone 1 g");
    EXPECT_EQ(read.visit->given[0].dose.value, "1");
    EXPECT_TRUE(read.visit->incomplete(VisitSection::given));  // how much of the stopped one was given nobody knows
    ASSERT_EQ(read.visit->procedures.size(), 1u);
    EXPECT_EQ(read.visit->procedures[0].body_sites[0].name.text, "Left hand");
    EXPECT_EQ(read.visit->procedures[0].follow_up[0].name.text, "Stitches out in 7 days");
}

struct OrderCase {
    const char* members;
    OrderKind kind;
};

class Orders : public testing::TestWithParam<OrderCase> {};

TEST_P(Orders, stand_where_the_patient_has_to_act_on_them) {
    const Json order =
        of_visit("ServiceRequest", "o", std::string(R"("status": "active", "intent": "order", )") + GetParam().members);
    const Read read = read_with({order});
    ASSERT_EQ(read.visit->service_requests.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->service_requests[0].kind, GetParam().kind) << GetParam().members;
}

INSTANTIATE_TEST_SUITE_P(
    Care, Orders,
    testing::Values(
        OrderCase{R"("code": {"text": "Wear the ankle brace"})", OrderKind::instruction},
        OrderCase{R"("code": {"text": "Low-salt diet"})", OrderKind::instruction},
        OrderCase{R"("code": {"text": "Sodium"}, "category": [{"text": "Patient education"}])", OrderKind::instruction},
        OrderCase{R"("code": {"text": "x", "coding": [{"system": "http://snomed.info/sct", "code": "229070002"}]})",
                  OrderKind::instruction},
        OrderCase{R"("code": {"text": "Return visit in 2 weeks"})", OrderKind::follow_up},
        OrderCase{R"("code": {"text": "Follow-up with cardiology"})", OrderKind::follow_up},
        OrderCase{R"("code": {"text": "x", "coding": [{"system": "http://snomed.info/sct", "code": "390906007"}]})",
                  OrderKind::follow_up},
        OrderCase{R"("code": {"text": "X-ray of knee"})", OrderKind::test_or_referral},
        OrderCase{R"("code": {"text": "Exercise stress test"})", OrderKind::test_or_referral},
        OrderCase{R"("code": {"text": "Sleep study"})", OrderKind::test_or_referral},
        OrderCase{R"("code": {"text": "Resting ECG"})", OrderKind::test_or_referral},
        OrderCase{
            R"("code": {"text": "Dietitian"}, "category": [{"coding": [{"system": "http://snomed.info/sct", "code": "3457005"}]}])",
            OrderKind::test_or_referral}),
    [](const auto& each) { return "case_" + std::to_string(each.index); });

/// What the patient does at home must not be listed among the tests and referrals, which others arrange.
class OrderWords : public testing::TestWithParam<std::pair<const char*, OrderKind>> {};

TEST_P(OrderWords, tell_who_has_to_act) {
    const auto kind_of = [](const std::string& words) {
        Json order = of_visit("ServiceRequest", "o", R"("status": "active", "intent": "order")");
        order["code"]["text"] = words;
        return read_with({order}).visit->service_requests.at(0).kind;
    };
    EXPECT_EQ(kind_of(GetParam().first), GetParam().second);
    EXPECT_EQ(kind_of("Placebo" + std::string(GetParam().first)), OrderKind::test_or_referral);
}

INSTANTIATE_TEST_SUITE_P(
    Openings, OrderWords,
    testing::Values(
        std::pair("Wear a brace", OrderKind::instruction), std::pair("Rest at home", OrderKind::instruction),
        std::pair("Rest the knee", OrderKind::instruction), std::pair("Rest for 3 days", OrderKind::instruction),
        std::pair("Avoid salt", OrderKind::instruction), std::pair("Apply heat", OrderKind::instruction),
        std::pair("Elevate the leg", OrderKind::instruction), std::pair("Keep it dry", OrderKind::instruction),
        std::pair("Do not drive", OrderKind::instruction), std::pair("Don't drive", OrderKind::instruction),
        std::pair("Drink water", OrderKind::instruction), std::pair("Eat fiber", OrderKind::instruction),
        std::pair("Walk daily", OrderKind::instruction), std::pair("Stretching", OrderKind::instruction),
        std::pair("Ice the knee", OrderKind::instruction), std::pair("Use crutches", OrderKind::instruction),
        std::pair("Weigh yourself", OrderKind::instruction),
        std::pair("Check your blood sugar", OrderKind::instruction),
        std::pair("Measure your waist", OrderKind::instruction), std::pair("Stop smoking", OrderKind::instruction),
        std::pair("Education about insulin", OrderKind::instruction),
        std::pair("Advice about sleep", OrderKind::instruction), std::pair("Gargle salt water", OrderKind::instruction),
        std::pair("Soak the foot", OrderKind::instruction), std::pair("Rinse your mouth", OrderKind::instruction),
        std::pair("Raise the leg", OrderKind::instruction), std::pair("Limit salt", OrderKind::instruction),
        std::pair("Put ice on it", OrderKind::instruction), std::pair("Lie flat", OrderKind::instruction),
        std::pair("Change your bandage daily", OrderKind::instruction),
        std::pair("Take off the splint at night", OrderKind::instruction),
        std::pair("No lifting", OrderKind::instruction), std::pair("No driving", OrderKind::instruction),
        std::pair("No weight bearing", OrderKind::instruction), std::pair("No sports", OrderKind::instruction)),
    [](const auto& each) { return "case_" + std::to_string(each.index); });

TEST(Care, devices_and_diets_are_instructions) {
    const Json crutches = of_visit("DeviceRequest", "d", R"("status": "active", "intent": "order",
        "codeCodeableConcept": {"text": "Crutches"})");
    Json diet = of_visit("NutritionOrder", "n", R"("status": "active", "intent": "order", "dateTime": "2026-03-10",
        "oralDiet": {"type": [{"text": "Soft diet"}], "instruction": "For 3 days"})");
    diet.erase("subject");
    diet["patient"] = {{"reference", "Patient/ada"}};
    Json without = diet;
    without["id"] = "w";
    without["excludeFoodModifier"] = Json::array({{{"text", "Peanut"}}});
    const Read read = read_with({crutches, diet, without});
    ASSERT_EQ(read.visit->service_requests.size(), 2u) << read.messages;
    EXPECT_EQ(read.visit->service_requests[0].name.name.text, "Crutches");
    EXPECT_EQ(read.visit->service_requests[1].patient_instruction.text, "For 3 days");
    for (const VisitServiceRequest& order : read.visit->service_requests) EXPECT_EQ(order.kind, OrderKind::instruction);
    EXPECT_TRUE(read.visit->incomplete(VisitSection::service_requests));  // what not to eat is never turned round
}

struct DietCase {
    const char* members;
    const char* words;  ///< empty: the diet is left out, and the page says so
};

class Diets : public testing::TestWithParam<DietCase> {};

TEST_P(Diets, are_printed_whole_or_not_at_all) {
    Json diet = of_visit(
        "NutritionOrder", "n",
        std::string(R"("status": "active", "intent": "order", "dateTime": "2026-03-10", )") + GetParam().members);
    diet.erase("subject");
    diet["patient"] = {{"reference", "Patient/ada"}};
    const Read read = read_with({diet});
    ASSERT_TRUE(read.visit) << read.messages;
    const std::string words = GetParam().words;
    EXPECT_EQ(read.visit->incomplete(VisitSection::service_requests), words.empty());
    ASSERT_EQ(read.visit->service_requests.size(), words.empty() ? 0u : 1u) << read.messages;
    if (words.empty()) return;
    EXPECT_EQ(read.visit->service_requests[0].name.name.text, words);
}

INSTANTIATE_TEST_SUITE_P(
    Care, Diets,
    testing::Values(
        DietCase{R"("oralDiet": {"type": [{"text": "Regular"}], "fluidConsistencyType": [{"text": "Nectar thick"}]})",
                 "Regular, Nectar thick"},
        DietCase{R"("oralDiet": {"type": [{"text": "Low sodium"}], "texture": [{"modifier": {"text": "Pureed"}}]})",
                 "Low sodium, Pureed"},
        DietCase{R"("oralDiet": {"texture": [{"modifier": {"text": "Ground"}, "foodType": {"text": "Meat"}}]})",
                 "Ground (Meat)"},
        DietCase{R"("oralDiet": {"nutrient": [{"modifier": {"text": "Sodium"}, "amount": {"value": 2, "unit": "g"}}]})",
                 "Sodium: 2 g"},
        DietCase{R"("oralDiet": {"nutrient": [{"modifier": {"text": "Sodium"}}]})", ""},
        DietCase{
            R"("oralDiet": {"type": [{"text": "Regular"}], "fluidConsistencyType": [{"coding": [{"code": "9"}]}]})",
            ""},
        DietCase{R"("oralDiet": {"type": [{"text": "Regular"}, {"coding": [{"code": "9"}]}]})", ""},
        DietCase{R"("oralDiet": {"type": [{"text": "Regular"}], "schedule": [{"code": {"text": "x"}}]})", ""},
        DietCase{R"("supplement": [{"type": {"text": "Protein drink"}, "instruction": "With breakfast"}])",
                 "Protein drink, With breakfast"},
        DietCase{R"("supplement": [{"type": {"text": "Protein drink"}, "quantity": {"value": 1}}])", ""},
        DietCase{R"("oralDiet": {"type": [{"text": "Soft"}]}, "enteralFormula": {"baseFormulaProductName": "x"})", ""},
        DietCase{R"("oralDiet": {"type": [{"text": "Soft"}]}, "excludeFoodModifier": [{"text": "Nuts"}])", ""}),
    [](const auto& each) { return "case_" + std::to_string(each.index); });

TEST(Care, recalls_are_read_as_not_booked) {
    const Json recall = parse(R"({"resourceType": "Appointment", "id": "r", "status": "proposed",
        "requestedPeriod": [{"start": "2026-09-01", "end": "2026-09-30"}], "appointmentType": {"text": "Yearly check"},
        "participant": [{"actor": {"reference": "Patient/ada"}, "status": "needs-action"}]})");
    const Read read = read_with({recall});
    ASSERT_EQ(read.visit->appointments.size(), 1u) << read.messages;
    EXPECT_FALSE(read.visit->appointments[0].booked);
    EXPECT_EQ(read.visit->appointments[0].asked_for.start.text, "2026-09-01");
}

TEST(Care, the_team_has_roles_and_no_relatives) {
    const Json team = of_visit("CareTeam", "t", R"("status": "active", "participant": [
        {"role": [{"text": "Diabetes nurse"}], "member": {"reference": "Practitioner/n"}},
        {"role": [{"text": "Wife"}], "member": {"reference": "RelatedPerson/w", "display": "Someone"}}])",
                               "");
    const Json old = of_visit("CareTeam", "u", R"("status": "inactive", "participant": [
        {"member": {"reference": "Practitioner/n"}}])",
                              "");
    const Json nurse = parse(R"({"resourceType": "Practitioner", "id": "n", "name": [{"text": "Nora Finch"}]})");
    const Read read = read_with({team, old, nurse});
    ASSERT_EQ(read.visit->care_team.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->care_team[0].name, "Nora Finch");
    EXPECT_EQ(read.visit->care_team[0].role.name.text, "Diabetes nurse");
    EXPECT_FALSE(read.says("participant[0]: a member is left out")) << read.messages;
}

TEST(Care, members_with_words_alone_are_of_the_team_unless_they_are_the_patients_own) {
    Json team = of_visit("CareTeam", "t", R"("status": "active", "participant": [
        {"role": [{"text": "Nurse"}], "member": {"display": "Nora Finch"}},
        {"role": [{"text": "Wife"}], "member": {"display": "Someone"}},
        {"role": [{"text": "Family doctor"}], "member": {"display": "Dr. Ada Reed"}},
        {"member": {"type": "RelatedPerson", "display": "Somebody"}}])",
                         "");
    const Read read = read_with({team});
    ASSERT_EQ(read.visit->care_team.size(), 2u) << read.messages;
    EXPECT_EQ(read.visit->care_team[0].name, "Nora Finch");
    EXPECT_EQ(read.visit->care_team[1].name, "Dr. Ada Reed");
    EXPECT_TRUE(read.says("participant[1]: a member is left out")) << read.messages;
    EXPECT_TRUE(read.says("participant[3]: a member is left out")) << read.messages;
    EXPECT_FALSE(read.says("Someone"));
}

class OwnRoles : public testing::TestWithParam<const char*> {};

/// A page that anybody may see names no relative, nor who decides for the patient.
TEST_P(OwnRoles, are_not_of_the_care_team) {
    const auto team_of = [](const std::string& role) {
        Json team = of_visit("CareTeam", "t", R"("status": "active")", "");
        team["participant"] = {{{"role", {{{"text", role}}}}, {"member", {{"display", "Someone"}}}}};
        return read_with({team}).visit->care_team.size();
    };
    const std::string role = GetParam();
    EXPECT_EQ(team_of(role), 0U);
    EXPECT_EQ(team_of("Legal " + role), 0U);
    EXPECT_EQ(team_of(role + " nurse"), 1U);
}

INSTANTIATE_TEST_SUITE_P(All, OwnRoles,
                         testing::Values("Patient", "Subject", "Self", "Wife", "Husband", "Spouse", "Partner", "Mother",
                                         "Father", "Parent", "Parents", "Daughter", "Son", "Child", "Sister", "Brother",
                                         "Sibling", "Aunt", "Uncle", "Relative", "Family", "Friend", "Neighbor",
                                         "Guardian", "Proxy", "Carer", "Caregiver", "Grandmother", "Grandfather",
                                         "Grandparent", "Contact", "Kin", "Member"));

TEST(Care, orders_of_medicines_say_supply_and_prescriber) {
    const Json nurse = parse(R"({"resourceType": "Practitioner", "id": "n", "name": [{"text": "Nora Finch"}]})");
    const Read read =
        read_with({nurse, medicine("m", "Lisinopril 10 mg", R"(, "requester": {"reference": "Practitioner/n"},
        "dispenseRequest": {"quantity": {"value": 30, "unit": "tablet"}, "numberOfRepeatsAllowed": 2})")});
    ASSERT_EQ(read.visit->medicines.size(), 1u) << read.messages;
    const Medicine& one = read.visit->medicines[0];
    EXPECT_EQ(one.quantity.value, "30");
    EXPECT_EQ(one.refills, 2);
    EXPECT_EQ(one.prescriber, "Nora Finch");
    EXPECT_EQ(one.start.text, "2026-03-10");
}

TEST(Care, work_and_school_are_no_health_problems) {
    const auto coded = [](const std::string& id, const std::string& code, const std::string& words,
                          const std::string& visit) {
        return of_visit("Condition", id,
                        R"("clinicalStatus": {"coding": [{"code": "active"}]},
            "code": {"coding": [{"system": "http://snomed.info/sct", "code": ")" +
                            code + R"(", "display": ")" + words + "\"}]}",
                        visit);
    };
    const Read read = read_with({coded("a", "224299000", "Received higher education (finding)", ""),
                                 coded("b", "1", "Part-time employment (finding)", "visit"),
                                 coded("c", "314529007", "Medication review due (situation)", ""),
                                 coded("d", "386661006", "Fever (finding)", ""),
                                 coded("e", "59621000", "Essential hypertension (disorder)", "")});
    std::vector<std::string> names;
    for (const VisitCondition& condition : read.visit->conditions) names.push_back(condition.name.name.text);
    EXPECT_EQ(names, (std::vector<std::string>{"Fever", "Essential hypertension"})) << read.messages;
    EXPECT_TRUE(read.visit->holds_more(VisitSection::conditions));  // one is of this visit
    EXPECT_TRUE(read.says("2 Condition about work, school, home life or tasks of the clinic")) << read.messages;
}

class SocialCodes : public testing::TestWithParam<std::pair<const char*, bool>> {};

TEST_P(SocialCodes, of_icd_10_are_no_health_problems) {
    const auto conditions = [](const std::string& system) {
        Json coded = condition("c", "Placebo", "", "");
        coded["code"]["coding"] = {{{"system", system}, {"code", GetParam().first}}};
        return read_with({coded}).visit->conditions.size();
    };
    EXPECT_EQ(conditions("http://hl7.org/fhir/sid/icd-10-cm"), GetParam().second ? 0U : 1U);
    EXPECT_EQ(conditions("urn:local"), 1U);
}

INSTANTIATE_TEST_SUITE_P(Care, SocialCodes,
                         testing::Values(std::pair("Z54", false), std::pair("Z55", true), std::pair("Z56.0", true),
                                         std::pair("Z59", true), std::pair("Z60", true), std::pair("Z65.8", true),
                                         std::pair("Z66", false), std::pair("Z67", false), std::pair("Z45", false),
                                         std::pair("Z75", false), std::pair("Z79.4", false), std::pair("E55", false),
                                         std::pair("Z5", false)));

TEST(Care, plans_and_goals_of_ended_conditions_are_over) {
    Json bronchitis = condition("old", "Bronchitis", "", "");
    bronchitis["clinicalStatus"] = parse(R"({"coding": [{"code": "resolved"}]})");
    const std::string plan = R"("status": "active", "intent": "plan", "title": "Plan", "description": "Rest",
        "addresses": [{"reference": "Condition/)";
    const Read read =
        read_with({bronchitis, condition("now", "Diabetes", "", ""), of_visit("CarePlan", "a", plan + "old\"}]", ""),
                   of_visit("CarePlan", "b", plan + "now\"}]", ""),
                   of_visit("Goal", "g", R"("lifecycleStatus": "active", "description": {"text": "No cough"},
                                     "addresses": [{"reference": "Condition/old"}])",
                            "")});
    ASSERT_EQ(read.visit->care_plans.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->care_plans[0].addresses[0].name.text, "Diabetes");
    EXPECT_TRUE(read.visit->goals.empty());
}

struct PlausibleCase {
    const char* loinc;
    const char* value;
    const char* unit;
    bool shown;
};

class Plausible : public testing::TestWithParam<PlausibleCase> {};

TEST_P(Plausible, values_alone_are_shown_and_others_are_warned_of) {
    const PlausibleCase& one = GetParam();
    const Json sign =
        of_visit("Observation", "o",
                 std::string(R"("status": "final",
        "category": [{"coding": [{"code": "vital-signs"}]}], "code": {"text": "x", "coding": [{"system": "http://loinc.org", "code": ")") +
                     one.loinc + R"("}]}, "valueQuantity": {"value": )" + one.value + R"(, "unit": ")" + one.unit +
                     R"(", "system": "http://unitsofmeasure.org", "code": ")" + one.unit + "\"}");
    const Read read = read_with({sign});
    EXPECT_EQ(!read.visit->vital_signs.empty(), one.shown) << one.value << one.unit;
    EXPECT_EQ(read.visit->incomplete(VisitSection::vital_signs), !one.shown);
    EXPECT_EQ(read.says("no living person has this value"), !one.shown) << read.messages;
}

INSTANTIATE_TEST_SUITE_P(
    Care, Plausible,
    testing::Values(PlausibleCase{"29463-7", "700", "kg", false}, PlausibleCase{"29463-7", "300", "kg", true},
                    PlausibleCase{"29463-7", "0.9", "kg", true}, PlausibleCase{"8867-4", "720", "/min", false},
                    PlausibleCase{"8867-4", "220", "/min", true}, PlausibleCase{"2708-6", "0.97", "%", false},
                    PlausibleCase{"2708-6", "0.97", "1", false}, PlausibleCase{"2708-6", "88", "%", true},
                    PlausibleCase{"8310-5", "101", "Cel", false}, PlausibleCase{"8310-5", "101", "[degF]", true},
                    PlausibleCase{"8480-6", "1180", "mm[Hg]", false}, PlausibleCase{"8302-2", "1.75", "cm", false},
                    PlausibleCase{"8302-2", "170", "m", false}, PlausibleCase{"8302-2", "1.7", "m", true},
                    PlausibleCase{"8302-2", "66", "[ft_i]", false}, PlausibleCase{"8302-2", "5.6", "[ft_i]", true},
                    PlausibleCase{"29463-7", "70", "g", false}, PlausibleCase{"29463-7", "3200", "g", true}),
    [](const auto& each) { return "case_" + std::to_string(each.index); });

TEST(Care, a_corrected_measurement_stands_in_place_of_the_first) {
    const auto weight = [](const std::string& id, const std::string& value, const std::string& status) {
        return of_visit("Observation", id,
                        R"("effectiveDateTime": "2026-03-10T09:15:00-05:00",
            "category": [{"coding": [{"code": "vital-signs"}]}], "status": ")" +
                            status +
                            R"(", "code": {"coding": [{"system": "http://loinc.org",
            "code": "29463-7"}]}, "valueQuantity": {"value": )" +
                            value + R"(, "unit": "kg"})");
    };
    const Read read = read_with({weight("a", "99", "final"), weight("b", "66", "corrected")});
    ASSERT_EQ(read.visit->vital_signs.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->vital_signs[0].value.low.value, "66");
}

TEST(Care, a_blood_pressure_the_wrong_way_round_is_left_out) {
    const auto pressure = [](const std::string& systolic, const std::string& diastolic) {
        const auto part = [](const std::string& loinc, const std::string& value) {
            return R"({"code": {"coding": [{"system": "http://loinc.org", "code": ")" + loinc +
                   R"("}]}, "valueQuantity": {"value": )" + value + R"(, "unit": "mmHg"}})";
        };
        return read_with({of_visit("Observation", "o",
                                   R"("status": "final",
            "category": [{"coding": [{"code": "vital-signs"}]}],
            "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]}, "component": [)" +
                                       part("8480-6", systolic) + "," + part("8462-4", diastolic) + "]")});
    };
    EXPECT_EQ(pressure("120", "80").visit->vital_signs.size(), 1u);
    const Read read = pressure("80", "120");
    EXPECT_TRUE(read.visit->vital_signs.empty());
    EXPECT_TRUE(read.visit->incomplete(VisitSection::vital_signs));
    EXPECT_TRUE(read.says("the diastolic pressure is above the systolic")) << read.messages;
}

struct PlainCase {
    const char* language;
    const char* written;
    const char* plain;
    bool unclear;
};

class PlainInstructions : public testing::TestWithParam<PlainCase> {};

TEST_P(PlainInstructions, have_error_prone_abbreviations_written_out) {
    const PlainCase& one = GetParam();
    Json order = of_visit("ServiceRequest", "o", R"("status": "active", "intent": "order", "code": {"text": "Care"})");
    order["patientInstruction"] = one.written;
    if (*one.language != '\0') order["language"] = one.language;
    const Read read = read_with({order});
    ASSERT_EQ(read.visit->service_requests.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->service_requests[0].patient_instruction.text, one.plain);
    EXPECT_EQ(read.says("cannot be written out surely"), one.unclear) << read.messages;
}

INSTANTIATE_TEST_SUITE_P(
    Care, PlainInstructions,
    testing::Values(
        PlainCase{"", "Take metoprolol 25.0 mg PO BID", "Take metoprolol 25 mg by mouth 2 times a day", false},
        PlainCase{"en-US", "Take insulin 10U QD", "Take insulin 10 units 1 time a day", false},
        PlainCase{"en", "Give .5 mL q4h. Send it to PO Box 12.", "Give 0.5 mL every 4 hours. Send it to PO Box 12.",
                  false},
        PlainCase{"en", "Apply cream QD AU", "Apply cream 1 time a day AU", true},
        PlainCase{"en", "MSO4 5.0 mg IVP q4h", "MSO4 5 mg IVP every 4 hours", true},
        PlainCase{"en", "You have stage IV disease.", "You have stage IV disease.", false},
        PlainCase{"en", "You have stage IV disease, take 25.0 mg.", "You have stage IV disease, take 25.0 mg.", true},
        PlainCase{"en", "You have class IV disease, take 25.0 mg.", "You have class IV disease, take 25.0 mg.", true},
        PlainCase{"en", "You have grade IV disease, take 25.0 mg.", "You have grade IV disease, take 25.0 mg.", true},
        PlainCase{"en", "You have type IV disease, take 25.0 mg.", "You have type IV disease, take 25.0 mg.", true},
        PlainCase{"en", "You have factor IV disease, take 25.0 mg.", "You have factor IV disease, take 25.0 mg.", true},
        PlainCase{"en", "You have category IV disease, take 25.0 mg.", "You have category IV disease, take 25.0 mg.",
                  true},
        PlainCase{"en", "5.0 mg for pain.", "5 mg for pain.", false},
        PlainCase{"de", "2 mg im Wasser", "2 mg im Wasser", false},
        PlainCase{"", "2 mg mit Wasser, im Haus", "2 mg mit Wasser, im Haus", false}),
    [](const auto& each) { return "case_" + std::to_string(each.index); });

TEST(Care, given_doses_and_booked_visits_have_plain_instructions) {
    const Json given = of_visit("MedicationAdministration", "g", R"("status": "completed",
        "medicationCodeableConcept": {"text": "Morphine"}, "effectiveDateTime": "2026-03-10T09:20:00-05:00",
        "dosage": {"text": "5.0 mg SL q4h"})",
                                "");
    Json booked = parse(R"({"resourceType": "Appointment", "id": "b", "status": "booked",
        "start": "2026-09-01T10:00:00-04:00", "patientInstruction": "Take 25 mg PO BID",
        "participant": [{"actor": {"reference": "Patient/ada"}, "status": "accepted"}]})");
    const Read read = read_with({given, booked});
    ASSERT_EQ(read.visit->given.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->given[0].dosage.text, "5 mg under the tongue every 4 hours");
    ASSERT_EQ(read.visit->appointments.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->appointments[0].patient_instruction.text, "Take 25 mg by mouth 2 times a day");
}

TEST(Care, notes_for_patients_have_plain_instructions) {
    const auto note = [](const std::string& words) {
        return read_with({of_visit("Composition", "c",
                                   R"("status": "final", "title": "Discharge",
            "type": {"coding": [{"system": "http://loinc.org", "code": "18842-5"}]},
            "date": "2026-03-10", "section": [{"title": "Instructions",
            "code": {"coding": [{"system": "http://loinc.org", "code": "8653-8"}]},
            "text": {"status": "additional", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>)" +
                                       words + R"(</p></div>"}}])")});
    };
    const Read read = note("Take insulin 10U QD and MSO4 1.0 mg.");
    ASSERT_EQ(read.visit->notes.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->notes[0].text.text, "Take insulin 10 units 1 time a day and MSO4 1 mg.");
    EXPECT_TRUE(read.says("section[0]: an abbreviation that has been misread")) << read.messages;
    Json letter = of_visit("DocumentReference", "d", R"("status": "current",
        "type": {"coding": [{"system": "http://loinc.org", "code": "8653-8"}]},
        "context": {"encounter": [{"reference": "Encounter/visit"}]},
        "content": [{"attachment": {"contentType": "text/plain", "data": "VGFrZSBpbnN1bGluIDEwVSBRRC4="}}])",
                           "");
    const Read attached = read_with({letter});
    ASSERT_EQ(attached.visit->notes.size(), 1u) << attached.messages;
    EXPECT_EQ(attached.visit->notes[0].text.text, "Take insulin 10 units 1 time a day.");
    const Read longer = note(std::string(2'000, 'x') + " Take 10 mg PO BID.");
    ASSERT_EQ(longer.visit->notes.size(), 1u) << longer.messages;
    EXPECT_TRUE(longer.says("not written out in a text of this length")) << longer.messages;
}

TEST(Care, sides_of_the_eye_are_written_out_where_the_words_tell_of_an_eye) {
    Json cataract = condition("c", "Cataract OD", "", "visit");
    cataract["bodySite"] = Json::array({{{"text", "OS"}}});
    const Read read = read_with({cataract, condition("d", "Overdose OD", "", "visit")});
    ASSERT_EQ(read.visit->conditions.size(), 2u) << read.messages;
    EXPECT_EQ(read.visit->conditions[0].name.name.text, "Cataract, right eye");
    ASSERT_EQ(read.visit->conditions[0].body_sites.size(), 1u);
    EXPECT_EQ(read.visit->conditions[0].body_sites[0].name.text, "Left eye");
    EXPECT_TRUE(read.says("the name and the body site disagree about the side")) << read.messages;
    EXPECT_EQ(read.visit->conditions[1].name.name.text, "Overdose OD");
}

TEST(Care, what_no_reader_looks_at_keeps_a_section_from_being_called_empty) {
    const Json dispensed = of_visit("MedicationDispense", "d", R"("status": "completed",
        "medicationCodeableConcept": {"text": "Amoxicillin"})",
                                    "");
    const Json task = of_visit("Task", "t", R"("status": "requested", "intent": "order")");
    EXPECT_TRUE(read_with({dispensed}).visit->incomplete(VisitSection::medicines));
    EXPECT_FALSE(read_with({dispensed, medicine("m", "Amoxicillin")}).visit->incomplete(VisitSection::medicines));
    EXPECT_TRUE(read_with({task}).visit->holds_more(VisitSection::notes));
    EXPECT_FALSE(read_with({}).visit->holds_more(VisitSection::notes));
}

TEST(Care, an_interpreter_is_needed_where_the_record_says_so) {
    Json who = patient();
    EXPECT_FALSE(read(bundle({who, encounter()})).visit->patient.interpreter_needed);
    who["extension"] = parse(R"([{"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed",
        "valueCoding": {"system": "http://snomed.info/sct", "code": "373066001"}}])");
    EXPECT_TRUE(read(bundle({who, encounter()})).visit->patient.interpreter_needed);
    who["extension"][0]["valueCoding"]["code"] = "373067005";
    EXPECT_FALSE(read(bundle({who, encounter()})).visit->patient.interpreter_needed);
    who["extension"][0] = parse(R"({"url": "urn:local", "valueCoding": {"code": "373066001"}})");
    EXPECT_FALSE(read(bundle({who, encounter()})).visit->patient.interpreter_needed);
    for (const bool needed : {true, false}) {
        Json visit = encounter();
        visit["extension"] = {
            {{"url", "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"}, {"valueBoolean", needed}}};
        EXPECT_EQ(read(bundle({patient(), visit})).visit->patient.interpreter_needed, needed);
    }
}

}  // namespace
}  // namespace carepress::test
