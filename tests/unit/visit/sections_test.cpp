#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

std::string name_of_patient(const std::string& names) {
    Json who = patient();
    who["name"] = parse(names);
    const Read got = read(bundle({who, encounter()}));
    return got.visit ? got.visit->patient.name.text : "refused";
}

TEST(Names, ByUseAndPeriod) {
    EXPECT_EQ(name_of_patient(R"([{"use": "nickname", "text": "Addie"}, {"use": "usual", "text": "Ada Q"},
                                  {"use": "official", "text": "Ada Quillfeather"}])"),
              "Ada Quillfeather");
    EXPECT_EQ(name_of_patient(R"([{"use": "official", "text": "Ada Marsh", "period": {"end": "2019-05-01"}},
                                  {"use": "official", "text": "Ada Quillfeather", "period": {"start": "2019-05-01"}}])"),
              "Ada Quillfeather");
    EXPECT_EQ(
        name_of_patient(
            R"([{"use": "official", "text": "Ada Later", "period": {"start": "2027-01-01"}}, {"text": "Ada Now"}])"),
        "Ada Now");
    for (const std::string use : {"old", "maiden", "nickname"})  // with a warning, see patient_test.cpp
        EXPECT_EQ(name_of_patient(R"([{"use": ")" + use + R"(", "text": "Ada"}])"), "Ada") << use;
    EXPECT_EQ(name_of_patient(R"([{"use": "anonymous", "text": "Ada"}])"), "refused");
    EXPECT_EQ(name_of_patient(R"([{"text": "  "}])"), "refused");
    EXPECT_EQ(name_of_patient("[]"), "refused");
}

TEST(Names, InTheOrderOfTheirOwnScript) {
    EXPECT_EQ(name_of_patient(
                  R"([{"family": "van der Reed", "given": ["Ada", "June"], "prefix": ["Ms."], "suffix": ["Jr."]}])"),
              "Ada June van der Reed Jr.");
    EXPECT_EQ(name_of_patient(R"([{"family": "王", "given": ["小", "明"]}])"), "王小明");
    EXPECT_EQ(name_of_patient(R"([{"family": "김", "given": ["하늘"]}])"), "김하늘");
    // The first and the last of each script, and what is next to them.
    for (const std::string letter : {"\u3400", "\u9FFF", "\uF900", "\uFAFF", "\U00020000", "\uAC00", "\uD7A3"})
        EXPECT_EQ(name_of_patient(R"([{"family": ")" + letter + R"(", "given": [")" + letter + R"("]}])"),
                  letter + letter);
    for (const std::string letter : {"\u33FF", "\uA000", "\uABFF", "\uD7A4", "\uFB00"})
        EXPECT_EQ(name_of_patient(R"([{"family": ")" + letter + R"(", "given": ["Ada"]}])"), "Ada " + letter);
    EXPECT_EQ(name_of_patient(R"([{"family": "ヤマダ", "given": ["タロウ"]}])"), "ヤマダ タロウ");
    EXPECT_EQ(name_of_patient(R"([{"family": "الحسن", "given": ["ليلى"]}])"), "ليلى الحسن");
    EXPECT_EQ(name_of_patient(R"([{"family": "Лебедь", "given": ["Ада"]}])"), "Ада Лебедь");
    EXPECT_EQ(
        name_of_patient(
            R"([{"given": ["Ada", null], "_given": [null, {"extension": [{"url": "urn:x", "valueString": "y"}]}]}])"),
        "Ada");
    const std::string eighty(80, 'a');
    EXPECT_EQ(name_of_patient(R"([{"text": ")" + eighty + "\"}]"), eighty);
    EXPECT_EQ(name_of_patient(R"([{"text": "Ada\nQuillfeather"}])"), "Ada Quillfeather") << "one line";
}

