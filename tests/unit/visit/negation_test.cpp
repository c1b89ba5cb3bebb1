#include "visit/negation.h"

#include "all_words.h"
#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

using Kinds = std::vector<AllergyKind>;
constexpr const char* ips = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";
constexpr const char* snomed = "http://snomed.info/sct";

Concept in_words(const std::string& words) {
    Concept made;
    made.name.text = words;
    return made;
}

struct WordsCase {
    std::string words;
    Absence says;
    Kinds kinds = {};
    std::vector<std::string> substances = {};
};

class AllergyWords : public testing::TestWithParam<WordsCase> {};

TEST_P(AllergyWords, SayWhatIsNotThere) {
    const AllergyAbsence absence = absence_of_allergies(in_words(GetParam().words), {});
    EXPECT_EQ(absence.says, GetParam().says) << GetParam().words;
    EXPECT_EQ(absence.kinds, GetParam().kinds) << GetParam().words;
    EXPECT_EQ(absence.substances, GetParam().substances) << GetParam().words;
}

constexpr auto none = Absence::none_known;
constexpr auto unknown = Absence::not_known;
constexpr auto named = Absence::no;
const Kinds drugs{AllergyKind::medicines}, food{AllergyKind::food}, air{AllergyKind::environment},
    latex{AllergyKind::latex};

INSTANTIATE_TEST_SUITE_P(
    None, AllergyWords,
    testing::Values(WordsCase{"NKA", none}, WordsCase{"No known allergies", none},
                    WordsCase{"No Known Allergies.", none}, WordsCase{"No Known Allergies (Other Types)", none},
                    WordsCase{"No known allergy (situation)", none},
                    WordsCase{"No known allergies or intolerances", none}, WordsCase{"no allergies", none},
                    WordsCase{"No known allergies to date", none}, WordsCase{"no known allergies at this time", none},
                    WordsCase{"None known", none}, WordsCase{"none", none}, WordsCase{"Nil known", none},
                    WordsCase{"Patient denies allergies", none}, WordsCase{"Denies any known allergies", none},
                    WordsCase{"Sin alergias conocidas", none}, WordsCase{"Ninguna alergia conocida", none},
                    WordsCase{"No se conocen alergias", none}, WordsCase{"NKA/NKDA", none},
                    WordsCase{"Patient has no known allergies", none}, WordsCase{"Pt states no allergies", none},
                    WordsCase{"No Known Allergies (NKA)", none}, WordsCase{"none reported", none},
                    WordsCase{"None recorded", none}, WordsCase{"none reported/recorded", none},
                    WordsCase{"No allergies reported by patient", none}, WordsCase{"not allergic to anything", none},
                    WordsCase{"Patient is not allergic to anything", none}, WordsCase{"Niega alergias", none},
                    WordsCase{"Allergies: None known", none}, WordsCase{"NKA - verified with patient", none},
                    WordsCase{"NKA; NKDA", none},
                    WordsCase{"Ningu\u0301na alergia conocida", none}));  // an accent as a character of its own
INSTANTIATE_TEST_SUITE_P(
    NoneOfAKind, AllergyWords,
    testing::Values(WordsCase{"NKDA", none, drugs}, WordsCase{"Allergies: NKDA", none, drugs},
                    WordsCase{"NKDA - verified 11/20", none, drugs},
                    WordsCase{"NKDA (reviewed 11/20/2026)", none, drugs}, WordsCase{"N.K.D.A", named},
                    WordsCase{"No known drug allergies", none, drugs},
                    WordsCase{"No known medication allergies", none, drugs},
                    WordsCase{"No known allergies to medications", none, drugs},
                    WordsCase{"No Known Drug Allergies (Other Types)", none, drugs}, WordsCase{"NKFA", none, food},
                    WordsCase{"No known food allergy", none, food},
                    WordsCase{"No known environmental allergies", none, air},
                    WordsCase{"No known latex allergy (situation)", none, latex},
                    WordsCase{"No known allergy to latex", none, latex},
                    WordsCase{"NKDA, NKFA", none, {AllergyKind::medicines, AllergyKind::food}},
                    WordsCase{"No known food or drug allergies", none, {AllergyKind::food, AllergyKind::medicines}},
                    WordsCase{"No known drug/food allergies", none, {AllergyKind::medicines, AllergyKind::food}},
                    WordsCase{"No known drug, food or latex allergies",
                              none,
                              {AllergyKind::medicines, AllergyKind::food, AllergyKind::latex}},
                    WordsCase{"Sin alergias medicamentosas", none, drugs},
                    WordsCase{"No known penicillin allergy", none, {}, {"penicillin"}},
                    WordsCase{"No known allergies to bee venom", none, {}, {"bee venom"}}));
