// A visit that is fetched from a server reads as the same visit from a file, what could not be read is never taken for
// absent, and nothing of another patient comes along.
#include "record/http_record.h"
#include "record/visit_plan.h"
#include "support/visit_bundle.h"
#include "unit/record/fhir_server.h"
#include "visit/visit.h"

#include <gtest/gtest.h>

#include <set>

namespace carepress::test {
namespace {

using record::FailureKind;
using record::RecordFailure;
using record::VisitRecord;

/// Asks without waiting between tries.
record::Outcome<VisitRecord> fetch(const FhirServer& server, record::VisitAsked asked,
                                   const record::Capabilities* capabilities = nullptr, std::string_view scopes = {},
                                   record::RecordLimits limits = {}) {
    const net::Client client;
    const record::RecordClient record(server.base(), client, {}, {}, limits,
                                      [](std::chrono::milliseconds) { return true; });
    return record::fetch_visit(record, capabilities, scopes, asked);
}

std::string failure_of(const record::Outcome<VisitRecord>& outcome) {
    const auto* const failure = std::get_if<RecordFailure>(&outcome);
    return failure == nullptr ? "" : std::string(name_of(failure->kind)) + ": " + failure->what;
}

struct ReadVisit {
    std::optional<visit::Visit> visit;
    std::vector<Diagnostic> diagnostics;
};
ReadVisit read(const std::string& bundle, const std::string& encounter = {}) {
    const Source source{"bundle", bundle, true};
    Diagnostics diagnostics(source);
    visit::VisitChoice choice;
    choice.encounter = encounter;
    ReadVisit read{visit::read_visit(source, choice, diagnostics), {}};
    read.diagnostics = diagnostics.all();
    return read;
}

/// A visit with one of most things.
VisitBundle whole_visit() {
    VisitBundle bundle;
    bundle.add_condition("Chest cold");
    bundle.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2));
    bundle.add_of_visit("Procedure", {{"status", "completed"}, {"code", {{"text", "Chest X-ray"}}}});
    bundle.add({{"resourceType", "AllergyIntolerance"},
                {"id", "a1"},
                {"patient", {{"reference", bundle.patient_reference()}}},
                {"clinicalStatus", {{"coding", {{{"code", "active"}}}}}},
                {"verificationStatus", {{"coding", {{{"code", "confirmed"}}}}}},
                {"code", {{"text", "Peanut"}}}});
    return bundle;
}

void put_all(FhirServer& server, VisitBundle& bundle) {
    const Json whole = Json::parse(bundle.json());
    for (const Json& entry : whole["entry"]) server.put(entry["resource"].dump());
}

/// What of a visit ends up on the page, as far as these tests look.
std::string shown(const visit::Visit& visit) {
    std::string text;
    for (const auto& each : visit.conditions) text += "condition " + each.name.name.text + "\n";
    for (const auto& each : visit.medicines)
        text += "medicine " + each.name.name.text + " " + std::to_string(each.dosages.size()) + "\n";
    for (const auto& each : visit.procedures) text += "procedure " + each.name.name.text + "\n";
    for (const auto& each : visit.allergies.list) text += "allergy " + each.name.name.text + "\n";
    return text;
}

std::set<visit::VisitSection> incomplete(const visit::Visit& visit) {
    std::set<visit::VisitSection> sections;
    for (const visit::LeftOut& each : visit.left_out)
        if (visit.incomplete(each.section)) sections.insert(each.section);
    return sections;
}