TEST(PatientLanguage, PreferredOrTheOnlyOne) {
    const auto language = [](const std::string& communication) {
        Json who = patient();
        who["communication"] = parse(communication);
        const Read got = read(bundle({who, encounter()}));
        return got.visit ? got.visit->patient.language : "refused";
    };
    const auto one = [](const std::string& tag, const std::string& more = "") {
        return R"({"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": ")" + tag + "\"}]}" + more + "}";
    };
    EXPECT_EQ(language("[" + one("es") + "," + one("en", R"(, "preferred": true)") + "]"), "en");
    EXPECT_EQ(language("[" + one("ar") + "]"), "ar");
    EXPECT_EQ(language("[" + one("ar", R"(, "preferred": false)") + "]"), "");
    EXPECT_EQ(language("[" + one("ar") + "," + one("en") + "]"), "");
    EXPECT_EQ(language(R"([{"language": {"text": "Spanish"}}])"), "es");
    EXPECT_EQ(language("[" + one("not a tag!") + "]"), "");
}

TEST(PatientIdentifiers, NumbersOfTheStateAndBanksAreNotCarried) {
    Json who = patient();
    who["identifier"] = parse(R"([
        {"type": {"coding": [{"code": "SS"}]}, "value": "999-12-3456"}, {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-12-3457"},
        {"type": {"coding": [{"code": "DL"}]}, "value": "S999"}, {"type": {"coding": [{"code": "PPN"}]}, "value": "X123"},
        {"use": "old", "value": "OLD-1"}, {"value": "ended", "period": {"end": "2020"}},
        {"system": "urn:example:mr", "value": "MR-7701", "type": {"coding": [{"code": "MR"}]}}, {"value": "plain"}])");
    const Read got = read(bundle({who, encounter()}));
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->patient.identifiers.size(), 2U);
    EXPECT_EQ(got.visit->patient.identifiers[0].value, "MR-7701");
    EXPECT_EQ(got.visit->patient.identifiers[1].value, "plain");
}

/// Two injuries under one word are two; one problem that two visits recorded is one.
TEST(Conditions, InTheSameWordsAreOneOnlyWithTheSameCodes) {
    const auto sprain = [](const std::string& id, const std::string& code) {
        return condition(id, "Ankle sprain",
                         R"(, "code": {"text": "Ankle sprain", "coding": [
            {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": ")" +
                             code + R"("}]})");
    };
    const auto count = [](const std::vector<Json>& conditions) {
        return read_with(conditions).visit->conditions.size();
    };
    EXPECT_EQ(count({sprain("a", "S93.401A"), sprain("b", "S93.402A")}), 2U);
    EXPECT_EQ(count({sprain("a", "S93.401A"), sprain("b", "S93.401A")}), 1U);
}

TEST(Conditions, OfThisVisitAndStillActive) {
    Json visit = encounter();
    visit["diagnosis"] = parse(R"([{"condition": {"reference": "Condition/second"}, "rank": 2},
                                   {"condition": {"reference": "Condition/first"}, "rank": 1}])");
    const std::string resolved = R"(, "clinicalStatus": {"coding": [{"code": "resolved"}]})";
    const auto with_status = [](const std::string& status) {
        return R"(, "verificationStatus": {"coding": [{"code": ")" + status + "\"}]}";
    };
    const Read got = read(bundle({patient(), visit, encounter("old", "ada", "2025-01-01"),
                                  condition("chronic", "Asthma", R"(, "recordedDate": "2024")", "old"),
                                  condition("over", "Flu", resolved, "old"), condition("second", "Cough", "", "old"),
                                  condition("first", "Fever", "", "old"), condition("here", "Rash", resolved),
                                  condition("no", "Refuted thing", with_status("refuted")),
                                  condition("error", "Mistake", with_status("entered-in-error")),
                                  condition("maybe", "Measles", with_status("provisional")),
                                  condition("later", "Later thing", R"(, "recordedDate": "2026-04-01")", ""),
                                  condition("again", "Asthma", R"(, "recordedDate": "2025")", "old"),
                                  condition("future", "Future thing", R"(, "recordedDate": "2031-01-01")", "")}));
    ASSERT_TRUE(got.visit) << got.messages;
    std::string list;
    for (const VisitCondition& each : got.visit->conditions)
        list += each.name.name.text + (each.of_this_visit ? " here" : "") + (each.confirmed ? "" : " unconfirmed") +
                (each.state == ConditionState::resolved ? " resolved" : "") + "\n";
    EXPECT_EQ(list, "Fever here\nCough here\nRash here resolved\nMeasles here unconfirmed\nAsthma\n");
    EXPECT_TRUE(got.says("2 Condition made after the visit ended"));
}