INSTANTIATE_TEST_SUITE_P(
    NotKnown, AllergyWords,
    testing::Values(WordsCase{"Not on File", unknown}, WordsCase{"No Allergy Information Available", unknown},
                    WordsCase{"Unable to assess", unknown}, WordsCase{"Patient not asked", unknown},
                    WordsCase{"Not asked", unknown}, WordsCase{"Unknown", unknown},
                    WordsCase{"Allergies unknown", unknown}, WordsCase{"unable to obtain", unknown},
                    WordsCase{"No information about allergies", unknown}, WordsCase{"No allergies on file", unknown},
                    WordsCase{"-", unknown}, WordsCase{"N/A", unknown}, WordsCase{"Se desconoce", unknown}));
INSTANTIATE_TEST_SUITE_P(
    AllergiesAllTheSame, AllergyWords,
    testing::Values(WordsCase{"Penicillin", named}, WordsCase{"NKDA/penicillin", named},
                    WordsCase{"Allergies: penicillin", named}, WordsCase{"NKDA - penicillin verified", named},
                    WordsCase{"Not allergic to anything but eggs", named},
                    WordsCase{"Penicillin - verified 11/20", named},
                    WordsCase{"Patient has no known allergies except latex", named},
                    WordsCase{"No known allergies except penicillin", named},
                    WordsCase{"No known drug allergies; peanut", named}, WordsCase{"NKDA, latex", named},
                    WordsCase{"No known allergies, penicillin", named},
                    WordsCase{"No known allergies other than eggs", named}, WordsCase{"No additional allergies", named},
                    WordsCase{"No allergies to food but nuts", named}, WordsCase{"Nil by mouth", named},
                    WordsCase{"Unknown antibiotic", named}, WordsCase{"Nonoxynol", named},
                    WordsCase{"No known allergies. Allergic to sulfa.", named}, WordsCase{"Nuts, unknown", named},
                    WordsCase{"", named}));

struct CodeCase {
    std::string system, code;
    Absence says;
    Kinds kinds = {};
};

class AllergyCodes : public testing::TestWithParam<CodeCase> {};

TEST_P(AllergyCodes, NeedNoWords) {
    Concept made;
    made.codes = {{GetParam().system, GetParam().code}};
    const AllergyAbsence absence = absence_of_allergies(made, {});
    EXPECT_EQ(absence.says, GetParam().says) << GetParam().code;
    EXPECT_EQ(absence.kinds, GetParam().kinds) << GetParam().code;
}

constexpr const char* null_flavor = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";
constexpr const char* absent_reason = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
INSTANTIATE_TEST_SUITE_P(
    Codes, AllergyCodes,
    testing::Values(CodeCase{ips, "no-known-allergies", none}, CodeCase{ips, "no-allergy-info", unknown},
                    CodeCase{ips, "no-known-medication-allergies", none, drugs},
                    CodeCase{ips, "no-known-food-allergies", none, food},
                    CodeCase{ips, "no-known-environmental-allergies", none, air}, CodeCase{snomed, "716186003", none},
                    CodeCase{snomed, "409137002", none, drugs}, CodeCase{snomed, "429625007", none, food},
                    CodeCase{snomed, "428607008", none, air}, CodeCase{snomed, "1003774007", none, latex},
                    CodeCase{snomed, "716184000", none, latex}, CodeCase{snomed, "1631000175102", unknown},
                    CodeCase{null_flavor, "NASK", unknown}, CodeCase{null_flavor, "UNK", unknown},
                    CodeCase{null_flavor, "NI", unknown}, CodeCase{null_flavor, "OTH", named},
                    CodeCase{absent_reason, "not-asked", unknown}, CodeCase{absent_reason, "as-text", named},
                    CodeCase{snomed, "91936005", named}, CodeCase{"urn:other", "716186003", named}));