TEST(FetchVisit, reads_as_the_same_visit_from_a_file) {
    VisitBundle bundle = whole_visit();
    FhirServer server;
    put_all(server, bundle);
    const auto outcome = fetch(server, {"p1-visit", ""});
    ASSERT_EQ(failure_of(outcome), "");
    const auto& fetched = std::get<VisitRecord>(outcome);
    EXPECT_EQ(fetched.patient, "p1");
    EXPECT_TRUE(fetched.gaps.empty()) << fetched.gaps.front().type << ": " << fetched.gaps.front().why;
    const ReadVisit from_server = read(fetched.bundle, "p1-visit"), from_file = read(bundle.json());
    ASSERT_TRUE(from_server.visit && from_file.visit) << fetched.bundle;
    EXPECT_EQ(shown(*from_server.visit), shown(*from_file.visit));
    EXPECT_NE(shown(*from_file.visit).find("Peanut"), std::string::npos);
    EXPECT_EQ(incomplete(*from_server.visit), incomplete(*from_file.visit));
    EXPECT_EQ(from_server.visit->patient.reference, "Patient/p1");
}

TEST(FetchVisit, searches_with_types_where_the_ids_alone_do_not_find_the_visit) {
    VisitBundle bundle = whole_visit();
    FhirServer server;
    server.reference_form = "typed";
    put_all(server, bundle);
    const auto outcome = fetch(server, {"p1-visit", ""});
    ASSERT_EQ(failure_of(outcome), "");
    const auto& fetched = std::get<VisitRecord>(outcome);
    EXPECT_TRUE(fetched.gaps.empty());
    EXPECT_EQ(shown(*read(fetched.bundle).visit), shown(*read(bundle.json()).visit));
}

TEST(FetchVisit, believes_no_search_that_does_not_find_the_visit_itself) {
    VisitBundle bundle = whole_visit();
    FhirServer server;
    server.reference_form = "none";
    put_all(server, bundle);
    const auto outcome = fetch(server, {"p1-visit", ""});
    ASSERT_EQ(failure_of(outcome), "");
    const auto& fetched = std::get<VisitRecord>(outcome);
    ASSERT_FALSE(fetched.gaps.empty());
    EXPECT_EQ(fetched.gaps.front().why, "its search of the patient's encounters does not find this visit");
    const auto sections = incomplete(*read(fetched.bundle).visit);
    using enum visit::VisitSection;
    for (const visit::VisitSection section : {conditions, medicines, allergies, appointments})
        EXPECT_TRUE(sections.contains(section)) << "no \"No medicines\", no \"No known allergies\"";
}

TEST(FetchVisit, reads_all_visits_of_a_patient) {
    VisitBundle bundle = whole_visit();
    FhirServer server;
    server.page_size = 1;
    put_all(server, bundle);
    const auto outcome = fetch(server, {"", "p1"});
    ASSERT_EQ(failure_of(outcome), "");
    EXPECT_EQ(shown(*read(std::get<VisitRecord>(outcome).bundle).visit), shown(*read(bundle.json()).visit));
}

/// Each type that a search fails for, and the parts of the page that then claim nothing.
struct GapCase {
    const char* type;
    std::set<visit::VisitSection> sections;
};
class GapsOfTypes : public testing::TestWithParam<GapCase> {};

TEST_P(GapsOfTypes, are_never_read_as_absence) {
    const GapCase& row = GetParam();
    VisitBundle bundle;
    for (const int status : {403, 500, 200}) {
        FhirServer server([&](const net::Request& request, int) -> std::optional<FhirServer::Fault> {
            if (request.target.segments.size() != 2 || request.target.segments[1] != row.type) return std::nullopt;
            return FhirServer::Fault{status == 200 ? net::make_response(200, "text/html", "<html>")
                                                   : fhir_response(status, "{}")};
        });
        put_all(server, bundle);
        const auto outcome = fetch(server, {"p1-visit", ""});
        ASSERT_EQ(failure_of(outcome), "");
        const auto& fetched = std::get<VisitRecord>(outcome);
        ASSERT_EQ(fetched.gaps.size(), 1u) << status;
        EXPECT_EQ(fetched.gaps[0].type, row.type);
        const ReadVisit visit = read(fetched.bundle);
        ASSERT_TRUE(visit.visit);
        EXPECT_EQ(incomplete(*visit.visit), row.sections) << status;
        EXPECT_TRUE(std::any_of(visit.diagnostics.begin(), visit.diagnostics.end(), [](const Diagnostic& each) {
            return each.severity == Severity::warning && each.message.find("could not be read") != std::string::npos;
        }));
    }
}

