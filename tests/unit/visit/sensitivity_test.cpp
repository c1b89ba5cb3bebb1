#include "visit/sensitivity.h"

#include "all_words.h"
#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

constexpr const char* act_code = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
constexpr const char* confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

/// A security label, and the kind that is named where something is held back for it; "": it holds nothing back.
struct LabelCase {
    std::string code, system, kind;
};

class Labels : public testing::TestWithParam<LabelCase> {
protected:
    static Json label() { return {{"security", {{{"system", GetParam().system}, {"code", GetParam().code}}}}}; }
    static VisitChoice with_restricted() {
        VisitChoice choice;
        choice.include_restricted = true;
        return choice;
    }
    static bool held_back() { return !GetParam().kind.empty(); }
    static std::string marked() {
        return GetParam().kind == "restricted" ? "marked as restricted"
                                               : "marked as sensitive (" + GetParam().kind + ")";
    }
    static bool shows(const Read& got) {
        return got.visit && all_words(*got.visit).find("Secret thing") != std::string::npos;
    }
};

TEST_P(Labels, OfAResource) {
    Json secret = condition("c", "Secret thing");
    secret["meta"] = label();
    const Read got = read_with({secret, condition("d", "Cough")});
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(shows(got), !held_back()) << got.messages;
    EXPECT_EQ(got.says("note left out: 1 Condition " + marked() + ", the first at Bundle.entry[2].resource"),
              held_back())
        << got.messages;
    EXPECT_EQ(got.visit->incomplete(VisitSection::conditions), held_back());
    EXPECT_TRUE(shows(read_with({secret}, with_restricted())));
}

TEST_P(Labels, OfAMedicineThatAnOrderNames) {
    Json pill = parse(R"({"resourceType": "Medication", "id": "m", "code": {"text": "Secret thing"}})");
    pill["meta"] = label();
    Json order = medicine("r", "x");
    order.erase("medicationCodeableConcept");
    order["medicationReference"] = parse(R"({"reference": "Medication/m", "display": "Secret thing"})");
    EXPECT_EQ(shows(read_with({pill, order})), !held_back());
    EXPECT_TRUE(shows(read_with({pill, order}, with_restricted())));
}

TEST_P(Labels, OfAnEncounter) {
    Json other = encounter("other", "ada", "2026-01-05");
    other["meta"] = label();
    Json part = encounter("part", "ada", "2026-01-05");
    part["partOf"] = parse(R"({"reference": "Encounter/other"})");
    const Json secret = condition("c", "Secret thing", "", "other"),
               deeper = condition("d", "Secret thing", "", "part");
    EXPECT_EQ(shows(read_with({other, secret})), !held_back());
    EXPECT_EQ(shows(read_with({other, part, deeper})), !held_back()) << "a part of it";
    EXPECT_TRUE(shows(read_with({other, secret}, with_restricted())));
    EXPECT_TRUE(shows(read_with({other, part, deeper}, with_restricted())));
    Json visit = encounter();
    visit["meta"] = label();
    const Json whole = bundle({patient(), visit, condition("c", "Secret thing")});
    EXPECT_EQ(shows(read(whole)), !held_back());
    EXPECT_EQ(read(whole).visit.has_value(), !held_back());
    EXPECT_TRUE(shows(read(whole, with_restricted())));
}

TEST_P(Labels, OfTheBundle) {
    Json whole = bundle({patient(), encounter(), condition("c", "Secret thing")});
    whole["meta"] = label();
    const Read got = read(whole);
    EXPECT_EQ(got.visit.has_value(), !held_back());
    EXPECT_EQ(got.says("error Bundle: the bundle as a whole is " + marked()), held_back()) << got.messages;
    EXPECT_EQ(got.hints.find("--include-restricted") != std::string::npos, held_back());
    EXPECT_TRUE(shows(read(whole, with_restricted())));
}

TEST_P(Labels, OfADocument) {
    Json document = of_visit("DocumentReference", "doc",
                             R"("status": "current", "type": {"coding": [{"code": "69730-0"}]},
        "context": {"encounter": [{"reference": "Encounter/visit"}]},
        "content": [{"attachment": {"contentType": "text/plain", "data": "U2VjcmV0IHRoaW5n"}}])",
                             "");
    document["securityLabel"] = {{{"coding", {{{"system", GetParam().system}, {"code", GetParam().code}}}}}};
    EXPECT_EQ(shows(read_with({document})), !held_back());
    EXPECT_TRUE(shows(read_with({document}, with_restricted())));
}