TEST(Negations, WordsBesideANullFlavorNameTheAllergy) {
    Concept made = in_words("Penicillin");
    made.codes = {{null_flavor, "UNK"}};
    EXPECT_EQ(absence_of_allergies(made, {}).says, Absence::no);
}

struct OtherCase {
    std::string words;
    Absence says;
};
class ProblemWords : public testing::TestWithParam<OtherCase> {};
TEST_P(ProblemWords, SayWhatIsNotThere) {
    EXPECT_EQ(absence_of_problems(in_words(GetParam().words), {}), GetParam().says) << GetParam().words;
}
INSTANTIATE_TEST_SUITE_P(Words, ProblemWords,
                         testing::Values(OtherCase{"No current problems or disability", none},
                                         OtherCase{"No known problems", none}, OtherCase{"No active problems", none},
                                         OtherCase{"Niega alergias", none}, OtherCase{"No known procedures", none},
                                         OtherCase{"No goals", none}, OtherCase{"Dx deferred", unknown},
                                         OtherCase{"No surgical site infection", named}, OtherCase{"None", none},
                                         OtherCase{"No past medical history", none}, OtherCase{"Sin problemas", none},
                                         OtherCase{"Unknown", unknown}, OtherCase{"No evidence of pneumonia", named},
                                         OtherCase{"No diabetes", named}, OtherCase{"Not known to be pregnant", named},
                                         OtherCase{"Asthma", named}, OtherCase{"No history of falls", named},
                                         OtherCase{"Problems with sleep", named}));

class MedicineWords : public testing::TestWithParam<OtherCase> {};
TEST_P(MedicineWords, SayWhatIsNotThere) {
    EXPECT_EQ(absence_of_medicines(in_words(GetParam().words)), GetParam().says) << GetParam().words;
}
INSTANTIATE_TEST_SUITE_P(
    Words, MedicineWords,
    testing::Values(OtherCase{"No known medications", none}, OtherCase{"No current medications", none},
                    OtherCase{"Patient not taking any medications", none}, OtherCase{"No meds", none},
                    OtherCase{"None", none}, OtherCase{"No information about medications", unknown},
                    OtherCase{"Unknown", unknown}, OtherCase{"Not on file", unknown}, OtherCase{"Warfarin", named},
                    OtherCase{"Medications for pain", named}, OtherCase{"No-Doz", named}, OtherCase{"Nil", none},
                    OtherCase{"Patient takes no medications", none}, OtherCase{"Not taking any", none},
                    OtherCase{"Does not take any medications", none}, OtherCase{"Pt unsure of meds", unknown},
                    OtherCase{"Medication history unavailable", unknown}, OtherCase{"Medications not known", unknown},
                    OtherCase{"Home medications", named}));