using enum visit::VisitSection;
INSTANTIATE_TEST_SUITE_P(Types, GapsOfTypes,
                         testing::Values(GapCase{"Condition", {conditions}}, GapCase{"MedicationRequest", {medicines}},
                                         GapCase{"MedicationStatement", {medicines}},
                                         GapCase{"AllergyIntolerance", {allergies}},
                                         GapCase{"Appointment", {appointments}},
                                         GapCase{"Observation", {results, vital_signs}},
                                         GapCase{"DiagnosticReport", {results}}, GapCase{"Procedure", {procedures}},
                                         GapCase{"ServiceRequest", {service_requests}},
                                         GapCase{"CarePlan", {care_plans}}, GapCase{"Immunization", {immunizations}},
                                         GapCase{"Composition", {notes}}, GapCase{"Encounter", {encounter}}),
                         [](const auto& row) { return std::string(row.param.type); });

TEST(FetchVisit, what_a_record_does_not_offer_is_not_absent_either) {
    VisitBundle bundle;
    FhirServer server;
    put_all(server, bundle);
    record::Capabilities few;
    few.resources = {{.type = "Patient", .reads = true},
                     {.type = "Encounter", .reads = true, .searches = true, .parameters = {"patient"}},
                     {.type = "Condition", .searches = true, .parameters = {"patient"}}};
    const auto outcome = fetch(server, {"p1-visit", ""}, &few);
    ASSERT_EQ(failure_of(outcome), "");
    const std::set<visit::VisitSection> sections = incomplete(*read(std::get<VisitRecord>(outcome).bundle).visit);
    for (const visit::VisitSection each : {medicines, allergies, appointments, results, procedures, service_requests})
        EXPECT_TRUE(sections.contains(each)) << static_cast<int>(each);
    EXPECT_FALSE(sections.contains(conditions));
    EXPECT_FALSE(sections.contains(goals)) << "the page claims nothing of them";
    for (const std::string& request : server.requests())
        EXPECT_TRUE(request == "GET Patient/p1" || request.starts_with("GET Encounter") || request == "GET Condition")
            << request;
}

TEST(FetchVisit, statements_are_not_missed_where_requests_have_all_medicines) {
    VisitBundle bundle = whole_visit();
    FhirServer server;
    put_all(server, bundle);
    record::Capabilities statement = std::get<record::Capabilities>(record::read_capabilities(full_statement().dump()));
    std::erase_if(statement.resources,
                  [](const record::ResourceUse& each) { return each.type == "MedicationStatement"; });
    for (record::ResourceUse& each : statement.resources)
        if (each.type == "Encounter") each.searches = true, each.parameters = {"patient"};
    const auto outcome = fetch(server, {"p1-visit", ""}, &statement);
    ASSERT_EQ(failure_of(outcome), "");
    EXPECT_FALSE(incomplete(*read(std::get<VisitRecord>(outcome).bundle).visit).contains(medicines));
}

TEST(FetchVisit, what_the_scopes_do_not_allow_is_not_asked_for_and_not_absent) {
    VisitBundle bundle = whole_visit();
    FhirServer server;
    put_all(server, bundle);
    const auto outcome = fetch(server, {"p1-visit", ""}, nullptr,
                               "patient/Patient.r patient/Encounter.rs patient/Condition.rs "
                               "patient/Observation.rs?category=laboratory");
    ASSERT_EQ(failure_of(outcome), "");
    const ReadVisit visit = read(std::get<VisitRecord>(outcome).bundle);
    const std::set<visit::VisitSection> sections = incomplete(*visit.visit);
    EXPECT_FALSE(sections.contains(conditions));
    EXPECT_TRUE(sections.contains(medicines) && sections.contains(allergies) && sections.contains(results));
    for (const std::string& request : server.requests())
        EXPECT_EQ(request.find("Medication"), std::string::npos) << request;
}