INSTANTIATE_TEST_SUITE_P(
    HeldBack, Labels,
    testing::Values(
        LabelCase{"R", confidentiality, "restricted"}, LabelCase{"V", confidentiality, "restricted"},
        LabelCase{"R", "http://hl7.org/fhir/v3/Confidentiality", "restricted"},
        LabelCase{"V", "http://hl7.org/fhir/v3/Confidentiality", "restricted"},
        LabelCase{"R", "urn:oid:2.16.840.1.113883.5.25", "restricted"},
        LabelCase{"V", "urn:oid:2.16.840.1.113883.5.25", "restricted"}, LabelCase{"R", "", "restricted"},
        LabelCase{"V", "", "restricted"}, LabelCase{"V", "urn:local", "restricted"},
        LabelCase{"S", confidentiality, "restricted"}, LabelCase{"T", confidentiality, "restricted"},
        LabelCase{"SPI", act_code, "restricted"}, LabelCase{"PROCESSINLINELABEL", act_code, "restricted"},
        LabelCase{"RestrictedConfidentialityMark", act_code, "restricted"}, LabelCase{"ETH", act_code, "substance use"},
        LabelCase{"ETH", "urn:oid:2.16.840.1.113883.5.4", "substance use"}, LabelCase{"ETH", "", "substance use"},
        LabelCase{"ETHUD", act_code, "substance use"}, LabelCase{"OPIOIDUD", act_code, "substance use"},
        LabelCase{"SUD", act_code, "substance use"}, LabelCase{"SA", act_code, "substance use"},
        LabelCase{"42CFRPart2", act_code, "substance use"}, LabelCase{"42CFRPART2", act_code, "substance use"},
        LabelCase{"42CFRPart2CD", act_code, "substance use"},
        LabelCase{"Title38Section7332", act_code, "substance use"}, LabelCase{"PSY", act_code, "mental health"},
        LabelCase{"PSYTHPN", act_code, "mental health"}, LabelCase{"HIPAAPsyNotes", act_code, "mental health"},
        LabelCase{"MH", act_code, "mental health"}, LabelCase{"BH", act_code, "mental health"},
        LabelCase{"EMOTDIS", act_code, "mental health"}, LabelCase{"HIV", act_code, "HIV"},
        LabelCase{"AID", "http://terminology.hl7.org/CodeSystem/v2-0177", "HIV"},
        LabelCase{"STD", act_code, "sexual health"}, LabelCase{"SEX", act_code, "sexual health"},
        LabelCase{"GENDER", act_code, "sexual health"}, LabelCase{"PREGNANT", act_code, "pregnancy"},
        LabelCase{"SDV", act_code, "violence"}, LabelCase{"VIO", act_code, "violence"},
        LabelCase{"MST", act_code, "violence"}, LabelCase{"GDIS", act_code, "genetics"},
        LabelCase{"SCA", act_code, "sickle cell"}, LabelCase{"SICKLE", act_code, "sickle cell"},
        LabelCase{"COGN", act_code, "disability"}, LabelCase{"DVD", act_code, "disability"},
        LabelCase{"B", act_code, "business"}, LabelCase{"TBOO", act_code, "protected by wish or policy"},
        LabelCase{"PRS", act_code, "protected by wish or policy"},
        LabelCase{"ADOL", act_code, "protected by wish or policy"},
        LabelCase{"DIA", act_code, "protected by wish or policy"},
        LabelCase{"DRGIS", act_code, "protected by wish or policy"},
        LabelCase{"NODSCLCD", act_code, "no disclosure without consent"},
        LabelCase{"NODSCLCDS", act_code, "no disclosure without consent"},
        LabelCase{"NOAUTH", act_code, "no disclosure without consent"},
        LabelCase{"NOCONSENT", act_code, "no disclosure without consent"},
        LabelCase{"NOPAT", act_code, "no disclosure without consent"}, LabelCase{"MASK", act_code, "masked"},
        LabelCase{"PHY", act_code, "for a physician to tell first"},
        LabelCase{"PHY", "", "for a physician to tell first"},
        LabelCase{"MASKED", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "masked"}));