enum class Doubt { sure, possible, ruled_out, relatives };
struct DoubtCase {
    std::string words;
    Doubt doubt;
};
class Doubts : public testing::TestWithParam<DoubtCase> {};
TEST_P(Doubts, OfConditionsAndReasons) {
    const DoubtCase& each = GetParam();
    EXPECT_EQ(is_only_possible(each.words), each.doubt == Doubt::possible) << each.words;
    EXPECT_EQ(is_ruled_out(each.words), each.doubt == Doubt::ruled_out) << each.words;
    EXPECT_EQ(is_of_relatives(in_words(each.words)), each.doubt == Doubt::relatives) << each.words;
    if (each.doubt == Doubt::relatives) return;
    Json visit = encounter();
    visit["reasonCode"] = {{{"text", each.words}}};
    const Read got = read(bundle({patient(), visit}));
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(got.visit->encounter.reasons.size(), each.doubt == Doubt::sure ? 1U : 0U) << each.words;
    ASSERT_EQ(got.visit->conditions.size(), each.doubt == Doubt::possible ? 1U : 0U) << each.words;
    if (each.doubt == Doubt::possible) {
        EXPECT_TRUE(got.visit->conditions[0].possible);
    }
    EXPECT_EQ(got.says("a reason that is in doubt, ruled out or not known is left out"),
              each.doubt == Doubt::ruled_out);
    const Read order = read_with({medicine("m", "Placebin", R"(, "reasonCode": [{"text": ")" + each.words + "\"}]")});
    EXPECT_EQ(order.visit->medicines.at(0).purposes.size(), each.doubt == Doubt::sure ? 1U : 0U) << each.words;
}
INSTANTIATE_TEST_SUITE_P(
    Words, Doubts,
    testing::Values(DoubtCase{"R/O cancer", Doubt::possible}, DoubtCase{"Rule out MI", Doubt::possible},
                    DoubtCase{"?PE", Doubt::possible}, DoubtCase{"Chest pain, r/o ACS", Doubt::possible},
                    DoubtCase{"Chest pain ?MI", Doubt::possible}, DoubtCase{"Cannot exclude fracture", Doubt::possible},
                    DoubtCase{"Fracture not excluded", Doubt::possible}, DoubtCase{"Pneumonia vs CHF", Doubt::possible},
                    DoubtCase{"Working diagnosis: lupus", Doubt::possible}, DoubtCase{"Possible gout", Doubt::possible},
                    DoubtCase{"Probable UTI", Doubt::possible}, DoubtCase{"Fracture, to be ruled out", Doubt::possible},
                    DoubtCase{"PE not ruled out", Doubt::possible}, DoubtCase{"Descartar c\u00E1ncer", Doubt::possible},
                    DoubtCase{"Ruled out MI", Doubt::ruled_out}, DoubtCase{"MI ruled out", Doubt::ruled_out},
                    DoubtCase{"Negative for strep", Doubt::ruled_out}, DoubtCase{"No acute fracture", Doubt::ruled_out},
                    DoubtCase{"No evidence of fracture", Doubt::ruled_out},
                    DoubtCase{"Mother with breast cancer", Doubt::relatives},
                    DoubtCase{"Maternal grandmother had diabetes", Doubt::relatives},
                    DoubtCase{"Breast cancer in her sister", Doubt::relatives},
                    DoubtCase{"Graft versus host disease", Doubt::sure}, DoubtCase{"Asthma", Doubt::sure},
                    DoubtCase{"Absence of menstruation", Doubt::sure}, DoubtCase{"Son of patient ill", Doubt::sure},
                    DoubtCase{"Risk of falls", Doubt::sure}, DoubtCase{"Walking not possible", Doubt::sure}));

TEST(Negations, UnknownAndNoneAreNoReasons) {
    Json visit = encounter();
    visit["reasonCode"] = parse(R"([{"text": "Unknown"}, {"text": "None"}, {"text": "Cough"}])");
    const Read got = read(bundle({patient(), visit}));
    ASSERT_EQ(got.visit->encounter.reasons.size(), 1U);
    EXPECT_EQ(got.visit->encounter.reasons[0].name.text, "Cough");
}

TEST(Negations, AStatusInWordsCounts) {
    const auto with = [](const std::string& clinical, const std::string& verification) {
        Json made = condition("c", "Flu", "", "");
        made["clinicalStatus"] = parse(R"({"text": ")" + clinical + "\"}");
        made["verificationStatus"] = parse(R"({"text": ")" + verification + "\"}");
        return read_with({made}).visit->conditions;
    };
    EXPECT_EQ(with("Active", "Confirmed").size(), 1U);
    EXPECT_TRUE(with("Resolved", "Confirmed").empty());
    EXPECT_TRUE(with("Inactive", "Confirmed").empty());
    EXPECT_TRUE(with("Active", "Refuted").empty());
    EXPECT_TRUE(with("Active", "Ruled out").empty());
    EXPECT_FALSE(with("Active", "Provisional").at(0).confirmed);
    const auto allergies = [](const std::string& more) {
        return read_with({of_visit("AllergyIntolerance", "a", R"("code": {"text": "Penicillin"})" + more)})
            .visit->allergies.list.size();
    };
    EXPECT_EQ(allergies(""), 1U);
    EXPECT_EQ(allergies(R"(, "clinicalStatus": {"text": "resolved"})"), 0U);
    EXPECT_EQ(allergies(R"(, "verificationStatus": {"text": "Refuted"})"), 0U);
}

