#include "all_words.h"
#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

TEST(VisitChoice, ReadsTheOnlyPatientAndTheLatestVisit) {
    const Read got = read(bundle({patient(), encounter("old", "ada", "2026-01-02"),
                                  encounter("new", "ada", "2026-03-10"), encounter("older", "ada", "2025-12-31")}));
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(got.visit->patient.name.text, "Ada June Quillfeather");
    EXPECT_EQ(got.visit->patient.birth_date.text, "1980-04-05");
    EXPECT_EQ(got.visit->patient.language, "es-US");
    EXPECT_EQ(got.visit->patient.reference, "Patient/ada");
    ASSERT_EQ(got.visit->patient.identifiers.size(), 1U);
    EXPECT_TRUE(got.visit->patient.identifiers[0].is_medical_record);
    EXPECT_EQ(got.visit->encounter.reference, "Encounter/new");
    EXPECT_TRUE(got.says("note the visit is the encounter at Bundle.entry[2].resource, the latest of 3"))
        << got.messages;
}

TEST(VisitChoice, TheLatestIsByInstantNotByText) {
    Json early = encounter("west", "ada"), late = encounter("east", "ada");
    early["period"]["start"] = "2026-03-10T09:00:00+09:00";  // midnight in UTC
    late["period"]["start"] = "2026-03-10T02:00:00-05:00";   // seven in UTC
    const Read got = read(bundle({patient(), early, late}));
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(got.visit->encounter.reference, "Encounter/east");
}

TEST(VisitChoice, OfTwoThatStartAtOnceTheOneThatEndsLastIsTheLatest) {
    Json emergency = encounter("emergency"), stay = encounter("stay");
    for (Json* each : {&emergency, &stay}) (*each)["period"]["start"] = "2026-03-10T02:00:00-05:00";
    emergency["period"]["end"] = "2026-03-10T03:30:00-05:00";
    stay["period"]["end"] = "2026-03-12T11:00:00-05:00";
    for (const Json& both : {bundle({patient(), emergency, stay}), bundle({patient(), stay, emergency})}) {
        const Read got = read(both);
        ASSERT_TRUE(got.visit) << got.messages;
        EXPECT_EQ(got.visit->encounter.reference, "Encounter/stay");
    }
    stay["period"].erase("end");  // in progress or forgotten: who knows
    EXPECT_FALSE(read(bundle({patient(), emergency, stay})).visit);
}

TEST(VisitChoice, NoTellingWhichIsLatestIsRefused) {
    Json date_only = encounter("b");
    date_only["period"] = {{"start", "2026-03-10"}};
    EXPECT_FALSE(read(bundle({patient(), encounter("a"), date_only})).visit);
    EXPECT_FALSE(read(bundle({patient(), encounter("a"), encounter("b")})).visit);
    Json no_start = encounter("b");
    no_start.erase("period");
    const Read got = read(bundle({patient(), encounter("a"), no_start}));
    EXPECT_FALSE(got.visit);
    EXPECT_TRUE(got.says("cannot tell which encounter is the latest")) << got.messages;
    EXPECT_TRUE(read(bundle({patient(), no_start})).visit) << "the only one needs no start";
}