INSTANTIATE_TEST_SUITE_P(Printed, Labels,
                         testing::Values(LabelCase{"N", confidentiality, ""}, LabelCase{"L", confidentiality, ""},
                                         LabelCase{"M", confidentiality, ""}, LabelCase{"U", confidentiality, ""},
                                         LabelCase{"EMP", act_code, ""}, LabelCase{"LOCIS", act_code, ""},
                                         LabelCase{"S", act_code, ""}, LabelCase{"AUDIT", act_code, ""},
                                         LabelCase{"HTEST", "http://terminology.hl7.org/CodeSystem/v3-ActReason", ""}));

TEST(SecurityLabels, TheOneThatNamesAKindIsSaid) {
    Json secret = condition("c", "Secret thing");
    secret["meta"] = parse(R"({"security": [{"code": "R"}, {"code": "SDV"}]})");
    EXPECT_TRUE(read_with({secret}).says("marked as sensitive (violence)"));
    secret["meta"] = parse(R"({"security": [{"code": "N"}, {"code": "V"}]})");
    EXPECT_TRUE(read_with({secret}).says("marked as restricted"));
}

TEST(SecurityLabels, ADisplayAloneCounts) {
    for (const char* display : {"restricted", "Very Restricted", "HIV/AIDS information sensitivity", "Confidential"}) {
        Json secret = condition("c", "Secret thing");
        secret["meta"]["security"] = {{{"display", display}}};
        EXPECT_TRUE(read_with({secret}).visit->conditions.empty()) << display;
    }
    for (const char* display : {"normal", "unrestricted", "low"}) {
        Json open = condition("c", "Open thing");
        open["meta"]["security"] = {{{"display", display}}};
        EXPECT_EQ(read_with({open}).visit->conditions.size(), 1U) << display;
    }
}

/// What comes from a labelled resource is as sensitive as that.
struct FlowCase {
    const char* name;
    Json origin, made;
};
class LabelsFlow : public testing::TestWithParam<FlowCase> {};

TEST_P(LabelsFlow, DownToWhatComesFromIt) {
    const auto shows = [](const std::vector<Json>& resources, bool restricted = false) {
        VisitChoice choice;
        choice.include_restricted = restricted;
        const Read got = read_with(resources, choice);
        return got.visit && all_words(*got.visit).find("Secret thing") != std::string::npos;
    };
    Json origin = GetParam().origin;
    EXPECT_TRUE(shows({origin, GetParam().made})) << GetParam().name;
    origin["meta"]["security"] = {{{"system", act_code}, {"code", "HIV"}}};
    EXPECT_FALSE(shows({origin, GetParam().made})) << GetParam().name;
    EXPECT_FALSE(shows({GetParam().made, origin})) << GetParam().name;
    EXPECT_TRUE(shows({origin, GetParam().made}, true)) << GetParam().name;
}

