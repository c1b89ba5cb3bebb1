// What belongs to the visit, by reference and by date, and which encounter is the visit.
#include "build_bundle.h"
#include "visit/record_time.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

std::string names_of(const Read& got) {
    if (!got.visit) return "refused: " + got.messages;
    std::string names;
    for (const Medicine& each : got.visit->medicines) names += (names.empty() ? "" : ", ") + each.name.name.text;
    return names;
}

std::string chosen(const Read& got) { return got.visit ? got.visit->encounter.reference : "refused: " + got.messages; }

Json visit_at(const std::string& id, const std::string& start, const std::string& end) {
    Json made = encounter(id);
    made["period"] = {{"start", start}};
    if (!end.empty()) made["period"]["end"] = end;
    return made;
}

Json part_of(Json part, const std::string& whole) {
    part["partOf"] = {{"reference", "Encounter/" + whole}};
    return part;
}

VisitChoice choose(const std::string& id) {
    VisitChoice choice;
    choice.encounter = id;
    return choice;
}

TEST(Belongs, OfThisVisitOrNot) {
    struct Case {
        std::string encounter;  ///< that the order states; empty: none
        std::string authored;   ///< empty: not stated
        bool on_page;
        MedicineChange change;
    };
    const MedicineChange none = MedicineChange::not_stated, fresh = MedicineChange::fresh,
                         before = MedicineChange::continued;
    // The visit is 2026-03-10, 9:00 to 9:30 at -05:00; "old" is in 2025, "later" in May 2026.
    const std::vector<Case> cases{
        // The order's own reference decides, whatever its date.
        {"visit", "2026-03-10T09:10:00-05:00", true, fresh},
        {"visit", "2026-03-10T14:10:00Z", true, fresh},
        {"visit", "2026-03-11T00:10:00Z", true, fresh},
        {"visit", "2026-03-11T08:00:00-05:00", true, fresh},
        {"visit", "2026-03-11", true, fresh},
        {"visit", "2026-03-15", true, fresh},
        {"visit", "2026-03-09", true, fresh},
        {"visit", "2027", true, fresh},
        {"visit", "", true, fresh},
        {"later", "2026-03-10T09:10:00-05:00", false, none},
        {"later", "2026-03-09", false, none},
        {"later", "", false, none},
        {"old", "2025-11-03", true, before},
        {"old", "", true, before},
        {"old", "2026-03-12T08:00:00-05:00", false, none},
        {"elsewhere", "2026-03-09", true, before},
        {"elsewhere", "2026-03-10T17:45:00-05:00", false, none},
        // Without a reference, by instants, with a day's grace.
        {"", "2026-03-09", true, before},
        {"", "2026-03-10T13:59:00Z", true, before},
        {"", "2026-03-10T14:10:00Z", true, none},
        {"", "2026-03-10", true, none},
        {"", "2026-03-11T00:10:00Z", true, none},
        {"", "2026-03-11T09:29:00-05:00", true, none},
        {"", "2026-03-11T14:29:00Z", true, none},
        {"", "2026-03-11", true, none},
        {"", "2026-03-11T09:31:00-05:00", false, none},
        {"", "2026-03-11T14:31:00Z", false, none},
        {"", "2026-03-12", false, none},
        {"", "2026-04", false, none},
        {"", "2026", true, none},
        {"", "", true, none},
    };
    for (const Case& each : cases) {
        Json order = medicine("m", "Placebin", R"(, "dosageInstruction": [{"text": "1 daily"}])", each.encounter);
        if (each.authored.empty())
            order.erase("authoredOn");
        else
            order["authoredOn"] = each.authored;
        const Read got = read_with(
            {encounter("old", "ada", "2025-11-03"), encounter("later", "ada", "2026-05-01"), order}, choose("visit"));
        const std::string name = "\"" + each.encounter + "\" \"" + each.authored + "\"";
        ASSERT_TRUE(got.visit) << name << got.messages;
        EXPECT_EQ(!got.visit->medicines.empty(), each.on_page) << name << got.messages;
        if (!got.visit->medicines.empty()) {
            EXPECT_EQ(got.visit->medicines[0].change, each.change) << name;
        }
    }
}