/// A status that is stated in words alone, and the code that means the same.
class StatusWords : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(StatusWords, count_as_their_code) {
    const auto& [words, code] = GetParam();
    const auto read_as = [](const Json& status) {
        std::string out;
        for (const char* member : {"clinicalStatus", "verificationStatus"})
            for (const char* visit : {"visit", ""}) {
                Json made = condition("c", "Flu", "", visit);
                made[member] = status;
                const Read got = read_with({made});
                for (const VisitCondition& each : got.visit->conditions)
                    out += std::to_string(static_cast<int>(each.state)) + (each.confirmed ? "" : " unconfirmed");
                out += ";";
            }
        return out;
    };
    const std::string coded = read_as({{"coding", {{{"code", code}}}}});
    EXPECT_EQ(read_as({{"text", words}}), coded);
    EXPECT_EQ(read_as({{"coding", {{{"display", words}}}}}), coded);
    EXPECT_NE(read_as({{"text", "Placebo"}}), coded) << "the code makes a difference";
}

INSTANTIATE_TEST_SUITE_P(All, StatusWords,
                         testing::Values(std::pair("Resolved", "resolved"), std::pair("Inactive", "inactive"),
                                         std::pair("Remission", "remission"), std::pair("In remission", "remission"),
                                         std::pair("Refuted", "refuted"), std::pair("Ruled out", "refuted"),
                                         std::pair("Excluded", "refuted"), std::pair("Disproved", "refuted"),
                                         std::pair("Entered in error", "entered-in-error"),
                                         std::pair("Error", "entered-in-error"),
                                         std::pair("Unconfirmed", "unconfirmed"),
                                         std::pair("Not confirmed", "unconfirmed"),
                                         std::pair("Suspected", "unconfirmed"), std::pair("Possible", "differential"),
                                         std::pair("Provisional", "provisional"), std::pair("Presumed", "provisional"),
                                         std::pair("Differential", "differential")));

TEST(Negations, AreNoProceduresVaccinesMedicinesGivenGoalsAndOrders) {
    const auto code = [](const char* name, const char* value) {
        return "\"" + std::string(name) + R"(": {"coding": [{"system": ")" + ips + R"(", "code": ")" + value +
               R"(", "display": "No such things"}]})";
    };
    const auto words = [](const char* name, const char* value) {
        return "\"" + std::string(name) + R"(": {"text": ")" + value + "\"}";
    };
    const std::string done = R"("status": "completed", "effectiveDateTime": "2026-03-10T09:10:00-05:00", )";
    const std::string context = R"(, "context": {"reference": "Encounter/visit"})";
    const std::string vaccine = R"("status": "completed", "occurrenceDateTime": "2026-03-10", )";
    const std::string procedure = R"("status": "completed", "performedDateTime": "2026-03-10", )";
    const Read got = read_with(
        {of_visit("Procedure", "p1", procedure + code("code", "no-known-procedures")),
         of_visit("Procedure", "p2", procedure + words("code", "None")),
         of_visit("Immunization", "i1", vaccine + code("vaccineCode", "no-known-immunizations")),
         of_visit("Immunization", "i2", vaccine + code("vaccineCode", "no-immunization-info")),
         of_visit("MedicationAdministration", "g",
                  done + words("medicationCodeableConcept", "No medications given") + context, ""),
         of_visit("Goal", "o", R"("lifecycleStatus": "active", )" + words("description", "No goals")),
         of_visit("ServiceRequest", "s", R"("status": "active", "intent": "order", )" + words("code", "No orders"))});
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_TRUE(got.visit->procedures.empty());
    EXPECT_TRUE(got.visit->immunizations.empty());
    EXPECT_TRUE(got.visit->given.empty());
    EXPECT_TRUE(got.visit->goals.empty());
    EXPECT_TRUE(got.visit->service_requests.empty());
}