Json lab(const std::string& id, const std::string& more = "") {
    return of_visit("Observation", id,
                    R"("status": "final", "effectiveDateTime": "2026-03-10",
        "category": [{"coding": [{"code": "laboratory"}]}], "code": {"text": "Secret thing"}, "valueString": "Yes")" +
                        more);
}
Json report(const std::string& more) {
    return of_visit("DiagnosticReport", "origin", R"("status": "final", "code": {"text": "Panel"},
        "effectiveDateTime": "2026-03-10")" + more);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, LabelsFlow,
    testing::Values(
        FlowCase{"result", report(R"(, "result": [{"reference": "Observation/o"}])"), lab("o")},
        FlowCase{"hasMember", of_visit("Observation", "origin", R"("status": "final", "code": {"text": "Panel"},
            "hasMember": [{"reference": "Observation/o"}])"),
                 lab("o")},
        FlowCase{
            "basedOn",
            of_visit("ServiceRequest", "origin", R"("status": "active", "intent": "order", "code": {"text": "Test"})"),
            lab("o", R"(, "basedOn": [{"reference": "ServiceRequest/origin"}])")},
        FlowCase{"specimen", of_visit("Specimen", "origin", R"("status": "available")", ""),
                 lab("o", R"(, "specimen": {"reference": "Specimen/origin"})")},
        FlowCase{"statement", medicine("origin", "Other"),
                 of_visit("MedicationStatement", "s", R"("status": "active", "effectiveDateTime": "2026-03-10",
            "medicationCodeableConcept": {"text": "Secret thing"}, "basedOn": [{"reference": "MedicationRequest/origin"}])",
                          "")},
        FlowCase{"administration", medicine("origin", "Other"),
                 of_visit("MedicationAdministration", "s",
                          R"("status": "completed", "effectiveDateTime": "2026-03-10T09:10:00-05:00",
            "context": {"reference": "Encounter/visit"}, "medicationCodeableConcept": {"text": "Secret thing"},
            "request": {"reference": "MedicationRequest/origin"})",
                          "")},
        FlowCase{"goal", condition("origin", "Other"),
                 of_visit("Goal", "g", R"("lifecycleStatus": "active", "description": {"text": "Secret thing"},
            "addresses": [{"reference": "Condition/origin"}])",
                          "")},
        FlowCase{"section", condition("origin", "Other"),
                 of_visit("Composition", "d", R"("status": "final", "section": [{"title": "Instructions",
            "entry": [{"reference": "Condition/origin"}], "text": {"status": "additional", "div": "<div>Secret thing</div>"}}])")}));

TEST(SecurityLabels, OnAPartHoldItBack) {
    const std::string label = R"(, "extension": [{"url":
        "http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-sec-label",
        "valueCoding": {"system": ")" +
                              std::string(act_code) + R"(", "code": "HIV"}}])";
    const auto document = [](const std::string& more) {
        return of_visit(
            "Composition", "d",
            R"("status": "final", "section": [{"title": "Instructions",
            "text": {"status": "additional", "div": "<div>Secret thing</div>"})" +
                more + R"(}, {"title": "Instructions", "text": {"status": "additional", "div": "<div>Rest</div>"}}])");
    };
    EXPECT_EQ(read_with({document("")}).visit->notes.size(), 2U);
    const Read got = read_with({document(label)});
    EXPECT_EQ(got.visit->notes.size(), 1U);
    EXPECT_TRUE(got.says("Bundle.entry[2].resource.section[0]: the section is left out as sensitive (HIV)"))
        << got.messages;
    Json named = condition("c", "Secret thing");
    named["code"].update(parse("{" + label.substr(2) + "}"));
    EXPECT_TRUE(read_with({named}).visit->conditions.empty());
}

struct ViolenceCode {
    std::string system, code;
    bool held_back;
};
class ViolenceCodes : public testing::TestWithParam<ViolenceCode> {};

TEST_P(ViolenceCodes, StayOut) {
    Json coded = condition("c", "x");
    coded["code"] = {
        {"coding", {{{"system", GetParam().system}, {"code", GetParam().code}, {"display", "Secret thing"}}}}};
    const Read got = read_with({coded});
    EXPECT_EQ(got.visit->conditions.empty(), GetParam().held_back) << GetParam().code << got.messages;
    EXPECT_EQ(got.says("marked as sensitive (violence)"), GetParam().held_back);
    VisitChoice choice;
    choice.include_restricted = true;
    EXPECT_EQ(read_with({coded}, choice).visit->conditions.size(), 1U);
}

