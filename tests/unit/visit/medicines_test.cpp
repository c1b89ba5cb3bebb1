#include "build_bundle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

namespace carepress::test {
using namespace visit;
namespace {

/// The medicines of a record, in one line each: name, state and change, warnings.
std::string list_of(const Read& got) {
    if (!got.visit) return "refused: " + got.messages;
    static const std::vector<std::string> changes{"not stated", "fresh", "continued", "changed", "stopped"};
    static const std::vector<std::string> states{"take", "on hold", "stopped"};
    static const std::vector<std::string> warnings{"missing", "incomplete", "partly unreadable", "may have ended",
                                                   "listed twice"};
    std::string list;
    for (const Medicine& each : got.visit->medicines) {
        list += each.name.name.text + ": " + states[static_cast<std::size_t>(each.state)] + ", " +
                changes[static_cast<std::size_t>(each.change)];
        if (each.told) list += ", told";
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
    const std::string not_understood = R"(, "dosageInstruction": [{"text": "As you were told"}])";
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("a", "Placebin", not_understood),
                                 medicine("b", "Placebin", not_understood)})),
              "Placebin: take, continued\n")
        << "the same words are the same dosage, understood or not";
    Json undated = medicine("a", "Placebin", daily, "");
    undated.erase("authoredOn");
    EXPECT_EQ(list_of(read_with({undated, medicine("b", "Placebin", daily)})), "Placebin: take, continued\n")
        << "ordered again in this visit";
    EXPECT_EQ(list_of(read_with({medicine("b", "Placebin", daily), undated})), "Placebin: take, continued\n")
        << "in whichever order the bundle has them";
    EXPECT_EQ(list_of(read_with({old_visit(), medicine("b", "Placebin", daily), old_medicine("a", "Placebin")})),
              "Placebin: take, continued\n");
    EXPECT_EQ(list_of(read_with({medicine("a", "Placebin", daily), medicine("b", "Placebin", daily)})),
              "Placebin: take, fresh\n")
        << "entered twice, but new";
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("a", "Placebin"), old_medicine("c", "Placebin")})),
              "Placebin: take, continued\n");
    for (const auto& [first, second] :
         {std::pair(undated, old_medicine("c", "Placebin")), std::pair(old_medicine("c", "Placebin"), undated)})
        EXPECT_EQ(list_of(read_with({old_visit(), first, second})), "Placebin: take, continued\n")
            << "of two orders that nothing orders anew, one is surely from before";
}

TEST(Medicines, OfWhichOnlyTheAmountOrTheTimesAreStatedHaveAnIncompleteDosage) {
    const auto warned = [](const std::string& dosage) {
        return list_of(read_with({medicine("m", "Placebin", R"(, "dosageInstruction": [{)" + dosage + "}]")}));
    };
    for (const char* dosage : {R"("doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}])",
                               R"("timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}})",
                               R"("additionalInstruction": [{"text": "Take with food"}])"})
        EXPECT_EQ(warned(dosage), "Placebin: take, fresh, incomplete\n") << dosage;
    EXPECT_EQ(warned(R"("route": {"text": "Oral"})"), "Placebin: take, fresh, missing\n");
    EXPECT_EQ(warned(R"("patientInstruction": "One with breakfast")"), "Placebin: take, fresh\n");
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
    // Stopped and ordered again: "stop" and "take" of one medicine never are together.
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
    EXPECT_EQ(with("2026-03-11T08:00:00-05:00", "visit"), "Placebin: take, fresh\n") << "signed the next morning";
    EXPECT_EQ(with("2026-03-10T17:45:00-05:00", ""), "Placebin: take, not stated\n") << "within a day of no visit";
    EXPECT_EQ(with("2026-03-11T17:45:00-05:00", ""), "");
    EXPECT_EQ(with("2026-03-12", ""), "");
    EXPECT_EQ(with("2026-03-10", ""), "Placebin: take, not stated\n") << "that day, and nothing says later";
    EXPECT_EQ(with("2026-03-09", ""), "Placebin: take, continued\n");
    EXPECT_EQ(with("2026", "visit"), "Placebin: take, fresh\n");
    EXPECT_EQ(with("2027", "visit"), "Placebin: take, fresh\n") << "its own reference decides";
    EXPECT_EQ(with("2027", ""), "");
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