TEST(Conditions, OnlyARecordThatSaysSoIsUnconfirmed) {
    Json silent = condition("silent", "Asthma");
    silent.erase("verificationStatus");
    std::vector<Json> resources{silent};
    for (const char* status : {"unconfirmed", "provisional", "differential", "confirmed"})
        resources.push_back(condition(
            status, status, R"(, "verificationStatus": {"coding": [{"code": ")" + std::string(status) + "\"}]}"));
    const Read got = read_with(resources);
    ASSERT_TRUE(got.visit) << got.messages;
    std::string list;
    for (const VisitCondition& each : got.visit->conditions)
        list += each.name.name.text + (each.confirmed ? "+ " : "- ");
    EXPECT_EQ(list, "Asthma+ unconfirmed- provisional- differential- confirmed+ ");
}

TEST(Conditions, ASnomedNameLosesItsTypeAndNoOtherBracket) {
    const auto named = [](const char* system, const std::string& name) {
        Json made = condition("c", "");
        made["code"] = {{"coding", {{{"system", system}, {"code", "10509002"}, {"display", name}}}}};
        const Read got = read_with({made});
        return got.visit && !got.visit->conditions.empty() ? got.visit->conditions[0].name.name.text : "";
    };
    const char* const snomed = "http://snomed.info/sct";
    EXPECT_EQ(named(snomed, "Acute bronchitis (disorder)"), "Acute bronchitis");
    EXPECT_EQ(named(snomed, "Stress (finding)"), "Stress");
    EXPECT_EQ(named(snomed, "Post-discharge state (situation)"), "Post-discharge state");
    EXPECT_EQ(named(snomed, "Pain (left knee)"), "Pain (left knee)");
    EXPECT_EQ(named("urn:example", "Eating (disorder)"), "Eating") << "whatever the system";
    EXPECT_EQ(named("urn:example", "Burn injury(morphologic abnormality)"), "Burn injury");
    EXPECT_EQ(named("urn:example", "Insulin (human)"), "Insulin (human)");
    EXPECT_EQ(named(snomed, "Structure of left knee (body structure)"), "Left knee");
    EXPECT_EQ(named(snomed, "Both eyes, entire"), "Both eyes");
    EXPECT_EQ(named("urn:example", "Structure of the day"), "Structure of the day");
    EXPECT_EQ(named(snomed, "Oral route (qualifier value)"), "Oral route");
}

Json translated(const std::string& language, const std::string& words) {
    return {{"url", "http://hl7.org/fhir/StructureDefinition/translation"},
            {"extension", {{{"url", "lang"}, {"valueCode", language}}, {{"url", "content"}, {"valueString", words}}}}};
}

TEST(Conditions, TranslationsOfTextAndDisplayAreRead) {
    Json text = condition("a", "Fever");
    Json unfinished = translated("fr", "");
    text["code"]["_text"]["extension"] = {translated("es", "Fiebre"), translated("no tag", "?"), unfinished,
                                          translated("ar", "حمى")};
    Json display = condition("b", "");
    display["code"] = parse(R"({"coding": [{"display": "Cough"}]})");
    display["code"]["coding"][0]["_display"]["extension"] = {translated("es", "Tos")};
    const Read got = read_with({text, display});
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->conditions.size(), 2U);
    const std::vector<RecordTranslation> fever{{"es", "Fiebre"}, {"ar", "حمى"}}, cough{{"es", "Tos"}};
    EXPECT_EQ(got.visit->conditions[0].name.name.text, "Fever");
    EXPECT_EQ(got.visit->conditions[0].name.name.translations, fever);
    EXPECT_EQ(got.visit->conditions[1].name.name.translations, cough);
}

Allergies allergies_of(std::vector<Json> resources) {
    const Read got = read_with(std::move(resources));
    EXPECT_TRUE(got.visit) << got.messages;
    return got.visit ? got.visit->allergies : Allergies{};
}

Json allergy(const std::string& id, const std::string& code, const std::string& more = "") {
    return of_visit("AllergyIntolerance", id,
                    R"("clinicalStatus": {"coding": [{"code": "active"}]}, "code": )" + code + more);
}