constexpr const char* icd10 = "http://hl7.org/fhir/sid/icd-10-cm";
constexpr const char* icd9 = "http://hl7.org/fhir/sid/icd-9-cm";
constexpr const char* snomed = "http://snomed.info/sct";
INSTANTIATE_TEST_SUITE_P(
    Codes, ViolenceCodes,
    testing::Values(
        ViolenceCode{snomed, "706893006", true}, ViolenceCode{snomed, "386702006", true},
        ViolenceCode{snomed, "397940009", true}, ViolenceCode{icd10, "Y06.1", true},
        ViolenceCode{"http://loinc.org", "76504-0", true}, ViolenceCode{"http://loinc.org", "95618-5", true},
        ViolenceCode{"urn:local", "76504-0", false}, ViolenceCode{snomed, "424393004", true},
        ViolenceCode{snomed, "412732008", true}, ViolenceCode{snomed, "90774003", true},
        ViolenceCode{icd10, "T74.11XA", true}, ViolenceCode{icd10, "T7411XA", true},
        ViolenceCode{icd10, "T76.21XA", true}, ViolenceCode{icd10, "Y07.01", true}, ViolenceCode{icd10, "Z04.41", true},
        ViolenceCode{icd10, "Z04.71", true}, ViolenceCode{icd10, "Z04.81", true}, ViolenceCode{icd10, "Z62.810", true},
        ViolenceCode{icd10, "Z63.0", true}, ViolenceCode{icd10, "Z69.11", true}, ViolenceCode{icd10, "Z91.410", true},
        ViolenceCode{icd10, "O9A.311", true}, ViolenceCode{icd9, "995.81", true}, ViolenceCode{icd9, "E967.3", true},
        ViolenceCode{icd9, "V15.41", true}, ViolenceCode{"urn:oid:2.16.840.1.113883.6.90", "T74.11XA", true},
        ViolenceCode{icd10, "T75.3XXA", false}, ViolenceCode{icd10, "Z71.3", false},
        ViolenceCode{icd10, "Z04.1", false}, ViolenceCode{icd10, "Y09", false},
        ViolenceCode{snomed, "195662009", false}, ViolenceCode{"urn:local", "T74.11XA", false},
        ViolenceCode{icd9, "995.91", false}));

TEST(ViolenceWords, StayOutAndOthersDoNot) {
    for (const char* words :
         {"Victim of intimate partner abuse (finding)", "Domestic violence", "Adult victim of sexual abuse",
          "Reports of violence in the environment (finding)", "Spousal abuse, confirmed", "Child abuse",
          "History of physical abuse", "Suspected elder neglect", "Sexual assault of adult", "Rape",
          "Victim of human trafficking", "Battered person syndrome", "Violencia dom\u00E9stica",
          "Violencia de g\u00E9nero", "V\u00EDctima de maltrato"})
        EXPECT_EQ(sensitivity_of_words(words), Sensitivity::violence) << words;
    for (const char* words : {"Alcohol abuse", "Drug abuse counselling", "Victim of flood", "Neglect of left side",
                              "Accidental fall", "Partner present at visit", "Rapeseed", "Grape allergy", "Asthma", ""})
        EXPECT_EQ(sensitivity_of_words(words), Sensitivity::none) << words;
}

TEST(ViolenceWords, WhoDidIt) {
    for (const char* words : {"Injury inflicted by husband",
                              "Assault by spouse",
                              "IPV",
                              "Afraid of partner",
                              "Punched in face by ex-girlfriend",
                              "Hit by boyfriend",
                              "Strangled by her wife",
                              "Strangulation by partner",
                              "Husband beat her",
                              "Kicked by her ex",
                              "Threatened by ex-husband",
                              "Injured by partner",
                              "DV victim",
                              "Domestic assault",
                              "Stalking",
                              "Elder mistreatment",
                              "Child sexual exploitation",
                              "Shaken baby syndrome",
                              "Unsafe at home",
                              "Beaten by her father",
                              "Slapped in the face by his mother",
                              "Afraid of father",
                              "F\u00EDsicamente agredida por su pareja",
                              "Golpeada por su marido",
                              "Violencia por su pareja",
                              "Amenazada por su exmarido",
                              "Domestic Violence Clinic"})
        EXPECT_EQ(sensitivity_of_words(words), Sensitivity::violence) << words;
    for (const char* words :
         {"Hit head on table, witnessed by mother", "Choking episode seen by mother", "Family history of alcohol abuse",
          "Partner has influenza", "Accidentally kicked by husband", "Threatened abortion, partner present",
          "Strangulated hernia, husband informed", "DTaP-IPV", "IPV vaccine", "Injury of knee", "Afraid of needles",
          "Lives with wife, stable", "Brought by mother after a fall", "Ex-smoker", "Skipped heart beat",
          "Domestic travel", "Safe medicines"})
        EXPECT_EQ(sensitivity_of_words(words), Sensitivity::none) << words;
}