TEST(VisitChoice, OnlyInProgressOrFinished) {
    struct Case {
        std::string status;
        bool usable, goes_on;
    };
    const std::vector<Case> cases{{"planned", false, false},  {"cancelled", false, false},
                                  {"nonsense", false, false}, {"entered-in-error", false, false},
                                  {"unknown", true, false},   {"arrived", true, true},
                                  {"triaged", true, true},    {"onleave", true, true}};
    for (const auto& [status, usable, goes_on] : cases) {
        Json later = encounter("later", "ada", "2026-05-01");
        later["status"] = status;
        const Read got = read(bundle({patient(), encounter(), later}));
        ASSERT_TRUE(got.visit) << status << got.messages;
        EXPECT_EQ(got.visit->encounter.reference, "Encounter/visit")
            << status << ": what surely took place comes first";
        EXPECT_EQ(got.says("warning Bundle.entry[2].resource: the encounter's status does not say that it took place"),
                  usable)
            << status << got.messages;
        VisitChoice choice;
        choice.encounter = "later";
        for (const Read& chosen :
             {read(bundle({patient(), encounter(), later}), choice), read(bundle({patient(), later}))}) {
            EXPECT_EQ(chosen.visit.has_value(), usable) << status << chosen.messages;
            if (!chosen.visit) continue;
            EXPECT_EQ(chosen.visit->encounter.state, goes_on ? EncounterState::in_progress : EncounterState::finished);
            EXPECT_TRUE(chosen.says("warning") && chosen.says("does not say that the visit took place"))
                << status << chosen.messages;
        }
    }
    Json going_on = encounter("now", "ada", "2026-05-01");
    going_on["status"] = "in-progress";
    going_on["period"].erase("end");
    const Read got = read(bundle({patient(), encounter(), going_on}));
    ASSERT_TRUE(got.visit);
    EXPECT_EQ(got.visit->encounter.state, EncounterState::in_progress);
}

TEST(VisitChoice, NamedByIdReferenceOrUrl) {
    Json made = bundle({patient(), encounter("old", "ada", "2026-01-02"), encounter("new")});
    made["entry"][1]["fullUrl"] = "https://fhir.example/r4/Encounter/old";
    for (const std::string word : {"old", "Encounter/old", "https://fhir.example/r4/Encounter/old"}) {
        VisitChoice choice;
        choice.encounter = word;
        const Read got = read(made, choice);
        ASSERT_TRUE(got.visit) << word << got.messages;
        EXPECT_EQ(got.visit->encounter.period.start.date(), "2026-01-02");
        EXPECT_TRUE(got.says("the record has later visits")) << got.messages;
    }
    VisitChoice choice;
    choice.encounter = "ol";
    EXPECT_TRUE(read(made, choice).says("no such Encounter"));
}

TEST(VisitChoice, TwoPatientsAreRefusedUnlessOneIsChosen) {
    const Json made = bundle({patient("ada"), patient("bo", "Sandhopper"), encounter("visit", "ada"),
                              encounter("other", "bo", "2026-06-01")});
    const Read refused = read(made);
    EXPECT_FALSE(refused.visit);
    EXPECT_TRUE(refused.says("Bundle.entry[1].resource: there is more than one patient")) << refused.messages;
    VisitChoice choice;
    choice.patient = "Patient/ada";
    const Read got = read(made, choice);
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(got.visit->encounter.reference, "Encounter/visit") << "the later one is another's";
    choice.encounter = "other";
    EXPECT_TRUE(read(made, choice).says("the encounter's subject is not the patient"));
    choice = {};
    choice.patient = "nobody";
    EXPECT_TRUE(read(made, choice).says("no such Patient"));
    // One that can't be understood is still a second patient.
    Json extended = made;
    extended["entry"][1]["resource"]["modifierExtension"] = parse(R"([{"url": "urn:x", "valueBoolean": true}])");
    EXPECT_TRUE(read(extended).says("more than one patient"));
    // The same id twice is no choice either.
    EXPECT_TRUE(
        read(bundle({patient("ada"), patient("ada", "Sandhopper"), encounter()})).says("more than one patient"));
}

TEST(VisitChoice, KindsOfBundles) {
    for (const std::string kind :
         {"collection", "searchset", "document", "transaction", "batch", "batch-response", "transaction-response"})
        EXPECT_TRUE(read(bundle({patient(), encounter()}, kind)).visit) << kind;
    for (const std::string kind : {"message", "history", "subscription-notification", ""})
        EXPECT_TRUE(read(bundle({patient(), encounter()}, kind)).says("a bundle of this type is not read")) << kind;
    EXPECT_TRUE(read(patient()).says("this is not a FHIR Bundle"));
    EXPECT_TRUE(read_text("[]").says("this is not a FHIR Bundle"));
}