TEST(AllergyList, NoneRecordedIsNotNotRecorded) {
    const Json none = allergy(
        "n",
        R"({"coding": [{"system": "http://snomed.info/sct", "code": "716186003", "display": "No known allergy"}]})");
    const Json no_drugs = allergy(
        "d",
        R"({"coding": [{"system": "http://snomed.info/sct", "code": "409137002", "display": "No known drug allergy"}]})");
    const Json peanut = allergy("p", R"({"text": "Peanut"})",
                                R"(, "criticality": "high", "reaction": [{"manifestation": [{"text": "Hives"}]}])");
    const Json wordless = allergy("w", R"({"coding": [{"code": "123"}]})");
    const Json refuted =
        allergy("r", R"({"text": "Penicillin"})", R"(, "verificationStatus": {"coding": [{"code": "refuted"}]})");
    EXPECT_EQ(allergies_of({}).known, AllergiesKnown::not_recorded);
    EXPECT_EQ(allergies_of({none}).known, AllergiesKnown::none_recorded);
    EXPECT_EQ(allergies_of({refuted}).known, AllergiesKnown::not_recorded);
    const Allergies drugs = allergies_of({no_drugs});
    EXPECT_EQ(drugs.known, AllergiesKnown::not_recorded);
    EXPECT_EQ(drugs.none_known_kinds, std::vector{AllergyKind::medicines});
    const Allergies both = allergies_of({none, no_drugs, peanut});
    EXPECT_EQ(both.known, AllergiesKnown::recorded);
    EXPECT_TRUE(both.none_known_kinds.empty());
    ASSERT_EQ(both.list.size(), 1U);
    EXPECT_TRUE(both.list[0].severe);
    EXPECT_TRUE(read_with({none, peanut}).says("warning the record names allergies and says that none are known"));
    // What could not be read may be an allergy: then nobody may say "none".
    EXPECT_EQ(allergies_of({none, wordless}).known, AllergiesKnown::not_recorded);
    EXPECT_TRUE(allergies_of({no_drugs, wordless}).none_known_kinds.empty());
    // An allergy holds whenever it was recorded.
    EXPECT_EQ(allergies_of({allergy("l", R"({"text": "Latex"})", R"(, "recordedDate": "2026-09-01")")}).list.size(),
              1U);
    const std::string list =
        R"("status": "current", "code": {"coding": [{"system": "http://loinc.org", "code": "52472-8"}]})";
    EXPECT_EQ(
        allergies_of({of_visit("List", "l", list + R"(, "emptyReason": {"coding": [{"code": "nilknown"}]})")}).known,
        AllergiesKnown::none_recorded);
    EXPECT_EQ(
        allergies_of({of_visit("List", "l", list + R"(, "emptyReason": {"coding": [{"code": "notasked"}]})")}).known,
        AllergiesKnown::not_recorded);
}

Json vital(const std::string& id, const std::string& loinc, const std::string& value, const std::string& more = "",
           const std::string& visit = "visit") {
    return of_visit("Observation", id,
                    R"("status": "final", "category": [{"coding": [{"code": "vital-signs"}]}],
        "effectiveDateTime": "2026-03-10T09:10:00-05:00", "code": {"coding": [{"system": "http://loinc.org", "code": ")" +
                        loinc + R"(", "display": "Some sign"}]})" + (value.empty() ? "" : ", " + value) + more,
                    visit);
}

TEST(VitalSigns, ValuesComponentsAndAbsence) {
    const std::string bpm =
        R"("valueQuantity": {"value": 72, "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"})";
    const std::string pressure =
        R"("component": [{"code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
        "valueQuantity": {"value": 118, "unit": "mmHg"}}, {"code": {"coding": [{"system": "http://loinc.org", "code": "8462-4"}]},
        "dataAbsentReason": {"text": "not measured"}}])";
    const Read got = read_with(
        {vital("pulse", "8867-4", bpm), vital("pressure", "85354-9", "", ", " + pressure),
         vital("absent", "8310-5", "", R"(, "dataAbsentReason": {"text": "refused"})"),
         vital("bare", "8302-2", R"("valueQuantity": {"value": 180})"),
         vital("odd", "9279-1", R"("valueQuantity": {"value": 16, "unit": "breaths"})"),
         vital("other-visit", "29463-7", R"("valueQuantity": {"value": 80, "unit": "kg"})", "", "old"),
         encounter("old", "ada", "2025-01-01"),
         vital("draft", "2708-6", R"("valueQuantity": {"value": 98, "unit": "%"})", R"(, "status": "preliminary")"),
         vital("lab", "718-7", R"("valueQuantity": {"value": 14, "unit": "g/dL"})",
               R"(, "category": [{"coding": [{"code": "laboratory"}]}])")});
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->vital_signs.size(), 3U) << got.messages;
    EXPECT_EQ(got.visit->vital_signs[0].kind, VitalSignKind::heart_rate);
    EXPECT_EQ(got.visit->vital_signs[0].value.low.ucum, "/min");
    EXPECT_EQ(got.visit->vital_signs[1].kind, VitalSignKind::blood_pressure);
    ASSERT_EQ(got.visit->vital_signs[1].components.size(), 1U) << "what was not measured is not there";
    EXPECT_EQ(got.visit->vital_signs[1].components[0].kind, VitalSignKind::systolic);
    EXPECT_EQ(got.visit->vital_signs[2].value.low.unit, "breaths");
    EXPECT_TRUE(got.says("2 Observation without words that could be printed")) << got.messages;
    EXPECT_TRUE(got.visit->incomplete(VisitSection::vital_signs));
}