TEST(ViolenceWords, InLaboratoryResultsPerformersAndDirections) {
    const Json score = of_visit("Observation", "o", R"("status": "final", "effectiveDateTime": "2026-03-10",
        "category": [{"coding": [{"code": "laboratory"}]}], "valueInteger": 4,
        "code": {"coding": [{"system": "http://loinc.org", "code": "76504-0", "display": "Total score"}]})");
    const Json order = of_visit("ServiceRequest", "s", R"("status": "active", "intent": "order",
        "code": {"text": "Return visit"}, "performer": [{"display": "Domestic Violence Clinic"}, {"display": "Clinic B"}])");
    const Json pill =
        medicine("m", "Placebin", R"(, "dosageInstruction": [{"text": "Take now because of sexual assault"}])");
    const Read got = read_with({score, order, pill});
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_TRUE(got.visit->results.results.empty());
    ASSERT_EQ(got.visit->service_requests.size(), 1U);
    EXPECT_EQ(got.visit->service_requests[0].performers, std::vector<std::string>{"Clinic B"});
    EXPECT_TRUE(got.says("Bundle.entry[3].resource.performer[0]: left out as sensitive (violence)")) << got.messages;
    EXPECT_TRUE(got.says("warning Bundle.entry[4].resource.dosageInstruction[0]: the directions speak of violence"))
        << got.messages;
}

TEST(ViolenceWords, WhereverTheyStand) {
    const std::string words = "Victim of domestic violence";
    Json visit = encounter();
    visit["reasonCode"] = parse(R"([{"text": ")" + words + R"("}, {"text": "Wound"}])");
    const std::vector<Json> resources{
        patient(),
        visit,
        of_visit("ServiceRequest", "s",
                 R"("status": "active", "intent": "order", "code": {"text": "Social work"},
            "reasonCode": [{"text": ")" +
                     words + R"("}])"),
        of_visit("Goal", "g", R"("lifecycleStatus": "active", "description": {"text": ")" + words + "\"}", ""),
        of_visit("CarePlan", "p",
                 R"("status": "active", "intent": "plan", "activity": [{"detail": {"status": "in-progress",
            "code": {"text": ")" +
                     words + "\"}}}]"),
        medicine("m", "Placebin", R"(, "reasonCode": [{"text": ")" + words + "\"}]"),
        of_visit("AllergyIntolerance", "a",
                 R"("clinicalStatus": {"coding": [{"code": "active"}]}, "code": {"text": "Rape pollen"})")};
    const Read got = read(bundle(resources));
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(all_words(*got.visit).find("violence"), std::string::npos) << got.messages;
    EXPECT_EQ(got.visit->encounter.reasons.size(), 1U);
    EXPECT_TRUE(got.visit->incomplete(VisitSection::encounter));
    EXPECT_EQ(got.visit->service_requests.size(), 1U) << "the order itself stays";
    EXPECT_EQ(got.visit->medicines.size(), 1U);
    EXPECT_EQ(got.visit->allergies.list.size(), 1U) << "a plant";
    EXPECT_TRUE(got.says("Bundle.entry[1].resource.reasonCode[0]: left out as sensitive (violence)")) << got.messages;
    VisitChoice choice;
    choice.include_restricted = true;
    EXPECT_NE(all_words(*read(bundle(resources), choice).visit).find("violence"), std::string::npos);
}

TEST(Minors, ProxiesMayRead) {
    const auto warned = [](const std::string& birth_date) {
        Json who = patient();
        who["birthDate"] = birth_date;
        return read(bundle({who, encounter()})).says("warning Bundle.entry[0].resource: the patient was under 18");
    };
    EXPECT_TRUE(warned("2008-03-11"));
    EXPECT_FALSE(warned("2008-03-10")) << "18 that day";
    EXPECT_TRUE(warned("2008-03")) << "can't tell";
    EXPECT_TRUE(warned("2008"));
    EXPECT_FALSE(warned("2008-02"));
    EXPECT_FALSE(warned("2007"));
    EXPECT_TRUE(warned("2026-03-10"));
    EXPECT_FALSE(warned("1950-01-01"));
}

}  // namespace
}  // namespace carepress::test