TEST(Negations, WordsToColleaguesStayOut) {
    const Read got =
        read_with({medicine("m", "Placebin", R"(, "status": "stopped", "statusReason": {"text": "pt is suicidal"})"),
                   of_visit("DiagnosticReport", "r",
                            R"("status": "final", "code": {"text": "CT chest"}, "effectiveDateTime": "2026-03-10",
            "category": [{"coding": [{"code": "RAD"}]}], "conclusion": "R/O mets. d/w Dr X, pt unaware.")"),
                   of_visit("DiagnosticReport", "q",
                            R"("status": "final", "code": {"text": "X-ray"}, "effectiveDateTime": "2026-03-10",
            "category": [{"coding": [{"code": "RAD"}]}], "conclusion": "No fracture.")")});
    ASSERT_TRUE(got.visit) << got.messages;
    const std::string page = all_words(*got.visit);
    EXPECT_EQ(page.find("suicidal"), std::string::npos);
    EXPECT_EQ(page.find("unaware"), std::string::npos);
    EXPECT_NE(page.find("No fracture."), std::string::npos);
    EXPECT_TRUE(got.says("warning Bundle.entry[2].resource.statusReason: the reason is left out")) << got.messages;
    EXPECT_TRUE(got.says("warning Bundle.entry[3].resource: the conclusion of the report is left out")) << got.messages;
}

TEST(Negations, AreNoMedicinesAndNoConditions) {
    const std::string coded = R"({"coding": [{"system": ")" + std::string(ips) + R"(", "code": ")";
    Json no_medicines = medicine("m", "x");
    no_medicines["medicationCodeableConcept"] = parse(coded + "no-known-medications\"}]}");
    Json no_information = of_visit("MedicationStatement", "s", R"("status": "active")", "");
    no_information["medicationCodeableConcept"] = parse(coded + "no-medication-info\"}]}");
    Json no_problems = condition("c", "x");
    no_problems["code"] = parse(coded + "no-known-problems\"}]}");
    const Read got = read_with({no_medicines, no_problems, condition("d", "No known problems")});
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_TRUE(got.visit->medicines.empty());
    EXPECT_TRUE(got.visit->conditions.empty());
    EXPECT_TRUE(got.says("2 Condition that say that there are none")) << got.messages;
    EXPECT_FALSE(got.visit->incomplete(VisitSection::medicines));
    const Read gap = read_with({no_information});
    EXPECT_TRUE(gap.visit->medicines.empty());
    EXPECT_TRUE(gap.visit->incomplete(VisitSection::medicines)) << "nobody says that there are none";
}

TEST(Negations, OfOneCategoryAreOfThatKind) {
    const auto read_one = [](const std::string& more) {
        return read_with({of_visit("AllergyIntolerance", "a", R"("clinicalStatus": {"coding": [{"code": "active"}]},
            "code": {"text": "No known allergies"})" + more)})
            .visit->allergies;
    };
    EXPECT_EQ(read_one("").known, AllergiesKnown::none_recorded);
    const Allergies medicines = read_one(R"(, "category": ["medication"])");
    EXPECT_EQ(medicines.known, AllergiesKnown::not_recorded);
    EXPECT_EQ(medicines.none_known_kinds, drugs);
    EXPECT_EQ(read_one(R"(, "category": ["medication", "food"])").known, AllergiesKnown::none_recorded);
    const Allergies biologics = read_one(R"(, "category": ["biologic"])");
    EXPECT_EQ(biologics.known, AllergiesKnown::not_recorded) << "the page has no words for this category";
    EXPECT_TRUE(biologics.none_known_kinds.empty());
}

TEST(Negations, NotAskedIsNotNone) {
    const auto allergy = [](const std::string& id, const std::string& code, const std::string& more = "") {
        return of_visit("AllergyIntolerance", id,
                        R"("clinicalStatus": {"coding": [{"code": "active"}]}, "code": )" + code + more);
    };
    const std::string nothing = R"({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
        "valueCode": "not-asked"}]})";
    for (const std::string& code : {std::string(R"({"text": "Not on File"})"), nothing}) {
        const Read got = read_with({allergy("a", code)});
        EXPECT_EQ(got.visit->allergies.known, AllergiesKnown::not_recorded);
        EXPECT_FALSE(got.visit->incomplete(VisitSection::allergies)) << got.messages;
        EXPECT_TRUE(got.says("left out: 1 AllergyIntolerance that say that there are none, or that nobody knows"));
        EXPECT_TRUE(got.visit->allergies.list.empty());
        const Read both = read_with({allergy("a", code), allergy("b", R"({"text": "NKA"})")});
        EXPECT_EQ(both.visit->allergies.known, AllergiesKnown::not_recorded) << "the two don't go together";
    }
    const std::string reaction = R"(, "reaction": [{"manifestation": [{"text": "Hives"}]}])";
    const Read unknown_substance = read_with({allergy("a", R"({"text": "Unknown"})", reaction)});
    EXPECT_EQ(unknown_substance.visit->allergies.list.size(), 1U) << "somebody reacted to something";
    const Read torn = read_with({allergy("a", R"({"text": "NKA"})", reaction)});
    EXPECT_EQ(torn.visit->allergies.known, AllergiesKnown::not_recorded);
    EXPECT_TRUE(torn.visit->incomplete(VisitSection::allergies));
}