TEST(VitalSigns, TheLatestOfEachKindAndOnlyOfThisVisit) {
    const auto at = [](const std::string& id, const std::string& time, const std::string& value,
                       const std::string& visit) {
        return vital(id, "8867-4", R"("valueQuantity": {"value": )" + value + R"(, "unit": "/min"})",
                     R"(, "effectiveDateTime": "2026-03-10T)" + time + "-05:00\"", visit);
    };
    const Read got =
        read_with({at("a", "09:05:00", "70", "visit"), at("b", "09:20:00", "71", ""),
                   at("c", "09:10:00", "72", "visit"), at("d", "09:45:00", "73", ""), at("e", "08:55:00", "74", "")});
    ASSERT_EQ(got.visit->vital_signs.size(), 1U);
    EXPECT_EQ(got.visit->vital_signs[0].value.low.value, "71") << "measured within the visit, and the latest";
}

TEST(Plans, OnlyWhatIsInForce) {
    const Read got = read_with(
        {of_visit("CarePlan", "a", R"("status": "active", "intent": "plan", "title": "Back plan", "activity": [
            {"detail": {"status": "in-progress", "code": {"text": "Stretch"}}}, {"detail": {"status": "cancelled", "code": {"text": "Lift"}}},
            {"reference": {"reference": "ServiceRequest/s"}}])"),
         of_visit("CarePlan", "b", R"("status": "completed", "intent": "plan", "description": "Over")"),
         of_visit("CarePlan", "c", R"("status": "active", "intent": "proposal", "description": "Idea")"),
         of_visit("CarePlan", "d",
                  R"("status": "active", "intent": "plan", "activity": [{"detail": {"status": "in-progress",
            "doNotPerform": true, "code": {"text": "Run"}}}])"),
         of_visit("ServiceRequest", "s", R"("status": "active", "intent": "order", "code": {"text": "X-ray"})"),
         of_visit("ServiceRequest", "t",
                  R"("status": "active", "intent": "order", "doNotPerform": true, "code": {"text": "Surgery"})"),
         of_visit("ServiceRequest", "u", R"("status": "active", "intent": "order", "code": {"text": "Old test"})", ""),
         of_visit("Goal", "g",
                  R"("lifecycleStatus": "active", "description": {"text": "Walk"}, "target": [{"dueDate": "2026-06"}])",
                  ""),
         of_visit("Goal", "h", R"("lifecycleStatus": "proposed", "description": {"text": "Fly"})", "")});
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->care_plans.size(), 1U) << got.messages;
    ASSERT_EQ(got.visit->care_plans[0].activities.size(), 2U);
    EXPECT_EQ(got.visit->care_plans[0].activities[0].name.name.text, "Stretch");
    EXPECT_EQ(got.visit->care_plans[0].activities[1].name.name.text, "X-ray");
    ASSERT_EQ(got.visit->service_requests.size(), 1U);
    ASSERT_EQ(got.visit->goals.size(), 1U);
    EXPECT_EQ(got.visit->goals[0].due.text, "2026-06");
    EXPECT_TRUE(got.says("an activity is not to be done")) << got.messages;
    EXPECT_TRUE(got.visit->incomplete(VisitSection::care_plans));
}

