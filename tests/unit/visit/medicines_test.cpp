#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

/// The medicines of a record, in one line each: name, state and change, warnings.
std::string list_of(const Read& got) {
    if (!got.visit) return "refused: " + got.messages;
    static const std::vector<std::string> changes{"not stated", "fresh", "continued", "changed", "stopped"};
    static const std::vector<std::string> states{"take", "on hold", "stopped"};
    static const std::vector<std::string> warnings{"missing", "incomplete", "partly unreadable", "listed twice"};
    std::string list;
    for (const Medicine& each : got.visit->medicines) {
        list += each.name.name.text + ": " + states[static_cast<std::size_t>(each.state)] + ", " +
                changes[static_cast<std::size_t>(each.change)];
        if (each.replaces) list += " from " + each.replaces->name.name.text;
        for (const MedicineWarning warning : each.warnings) list += ", " + warnings[static_cast<std::size_t>(warning)];
        list += "\n";
    }
    return list;
}

const std::string daily = R"(, "dosageInstruction": [{"text": "1 tablet daily"}])";
const std::string twice = R"(, "dosageInstruction": [{"text": "1 tablet twice daily"}])";

Json old_visit() { return encounter("old", "ada", "2025-11-03"); }
Json old_medicine(const std::string& id, const std::string& name, const std::string& more = daily) {
    return medicine(id, name, R"(, "authoredOn": "2025-11-03")" + more, "old");
}

TEST(Medicines, FreshContinuedAndNotStated) {
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin", daily)})), "Placebin: take, fresh\n");
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("m", "Placebin")})), "Placebin: take, continued\n");
    // No visit, no date: nothing tells.
    Json undated = medicine("m", "Placebin", daily, "");
    undated.erase("authoredOn");
    EXPECT_EQ(list_of(read_with({undated})), "Placebin: take, not stated\n");
    // Ordered anew, with an earlier order that has ended: neither fresh nor, without priorPrescription, changed.
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("m", "Placebin", R"(, "status": "stopped")"),
                                 medicine("n", "Placebin", twice)})),
              "Placebin: take, not stated\n");
}

TEST(Medicines, ChangedOnlyThroughPriorPrescription) {
    const std::string prior = R"(, "priorPrescription": {"reference": "MedicationRequest/old-one"})";
    EXPECT_EQ(list_of(read_with(
                  {old_visit(), old_medicine("old-one", "Placebin"), medicine("new-one", "Placebin", twice + prior)})),
              "Placebin: take, changed from Placebin\n");
    EXPECT_EQ(list_of(read_with(
                  {old_visit(), old_medicine("old-one", "Placebin"), medicine("new-one", "Placebin", daily + prior)})),
              "Placebin: take, continued\n")
        << "renewed as it was";
    EXPECT_EQ(list_of(read_with({medicine("new-one", "Placebin", twice + prior)})), "Placebin: take, not stated\n")
        << "what it was before is not in the bundle";
    // Two orders, two dosages, no word that one replaces the other: both, with a warning.
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("a", "Placebin"), medicine("b", "Placebin", twice)})),
              "Placebin: take, continued, listed twice\nPlacebin: take, not stated, listed twice\n");
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("a", "Placebin"), medicine("b", "Placebin", daily)})),
              "Placebin: take, continued\n")
        << "the same twice stands once";
}

TEST(Medicines, StoppedOnlyWhatThisVisitEnded) {
    const std::string stopped = R"(, "status": "stopped", "statusReason": {"text": "rash"})";
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin", stopped)})), "Placebin: stopped, stopped, missing\n");
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("m", "Placebin", stopped)})), "") << "another visit's";
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin", R"(, "status": "completed")")})), "")
        << "a course that is over";
    // Replaced in this visit by another medicine: the old one is not to be taken any more, whatever its own status
    // says.
    for (const std::string status : {"active", "stopped", "completed"})
        EXPECT_EQ(
            list_of(read_with(
                {old_visit(), old_medicine("a", "Oldolol", daily + R"(, "status": ")" + status + "\""),
                 medicine("b", "Newolol", daily + R"(, "priorPrescription": {"reference": "MedicationRequest/a"})")})),
            "Oldolol: stopped, stopped\nNewolol: take, changed from Oldolol\n")
            << status;
    // Stopped and ordered again: "stop" and "take" of one medicine never stand together.
    EXPECT_EQ(list_of(read_with({medicine("a", "Placebin", stopped), medicine("b", "Placebin", daily)})),
              "Placebin: take, fresh\n");
}