TEST(Belongs, AVisitWithoutEndAndOneThatGoesOn) {
    const std::string next_week = R"(, "authoredOn": "2026-03-17")";
    Json open = visit_at("visit", "2026-03-10T09:00:00-05:00", "");
    EXPECT_EQ(names_of(read(bundle({patient(), open, medicine("m", "Placebin", next_week)}))), "Placebin");
    EXPECT_EQ(names_of(read(bundle({patient(), open, medicine("m", "Placebin", next_week, "")}))), "");
    open["status"] = "in-progress";
    EXPECT_EQ(names_of(read(bundle({patient(), open, medicine("m", "Placebin", next_week, "")}))), "Placebin");
}

TEST(Belongs, PartsAreOneVisitWithTheirWhole) {
    const Json whole = visit_at("whole", "2026-03-10T09:00:00-05:00", "2026-03-10T10:00:00-05:00");
    Json nurse = part_of(visit_at("nurse", "2026-03-10T09:05:00-05:00", "2026-03-10T09:10:00-05:00"), "whole");
    nurse["reasonCode"] = parse(R"([{"text": "Weighing"}])");
    Json inner = part_of(visit_at("inner", "2026-03-10T09:06:00-05:00", ""), "nurse");
    inner["participant"] = parse(R"([{"individual": {"reference": "Practitioner/n", "display": "Nurse Rill"}}])");
    const std::vector<Json> all{patient(),
                                whole,
                                nurse,
                                inner,
                                medicine("a", "Of the whole", "", "whole"),
                                medicine("b", "Of the nurse", "", "nurse"),
                                medicine("c", "Of the inner part", "", "inner")};
    for (const std::string id : {"", "whole", "nurse", "inner"}) {
        const Read got = read(bundle(all), choose(id));
        EXPECT_EQ(chosen(got), "Encounter/whole") << id;
        EXPECT_EQ(names_of(got), "Of the whole, Of the nurse, Of the inner part") << id;
        ASSERT_TRUE(got.visit);
        for (const Medicine& each : got.visit->medicines) EXPECT_EQ(each.change, MedicineChange::fresh);
        ASSERT_EQ(got.visit->encounter.participants.size(), 1U);
        ASSERT_EQ(got.visit->encounter.reasons.size(), 1U);
        EXPECT_TRUE(got.says("2 encounters are part of this one")) << got.messages;
        EXPECT_EQ(got.says("which is the visit"), id == "nurse" || id == "inner") << got.messages;
        EXPECT_FALSE(got.says("later visits")) << got.messages;
    }
}

TEST(Belongs, PartsOfWhatIsNotThere) {
    const Json vitals = part_of(visit_at("vitals", "2026-03-10T09:05:00-05:00", ""), "missing");
    const Json consult = part_of(visit_at("consult", "2026-03-10T09:20:00-05:00", ""), "missing");
    const Read got = read(bundle({patient(), vitals, consult, medicine("a", "Placebin", "", "vitals")}));
    EXPECT_EQ(chosen(got), "Encounter/consult");
    EXPECT_EQ(names_of(got), "Placebin");
    // Of a visit that is not the patient's, or was cancelled, it is alone.
    Json whole = encounter("missing");
    whole["status"] = "cancelled";
    EXPECT_EQ(chosen(read(bundle({patient(), whole, consult}))), "Encounter/consult");
    // Parts of each other: nothing says which is the whole.
    const Json one = part_of(encounter("one"), "two"), two = part_of(encounter("two", "ada", "2026-03-11"), "one");
    EXPECT_EQ(chosen(read(bundle({patient(), one, two}))), "Encounter/two");
}

TEST(Belongs, ARestrictedWholeHidesItsParts) {
    Json whole = encounter("whole");
    whole["meta"] = parse(R"({"security": [{"code": "R"}]})");
    const Json part = part_of(encounter("part"), "whole");
    const std::vector<Json> all{patient(), whole, part, medicine("m", "Placebin", "", "part")};
    for (const std::string id : {"", "part", "whole"}) {
        const Read got = read(bundle(all), choose(id));
        EXPECT_FALSE(got.visit) << id;
        EXPECT_NE(got.hints.find("--include-restricted"), std::string::npos) << id << got.messages;
        VisitChoice open = choose(id);
        open.include_restricted = true;
        EXPECT_EQ(chosen(read(bundle(all), open)), "Encounter/whole") << id;
    }
    const Read other = read(bundle(
        {patient(), whole, part, encounter("other", "ada", "2026-03-01"), medicine("m", "Placebin", "", "part")}));
    EXPECT_EQ(chosen(other), "Encounter/other");
    EXPECT_EQ(names_of(other), "");
}

