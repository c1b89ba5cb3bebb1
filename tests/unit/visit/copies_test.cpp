// Several copies and versions of one resource, as merged pages and exports have them.
#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

Json with_meta(Json resource, const std::string& version, const std::string& updated = "") {
    if (!version.empty()) resource["meta"]["versionId"] = version;
    if (!updated.empty()) resource["meta"]["lastUpdated"] = updated;
    return resource;
}

Json with_status(Json resource, const std::string& status) {
    resource["status"] = status;
    return resource;
}

std::string list_of(const Read& got) {
    if (!got.visit) return "refused: " + got.messages;
    std::string list;
    for (const Medicine& each : got.visit->medicines)
        list += each.name.name.text + (each.state == MedicineState::take ? " take\n" : " stop\n");
    return list;
}

/// As a bundle with addresses: "http://one.example/Type/id".
Json addressed(Json made, const std::string& base = "http://one.example/") {
    for (Json& entry : made["entry"]) {
        const std::string type = entry["resource"]["resourceType"], id = entry["resource"]["id"];
        entry["fullUrl"] = base + type + "/" + id;
    }
    return made;
}

TEST(Copies, TheNewestVersionCountsWhateverItsStatus) {
    const Json order = medicine("m", "Placebin");
    struct Case {
        Json older, newer;
    };
    const std::vector<Case> cases{
        {with_meta(order, "1"), with_meta(order, "2")},
        {with_meta(order, "9"), with_meta(order, "10")},
        {with_meta(order, "009"), with_meta(order, "10", "2020-01-01T00:00:00Z")},
        {with_meta(order, "", "2026-03-10T20:00:00-05:00"), with_meta(order, "", "2026-03-11T02:00:00Z")},
        {with_meta(order, "a7", "2026-03-10T14:00:00Z"), with_meta(order, "a3", "2026-03-10T15:00:00Z")},
        {with_meta(order, "3", "2026-03-10T14:00:00Z"), with_meta(order, "3", "2026-03-10T15:00:00Z")},
    };
    for (const auto& [older, newer] : cases)
        for (const std::string status : {"active", "entered-in-error", "stopped", "completed"}) {
            Json changed = with_status(newer, status);
            changed["medicationCodeableConcept"]["text"] = "Newolol";
            const std::string wanted = status == "active"    ? "Newolol take\n"
                                       : status == "stopped" ? "Newolol stop\n"
                                                             : "";
            for (const bool first : {true, false}) {
                const std::vector<Json> all = first ? std::vector<Json>{patient(), encounter(), changed, older}
                                                    : std::vector<Json>{patient(), encounter(), older, changed};
                for (const Json& made : {bundle(all), addressed(bundle(all))}) {
                    const Read got = read(made);
                    EXPECT_EQ(list_of(got), wanted) << status << made.dump() << got.messages;
                    EXPECT_TRUE(got.says("note left out: 1 older versions of other entries")) << got.messages;
                }
            }
        }
    // What did not change between two versions still dates them.
    EXPECT_EQ(list_of(read_with({with_meta(order, "1"), with_meta(order, "3"),
                                 with_status(with_meta(order, "2"), "entered-in-error")})),
              "Placebin take\n");
}

TEST(Copies, AddressesThatDifferInFormAloneAreOne) {
    const std::string root = "http://one.example/fhir/MedicationRequest/m";
    const std::vector<std::pair<std::string, std::string>> addresses{
        {root + "/_history/1", root},
        {root, root + "/_history/2"},
        {root + "/_history/1", root + "/_history/2"},
        {root, "HTTP://One.Example:80/fhir/MedicationRequest/m/"},
        {"urn:uuid:0A0B0C0D-0000-4000-8000-00000000000e", "urn:uuid:0a0b0c0d-0000-4000-8000-00000000000E"},
    };
    for (const auto& [older, newer] : addresses)
        for (const bool first : {true, false}) {
            Json two = bundle({patient(), encounter(), with_meta(medicine("m", "Placebin"), "1"),
                               with_meta(with_status(medicine("m", "Placebin"), "entered-in-error"), "2")});
            two["entry"][2]["fullUrl"] = older;
            two["entry"][3]["fullUrl"] = newer;
            if (first) std::swap(two["entry"][2], two["entry"][3]);
            const Read got = read(two);
            EXPECT_EQ(list_of(got), "") << newer << got.messages;
            EXPECT_TRUE(got.says("note left out: 1 older versions of other entries")) << newer << got.messages;
        }
    // The version in the address alone, and a path, which counts as written.
    Json two = bundle({patient(), encounter(), with_status(medicine("m", "Placebin"), "entered-in-error"),
                       medicine("m", "Placebin")});
    two["entry"][2]["fullUrl"] = root + "/_history/2";
    two["entry"][3]["fullUrl"] = root + "/_history/1";
    EXPECT_EQ(list_of(read(two)), "");
    two["entry"][2]["fullUrl"] = "http://one.example/FHIR/MedicationRequest/m";
    EXPECT_EQ(list_of(read(two)), "Placebin take\n");
}