Json statement(const std::string& name, const std::string& more = "") {
    return of_visit("MedicationStatement", "s-" + name,
                    R"("status": "active", "effectivePeriod": {"start": "2024"},
            "dosage": [{"text": "1 tablet daily"}], "medicationCodeableConcept": {"text": ")" +
                        name + "\"}" + more,
                    "");
}

TEST(Medicines, StatementsAddWhatNobodyOrdered) {
    EXPECT_EQ(list_of(read_with({statement("Herbal tea"), medicine("m", "Placebin", daily)})),
              "Placebin: take, fresh\nHerbal tea: take, continued, told\n");
    EXPECT_EQ(list_of(read_with({statement("Herbal tea", R"(, "effectivePeriod": {"start": "2024", "end": "2025"})")})),
              "");
    struct Case {
        std::string status, list;
        bool incomplete;
    };
    for (const Case& each : {Case{"not-taken", "", false}, Case{"completed", "", false}, Case{"intended", "", true},
                             Case{"on-hold", "Herbal tea: on hold, not stated, told\n", false},
                             Case{"unknown", "", true}, Case{"nonsense", "", true}, Case{"", "", true}}) {
        Json made = statement("Herbal tea");
        if (each.status.empty())
            made.erase("status");
        else
            made["status"] = each.status;
        const Read got = read_with({made});
        EXPECT_EQ(list_of(got), each.list) << each.status;
        EXPECT_EQ(got.visit->incomplete(VisitSection::medicines), each.incomplete) << each.status;
    }
}

TEST(Medicines, AnOrderAndAStatementOfAnotherDosageAreAskedAbout) {
    Json told = statement("Placebin 10 mg");
    told["dosage"][0]["text"] = "2 at night";
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("m", "Placebin 10 mg"), told})),
              "Placebin 10 mg: take, continued, listed twice\n");
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin 10 mg", daily), told})), "Placebin 10 mg: take, not stated\n")
        << "what this visit orders holds over what was said before";
    for (const std::string day : {"2026-03-10", "2026-03-10T09:20:00-05:00"}) {
        told.erase("effectivePeriod");
        told["effectiveDateTime"] = day;
        EXPECT_EQ(list_of(read_with({medicine("m", "Placebin 10 mg", daily), told})),
                  "Placebin 10 mg: take, fresh, listed twice\n")
            << day;
    }
    Json alike = told;
    alike["dosage"][0]["text"] = "Take 1 tablet by mouth daily";
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin 10 mg", R"(, "dosageInstruction": [{"text":
                  "Take 1 tab by mouth daily"}])"),
                                 alike})),
              "Placebin 10 mg: take, fresh\n")
        << "the same in other words";
    const std::string unread = "Use as on the sheet from the infusion clinic";
    told["dosage"][0]["text"] = unread;
    const auto ordered = [&](const std::string& text) {
        return old_medicine("m", "Placebin 10 mg", R"(, "dosageInstruction": [{"text": ")" + text + R"("}])");
    };
    EXPECT_EQ(list_of(read_with({old_visit(), ordered(unread), told})), "Placebin 10 mg: take, continued\n")
        << "the very same words, though nothing here understands them";
    EXPECT_EQ(list_of(read_with({old_visit(), ordered(unread + " B"), told})),
              "Placebin 10 mg: take, continued, listed twice\n");
}