TEST(Belongs, AWholeWithoutDatesLastsAsLongAsItsParts) {
    Json whole = encounter("whole");
    whole.erase("period");
    const Read got = read(bundle(
        {patient(), whole, part_of(visit_at("b", "2026-03-10T09:20:00-05:00", "2026-03-10T09:40:00-05:00"), "whole"),
         part_of(visit_at("a", "2026-03-10T09:05:00-05:00", "2026-03-10T09:10:00-05:00"), "whole")}));
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(got.visit->encounter.period.start.text, "2026-03-10T09:05:00-05:00");
    EXPECT_EQ(got.visit->encounter.period.end.text, "2026-03-10T09:40:00-05:00");
}

TEST(Belongs, OfAVisitAndACallOfThatDayTheVisit) {
    const std::vector<std::string> calls{
        R"({"class": {"code": "VR"}})",
        R"({"type": [{"coding": [{"system": "http://snomed.info/sct", "code": "185317003"}]}]})",
        R"({"type": [{"text": "Telephone encounter"}]})",
        R"({"class": {"code": "5", "display": "Patient Message"}})",
        R"({"class": {"code": "NONAC"}, "type": [{"text": "Care coordination note"}]})",
        R"({"type": [{"text": "Lab only"}]})",
    };
    for (const std::string& words : calls) {
        Json call = visit_at("call", "2026-03-10T16:00:00-05:00", "2026-03-10T16:05:00-05:00");
        call.update(parse(words));
        const Read got = read(bundle({patient(), encounter(), call}));
        EXPECT_EQ(chosen(got), "Encounter/visit") << words;
        EXPECT_TRUE(got.says("note a later call, message or task")) << got.messages;
        EXPECT_EQ(chosen(read(bundle({patient(), encounter(), call}), choose("call"))), "Encounter/call");
        call["period"] = {{"start", "2026-03-11T01:00:00Z"}};  // that evening, by the clock of the visit
        EXPECT_EQ(chosen(read(bundle({patient(), encounter(), call}))), "Encounter/visit") << words;
        call["period"] = {{"start", "2026-03-11T16:00:00-05:00"}};
        const bool remote_visit = words == calls.front();  // by video, say
        EXPECT_EQ(chosen(read(bundle({patient(), encounter(), call}))),
                  remote_visit ? "Encounter/call" : "Encounter/visit")
            << words << "another day";
        call["period"] = {{"start", "2026-03-26T16:00:00-05:00"}};
        EXPECT_EQ(chosen(read(bundle({patient(), encounter(), call}))), "Encounter/call") << "weeks later";
        EXPECT_EQ(chosen(read(bundle({patient(), call}))), "Encounter/call") << "the only one";
    }
    const Json second = visit_at("second", "2026-03-10T16:00:00-05:00", "2026-03-10T16:30:00-05:00");
    EXPECT_EQ(chosen(read(bundle({patient(), encounter(), second}))), "Encounter/second") << "two visits in person";
}

TEST(Belongs, DatesThatAreMissingOrHaveNoZone) {
    Json undated = encounter();
    undated["period"] = Json::object();
    const Read got = read(bundle({patient(), undated, medicine("m", "Placebin")}));
    EXPECT_EQ(names_of(got), "Placebin");
    EXPECT_TRUE(got.says("warning Bundle.entry[1].resource: the encounter has no date")) << got.messages;

    const Json zoneless = visit_at("visit", "2026-03-10T09:00:00", "2026-03-10T09:30:00");
    for (const std::string id : {"", "visit"}) {
        const Read refused = read(bundle({patient(), zoneless}), choose(id));
        EXPECT_FALSE(refused.visit);
        EXPECT_TRUE(refused.says("this time lacks a time zone")) << refused.messages;
        EXPECT_FALSE(refused.says("in progress or finished")) << refused.messages;
    }
}

