// Words and codes of violence at home: each one that holds a record back, and each that looks like one and does not.
#include "build_bundle.h"
#include "visit/json.h"
#include "visit/sensitivity.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace visit;
namespace {

class ViolencePhrases : public testing::TestWithParam<const char*> {};

TEST_P(ViolencePhrases, hold_words_back_wherever_they_are) {
    const std::string phrase = GetParam();
    EXPECT_EQ(sensitivity_of_words(phrase), Sensitivity::violence);
    EXPECT_EQ(sensitivity_of_words("History of " + phrase + ", 2019"), Sensitivity::violence);
    EXPECT_EQ(sensitivity_of_words("x" + phrase + "x"), Sensitivity::none) << "other words";
}

INSTANTIATE_TEST_SUITE_P(
    All, ViolencePhrases,
    testing::Values(
        "stalking", "ipv", "ipva", "dv victim", "victim of dv", "dv screen", "dv screening", "domestic assault",
        "domestic battery", "domestic incident", "domestic dispute", "stalked", "elder mistreatment",
        "elder exploitation", "child exploitation", "child maltreatment", "child molestation", "molested",
        "child victim", "shaken baby", "shaken infant", "abusive head trauma", "unsafe at home", "not safe at home",
        "does not feel safe at home", "doesnt feel safe at home", "feels unsafe", "afraid at home", "safe house",
        "womens shelter", "abuse of child", "abuse of elder", "physical violence", "gender based violence",
        "honor violence", "forced marriage", "female genital mutilation", "sexual coercion", "reproductive coercion",
        "restraining order", "protective order", "order of protection", "hark", "agredida", "maltratada", "maltratado",
        "violada", "violencia por su pareja", "violencia por la pareja", "violencia de la pareja",
        "violencia domestico", "violencia conyugal", "violencia machista", "abuso infantil", "abuso domestico",
        "miedo a su pareja", "golpeada", "intimate partner", "domestic violence", "domestic abuse", "partner violence",
        "partner abuse", "partner assault", "dating violence", "spouse abuse", "spousal abuse", "spousal violence",
        "family violence", "interpersonal violence", "violence in the environment", "reports of violence",
        "exposure to violence", "sexual abuse", "sexual assault", "sexually abused", "sexual violence",
        "sexual exploitation", "sexually assaulted", "rape", "raped", "incest", "child abuse", "elder abuse",
        "adult abuse", "physical abuse", "emotional abuse", "psychological abuse", "verbal abuse", "financial abuse",
        "physically abused", "abused child", "abused spouse", "abusive relationship", "abuse by", "abused by",
        "abuse victim", "assault victim", "battered", "battering", "maltreatment", "child neglect", "elder neglect",
        "adult neglect", "human trafficking", "sex trafficking", "coercive control", "non accidental injury",
        "nonaccidental trauma", "non accidental trauma", "violencia domestica", "violencia de genero",
        "violencia de pareja", "violencia intrafamiliar", "violencia familiar", "violencia sexual", "maltrato",
        "abuso sexual", "agresion sexual"));

class VictimsOf : public testing::TestWithParam<const char*> {};

TEST_P(VictimsOf, are_held_back) {
    const std::string what = GetParam();
    for (const char* who : {"Victim of ", "Victims of ", "V\u00EDctima de "})
        EXPECT_EQ(sensitivity_of_words(who + what), Sensitivity::violence) << who;
}

INSTANTIATE_TEST_SUITE_P(All, VictimsOf,
                         testing::Values("abuse", "violence", "assault", "rape", "neglect", "torture", "bullying",
                                         "exploitation", "stalking", "trafficking", "cruelty", "violencia", "abuso",
                                         "maltrato", "violacion"));

class VaccineWords : public testing::TestWithParam<const char*> {};

/// IPV is also the vaccine against polio.
TEST_P(VaccineWords, make_ipv_a_vaccine) {
    EXPECT_EQ(sensitivity_of_words(std::string("IPV ") + GetParam()), Sensitivity::none);
}

INSTANTIATE_TEST_SUITE_P(All, VaccineWords, testing::Values("vaccine", "polio", "DTaP", "Tdap", "immunization", "Hib"));

struct Deed {
    const char* words;
    bool held_back;
};
void PrintTo(const Deed& row, std::ostream* out) { *out << row.words; }

class Deeds : public testing::TestWithParam<Deed> {};

TEST_P(Deeds, of_people_near_the_patient_are_held_back) {
    EXPECT_EQ(sensitivity_of_words(GetParam().words) == Sensitivity::violence, GetParam().held_back);
}

INSTANTIATE_TEST_SUITE_P(
    Partners, Deeds,
    testing::Values(Deed{"Hit by spouse", true}, Deed{"Hit by his spouses", true}, Deed{"Hit by partner", true},
                    Deed{"Hit by partners", true}, Deed{"Hit by husband", true}, Deed{"Hit by husbands", true},
                    Deed{"Hit by wife", true}, Deed{"Hit by boyfriend", true}, Deed{"Hit by girlfriend", true},
                    Deed{"Hit by bf", true}, Deed{"Hit by gf", true}, Deed{"Hit by fiance", true},
                    Deed{"Hit by fiancee", true}, Deed{"Hit by ex", true}, Deed{"Golpeo, hit, pareja", true},
                    Deed{"Hit, esposo", true}, Deed{"Hit, esposa", true}, Deed{"Hit, marido", true},
                    Deed{"Hit, novio", true}, Deed{"Hit, novia", true}, Deed{"Hit, expareja", true},
                    Deed{"Hit, c\u00F3nyuge", true}, Deed{"Hit, exmarido", true}, Deed{"Hit, exesposo", true},
                    Deed{"Hit, exnovio", true}, Deed{"Hit by neighbor", false}));

INSTANTIATE_TEST_SUITE_P(
    Relatives, Deeds,
    testing::Values(Deed{"Hit by mother", true}, Deed{"Hit by father", true}, Deed{"Hit by stepmother", true},
                    Deed{"Hit by stepfather", true}, Deed{"Hit by mom", true}, Deed{"Hit by dad", true},
                    Deed{"Hit by parent", true}, Deed{"Hit by parents", true}, Deed{"Hit by son", true},
                    Deed{"Hit by daughter", true}, Deed{"Hit by brother", true}, Deed{"Hit by sister", true},
                    Deed{"Hit by uncle", true}, Deed{"Hit by aunt", true}, Deed{"Hit by grandfather", true},
                    Deed{"Hit by grandmother", true}, Deed{"Hit by caregiver", true}, Deed{"Hit by carer", true},
                    Deed{"Hit by family", true}, Deed{"Hit by relative", true}, Deed{"Hit by relatives", true},
                    Deed{"Hit by roommate", true}, Deed{"Hit por padre", true}, Deed{"Hit por madre", true},
                    Deed{"Hit por padrastro", true}, Deed{"Hit por hijo", true}, Deed{"Hit por hermano", true},
                    Deed{"Hit por tio", true}, Deed{"Hit por cuidador", true}, Deed{"Hit por cuidadora", true},
                    Deed{"Hit por familiar", true}, Deed{"Hit by stepdad", true}, Deed{"Hit by his own mother", true},
                    Deed{"Hit by one of his mother", false}, Deed{"Hit with mother", false},
                    Deed{"By mother he was hit", false}));

INSTANTIATE_TEST_SUITE_P(
    Witnesses, Deeds,
    testing::Values(Deed{"Hit head, witnessed by mother", false}, Deed{"Hit head, reported by mother", false},
                    Deed{"Hit head, seen by mother", false}, Deed{"Hit head, noted by mother", false},
                    Deed{"Hit head, found by mother", false}, Deed{"Hit head, brought by mother", false},
                    Deed{"Hit head, told by mother", false}, Deed{"Hit head, stated by mother", false},
                    Deed{"Hit head, helped by mother", false}, Deed{"Hit head, treated by mother", false},
                    Deed{"Hit head, accompanied by mother", false}));

INSTANTIATE_TEST_SUITE_P(
    DeedWords, Deeds,
    testing::Values(Deed{"Assaulted by wife", true}, Deed{"Hitting by wife", true}, Deed{"Beaten by wife", true},
                    Deed{"Beating by wife", true}, Deed{"Strangled by wife", true}, Deed{"Strangulation by wife", true},
                    Deed{"Punched by wife", true}, Deed{"Kicked by wife", true}, Deed{"Kicking by wife", true},
                    Deed{"Threats by wife", true}, Deed{"Violent wife", true}, Deed{"Slapped by wife", true},
                    Deed{"Choked by wife", true}, Deed{"Stabbed by wife", true}, Deed{"Inflicted by wife", true},
                    Deed{"Attacked by wife", true}, Deed{"Injured by wife", true}, Deed{"Agredi\u00F3 esposa", true},
                    Deed{"Golpeado, esposa", true}, Deed{"Amenaza esposa", true}, Deed{"Maltrat\u00F3 esposa", true},
                    Deed{"Wife hit him", true}, Deed{"Wife hits him", true}, Deed{"Wife beat him", true},
                    Deed{"Wife may kick", true}, Deed{"Abuse, wife", true}, Deed{"Abused, wife", true},
                    Deed{"Wife abuses him", true}, Deed{"Abusive wife", true}, Deed{"Agresi\u00F3n, esposa", true},
                    Deed{"Beats of the heart, wife", false}));

INSTANTIATE_TEST_SUITE_P(Fears, Deeds,
                         testing::Values(Deed{"Afraid of wife", true}, Deed{"Fear of wife", true},
                                         Deed{"Fears wife", true}, Deed{"Scared of wife", true},
                                         Deed{"Fearful of wife", true}, Deed{"Miedo a esposa", true},
                                         Deed{"Afraid of father", true}, Deed{"Afraid for father", false},
                                         Deed{"Fears father", false}, Deed{"Afraid and in pain, wife", true},
                                         Deed{"Afraid and in much pain, wife", false},
                                         Deed{"Wife is afraid of needles", false}));

INSTANTIATE_TEST_SUITE_P(Excuses, Deeds,
                         testing::Values(Deed{"Accidentally hit by wife", false}, Deed{"Alcohol abuse, wife", false},
                                         Deed{"Substance abuse, wife", false}, Deed{"Drug abuse, wife", false},
                                         Deed{"Tobacco abuse, wife", false}, Deed{"Strangulated hernia, wife", false},
                                         Deed{"Threatened miscarriage, wife", false},
                                         Deed{"Threatened abortion, wife", false},
                                         Deed{"Threatened labor, wife", false}));

/// A long text names many people: the deed is at most 8 words before the person, or 7 behind.
INSTANTIATE_TEST_SUITE_P(Distances, Deeds,
                         testing::Values(Deed{"Hit a a a a a a a wife", true}, Deed{"Hit a a a a a a a a wife", false},
                                         Deed{"Wife a a a a a a hit", true}, Deed{"Wife a a a a a a a hit", false}));

class ViolenceCodesOf : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(ViolenceCodesOf, each_system_hold_back) {
    const auto& [system, code] = GetParam();
    const std::string of = system;
    const std::vector<std::string> names =
        of == "snomed"  ? std::vector<std::string>{"http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"}
        : of == "loinc" ? std::vector<std::string>{"http://loinc.org", "urn:oid:2.16.840.1.113883.6.1"}
        : of == "icd9"  ? std::vector<std::string>{"http://hl7.org/fhir/sid/icd-9-cm", "urn:x:icd9",
                                                   "urn:oid:2.16.840.1.113883.6.103"}
                        : std::vector<std::string>{"http://hl7.org/fhir/sid/icd-10-cm", "urn:x:icd10",
                                                   "urn:oid:2.16.840.1.113883.6.90", "urn:oid:2.16.840.1.113883.6.3"};
    for (const std::string& name : names) EXPECT_EQ(sensitivity_of_code(name, code), Sensitivity::violence) << name;
    EXPECT_EQ(sensitivity_of_code("urn:local", code), Sensitivity::none);
    const bool begins = of == "icd9" || of == "icd10";
    const std::string longer = std::string(code) + "1";
    EXPECT_EQ(sensitivity_of_code(names[0], longer), begins ? Sensitivity::violence : Sensitivity::none) << longer;
    EXPECT_EQ(sensitivity_of_code(names[0], "1" + std::string(code)), Sensitivity::none);
    for (const char* other : {"http://snomed.info/sct", "http://loinc.org", "http://hl7.org/fhir/sid/icd-9-cm",
                              "http://hl7.org/fhir/sid/icd-10-cm"})
        EXPECT_EQ(sensitivity_of_code(other, code), other == names[0] ? Sensitivity::violence : Sensitivity::none);
}

INSTANTIATE_TEST_SUITE_P(
    All, ViolenceCodesOf,
    testing::Values(std::pair("snomed", "386702006"), std::pair("snomed", "397940009"),
                    std::pair("snomed", "706893006"), std::pair("snomed", "424393004"),
                    std::pair("snomed", "412732008"), std::pair("snomed", "90774003"), std::pair("loinc", "76499-3"),
                    std::pair("loinc", "76500-8"), std::pair("loinc", "76501-6"), std::pair("loinc", "76502-4"),
                    std::pair("loinc", "76503-2"), std::pair("loinc", "76504-0"), std::pair("loinc", "95614-4"),
                    std::pair("loinc", "95615-1"), std::pair("loinc", "95616-9"), std::pair("loinc", "95617-7"),
                    std::pair("loinc", "95618-5"), std::pair("icd10", "Y06"), std::pair("icd10", "T74"),
                    std::pair("icd10", "T76"), std::pair("icd10", "Y07"), std::pair("icd10", "Z04.4"),
                    std::pair("icd10", "Z04.7"), std::pair("icd10", "Z04.81"), std::pair("icd10", "Z04.82"),
                    std::pair("icd10", "Z62.81"), std::pair("icd10", "Z63.0"), std::pair("icd10", "Z69"),
                    std::pair("icd10", "Z91.4"), std::pair("icd10", "O9A.3"), std::pair("icd10", "O9A.4"),
                    std::pair("icd10", "O9A.5"), std::pair("icd9", "995.5"), std::pair("icd9", "995.8"),
                    std::pair("icd9", "E967"), std::pair("icd9", "V61.1"), std::pair("icd9", "V61.21"),
                    std::pair("icd9", "V15.41"), std::pair("icd9", "V15.42")),
    [](const auto& each) { return std::string(each.param.first) + std::to_string(each.index); });

struct Wording {
    const char *display, *kind;
};
void PrintTo(const Wording& row, std::ostream* out) { *out << row.display; }

class LabelsInWords : public testing::TestWithParam<Wording> {};

/// A label that has a display and no code.
TEST_P(LabelsInWords, name_their_kind) {
    const Source source{"labels.json", std::string(R"([{"display": ")") + GetParam().display + R"("}])"};
    Diagnostics diagnostics(source);
    JsonValue labels;
    ASSERT_TRUE(read_json(labels, diagnostics));
    EXPECT_EQ(name_of(sensitivity_of_labels(&labels)), GetParam().kind);
}

INSTANTIATE_TEST_SUITE_P(All, LabelsInWords,
                         testing::Values(Wording{"HIV information", "HIV"}, Wording{"Substance use", "substance use"},
                                         Wording{"Mental health", "mental health"},
                                         Wording{"Psychiatry", "mental health"},
                                         Wording{"Sexual assault", "sexual health"},
                                         Wording{"Domestic violence", "violence"},
                                         Wording{"Genetic disease", "genetics"},
                                         Wording{"Physician requested information", "for a physician to tell first"},
                                         Wording{"Masked", "masked"}, Wording{"Very restricted", "restricted"},
                                         Wording{"Sensitive", "restricted"}, Wording{"Taboo", "restricted"},
                                         Wording{"Confidential", "restricted"}, Wording{"Unrestricted", "none"},
                                         Wording{"Normal", "none"}, Wording{"", "none"}));

struct SensitivityName {
    Sensitivity kind;
    const char* name;
};

TEST(SensitivityNames, are_those_of_messages_and_reports) {
    for (const auto& [kind, name] : {SensitivityName{Sensitivity::none, "none"},
                                     {Sensitivity::restricted, "restricted"},
                                     {Sensitivity::substance_use, "substance use"},
                                     {Sensitivity::mental_health, "mental health"},
                                     {Sensitivity::hiv, "HIV"},
                                     {Sensitivity::sexual_health, "sexual health"},
                                     {Sensitivity::pregnancy, "pregnancy"},
                                     {Sensitivity::violence, "violence"},
                                     {Sensitivity::genetics, "genetics"},
                                     {Sensitivity::sickle_cell, "sickle cell"},
                                     {Sensitivity::disability, "disability"},
                                     {Sensitivity::business, "business"},
                                     {Sensitivity::protected_by_wish, "protected by wish or policy"},
                                     {Sensitivity::no_disclosure, "no disclosure without consent"},
                                     {Sensitivity::masked, "masked"},
                                     {Sensitivity::physician_first, "for a physician to tell first"}})
        EXPECT_EQ(name_of(kind), name);
}

/// The same words in members that name people or say why hold nothing back; in all others they do.
class Members : public testing::TestWithParam<std::pair<const char*, bool>> {
protected:
    static bool is_shown(const std::string& member) {
        const Read got = read_with({of_visit("Observation", "o",
                                             R"("status": "final", "effectiveDateTime": "2026-03-10",
            "category": [{"coding": [{"code": "laboratory"}]}], "valueString": "5", "code": {"text": "Glucose"}, )" +
                                                 member)});
        return got.visit && !got.says("marked as sensitive");
    }
};

TEST_P(Members, are_looked_at_or_passed_over) {
    const auto& [name, is_passed_over] = GetParam();
    EXPECT_EQ(
        is_shown("\"" + std::string(name) + R"(": [{"display": "Domestic violence", "text": "Domestic violence"}])"),
        is_passed_over);
}

INSTANTIATE_TEST_SUITE_P(PassedOver, Members,
                         testing::Values(std::pair("reasonCode", true), std::pair("reasonReference", true),
                                         std::pair("contained", true), std::pair("text", true),
                                         std::pair("performer", true), std::pair("author", true),
                                         std::pair("participant", true), std::pair("requester", true),
                                         std::pair("identifier", true), std::pair("extension", true),
                                         std::pair("recorder", true), std::pair("asserter", true),
                                         std::pair("note", true), std::pair("supportingInformation", true),
                                         std::pair("insurance", true), std::pair("agent", true)));
INSTANTIATE_TEST_SUITE_P(LookedAt, Members,
                         testing::Values(std::pair("interpretation", false), std::pair("bodySite", false),
                                         std::pair("method", false)));

TEST(Members, that_name_the_patient_and_the_visit_are_passed_over) {
    Json result = of_visit("Observation", "o", R"("status": "final", "effectiveDateTime": "2026-03-10",
        "category": [{"coding": [{"code": "laboratory"}]}], "valueString": "5", "code": {"text": "Glucose"})");
    for (const char* name : {"subject", "encounter"}) result[name]["display"] = "Domestic violence";
    result["meta"]["tag"] = {{{"display", "Domestic violence"}}};
    EXPECT_FALSE(read_with({result}).says("marked as sensitive"));
    Json order = of_visit("NutritionOrder", "n", R"("status": "active", "intent": "order", "dateTime": "2026-03-10",
        "patient": {"reference": "Patient/ada", "display": "Domestic violence"})");
    EXPECT_FALSE(read_with({order}).says("marked as sensitive"));
}

class MembersWithWords : public testing::TestWithParam<std::pair<const char*, bool>> {};

TEST_P(MembersWithWords, are_looked_at) {
    const auto& [name, is_looked_at] = GetParam();
    Json goal = of_visit("Goal", "g", R"("lifecycleStatus": "active", "description": {"text": "Rest"})", "");
    goal["outcome"] = Json::object();
    goal["outcome"][name] = "Domestic violence";
    EXPECT_EQ(read_with({goal}).says("marked as sensitive (violence)"), is_looked_at);
}

INSTANTIATE_TEST_SUITE_P(All, MembersWithWords,
                         testing::Values(std::pair("text", true), std::pair("display", true), std::pair("title", true),
                                         std::pair("description", true), std::pair("valueString", true),
                                         std::pair("conclusion", true), std::pair("patientInstruction", true),
                                         std::pair("code", false), std::pair("url", false)));

}  // namespace
}  // namespace carepress::test