TEST(Medicines, AnOrderAndAStatementAreOneLine) {
    const std::vector<std::string> spellings{"Placebin 10 mg", "placebin 10 mg", "PLACEBIN  10 MG ",
                                             "Placebin\\u00a010 mg"};
    for (const std::string& spelling : spellings) {
        EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("m", "Placebin 10 mg"), statement(spelling)})),
                  "Placebin 10 mg: take, continued\n")
            << spelling;
        // Taken before: not new, though ordered here for the first time.
        EXPECT_EQ(list_of(read_with({medicine("m", "Placebin 10 mg", daily), statement(spelling)})),
                  "Placebin 10 mg: take, not stated\n")
            << spelling;
        // Two orders that differ in more than spelling are both there, with a word.
        EXPECT_EQ(
            list_of(read_with({old_visit(), old_medicine("a", "Placebin 10 mg"), medicine("b", spelling, twice)})),
            "Placebin 10 mg: take, continued, listed twice\n" +
                list_of(read_with({old_visit(), medicine("b", spelling, twice)}))
                    .substr(0, list_of(read_with({medicine("b", spelling, twice)})).find(':')) +
                ": take, not stated, listed twice\n")
            << spelling;
    }
    const std::string code = R"(, "medicationCodeableConcept": {"text": "Other words", "coding": [{"system":
        "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "197361"}]})";
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin", code), statement("x", code)})),
              "Other words: take, not stated, missing\n");
    // An undated statement may have been made from the order.
    Json undated = statement("Placebin");
    undated.erase("effectivePeriod");
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin", daily), undated})), "Placebin: take, fresh\n");
    // An order that is over doesn't hide what the patient still takes: ask.
    EXPECT_EQ(list_of(read_with({old_visit(), old_medicine("m", "Placebin", daily + R"(, "status": "completed")"),
                                 statement("Placebin")})),
              "Placebin: take, continued, told, listed twice\n");
    // "Stop" and "take" of one medicine never are together.
    EXPECT_EQ(list_of(read_with({medicine("m", "Placebin", R"(, "status": "stopped")"), statement("Placebin")})),
              "Placebin: stopped, stopped, missing\n");
}

TEST(Medicines, HomeMedicinesAreReportedPlans) {
    const auto with = [](const std::string& more) {
        return list_of(read_with({medicine("m", "Tylenol", daily + ", " + more)}));
    };
    EXPECT_EQ(with(R"("intent": "plan", "reportedBoolean": true)"), "Tylenol: take, not stated, told\n");
    EXPECT_EQ(with(R"("intent": "plan", "reportedReference": {"reference": "Patient/ada"})"),
              "Tylenol: take, not stated, told\n");
    EXPECT_EQ(with(R"("intent": "plan", "reportedReference": {"reference": "Practitioner/p"})"),
              "Tylenol: take, not stated\n");
    EXPECT_EQ(with(R"("intent": "order", "reportedBoolean": true)"), "Tylenol: take, not stated, told\n");
    EXPECT_EQ(with(R"("intent": "order", "reportedBoolean": false)"), "Tylenol: take, fresh\n");
    for (const std::string none : {R"("intent": "plan")", R"("intent": "plan", "reportedBoolean": false)",
                                   R"("intent": "proposal", "reportedBoolean": true)",
                                   R"("intent": "plan", "reportedBoolean": true, "status": "cancelled")"})
        EXPECT_EQ(with(none), "") << none;
    EXPECT_EQ(list_of(read_with({medicine("a", "Tylenol", daily), medicine("b", "tylenol", R"(, "intent": "plan",
        "reportedBoolean": true)")})),
              "Tylenol: take, fresh\n")
        << "ordered too: once";
}

TEST(Medicines, OrdersWhoseTimeIsOverAreAskedAbout) {
    struct Case {
        std::string more;
        bool ended;
    };
    const auto bounds = [](const std::string& end) {
        return R"("dosageInstruction": [{"text": "1 daily", "timing": {"repeat": {"boundsPeriod": {"end": ")" + end +
               R"("}}}}])";
    };
    const auto length = [](const std::string& value, const std::string& unit) {
        return R"("authoredOn": "2026-02-20", "dosageInstruction": [{"text": "1 daily", "timing": {"repeat": {"boundsDuration":
            {"value": )" +
               value + R"(, "unit": ")" + unit + R"(", "system": "http://unitsofmeasure.org", "code": ")" + unit +
               R"("}}}}])";
    };
    const std::string second_open = R"("dosageInstruction": [{"text": "1 daily", "timing": {"repeat": {"boundsPeriod":
        {"end": "2020-01-01"}}}}, {"text": "2 daily"}])";
    for (const Case& each :
         {Case{bounds("2020-01-08"), true}, Case{bounds("2026-03-08"), true}, Case{bounds("2026-03-10"), false},
          Case{bounds("2026-04-01"), false}, Case{bounds("2026-03-09T23:00:00-05:00"), false},
          Case{length("7", "d"), true}, Case{length("1", "wk"), true}, Case{length("3", "mo"), false},
          Case{length("30", "d"), false}, Case{length("12", "h"), true}, Case{length("407", "h"), true},
          Case{length("408", "h"), false}, Case{second_open, false},
          Case{R"("dispenseRequest": {"validityPeriod": {"end": "2024-06-01"}})", true},
          Case{R"("dispenseRequest": {"validityPeriod": {"end": "2026-02-01"}})", false},
          Case{R"("authoredOn": "2020-02-20", "dispenseRequest": {"numberOfRepeatsAllowed": 2,
              "expectedSupplyDuration": {"value": 30, "unit": "d"}})",
               true},
          Case{R"("authoredOn": "2025-10-20", "dispenseRequest": {"numberOfRepeatsAllowed": 2,
              "expectedSupplyDuration": {"value": 30, "unit": "d"}})",
               false},
          Case{R"("dosageInstruction": [{"text": "1 daily"}])", false}}) {
        const std::string list = list_of(read_with({old_visit(), old_medicine("m", "Placebin", ", " + each.more)}));
        EXPECT_EQ(list.find("may have ended") != std::string::npos, each.ended) << each.more << list;
    }
}