TEST(Appointments, BookedAndStillToCome) {
    const auto appointment = [](const std::string& id, const std::string& status, const std::string& start,
                                const std::string& answer = "accepted", const std::string& more = "") {
        return parse(R"({"resourceType": "Appointment", "id": ")" + id + R"(", "status": ")" + status +
                     R"(", "start": ")" + start +
                     R"(", "participant": [{"actor": {"reference": "Patient/ada"}, "status": ")" + answer + "\"}]" +
                     more + "}");
    };
    const Read got = read_with(
        {appointment("late", "booked", "2026-05-01T08:00:00+02:00"),
         appointment("soon", "booked", "2026-04-01T10:00:00-05:00", "needs-action"),
         appointment("past", "booked", "2026-03-01T10:00:00-05:00"),
         appointment("off", "cancelled", "2026-04-02T10:00:00-05:00"),
         appointment("idea", "proposed", "2026-04-02T10:00:00-05:00"),
         appointment("no", "booked", "2026-04-02T10:00:00-05:00", "declined"),
         appointment("made-later", "booked", "2026-04-02T10:00:00-05:00", "accepted", R"(, "created": "2026-03-20")")});
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->appointments.size(), 3U) << got.messages;
    EXPECT_EQ(got.visit->appointments[0].start.text, "2026-04-01T10:00:00-05:00");
    EXPECT_FALSE(got.visit->appointments[0].confirmed);
    EXPECT_TRUE(got.visit->appointments[0].booked);
    EXPECT_FALSE(got.visit->appointments[1].booked) << "only proposed";
    EXPECT_EQ(got.visit->appointments[2].start.text, "2026-05-01T08:00:00+02:00") << "the record's own zone is kept";
    EXPECT_TRUE(got.visit->appointments[2].confirmed);
}

TEST(Notes, InTheirOwnLanguage) {
    const auto note = [](const std::string& div, const std::string& more = "") {
        return of_visit("Composition", "n",
                        R"("status": "final", "language": "es", "section": [{"title": "Consejo", "text": {"div": )" +
                            Json(div).dump() + "}}]" + more);
    };
    const Read got =
        read_with({note("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Beba   agua.</p><ul><li>Uno</li><li>Dos &amp; "
                        "tres</li></ul></div>")});
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->notes.size(), 1U) << got.messages;
    EXPECT_EQ(got.visit->notes[0].text.text, "Beba agua.\n\xE2\x80\xA2 Uno\n\xE2\x80\xA2 Dos & tres");
    EXPECT_EQ(got.visit->notes[0].text.language, "es");
    for (const std::string div : {"<div>broken", "<div><img src=\"x\"/></div>"}) {
        const Read refused = read_with({note(div)});
        EXPECT_TRUE(refused.visit && refused.visit->notes.empty()) << div;
        EXPECT_TRUE(refused.says("left out")) << refused.messages;
        EXPECT_TRUE(refused.visit->incomplete(VisitSection::notes)) << div;
    }
    EXPECT_TRUE(read_with({note("<div>x</div>", R"(, "status": "preliminary")")}).visit->notes.empty());
    EXPECT_TRUE(read_with({note("<div>x</div>", R"(, "confidentiality": "R")")}).visit->notes.empty());
    std::string deep = "<div>";
    for (int i = 0; i < 5000; ++i) deep += "<b>";
    deep += "x";
    for (int i = 0; i < 5000; ++i) deep += "</b>";
    EXPECT_TRUE(read_with({note(deep + "</div>")}).says("is left out"));
}

}  // namespace
}  // namespace carepress::test