TEST(Belongs, NoSummaryAfterDeathUnlessForced) {
    const auto with = [](const Json& died, Json visit) {
        Json who = patient();
        if (!died.is_null()) who["deceasedDateTime"] = died;
        return bundle({who, std::move(visit)});
    };
    Json certificate = encounter();
    certificate["type"] = parse(R"([{"coding": [{"system": "http://snomed.info/sct", "code": "308646001"}]}])");
    Json named = encounter();
    named["type"] = parse(R"([{"text": "Death Certification"}])");
    Json stay = encounter();
    stay["hospitalization"] = parse(R"({"dischargeDisposition": {"coding": [{"code": "exp"}]}})");
    for (const std::string disposition :
         {R"({"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0112", "code": "20"}]})",
          R"({"coding": [{"system": "https://www.nubc.org/CodeSystem/PatDischargeStatus", "code": "41"}]})",
          R"({"coding": [{"system": "http://snomed.info/sct", "code": "371828006"}]})", R"({"text": "Expired"})"}) {
        Json ended = encounter();
        ended["hospitalization"]["dischargeDisposition"] = parse(disposition);
        EXPECT_FALSE(read(with(nullptr, ended)).visit) << disposition;
    }
    for (const std::string words : {"Pronouncement of death", "Autopsy"}) {
        Json about = encounter();
        about["type"] = Json::array({{{"text", words}}});
        EXPECT_FALSE(read(with(nullptr, about)).visit) << words;
    }
    Json home = encounter();
    home["hospitalization"]["dischargeDisposition"] =
        parse(R"({"coding": [{"system": "urn:local", "code": "20", "display": "Home"}]})");
    EXPECT_TRUE(read(with(nullptr, home)).visit);
    VisitChoice force;
    force.force = true;
    for (const Json& made : {with("2026-03-01", encounter()), with("2026-03-10T09:29:00-05:00", encounter()),
                             with("2026-03-10T14:30:00Z", encounter()), with(nullptr, certificate),
                             with(nullptr, named), with("2026-03-20", stay)}) {
        const Read got = read(made);
        EXPECT_FALSE(got.visit) << made.dump();
        EXPECT_NE(got.hints.find("--force"), std::string::npos) << got.messages;
        EXPECT_TRUE(read(made, force).visit) << read(made, force).messages;
    }
    for (const std::string later : {"2026-03-10T14:31:00Z", "2026-03-10", "2026-04-01"})
        EXPECT_TRUE(read(with(later, encounter())).says("warning Bundle.entry[0].resource: the patient has died"));
}

TEST(Belongs, ActorsOfAnAppointmentNamedByWordsAlone) {
    const auto with = [](const std::string& participant) {
        Json made = parse(R"({"resourceType": "Appointment", "id": "x", "status": "booked",
            "start": "2026-04-10T09:00:00-05:00", "participant": [{"status": "accepted", "actor": {"reference": "Patient/ada"}},
            )" + participant +
                          "]}");
        const Read got = read(bundle({patient(), patient("bo", "Sandhopper"), encounter(), made}), [] {
            VisitChoice choice;
            choice.patient = "ada";
            return choice;
        }());
        if (!got.visit || got.visit->appointments.size() != 1) return std::string("not shown");
        const std::vector<std::string>& names = got.visit->appointments[0].with;
        return names.empty() ? std::string() : names[0];
    };
    EXPECT_EQ(with(R"({"status": "accepted", "actor": {"display": "Dr. Rill"}})"), "Dr. Rill");
    EXPECT_EQ(with(R"({"status": "accepted", "type": [{"coding": [{"code": "ATND"}]}], "actor": {"display": "Rill"}})"),
              "Rill");
    for (const std::string none :
         {R"({"status": "accepted", "actor": {"display": "Ada June Quillfeather"}})",
          R"({"status": "accepted", "actor": {"display": "Sandhopper, Ada"}})",
          R"({"status": "accepted", "actor": {"type": "RelatedPerson", "display": "Rill"}})",
          R"({"status": "accepted", "actor": {"reference": "RelatedPerson/r", "display": "Rill"}})",
          R"({"status": "accepted", "type": [{"coding": [{"code": "SBJ"}]}], "actor": {"display": "Rill"}})"})
        EXPECT_EQ(with(none), "") << none;
    EXPECT_EQ(with(R"({"status": "accepted", "actor": {"type": "Patient", "display": "Rill"}})"), "not shown");
}

TEST(Belongs, PlacesOfAnAppointmentAreNoPersons) {
    Json made = parse(R"({"resourceType": "Appointment", "id": "x", "status": "booked",
        "start": "2026-04-10T09:00:00-05:00", "participant": [{"status": "accepted", "actor": {"reference": "Patient/ada"}},
        {"status": "accepted", "actor": {"reference": "urn:uuid:5fd4c2f6-0001-4000-8000-000000000001"}}]})");
    Json whole = bundle({patient(), encounter(), made,
                         parse(R"({"resourceType": "Location", "name": "Eye clinic", "status": "active"})")});
    whole["entry"][3]["fullUrl"] = "urn:uuid:5fd4c2f6-0001-4000-8000-000000000001";
    const auto place_in = [](const Json& record) {
        const Read got = read(record);
        EXPECT_EQ(got.visit->appointments.size(), 1U) << got.messages;
        EXPECT_TRUE(got.visit->appointments.at(0).with.empty()) << got.messages;
        return got.visit->appointments.at(0).place.name;
    };
    EXPECT_EQ(place_in(whole), "Eye clinic");
    whole["entry"].erase(3);
    whole["entry"][2]["resource"]["participant"][1]["actor"] = {{"type", "Location"}, {"display", "Eye clinic"}};
    EXPECT_EQ(place_in(whole), "Eye clinic");
}

TEST(Belongs, GoalsSetAfterTheVisitAreNotOfIt) {
    const auto goals = [](const std::string& more) {
        return read_with({of_visit("Goal", "g",
                                   R"("lifecycleStatus": "active", "description": {"text": "Walk"})" + more, "")})
            .visit->goals.size();
    };
    EXPECT_EQ(goals(R"(, "startDate": "2026-03-10")"), 1U);
    EXPECT_EQ(goals(R"(, "startDate": "2026-05-01")"), 0U);
    EXPECT_EQ(goals(R"(, "statusDate": "2026-05-01")"), 0U);
    EXPECT_EQ(goals(R"(, "startDate": "2026-03-10", "statusDate": "2026-05-01")"), 1U);
}

class ParticipantRoles : public testing::TestWithParam<std::pair<const char*, bool>> {};

TEST_P(ParticipantRoles, tell_who_led_the_visit) {
    Json visit = encounter();
    visit["participant"] = parse(R"([{"individual": {"reference": "Practitioner/p"}, "type": [{"coding": [{"code": ")" +
                                 std::string(GetParam().first) + R"("}]}]}])");
    const Read got = read(bundle(
        {patient(), visit, parse(R"({"resourceType": "Practitioner", "id": "p", "name": [{"text": "Nora Finch"}]})")}));
    ASSERT_EQ(got.visit->encounter.participants.size(), 1U) << got.messages;
    EXPECT_EQ(got.visit->encounter.participants[0].is_primary, GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(All, ParticipantRoles,
                         testing::Values(std::pair("ATND", true), std::pair("PPRF", true), std::pair("CON", false),
                                         std::pair("ADM", false)));

TEST(RecordTimes, ThatAreNotInTheFormOfFhirAreNone) {
    for (const char* text :
         {"2026-03-10T09:00:00.5-05:00", "2026-03-10T09:00-05:00", "2026-03-10T09:00:60Z", "2026-03-10T09:00:00+14:00"})
        EXPECT_TRUE(read_time(text)) << text;
    for (const char* text :
         {"2026-03-10T09:00:00.Z", "2026-03-10T09:00:.5Z", "2026-03-10T09:00:00", "2026-03-10T09:00:00:30",
          "2026-03-10T09:00:00+15:00", "2026-03-10T09:00:00+05", "2026-03-10T09:00:00+05:60", "2026-03-10T09:00:61Z",
          "2026-03-10T09:60:00Z", "2026-03-10T24:00:00Z", "2026-03-10T09:00:00Zx", "2026-03-10T", "2026-13", "0000"})
        EXPECT_FALSE(read_time(text)) << text;
}

TEST(RecordTimes, DaysAfterAndSameDay) {
    const auto time = [](const std::string& text) { return *read_time(text); };
    EXPECT_TRUE(is_days_after(time("2026-03-11T00:00:00Z"), time("2026-03-10T18:59:59-05:00"), 0));
    EXPECT_FALSE(is_days_after(time("2026-03-10T23:00:00Z"), time("2026-03-10T18:59:59-05:00"), 0));
    EXPECT_TRUE(is_days_after(time("2026-03-12"), time("2026-03-10"), 1));
    EXPECT_FALSE(is_days_after(time("2026-03-11"), time("2026-03-10"), 1));
    EXPECT_FALSE(is_days_after({}, time("2026-03-10"), 0));
    EXPECT_TRUE(same_day(time("2026-03-11T01:00:00Z"), time("2026-03-10T09:00:00-05:00")));
    EXPECT_FALSE(same_day(time("2026-03-11T06:00:00Z"), time("2026-03-10T09:00:00-05:00")));
    EXPECT_TRUE(same_day(time("2026-03-11T01:00:00Z"), time("2026-03-10T22:00:00Z")));
    EXPECT_FALSE(same_day(time("2026-03-11T11:00:00Z"), time("2026-03-10T22:00:00Z")));
    EXPECT_TRUE(same_day(time("2026-03-10"), time("2026-03-10T22:00:00Z")));
}

}  // namespace
}  // namespace carepress::test