TEST(Certainty, WhatIsOnlyThoughtOfSaysSo) {
    for (const char* words : {"Rule out pneumonia", "R/O MI", "r/o malignancy", "Suspected fracture", "? gout", "Gout?",
                              "Possible stroke", "Query appendicitis", "Pneumonia, suspected", "Sospecha de dengue"})
        EXPECT_TRUE(is_only_possible(words)) << words;
    for (const char* words : {"Pneumonia", "Ro antibody positive", "Likeable", "Stroke, not possible to walk"})
        EXPECT_FALSE(is_only_possible(words)) << words;
    const auto status = [](const std::string& id, const std::string& code) {
        return condition(id, "Lung cancer " + id, R"(, "verificationStatus": {"coding": [{"code": ")" + code + "\"}]}");
    };
    const Read got = read_with({status("a", "differential"), status("b", "provisional"), status("c", "refuted"),
                                status("d", "confirmed"), condition("e", "Rule out sepsis")});
    ASSERT_EQ(got.visit->conditions.size(), 4U);
    EXPECT_TRUE(got.visit->conditions[0].possible && !got.visit->conditions[0].confirmed);
    EXPECT_TRUE(!got.visit->conditions[1].possible && !got.visit->conditions[1].confirmed);
    EXPECT_TRUE(!got.visit->conditions[2].possible && got.visit->conditions[2].confirmed);
    EXPECT_TRUE(got.visit->conditions[3].possible);
}

TEST(Certainty, ADifferentialDiagnosisIsNoReason) {
    Json visit = encounter();
    visit["reasonReference"] = parse(R"([{"reference": "Condition/d"}])");
    const Json maybe =
        condition("d", "Lung cancer", R"(, "verificationStatus": {"coding": [{"code": "differential"}]})");
    EXPECT_TRUE(read(bundle({patient(), visit, maybe})).visit->encounter.reasons.empty());
}

TEST(Conditions, OfRelativesAreNotThePatients) {
    const Read got = read_with({condition("a", "Family history of breast cancer (situation)"),
                                condition("b", "FH: stroke"), condition("c", "Familial hypercholesterolemia")});
    ASSERT_EQ(got.visit->conditions.size(), 1U) << got.messages;
    EXPECT_TRUE(got.says("2 Condition about relatives")) << got.messages;
}