TEST(Medicines, WhatIsNoOrderStaysOff) {
    for (const std::string off :
         {R"("status": "draft")", R"("status": "cancelled")", R"("status": "entered-in-error")",
          R"("status": "unknown")", R"("intent": "proposal")", R"("intent": "plan")", R"("intent": "option")",
          R"("doNotPerform": true)", R"("category": [{"coding": [{"code": "inpatient"}]}])",
          R"("modifierExtension": [{"url": "urn:x", "valueBoolean": true}])", R"("implicitRules": "urn:x")"})
        EXPECT_EQ(list_of(read_with({medicine("m", "Placebin", daily + ", " + off)})), "") << off;
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin", daily + R"(, "status": "on-hold")")})),
              "Placebin: on hold, not stated\n");
    EXPECT_TRUE(
        read_with({medicine("m", "Placebin", R"(, "status": "nonsense")")}).visit->incomplete(VisitSection::medicines));
    // A modifier extension deep inside counts as well.
    const Read deep = read_with({medicine("m", "Placebin", R"(, "dosageInstruction": [{"text": "1 tablet daily",
        "modifierExtension": [{"url": "urn:x", "valueBoolean": true}]}])")});
    EXPECT_EQ(list_of(deep), "");
    EXPECT_TRUE(deep.says(
        "warning Bundle.entry[2].resource.dosageInstruction[0].modifierExtension: the MedicationRequest is left out"))
        << deep.messages;
}

TEST(Medicines, NothingAuthoredAfterTheVisit) {
    const auto with = [](const std::string& authored, const std::string& visit) {
        return list_of(read_with(
            {old_visit(), medicine("m", "Placebin", daily + R"(, "authoredOn": ")" + authored + "\"", visit)}));
    };
    // The visit is 2026-03-10, 9:00 to 9:30 at -05:00.
    EXPECT_EQ(with("2026-03-10T09:10:00-05:00", "visit"), "Placebin: take, fresh\n");
    EXPECT_EQ(with("2026-03-10T17:45:00-05:00", "visit"), "Placebin: take, fresh\n") << "signed later that day";
    EXPECT_EQ(with("2026-03-10T17:45:00-05:00", ""), "") << "later that day, but not of this visit";
    EXPECT_EQ(with("2026-03-11T08:00:00-05:00", "visit"), "");
    EXPECT_EQ(with("2026-03-11", "visit"), "");
    EXPECT_EQ(with("2026-03-11", ""), "");
    EXPECT_EQ(with("2026-03-10", ""), "Placebin: take, not stated\n") << "that day, and nothing says later";
    EXPECT_EQ(with("2026-03-09", ""), "Placebin: take, continued\n");
    EXPECT_EQ(with("2026", "visit"), "Placebin: take, fresh\n");
    EXPECT_EQ(with("2027", "visit"), "");
    // Of a later visit, undated.
    Json later = medicine("m", "Placebin", daily, "later");
    later.erase("authoredOn");
    VisitChoice choice;
    choice.encounter = "visit";
    EXPECT_EQ(list_of(read_with({encounter("later", "ada", "2026-04-02"), later}, choice)), "");
}

TEST(Medicines, NamesComeFromMedications) {
    const auto with = [](const std::string& reference, const std::string& contained = "[]") {
        Json request = of_visit("MedicationRequest", "m",
                                R"("status": "active", "intent": "order",
            "medicationReference": )" +
                                    reference + R"(, "contained": )" + contained);
        const Json shelf = parse(R"json({"resourceType": "Medication", "id": "shelf", "code": {"coding":
            [{"system": "http://snomed.info/sct", "code": "387458008", "display": "Aspirin (substance)"}]}})json");
        return list_of(read_with({shelf, request}));
    };
    EXPECT_EQ(with(R"({"reference": "Medication/shelf"})"), "Aspirin: take, fresh, missing\n");
    EXPECT_EQ(with(R"({"reference": "#in"})",
                   R"([{"resourceType": "Medication", "id": "in", "code": {"text": "Contained pills"}}])"),
              "Contained pills: take, fresh, missing\n");
    EXPECT_EQ(with(R"({"reference": "#in"})", R"([{"resourceType": "Medication", "id": "in", "ingredient":
                   [{"itemCodeableConcept": {"text": "Sole ingredient"}}]}])"),
              "Sole ingredient: take, fresh, missing\n");
    EXPECT_EQ(with(R"({"reference": "Medication/elsewhere", "display": "Named pills"})"),
              "Named pills: take, fresh, missing\n");
    EXPECT_EQ(with(R"({"display": "Who knows"})"), "");
    EXPECT_EQ(
        with(R"({"reference": "#in"})", R"([{"resourceType": "Medication", "id": "in", "status": "entered-in-error",
                   "code": {"text": "Wrong pills"}}])"),
        "");
}

TEST(Medicines, StatementsAddWhatNobodyOrdered) {
    const auto statement = [](const std::string& name, const std::string& more = "") {
        Json made = of_visit("MedicationStatement", "s-" + name,
                             R"("status": "active", "effectivePeriod": {"start": "2024"},
            "dosage": [{"text": "1 at night"}], "medicationCodeableConcept": {"text": ")" +
                                 name + "\"}" + more,
                             "");
        return made;
    };
    EXPECT_EQ(list_of(read_with({statement("Herbal tea"), medicine("m", "Placebin", daily), statement("Placebin")})),
              "Placebin: take, fresh\nHerbal tea: take, continued\n");
    EXPECT_EQ(list_of(read_with({statement("Herbal tea", R"(, "effectivePeriod": {"start": "2024", "end": "2025"})")})),
              "");
    EXPECT_EQ(list_of(read_with({statement("Herbal tea", R"(, "status": "not-taken")")})), "");
}

}  // namespace
}  // namespace carepress::test