TEST(Medicines, WhoseOwnWordsSayToStopAreAskedAbout) {
    struct Case {
        std::string words;
        bool stops;
    };
    for (const Case& each :
         {Case{"STOP taking this medicine", true}, Case{"Do not take until told", true}, Case{"STOPPED 2019", true},
          Case{"Patient not taking", true}, Case{"Discontinued last year", true}, Case{"Pt no longer takes", true},
          Case{"Hold for now", true}, Case{"HOLD", true}, Case{"Do not take", true},
          Case{"Take 1 tablet daily. Do not take with milk", false}, Case{"Do not take with milk", false},
          Case{"Stop if a rash appears", false}, Case{"Hold under the tongue", false}, Case{"1 tablet daily", false}}) {
        const std::string dosage = R"([{"text": ")" + each.words + R"("}])";
        const std::string ordered =
            list_of(read_with({medicine("m", "Placebin", R"(, "dosageInstruction": )" + dosage)}));
        EXPECT_EQ(ordered.find("may have ended") != std::string::npos, each.stops) << each.words << ordered;
        EXPECT_NE(ordered.find("fresh") != std::string::npos, each.stops) << each.words << ordered;
        Json told = statement("Placebin");
        told["dosage"] = parse(dosage);
        EXPECT_EQ(list_of(read_with({told})).find("may have ended") != std::string::npos, each.stops) << each.words;
        told["dosage"][0] = {{"text", "1 daily"}, {"patientInstruction", each.words}};
        EXPECT_EQ(list_of(read_with({told})).find("may have ended") != std::string::npos, each.stops) << each.words;
    }
    EXPECT_NE(list_of(read_with({medicine("m", "Hold placebin 48 h", daily)})).find("may have ended"),
              std::string::npos);
}