TEST(Conditions, NamedInTheEncounterAlone) {
    const auto read_diagnosis = [](const std::string& reference, std::vector<Json> more = {}) {
        Json visit = encounter();
        visit["diagnosis"] = parse(R"([{"condition": )" + reference + R"(, "rank": 1}])");
        more.insert(more.begin(), {patient(), visit});
        const Read got = read(bundle(more));
        std::string names;
        for (const VisitCondition& each : got.visit->conditions)
            names += each.name.name.text + (each.of_this_visit ? "! " : " ");
        return names;
    };
    EXPECT_EQ(read_diagnosis(R"({"reference": "Condition/elsewhere", "display": "Otitis media"})"), "Otitis media! ");
    EXPECT_EQ(read_diagnosis(R"({"type": "Condition", "display": "Otitis media"})"), "Otitis media! ");
    EXPECT_EQ(read_diagnosis(R"({"display": "Otitis media"})"), "Otitis media! ");
    EXPECT_EQ(read_diagnosis(R"({"reference": "Procedure/elsewhere", "display": "Appendectomy"})"), "");
    EXPECT_EQ(read_diagnosis(R"({"reference": "Condition/elsewhere", "display": "No known problems"})"), "");
    EXPECT_EQ(
        read_diagnosis(R"({"reference": "Condition/c", "display": "Otitis media"})",
                       {condition("c", "Otitis", R"(, "verificationStatus": {"coding": [{"code": "refuted"}]})")}),
        "")
        << "what the bundle holds is not printed from the reference";
    EXPECT_EQ(read_diagnosis(R"({"reference": "Condition/elsewhere", "display": "Otitis Media"})",
                             {condition("c", "Otitis media")}),
              "Otitis media! ")
        << "once";
    EXPECT_EQ(read_diagnosis(R"({"reference": "Condition/elsewhere", "display": "Victim of intimate partner abuse"})"),
              "");
}

TEST(Sides, AreKeptWithConditionsAndOrders) {
    const auto sites = [](const std::string& name, const std::string& site) {
        const Read got = read_with({condition("c", name, R"(, "bodySite": [)" + site + "]")});
        std::string said;
        for (const Concept& each : got.visit->conditions[0].body_sites)
            said += each.name.text + "/" + std::to_string(static_cast<int>(side_of(each))) + " ";
        return said + (got.says("disagree about the side") ? "?" : "");
    };
    const auto coded = [](const std::string& code, const std::string& more = "") {
        return R"({"coding": [{"system": "http://snomed.info/sct", "code": ")" + code + "\"}]" + more + "}";
    };
    EXPECT_EQ(sites("Sprain", R"({"text": "Left ankle"})"), "Left ankle/0 ");
    EXPECT_EQ(sites("Sprain", coded("7771000")), "Left/1 ");
    EXPECT_EQ(sites("Sprain", coded("24028007")), "Right/2 ");
    EXPECT_EQ(sites("Sprain", coded("51440002")), "Both sides/3 ");
    EXPECT_EQ(sites("Sprain", R"({"text": "Ankle", "extension": [{"url": "urn:laterality", "valueCodeableConcept": )" +
                                  coded("24028007") + "}]}"),
              "Ankle/2 ");
    EXPECT_EQ(sites("Sprain of left ankle", R"({"text": "Left ankle"})"), "") << "said already";
    EXPECT_EQ(sites("Sprain of left ankle", R"({"text": "Right ankle"})"), "Right ankle/0 ?");
    EXPECT_EQ(side_in_words("rodilla derecha"), Side::right);
    EXPECT_EQ(side_in_words("Bilateral knees"), Side::both);
    EXPECT_EQ(side_in_words("Bright spot"), Side::none);
    const std::string left = R"(, "bodySite": [{"text": "Left"}])", right = R"(, "bodySite": [{"text": "Right"}])";
    EXPECT_EQ(read_with({condition("a", "Sprain", left), condition("b", "Sprain", right)}).visit->conditions.size(), 2U)
        << "two problems";
    const Read got =
        read_with({of_visit("ServiceRequest", "s", R"("status": "active", "intent": "order", "priority": "stat",
        "code": {"text": "X-ray of knee"}, "bodySite": [{"text": "Left knee"}], "performerType": {"text": "Radiology"})")});
    ASSERT_EQ(got.visit->service_requests.size(), 1U);
    EXPECT_EQ(got.visit->service_requests[0].body_sites[0].name.text, "Left knee");
    EXPECT_EQ(got.visit->service_requests[0].performer_type.name.text, "Radiology");
    EXPECT_TRUE(got.visit->service_requests[0].urgent);
}

}  // namespace
}  // namespace carepress::test
