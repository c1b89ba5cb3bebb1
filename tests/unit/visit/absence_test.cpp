// Nothing is claimed to be absent where the bundle holds what may say otherwise.
#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

Json allergy(const std::string& id, const std::string& words,
             const std::string& who = R"({"reference": "Patient/ada"})") {
    Json made =
        of_visit("AllergyIntolerance", id,
                 R"("clinicalStatus": {"coding": [{"code": "active"}]}, "code": {"text": ")" + words + "\"}", "");
    if (who.empty())
        made.erase("patient");
    else
        made["patient"] = parse(who);
    return made;
}

Json list_of_items(const std::string& code, const std::string& items) {
    return of_visit("List", "l",
                    R"("status": "current", "mode": "working", "code": {"coding": [{"code": ")" + code +
                        R"("}]}, "entry": [)" + items + "]",
                    "");
}

TEST(Absence, WhatMayBeThePatientsSpoilsIt) {
    const std::vector<std::string> unclear{"",
                                           R"({"display": "Ada June Quillfeather"})",
                                           R"({"identifier": {"system": "urn:example:mr", "value": "MR-7701"}})",
                                           R"({"reference": "http://elsewhere.example/Patient/ada"})",
                                           R"({"reference": "Patient/gone"})",
                                           R"({"reference": "Group/gone"})"};
    for (const std::string& who : unclear) {
        const Read got = read_with({allergy("none", "No known allergies"), allergy("a", "Placebin", who)});
        ASSERT_TRUE(got.visit) << who << got.messages;
        EXPECT_EQ(got.visit->allergies.known, AllergiesKnown::not_recorded) << who;
        EXPECT_TRUE(got.visit->incomplete(VisitSection::allergies)) << who;
        EXPECT_TRUE(got.says("warning left out: 1 AllergyIntolerance whose subject cannot be found")) << got.messages;
        Json order = medicine("m", "Placebin");
        order.erase("subject");
        if (!who.empty()) order["subject"] = parse(who);
        const Read ordered = read_with({order});
        EXPECT_TRUE(ordered.visit->medicines.empty() && ordered.visit->incomplete(VisitSection::medicines)) << who;
    }
    VisitChoice choice;
    choice.patient = "ada";
    const Read others = read_with({patient("bo", "Sandhopper"), allergy("none", "No known allergies"),
                                   allergy("a", "Placebin", R"({"reference": "Patient/bo"})")},
                                  choice);
    EXPECT_EQ(others.visit->allergies.known, AllergiesKnown::none_recorded) << others.messages;
    EXPECT_FALSE(others.visit->incomplete(VisitSection::allergies));
}

TEST(Absence, AppointmentsOfAPatientInWordsAlone) {
    const Json named = parse(R"({"resourceType": "Appointment", "id": "p", "status": "booked",
        "start": "2026-04-01T10:00:00-05:00",
        "participant": [{"actor": {"display": "Ada June Quillfeather"}, "status": "accepted"}]})");
    const Read got = read_with({named});
    EXPECT_TRUE(got.visit->appointments.empty() && got.visit->incomplete(VisitSection::appointments)) << got.messages;
}

TEST(Absence, ListsWithItemsThatAreNotRead) {
    const std::string words = R"({"item": {"display": "Placebin"}})",
                      gone = R"({"item": {"reference": "Medication/x"}})",
                      read_here = R"({"item": {"reference": "MedicationRequest/m"}})",
                      deleted = R"({"deleted": true, "item": {"display": "Placebin"}})";
    for (const std::string& items : {words, gone, read_here + "," + words}) {
        const Read got = read_with({medicine("m", "Other pills"), list_of_items("10160-0", items)});
        EXPECT_TRUE(got.visit->incomplete(VisitSection::medicines)) << items;
        EXPECT_TRUE(got.says("warning Bundle.entry[3].resource.entry[")) << got.messages;
        EXPECT_FALSE(got.visit->incomplete(VisitSection::allergies)) << items;
    }
    for (const std::string& items : {read_here, deleted}) {
        const Read got = read_with({medicine("m", "Other pills"), list_of_items("10160-0", items)});
        EXPECT_FALSE(got.visit->incomplete(VisitSection::medicines)) << items << got.messages;
    }
    const Read got = read_with({allergy("none", "No known allergies"), list_of_items("48765-2", words)});
    EXPECT_EQ(got.visit->allergies.known, AllergiesKnown::not_recorded);
}

TEST(Absence, FlagsAndEventsAboutAllergies) {
    const auto known = [](const std::string& type, const std::string& members) {
        return read_with({allergy("none", "No known allergies"), of_visit(type, "f", members, "")})
            .visit->allergies.known;
    };
    const std::string allergic = R"(, "code": {"text": "Allergy: latex"})",
                      other = R"(, "code": {"text": "Fall risk"})";
    EXPECT_EQ(known("Flag", R"("status": "active")" + allergic), AllergiesKnown::not_recorded);
    EXPECT_EQ(known("Flag", R"("status": "inactive")" + allergic), AllergiesKnown::none_recorded);
    EXPECT_EQ(known("Flag", R"("status": "active")" + other), AllergiesKnown::none_recorded);
    EXPECT_EQ(known("AdverseEvent", R"("actuality": "actual")"), AllergiesKnown::not_recorded);
}

TEST(Absence, WhatAServerCut) {
    for (const auto& [field, code] : {std::pair{"security", "REDACTED"}, {"tag", "SUBSETTED"}, {"tag", "else"}}) {
        Json order = medicine("m", "Placebin");
        order["meta"][field] = Json::array({{{"code", code}}});
        const Read got = read_with({order});
        EXPECT_EQ(got.visit->incomplete(VisitSection::medicines), std::string(code) != "else") << got.messages;
        EXPECT_EQ(got.says("warning Bundle.entry[2].resource: the server left out"), std::string(code) != "else");
    }
}