TEST(Medicines, AChainOfReplacementsLeavesTheLast) {
    const Json first = old_medicine("a", "Firstolol"),
               second = medicine("b", "Secondolol",
                                 daily + R"(, "priorPrescription": {"reference": "MedicationRequest/a"})"),
               third =
                   medicine("c", "Thirdolol", daily + R"(, "priorPrescription": {"reference": "MedicationRequest/b"})");
    std::vector<Json> all{first, second, third};
    std::sort(all.begin(), all.end());
    do {
        std::vector<Json> made = all;
        made.insert(made.begin(), old_visit());
        const Read got = read_with(made);
        ASSERT_TRUE(got.visit);
        for (const Medicine& each : got.visit->medicines)
            EXPECT_EQ(each.state == MedicineState::take, each.name.name.text == "Thirdolol") << list_of(got);
    } while (std::next_permutation(all.begin(), all.end()));
}

TEST(Medicines, MedicinesInOtherResourcesAreMissed) {
    const auto dispense = [](const std::string& name, const std::string& more = "") {
        Json made = of_visit("MedicationDispense", "d",
                             R"("status": "completed", "medicationCodeableConcept": {"text": ")" + name + "\"}" + more);
        return made;
    };
    const auto incomplete = [](const Read& got) {
        EXPECT_TRUE(got.visit) << got.messages;
        return got.visit && got.visit->incomplete(VisitSection::medicines);
    };
    const Read alone = read_with({dispense("Amoxi")});
    EXPECT_TRUE(incomplete(alone));
    EXPECT_TRUE(alone.says("warning left out: 1 MedicationDispense of kinds that a summary does not show"))
        << alone.messages;
    EXPECT_TRUE(incomplete(read_with({dispense("Amoxi"), medicine("m", "Placebin", daily)})));
    EXPECT_FALSE(incomplete(read_with({dispense("AMOXI"), medicine("m", "Amoxi", daily)})))
        << "of an order that is there";
    EXPECT_FALSE(incomplete(
        read_with({dispense("Brand", R"(, "authorizingPrescription": [{"reference": "MedicationRequest/m"}])"),
                   medicine("m", "Amoxi", daily)})));
    for (const std::string status : {"entered-in-error", "cancelled", "declined"}) {
        Json made = dispense("Amoxi");
        made["status"] = status;
        EXPECT_FALSE(incomplete(read_with({made}))) << status;
    }
    Json others = dispense("Amoxi");
    others["subject"]["reference"] = "Patient/bo";
    EXPECT_TRUE(incomplete(read_with({others}))) << "nothing tells whose";
    Json given = dispense("Shot");
    given["resourceType"] = "MedicationAdministration";
    EXPECT_TRUE(incomplete(read_with({given})));
    EXPECT_FALSE(incomplete(read_with({given, medicine("m", "Placebin", daily)}))) << "not to be taken at home";
    given["resourceType"] = "MedicationUsage";
    EXPECT_TRUE(incomplete(read_with({given, medicine("m", "Placebin", daily)}))) << "a type that nobody knows";
}

/// Instructions can't be counted here, so time is compared with itself, generously: four times the orders may take
/// eight times as long, not sixteen.
TEST(Medicines, TimeGrowsWithTheOrders) {
    const auto seconds = [](int count, bool alike) {
        std::vector<Json> all;
        for (int i = 0; i < count; ++i)
            all.push_back(medicine("m" + std::to_string(i), alike ? "Placebin" : "Medicine " + std::to_string(i),
                                   R"(, "dosageInstruction": [{"text": "take )" + std::to_string(i) + R"("}])"));
        all.insert(all.begin(), {patient(), encounter()});
        const std::string text = bundle(all).dump();
        double best = 1e9;
        for (int round = 0; round < 3; ++round) {
            const std::clock_t begin = std::clock();
            EXPECT_EQ(read_text(text).visit->medicines.size(), static_cast<std::size_t>(count));
            best = std::min(best, static_cast<double>(std::clock() - begin));
        }
        return best;
    };
    for (const bool alike : {true, false}) EXPECT_LT(seconds(4000, alike), 8 * seconds(1000, alike)) << alike;
}

}  // namespace
}  // namespace carepress::test