TEST(FetchVisit, a_page_of_another_patient_ends_it) {
    for (const std::string& foreign :
         {std::string(R"({"resourceType":"Condition","id":"c9","subject":{"reference":"Patient/p2"}})"),
          std::string(
              R"({"resourceType":"Condition","id":"c9","subject":{"reference":"BASE/Patient/p2/_history/1"}})")}) {
        std::string base;
        FhirServer server([&](const net::Request& request, int) -> std::optional<FhirServer::Fault> {
            if (request.target.segments.size() != 2 || request.target.segments[1] != "Condition") return std::nullopt;
            std::string resource = foreign;
            if (const std::size_t at = resource.find("BASE"); at != std::string::npos) resource.replace(at, 4, base);
            return FhirServer::Fault{fhir_response(
                200, R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":)" + resource + "}]}")};
        });
        base = server.base();
        VisitBundle bundle = whole_visit();
        put_all(server, bundle);
        EXPECT_EQ(
            failure_of(fetch(server, {"p1-visit", ""})),
            "not_understood: the record answers a question about one patient with a Condition of another: nothing "
            "of it is used");
    }
}

TEST(FetchVisit, patient_and_encounter_must_belong_together) {
    VisitBundle bundle = whole_visit();
    FhirServer server;
    put_all(server, bundle);
    EXPECT_EQ(failure_of(fetch(server, {"p1-visit", "p2"})),
              "not_understood: the encounter is another patient's than the one that was asked for");
    EXPECT_EQ(failure_of(fetch(server, {"none", ""})),
              "not_found: the encounter cannot be read: the record answers with 404 (not found)");
    EXPECT_EQ(failure_of(fetch(server, {"../Patient", ""})), "not_sent: this is not an id of FHIR");
    // A server that answers with another encounter than it was asked for.
    FhirServer wrong([](const net::Request&, int) {
        return FhirServer::Fault{fhir_response(200, R"({"resourceType":"Encounter","id":"other"})")};
    });
    EXPECT_EQ(
        failure_of(fetch(wrong, {"p1-visit", ""})),
        "not_understood: the encounter cannot be read: the record answers with another resource than the one that "
        "was asked for");
}

TEST(FetchVisit, what_belongs_to_a_visit_that_cannot_be_read_is_left_out_and_said) {
    VisitBundle bundle = whole_visit();
    FhirServer server([](const net::Request& request, int) -> std::optional<FhirServer::Fault> {
        const auto& path = request.target.segments;
        if (path.size() == 3 && path[2] == "secret") return FhirServer::Fault{fhir_response(403, "{}")};
        return std::nullopt;
    });
    put_all(server, bundle);
    server.put(R"({"resourceType":"Condition","id":"hidden","subject":{"reference":"Patient/p1"},
                   "encounter":{"reference":"Encounter/secret"},"code":{"text":"Hidden"}})");
    const auto outcome = fetch(server, {"p1-visit", ""});
    ASSERT_EQ(failure_of(outcome), "");
    EXPECT_EQ(std::get<VisitRecord>(outcome).bundle.find("Hidden"), std::string::npos);
    EXPECT_TRUE(incomplete(*read(std::get<VisitRecord>(outcome).bundle).visit).contains(conditions));
}

TEST(FetchVisit, references_lead_to_names_and_medicines) {
    VisitBundle bundle = whole_visit();
    bundle.add_of_visit(
        "MedicationRequest",
        {{"status", "active"}, {"intent", "order"}, {"medicationReference", {{"reference", "Medication/m1"}}}});
    FhirServer server;
    put_all(server, bundle);
    server.put(R"({"resourceType":"Medication","id":"m1","code":{"text":"Ibuprofen 200 mg"}})");
    const auto outcome = fetch(server, {"p1-visit", ""});
    ASSERT_EQ(failure_of(outcome), "");
    EXPECT_NE(shown(*read(std::get<VisitRecord>(outcome).bundle).visit).find("Ibuprofen 200 mg"), std::string::npos);
}