TEST(Copies, IdenticalOnesAreOne) {
    const Json order = medicine("m", "Placebin");
    const std::vector<Json> all{patient(), encounter(), order,
                                patient(), encounter(), with_meta(order, "", "2026-03-10T15:00:00Z")};
    for (const Json& made : {bundle(all), addressed(bundle(all)), bundle(all, "searchset")}) {
        for (const bool named : {true, false}) {
            VisitChoice choice;
            if (named) choice.patient = "ada", choice.encounter = "visit";
            const Read got = read(made, choice);
            EXPECT_EQ(list_of(got), "Placebin take\n");
            EXPECT_TRUE(got.says("note left out: 3 entries that repeat another one")) << got.messages;
        }
    }
    // The order of members means nothing (RFC 8259, 4).
    const auto of_amount = [](const std::string& members) {
        return medicine("m", "Placebin",
                        R"(, "dosageInstruction": [{"doseAndRate": [{"doseQuantity": {)" + members + "}}]}]");
    };
    EXPECT_EQ(list_of(read_with(
                  {of_amount(R"("value": 1, "unit": "tablet")"), of_amount(R"("unit": "tablet", "value": 1)")})),
              "Placebin take\n");
    // The labels of a copy are part of what it says.
    Json hidden = order;
    hidden["meta"] = parse(R"({"security": [{"code": "R"}]})");
    const Read got = read_with({order, hidden});
    EXPECT_EQ(list_of(got), "");
    EXPECT_TRUE(got.visit->incomplete(VisitSection::medicines));
}

TEST(Copies, ThatDifferAndHaveNoOrder) {
    Json stopped = with_status(medicine("m", "Placebin"), "stopped");
    const Read got = read_with({medicine("m", "Placebin"), stopped, medicine("n", "Other pills")});
    EXPECT_EQ(list_of(got), "Other pills take\n") << "nobody knows whether it is to be taken";
    EXPECT_TRUE(got.visit->incomplete(VisitSection::medicines));
    EXPECT_TRUE(got.says("warning Bundle.entry[3].resource: two copies of this resource differ")) << got.messages;
    Json visit = encounter();
    visit["class"]["code"] = "EMER";
    EXPECT_TRUE(read(bundle({patient(), encounter(), visit})).says("error Bundle.entry[2].resource: two copies"));
    // Two servers may both have an "m", and both are read.
    Json two = addressed(bundle({patient(), encounter(), medicine("m", "Placebin"), medicine("m", "Other pills")}));
    two["entry"][3]["fullUrl"] = "http://two.example/MedicationRequest/m";
    two["entry"][3]["resource"]["subject"]["reference"] = "http://one.example/Patient/ada";
    EXPECT_EQ(list_of(read(two)), "Placebin take\nOther pills take\n");
}

TEST(Copies, TwoPatientsWithOneIdAreNotTwoVersions) {
    Json other = patient("ada", "Sandhopper");
    other["birthDate"] = "1999-01-01";
    Json made = bundle({with_meta(patient("ada"), "1"), with_meta(other, "2"), encounter()});
    EXPECT_TRUE(read(made).says("more than one patient")) << "no address, another birth date: another person";
    const Read newest =
        read(bundle({with_meta(patient("ada", "Oldname"), "1"), with_meta(patient("ada"), "2"), encounter()}));
    ASSERT_TRUE(newest.visit) << newest.messages;
    EXPECT_EQ(newest.visit->patient.name.text, "Ada June Quillfeather");
}

TEST(Copies, ServersThatSayThatSomethingIsAmiss) {
    const auto outcome = [](const std::string& severity, const std::string& code = "informational") {
        return parse(R"({"resourceType": "OperationOutcome", "issue": [{"severity": ")" + severity + R"(", "code": ")" +
                     code + R"(", "diagnostics": "Quillfeather"}]})");
    };
    const auto with = [](const Json& resource, const std::string& mode) {
        Json made = bundle({patient(), encounter(), resource}, "searchset");
        if (!mode.empty()) made["entry"][2]["search"] = {{"mode", mode}};
        made["total"] = mode == "outcome" ? 2 : 3;
        return read(made);
    };
    for (const std::string mode : {"outcome", "", "match"}) {
        for (const std::string severity : {"information", "warning"}) {
            const Read got = with(outcome(severity), mode);
            ASSERT_TRUE(got.visit) << severity << mode << got.messages;
            EXPECT_TRUE(got.says("note Bundle.entry[2].resource: the server's own note")) << got.messages;
            EXPECT_FALSE(got.visit->incomplete(VisitSection::medicines));
            EXPECT_FALSE(got.says("Quillfeather"));
        }
        for (const std::string severity : {"error", "fatal"})
            EXPECT_TRUE(with(outcome(severity), mode)
                            .says("error Bundle.entry[2].resource: the server reports a problem (OperationOutcome)"));
    }
    EXPECT_FALSE(with(parse(R"({"resourceType": "OperationOutcome"})"), "").visit);
    // A warning that something may be missing: nothing is claimed to be all.
    for (const std::string code : {"incomplete", "processing", "exception", "not-supported", "not-found", "throttled",
                                   "no-store", "unheard-of"}) {
        const Read gap = with(outcome("warning", code), "outcome");
        ASSERT_TRUE(gap.visit) << code;
        EXPECT_TRUE(gap.visit->incomplete(VisitSection::medicines) && gap.visit->incomplete(VisitSection::allergies))
            << code;
    }
    EXPECT_TRUE(read(outcome("error")).says("in place of a bundle"));
}

TEST(Copies, AnswersOfABatch) {
    Json made = bundle({patient(), encounter()}, "batch-response");
    for (Json& entry : made["entry"]) entry["response"] = {{"status", "200 OK"}};
    made["entry"].push_back(
        {{"resource", bundle({medicine("m", "Placebin")}, "searchset")}, {"response", {{"status", "200"}}}});
    EXPECT_EQ(list_of(read(made)), "Placebin take\n") << "one Bundle for each search";
    made["entry"].push_back({{"response", {{"status", "403 Forbidden"}}}});
    EXPECT_TRUE(read(made).says("error Bundle.entry[3]: the server could not give this part")) << read(made).messages;
    made["entry"].erase(3);
    made["entry"][2]["resource"]["link"] = parse(R"([{"relation": "next", "url": "y"}])");
    EXPECT_TRUE(read(made).says("this is one page of several"));
}

}  // namespace
}  // namespace carepress::test