TEST(Absence, WhatAServerCutOfAnyKind) {
    struct Case {
        Json cut;
        VisitSection section;
    };
    const std::vector<Case> cases{
        {allergy("c", "Placebin"), VisitSection::allergies},
        {condition("c", "Cough"), VisitSection::conditions},
        {parse(R"({"resourceType": "Medication", "id": "c", "code": {"text": "Placebin"}})"), VisitSection::medicines},
        {medicine("c", "Placebin"), VisitSection::medicines},
        {of_visit("MedicationStatement", "c", R"("status": "active",
            "medicationCodeableConcept": {"text": "Placebin"})",
                  ""),
         VisitSection::medicines},
        {parse(R"({"resourceType": "Appointment", "id": "c", "status": "booked", "start": "2026-09-01T10:00:00-04:00",
            "participant": [{"actor": {"reference": "Patient/ada"}, "status": "accepted"}]})"),
         VisitSection::appointments}};
    for (Case each : cases) {
        EXPECT_FALSE(read_with({each.cut}).visit->incomplete(each.section)) << each.cut;
        for (const char* code : {"REDACTED", "SUBSETTED", "MASKED"}) {
            each.cut["meta"]["tag"] = Json::array({{{"code", code}}});
            EXPECT_TRUE(read_with({each.cut}).visit->incomplete(each.section)) << each.cut;
        }
    }
}

TEST(Absence, ListsAreKnownByTheirWords) {
    const auto missed = [](const std::string& words, bool is_title) {
        Json list = list_of_items("x", R"({"item": {"display": "Placebin"}})");
        list["code"] = {{"text", is_title ? "List" : words}};
        if (is_title) list["title"] = words;
        const Read got = read_with({list});
        return std::string(got.visit->incomplete(VisitSection::allergies) ? "allergies" : "") +
               (got.visit->incomplete(VisitSection::medicines) ? "medicines" : "");
    };
    for (const bool is_title : {false, true}) {
        for (const char* words : {"Allergies", "Drug intolerances", "Adverse reactions", "Allergies to medications"})
            EXPECT_EQ(missed(words, is_title), "allergies") << words;
        for (const char* words : {"Home medications", "Medicines", "Prescriptions"})
            EXPECT_EQ(missed(words, is_title), "medicines") << words;
        EXPECT_EQ(missed("Waiting list", is_title), "");
    }
}

TEST(Absence, BundlesWithinABundle) {
    for (const std::string type : {"collection", "document", "history"}) {
        const Read got = read_with({allergy("none", "No known allergies"), bundle({medicine("m", "Placebin")}, type)});
        ASSERT_TRUE(got.visit) << got.messages;
        EXPECT_EQ(got.visit->allergies.known, AllergiesKnown::not_recorded) << type;
        EXPECT_TRUE(got.visit->incomplete(VisitSection::medicines)) << type;
        EXPECT_TRUE(got.says("warning Bundle.entry[3].resource: a bundle within the bundle")) << got.messages;
    }
}

Json document(const std::string& id, const std::string& text, const std::string& more = "") {
    return of_visit("Composition", id,
                    R"("status": "final", "type": {"coding": [{"system": "http://loinc.org",
        "code": "18842-5"}]}, "section": [{"title": "Instructions", "code": {"coding": [{"system": "http://loinc.org",
        "code": "8653-8"}]}, "text": {"status": "additional", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>)" +
                        text + R"(</p></div>"}}])" + more);
}

TEST(Absence, AReplacedDocumentIsNotPrinted) {
    const std::string replaces =
        R"(, "relatesTo": [{"code": "replaces", "targetReference": {"reference": "Composition/old"}}])";
    const Json old = document("old", "Take 2 tablets");
    const auto texts = [](const Read& got) {
        std::string all;
        for (const ClinicalNote& each : got.visit->notes) all += each.text.text + "|";
        return all;
    };
    EXPECT_EQ(texts(read_with({old, document("new", "Take 1 tablet", replaces)})), "Take 1 tablet|");
    EXPECT_EQ(texts(read_with({document("new", "Take 1 tablet", replaces), old})), "Take 1 tablet|");
    Json wrong = document("new", "Take 1 tablet", replaces);
    wrong["status"] = "entered-in-error";
    EXPECT_EQ(texts(read_with({old, wrong})), "Take 2 tablets|");
    Json elsewhere = document("new", "Take 1 tablet", replaces);
    elsewhere["encounter"] = {{"reference", "Encounter/later"}};
    const Read got = read_with({old, elsewhere});
    EXPECT_TRUE(texts(got).empty() && got.visit->incomplete(VisitSection::notes)) << got.messages;
    Json first = parse(R"({"resourceType": "DocumentReference", "id": "d1", "subject": {"reference": "Patient/ada"},
        "status": "current", "type": {"coding": [{"system": "http://loinc.org", "code": "74213-0"}]},
        "context": {"encounter": [{"reference": "Encounter/visit"}]},
        "content": [{"attachment": {"contentType": "text/plain", "data": "VGFrZSAyIHRhYmxldHM="}}]})");
    Json second = first;
    second["id"] = "d2";
    second["content"][0]["attachment"]["data"] = "VGFrZSAxIHRhYmxldA==";
    second["relatesTo"] = parse(R"([{"code": "replaces", "target": {"reference": "DocumentReference/d1"}}])");
    EXPECT_EQ(texts(read_with({first, second})), "Take 1 tablet|");
}

}  // namespace
}  // namespace carepress::test
