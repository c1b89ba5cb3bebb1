// Bundles that tempt the reader to let another patient's words in. Everything of the other one has a word that is
// nobody else's, and no such word may be in the visit.
#include "all_words.h"
#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

constexpr std::string_view others_mark = "Sandhopper";  // the other's name, in each of the other's words

Json others(Json resource) {
    resource["subject"] = {{"reference", "Patient/bo"}};
    return resource;
}

/// Two patients, one visit each, more resources; the first patient is chosen.
Read read_tempted(std::vector<Json> resources) {
    resources.insert(resources.begin(), {patient("ada"), patient("bo", "Sandhopper"), encounter("visit", "ada"),
                                         encounter("bos-visit", "bo", "2026-03-10")});
    VisitChoice choice;
    choice.patient = "ada";
    return read(bundle(resources), choice);
}

void expect_clean(const Read& got, const std::string& name) {
    ASSERT_TRUE(got.visit) << name << "\n" << got.messages;
    EXPECT_EQ(all_words(*got.visit).find(others_mark), std::string::npos) << name << "\n" << all_words(*got.visit);
    EXPECT_EQ((got.messages + got.hints).find(others_mark), std::string::npos) << name;
}

TEST(TwoPatients, ResourcesOfTheOther) {
    Json allergy = of_visit("AllergyIntolerance", "a", R"("code": {"text": "Sandhopper allergy"})", "visit", "bo");
    Json vaccine = of_visit("Immunization", "i", R"("status": "completed", "occurrenceDateTime": "2026-03-10",
        "vaccineCode": {"text": "Sandhopper vaccine"})",
                            "visit", "bo");
    const std::vector<std::pair<std::string, Json>> temptations{
        {"condition in the patient's visit", others(condition("c", "Sandhopper ailment"))},
        {"medicine in the patient's visit", others(medicine("m", "Sandhopper pills"))},
        {"allergy", allergy},
        {"immunization", vaccine},
        {"vital sign", others(of_visit("Observation", "o", R"("status": "final", "category": [{"coding":
            [{"code": "vital-signs"}]}], "code": {"text": "Sandhopper rate"}, "effectiveDateTime": "2026-03-10T09:10:00-05:00",
            "valueQuantity": {"value": 70, "unit": "/min"})"))},
        {"care plan", others(of_visit("CarePlan", "p", R"("status": "active", "intent": "plan",
            "description": "Sandhopper plan")"))},
        {"goal", others(of_visit("Goal", "g",
                                 R"("lifecycleStatus": "active", "description": {"text": "Sandhopper goal"})", ""))},
        {"order", others(of_visit("ServiceRequest", "s", R"("status": "active", "intent": "order",
            "code": {"text": "Sandhopper test"})"))},
        {"document", others(of_visit("Composition", "d", R"("status": "final", "section": [{"text": {"div":
            "<div>Sandhopper story</div>"}}])"))},
    };
    for (const auto& [name, resource] : temptations) {
        const Read got = read_tempted({resource});
        expect_clean(got, name);
        EXPECT_TRUE(got.says("whose subject is not the patient")) << name << "\n" << got.messages;
    }
}

TEST(TwoPatients, SubjectsThatAreNotThePatient) {
    const std::vector<std::string> subjects{
        R"({"display": "Ada June Quillfeather"})",
        R"({"identifier": {"system": "urn:example:mr", "value": "MR-7701"}})",  // both patients have this number
        R"({"reference": "Group/everyone"})",
        R"({"reference": "Patient/ada", "type": "Group"})",
        R"({"reference": "#inside"})",
        R"({"reference": "#"})",
        R"({"reference": "Patient/ad"})",
        R"({"reference": "Patient/ADA"})",
        R"({"reference": "http://elsewhere.example/Patient/ada"})",
        R"({"reference": "Patient/bo"})",
        R"({})",
    };
    for (const std::string& subject : subjects) {
        Json ailment = condition("c", "Sandhopper ailment");
        ailment["subject"] = parse(subject);
        ailment["contained"] = Json::array({patient("inside", "Sandhopper")});
        Json group = parse(
            R"({"resourceType": "Group", "id": "everyone", "member": [{"entity": {"reference": "Patient/ada"}}]})");
        expect_clean(read_tempted({ailment, group}), subject);
    }
    Json nobodys = condition("c", "Sandhopper ailment");
    nobodys.erase("subject");
    expect_clean(read_tempted({nobodys}), "no subject");
}

TEST(TwoPatients, SharedVisits) {
    // The subject is the patient, the visit another's: in doubt it is nobody's.
    Json mixed = condition("c", "Sandhopper ailment", "", "bos-visit");
    expect_clean(read_tempted({mixed}), "condition in another's visit");
    VisitChoice choice;
    choice.patient = "ada";
    choice.encounter = "bos-visit";
    EXPECT_FALSE(read(bundle({patient("ada"), patient("bo", "Sandhopper"), encounter("visit", "ada"),
                              encounter("bos-visit", "bo")}),
                      choice)
                     .visit);
    Json group_visit = encounter("group", "ada", "2026-06-01");
    group_visit["subject"] = {{"reference", "Group/everyone"}};
    const Read got = read_tempted({group_visit});
    expect_clean(got, "visit of a group");
    EXPECT_EQ(got.visit->encounter.reference, "Encounter/visit");
}

TEST(TwoPatients, ReferencesInTheirOwnResources) {
    const std::string to_other = R"([{"reference": "Condition/bos"}])";
    const Json ailment = others(condition("bos", "Sandhopper ailment", "", ""));
    const Json pills = others(medicine("bos-pills", "Sandhopper pills", "", ""));
    Json visit_for = encounter("visit2", "ada", "2026-04-01");
    visit_for["reasonReference"] = parse(to_other);
    visit_for["diagnosis"] = parse(R"([{"condition": {"reference": "Condition/bos"}, "rank": 1}])");
    visit_for["participant"] = parse(R"([{"individual": {"reference": "Patient/bo", "display": "Sandhopper"}},
        {"individual": {"reference": "RelatedPerson/r", "display": "Sandhopper senior"}},
        {"individual": {"display": "Sandhopper junior"}}])");
    expect_clean(read_tempted({ailment, visit_for}), "reasons, diagnoses and participants of the visit");
    const std::vector<std::pair<std::string, Json>> temptations{
        {"reason of a medicine", medicine("m", "Placebin", R"(, "reasonReference": )" + to_other)},
        {"reason by display",
         medicine("m", "Placebin",
                  R"(, "reasonReference": [{"reference": "Condition/x", "display": "Sandhopper ailment"}])")},
        {"what a medicine replaces",
         medicine("m", "Placebin", R"(, "priorPrescription": {"reference": "MedicationRequest/bos-pills"})")},
        {"what a plan addresses", of_visit("CarePlan", "p",
                                           R"("status": "active", "intent": "plan", "description": "Rest",
            "addresses": )" + to_other + R"(, "activity": [{"reference": {"reference": "ServiceRequest/bos-test"}}])")},
        {"contained condition of the other", medicine("m", "Placebin", R"(, "reasonReference": [{"reference": "#c"}],
            "contained": [{"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/bo"},
            "code": {"text": "Sandhopper ailment"}}])")},
        {"contained condition of nobody", medicine("m", "Placebin", R"(, "reasonReference": [{"reference": "#c"}],
            "contained": [{"resourceType": "Condition", "id": "c", "code": {"text": "Sandhopper ailment"}}])")},
        {"medicine that is a patient", of_visit("MedicationRequest", "m", R"("status": "active", "intent": "order",
            "medicationReference": {"reference": "Patient/bo", "display": "Sandhopper"})")},
        {"vital sign of something else", of_visit("Observation", "o", R"("status": "final", "category": [{"coding":
            [{"code": "vital-signs"}]}], "code": {"text": "Heart rate of Sandhopper"}, "focus": [{"reference": "Patient/bo"}],
            "effectiveDateTime": "2026-03-10T09:10:00-05:00", "valueQuantity": {"value": 70, "unit": "/min"})")},
        {"section of a document about another", of_visit("Composition", "d", R"("status": "final", "section": [{"focus":
            {"reference": "Patient/bo"}, "text": {"div": "<div>Sandhopper story</div>"}}])")},
    };
    const Json test = others(of_visit("ServiceRequest", "bos-test", R"("status": "active", "intent": "order",
        "code": {"text": "Sandhopper test"})",
                                      ""));
    for (const auto& [name, resource] : temptations) expect_clean(read_tempted({ailment, pills, test, resource}), name);
}

TEST(TwoPatients, AppointmentsOfBoth) {
    const auto appointment = [](const std::string& actors) {
        return parse(
            R"({"resourceType": "Appointment", "id": "x", "status": "booked", "start": "2026-04-10T09:00:00-05:00",
            "description": "Sandhopper visit", "participant": [)" +
            actors + "]}");
    };
    const std::string ada = R"({"status": "accepted", "actor": {"reference": "Patient/ada"}})";
    for (const std::string other :
         {R"({"status": "accepted", "actor": {"reference": "Patient/bo"}})",
          R"({"status": "accepted", "actor": {"reference": "http://x.example/Patient/9"}})",
          R"({"status": "accepted", "actor": {"type": "Patient", "display": "Sandhopper"}})"}) {
        expect_clean(read_tempted({appointment(ada + "," + other)}), other);
        expect_clean(read_tempted({appointment(other)}), other);
    }
    expect_clean(read_tempted({appointment("")}), "nobody");
    const Read own = read_with({appointment(ada)});
    ASSERT_TRUE(own.visit);
    EXPECT_EQ(own.visit->appointments.size(), 1U) << own.messages;
}

TEST(TwoPatients, ChoosingOneGivesTheSameAsABundleOfOne) {
    std::vector<Json> own{condition("c", "Sore throat"), medicine("m", "Placebin")};
    std::vector<Json> both = own;
    both.push_back(others(condition("d", "Sandhopper ailment")));
    both.push_back(others(medicine("n", "Placebin")));
    const Read alone = read_with(own), tempted = read_tempted(both);
    ASSERT_TRUE(alone.visit && tempted.visit);
    EXPECT_EQ(all_words(*alone.visit), all_words(*tempted.visit));
}

}  // namespace
}  // namespace carepress::test