TEST(VisitChoice, IncompleteBundlesAreRefused) {
    Json page = bundle({patient(), encounter()}, "searchset");
    page["link"] = parse(R"([{"relation": "self", "url": "x"}, {"relation": "next", "url": "y"}])");
    EXPECT_TRUE(read(page).says("error Bundle.link[1]: this is one page of several"));
    page["link"][1]["relation"] = "previous";
    EXPECT_FALSE(read(page).visit);
    page["link"].erase(1);
    EXPECT_TRUE(read(page).visit);
    page["total"] = 3;
    EXPECT_TRUE(read(page).says("the search found more than the bundle holds"));
    page["total"] = 2;
    EXPECT_TRUE(read(page).visit);
    Json rules = bundle({patient(), encounter()});
    rules["implicitRules"] = "urn:x";
    EXPECT_FALSE(read(rules).visit);
}

TEST(VisitChoice, DeletedEntriesOfATransactionAreNotRead) {
    Json made = bundle({patient(), encounter(), condition("c", "Sore throat")}, "transaction");
    made["entry"][2]["request"] = {{"method", "DELETE"}, {"url", "Condition/c"}};
    const Read got = read(made);
    ASSERT_TRUE(got.visit);
    EXPECT_TRUE(got.visit->conditions.empty());
}

TEST(VisitChoice, ReferencesOfEveryKindResolve) {
    const std::string base = "https://fhir.example/r4/";
    struct Case {
        std::string name, patient_url, reference;
        bool resolves;
    };
    const std::vector<Case> cases{
        {"relative, same server", base + "Patient/ada", "Patient/ada", true},
        {"absolute", base + "Patient/ada", base + "Patient/ada", true},
        {"absolute, versioned", base + "Patient/ada", base + "Patient/ada/_history/7", true},
        {"relative, versioned", base + "Patient/ada", "Patient/ada/_history/3", true},
        {"urn", "urn:uuid:5fd4c2f6-0001-4000-8000-000000000001", "urn:uuid:5fd4c2f6-0001-4000-8000-000000000001", true},
        {"no address at all", "", "Patient/ada", true},
        {"another server", base + "Patient/ada", "https://other.example/Patient/ada", false},
        {"conditional", base + "Patient/ada", "Patient?identifier=urn:example:mr|MR-7701", false},
        {"another id", base + "Patient/ada", "Patient/adah", false},
        {"another type", base + "Patient/ada", "Group/ada", false},
        {"nothing", base + "Patient/ada", "", false},
    };
    for (const Case& each : cases) {
        Json made = bundle({patient(), encounter(), condition("c", "Sore throat")});
        if (!each.patient_url.empty()) made["entry"][0]["fullUrl"] = each.patient_url;
        for (std::size_t i : {1U, 2U}) {
            const std::string type = made["entry"][i]["resource"]["resourceType"],
                              id = made["entry"][i]["resource"]["id"];
            if (each.patient_url.starts_with("https")) made["entry"][i]["fullUrl"] = base + type + "/" + id;
            made["entry"][i]["resource"]["subject"]["reference"] = each.reference;
        }
        const Read got = read(made);
        EXPECT_EQ(got.visit.has_value(), each.resolves) << each.name << "\n" << got.messages;
        if (got.visit) {
            EXPECT_EQ(got.visit->conditions.size(), 1U) << each.name << "\n" << got.messages;
        }
    }
}

TEST(VisitChoice, TwoServersMayUseTheSameId) {
    // "Patient/ada" beside an entry of server one is server one's.
    Json made = bundle({patient(), patient("ada", "Sandhopper"), encounter(), condition("c", "Sore throat"),
                        condition("d", "Broken toe")});
    const std::string one = "https://one.example/", two = "https://two.example/";
    made["entry"][0]["fullUrl"] = one + "Patient/ada";
    made["entry"][1]["fullUrl"] = two + "Patient/ada";
    made["entry"][2]["fullUrl"] = one + "Encounter/visit";
    made["entry"][3]["fullUrl"] = one + "Condition/c";
    made["entry"][4]["fullUrl"] = two + "Condition/d";
    VisitChoice choice;
    choice.patient = "ada";
    EXPECT_TRUE(read(made, choice).says("more than one patient")) << "the id names two";
    choice.patient = one + "Patient/ada";
    const Read got = read(made, choice);
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->conditions.size(), 1U) << got.messages;
    EXPECT_EQ(got.visit->conditions[0].name.name.text, "Sore throat");
    // Without a server to tell, it is nobody's.
    made["entry"][3].erase("fullUrl");
    EXPECT_TRUE(read(made, choice).visit->conditions.empty());
}