TEST(FetchVisit, a_sign_in_that_ends_in_the_middle_ends_it) {
    VisitBundle bundle = whole_visit();
    FhirServer server([](const net::Request&, int number) -> std::optional<FhirServer::Fault> {
        return number > 5 ? std::optional(FhirServer::Fault{fhir_response(401, "{}")}) : std::nullopt;
    });
    put_all(server, bundle);
    EXPECT_EQ(failure_of(fetch(server, {"p1-visit", ""})),
              "not_signed_in: the record answers with 401 (sign-in needed)");
}

TEST(FetchVisit, duplicate_names_in_a_resource_reach_the_strict_reader) {
    VisitBundle bundle = whole_visit();
    FhirServer server;
    put_all(server, bundle);
    server.put(R"({"resourceType":"Condition","id":"two","subject":{"reference":"Patient/p1"},
                   "code":{"text":"One"},"code":{"text":"Another"}})");
    const auto outcome = fetch(server, {"p1-visit", ""});
    ASSERT_EQ(failure_of(outcome), "");
    EXPECT_FALSE(read(std::get<VisitRecord>(outcome).bundle).visit) << "the same as from a file";
}

TEST(VisitPlan, searches_by_the_visit_and_its_days) {
    const record::Capabilities all = std::get<record::Capabilities>(record::read_capabilities(full_statement().dump()));
    const record::VisitPlan plan = record::plan_visit(&all, {}, {"p1", {"e1", "e2"}, "2026-03-01", "2026-03-04"});
    std::set<std::string> paths;
    for (const record::PlannedSearch& each : plan.searches) paths.insert(each.path);
    EXPECT_TRUE(paths.contains("Condition?patient=p1&_count=100"));
    // Without a parameter for dates, all of the patient's: not all that belongs to a visit names it.
    EXPECT_TRUE(paths.contains("Observation?patient=p1&_count=100"));
    const record::VisitPlan unknown = record::plan_visit(nullptr, {}, {"p1", {"e1", "e2"}, "2026-03-01", "2026-03-04"});
    paths.clear();
    for (const record::PlannedSearch& each : unknown.searches) paths.insert(each.path);
    EXPECT_TRUE(paths.contains("Observation?patient=p1&encounter=e1,e2&_count=100"));
    EXPECT_TRUE(paths.contains("Observation?patient=p1&date=ge2026-03-01&date=le2026-03-04&_count=100"));
    EXPECT_TRUE(paths.contains("AdverseEvent?subject=Patient/p1&_count=100"));
}

TEST(VisitPlan, everything_is_for_what_cannot_be_searched) {
    record::Capabilities few;
    few.resources = {{.type = "Patient", .reads = true, .has_everything = true},
                     {.type = "Condition", .searches = true, .parameters = {"patient"}}};
    const record::VisitPlan plan = record::plan_visit(&few, {}, {"p1", {}, {}, {}});
    ASSERT_EQ(plan.searches.size(), 2u);
    EXPECT_EQ(plan.searches[1].path, "Patient/p1/$everything?_count=100");
    EXPECT_TRUE(plan.not_offered.empty());
}

TEST(VisitPlan, days_have_a_margin) {
    EXPECT_EQ(record::day_near("2026-03-01T09:00:00-05:00", -1), "2026-02-28");
    EXPECT_EQ(record::day_near("2024-02-28", 2), "2024-03-01");
    EXPECT_EQ(record::day_near("2026-12-31", 2), "2027-01-02");
    for (const char* text : {"", "2026", "2026-13-01", "2026-02-30", "2026-02-0x", "x026-02-01"})
        EXPECT_EQ(record::day_near(text, 1), "") << text;
}

}  // namespace
}  // namespace carepress::test