TEST(VisitChoice, AddressAndIdThatDisagreeAreRefused) {
    Json made = bundle({patient(), encounter()});
    made["entry"][0]["fullUrl"] = "https://fhir.example/Patient/bo";
    EXPECT_TRUE(read(made).says("error Bundle.entry[0]: \"fullUrl\" and the resource's \"id\" disagree"));
}

TEST(VisitChoice, PatientMustBeBeyondDoubt) {
    const auto with = [](const std::string& field, const Json& value) {
        Json made = bundle({patient(), encounter()});
        Json& who = made["entry"][0]["resource"];
        if (value.is_null())
            who.erase(field);
        else
            who[field] = value;
        return read(made);
    };
    EXPECT_TRUE(with("name", nullptr).says("no name in use"));
    EXPECT_TRUE(with("birthDate", nullptr).says("no birth date"));
    EXPECT_TRUE(with("birthDate", "1980-02-30").says("not a date or time"));
    EXPECT_TRUE(with("birthDate", "2026-03-11").says("the birth date is after the visit"));
    EXPECT_TRUE(with("birthDate", "1980").visit) << "a partial date is as the record has it";
    EXPECT_TRUE(with("link", parse(R"([{"other": {"reference": "Patient/x"}, "type": "replaced-by"}])"))
                    .says("another record has replaced this patient's"));
    EXPECT_TRUE(with("implicitRules", "urn:x").says("extension or rule that is not known here"));
    const Read dead = with("deceasedBoolean", true);
    EXPECT_TRUE(dead.says("warning Bundle.entry[0].resource: the patient has died"));
    EXPECT_TRUE(dead.visit && dead.visit->patient.deceased);
}

TEST(VisitChoice, RestrictedRecordsStayOff) {
    const Json label = parse(R"({"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
                                               "code": "R"}]})");
    Json hidden = condition("c", "Hidden matter");
    hidden["meta"] = label;
    Read got = read_with({hidden, condition("d", "Sore throat")});
    ASSERT_TRUE(got.visit);
    ASSERT_EQ(got.visit->conditions.size(), 1U);
    EXPECT_TRUE(got.visit->incomplete(VisitSection::conditions));
    EXPECT_TRUE(got.says("note left out: 1 Condition marked as restricted"));
    VisitChoice all;
    all.include_restricted = true;
    EXPECT_EQ(read_with({hidden, condition("d", "Sore throat")}, all).visit->conditions.size(), 2U);

    // Nor do they come in through what refers to them, or stay when their visit is restricted.
    Json pill = medicine("m", "Placebin", R"(, "reasonReference": [{"reference": "Condition/c"}])");
    got = read_with({hidden, pill});
    EXPECT_EQ(all_words(*got.visit).find("Hidden matter"), std::string::npos);
    Json secret_visit = encounter("secret", "ada", "2026-01-01");
    secret_visit["meta"] = label;
    got = read_with({secret_visit, condition("c", "Hidden matter", "", "secret")});
    EXPECT_EQ(all_words(*got.visit).find("Hidden matter"), std::string::npos);

    Json restricted_patient = bundle({patient(), encounter()});
    restricted_patient["entry"][0]["resource"]["meta"] = label;
    EXPECT_TRUE(read(restricted_patient).says("the patient's record is marked as restricted"));
    Json restricted_visit = bundle({patient(), encounter()});
    restricted_visit["entry"][1]["resource"]["meta"] = label;
    EXPECT_FALSE(read(restricted_visit).visit);
    EXPECT_TRUE(read(restricted_visit, all).visit);
}

}  // namespace
}  // namespace carepress::test
