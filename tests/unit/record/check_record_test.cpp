// What carepress says of a record from what the record says of itself.
#include "record/check_record.h"

#include "unit/record/record_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <variant>

namespace carepress::test {
namespace {

using record::Verdict;

record::Answers answers_of(const Json& statement, const Json& smart) {
    record::Answers answers;
    answers.capabilities = std::get<record::Capabilities>(record::read_capabilities(statement.dump()));
    answers.smart = std::get<record::SmartConfiguration>(record::read_smart_configuration(smart.dump()));
    return answers;
}

const record::Aspect& aspect(const record::RecordCheck& check, const std::string& what) {
    const auto found = std::find_if(check.aspects.begin(), check.aspects.end(),
                                    [&](const record::Aspect& each) { return each.what == what; });
    static const record::Aspect none{"", "", Verdict::missing, "it is not among the aspects"};
    return found == check.aspects.end() ? none : *found;
}

Json& use_of(Json& statement, const std::string& type) {
    for (Json& use : statement["rest"][0]["resource"])
        if (use["type"] == type) return use;
    throw std::logic_error("no " + type);
}

void forget(Json& statement, const std::string& type) {
    Json kept = Json::array();
    for (const Json& use : statement["rest"][0]["resource"])
        if (use["type"] != type) kept.push_back(use);
    statement["rest"][0]["resource"] = kept;
}

TEST(CheckRecord, OfAServerThatCanDoAllNothingIsMissing) {
    const record::RecordCheck check = check_record(answers_of(full_statement(), full_smart()), nullptr);
    for (const record::Aspect& each : check.aspects)
        EXPECT_EQ(each.verdict, each.what == "PDF" ? Verdict::untold : Verdict::good)
            << each.what << ": " << each.meaning;
    EXPECT_EQ(aspect(check, "Condition").meaning, "searched by encounter");
    EXPECT_EQ(aspect(check, "AllergyIntolerance").meaning, "searched by patient");
    EXPECT_EQ(aspect(check, "no second copy").meaning, "by If-None-Exist");
}

TEST(CheckRecord, WhatIsNotOfferedIsNotReadAsAbsence) {
    Json statement = full_statement();
    forget(statement, "AllergyIntolerance");
    use_of(statement, "Goal")["searchParam"] = Json::array();
    const record::RecordCheck check = check_record(answers_of(statement, full_smart()), nullptr);
    EXPECT_EQ(aspect(check, "AllergyIntolerance").verdict, Verdict::limited);
    EXPECT_EQ(aspect(check, "AllergyIntolerance").meaning, "not offered: the summary says nothing of it");
    EXPECT_EQ(aspect(check, "Goal").verdict, Verdict::limited);
    EXPECT_FALSE(check.lacks("visit"));
}

TEST(CheckRecord, WithoutPatientOrEncounterThereIsNoSummary) {
    for (const char* type : {"Patient", "Encounter"}) {
        Json statement = full_statement();
        forget(statement, type);
        EXPECT_TRUE(check_record(answers_of(statement, full_smart()), nullptr).lacks("visit")) << type;
    }
}

TEST(CheckRecord, SecondCopiesAreAvoidedAsFarAsTheServerCan) {
    Json statement = full_statement();
    use_of(statement, "DocumentReference").erase("conditionalCreate");
    EXPECT_EQ(check_record(answers_of(statement, full_smart()), nullptr).profile.repeat, record::Repeat::search);
    use_of(statement, "DocumentReference")["searchParam"] = Json::array();
    const record::RecordCheck check = check_record(answers_of(statement, full_smart()), nullptr);
    EXPECT_EQ(check.profile.repeat, record::Repeat::ask);
    EXPECT_EQ(aspect(check, "no second copy").verdict, Verdict::limited);
}

TEST(CheckRecord, AServerThatCreatesNoDocumentsTakesNoHandouts) {
    Json statement = full_statement();
    use_of(statement, "DocumentReference")["interaction"] = Json::array({{{"code", "read"}}});
    const record::RecordCheck check = check_record(answers_of(statement, full_smart()), nullptr);
    EXPECT_TRUE(check.lacks("attach"));
    EXPECT_EQ(check.profile.pdf, record::PdfTransport::none);
}

TEST(CheckRecord, OfAnotherReleaseOfFhirIsSaid) {
    Json statement = full_statement();
    statement["fhirVersion"] = "5.0.0";
    EXPECT_TRUE(check_record(answers_of(statement, full_smart()), nullptr).lacks("server"));
    statement["fhirVersion"] = "4.3.0";
    EXPECT_FALSE(check_record(answers_of(statement, full_smart()), nullptr).lacks("server"));
}

TEST(CheckRecord, AKnownProductIsBelievedMoreThanItsStatement) {
    const auto check_of = [](const std::string& software) {
        Json statement = full_statement();
        statement["software"]["name"] = software;
        return check_record(answers_of(statement, full_smart()), record::find_system(software));
    };
    const record::RecordCheck oracle = check_of("Oracle Health Millennium Platform");
    EXPECT_EQ(oracle.profile.name, "oracle-health");
    EXPECT_EQ(oracle.profile.repeat, record::Repeat::search);
    EXPECT_TRUE(oracle.profile.needs_times);
    EXPECT_EQ(aspect(oracle, "PDF").verdict, Verdict::good);
    const record::RecordCheck athena = check_of("athenaPractice");
    EXPECT_EQ(athena.profile.pdf, record::PdfTransport::link);
    EXPECT_EQ(aspect(athena, "PDF").verdict, Verdict::limited);
    EXPECT_EQ(aspect(check_of("Epic"), "PDF").verdict, Verdict::untold) << "to be confirmed at the site";
    EXPECT_EQ(record::find_system("Example EHR"), nullptr);
}

TEST(CheckRecord, EachSystemIsFoundByItsName) {
    for (const record::KnownSystem& each : record::known_systems()) EXPECT_EQ(record::system_named(each.name), &each);
    EXPECT_EQ(record::system_named("paper"), nullptr);
}

TEST(CheckRecord, SignInIsReadFromTheOlderExtensionToo) {
    Json statement = full_statement();
    statement["rest"][0]["security"]["extension"] = Json::array(
        {{{"url", "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris"},
          {"extension", Json::array({{{"url", "token"}, {"valueUri", "https://ehr.example.org/token"}}})}}});
    record::Answers answers = answers_of(statement, full_smart());
    EXPECT_EQ(answers.capabilities->sign_in.token, "https://ehr.example.org/token");
    answers.smart.reset();
    EXPECT_EQ(aspect(check_record(answers, nullptr), "smart-configuration").verdict, Verdict::limited);
}

TEST(CheckRecord, AProgramSignsInOnlyWithAnAssertionThatCarepressMakes) {
    Json smart = full_smart();
    smart["token_endpoint_auth_signing_alg_values_supported"] = {"RS256"};
    EXPECT_EQ(aspect(check_record(answers_of(full_statement(), smart), nullptr), "programs").verdict, Verdict::missing);
    smart = full_smart();
    smart["token_endpoint_auth_methods_supported"] = {"client_secret_basic"};
    smart["capabilities"] = {"launch-ehr"};
    const record::RecordCheck check = check_record(answers_of(full_statement(), smart), nullptr);
    EXPECT_EQ(aspect(check, "programs").verdict, Verdict::missing);
    EXPECT_EQ(aspect(check, "scopes").verdict, Verdict::limited);
}

TEST(ReadCapabilities, WrongTypesAreAsIfTheyWereNotThere) {
    for (
        const char* text :
        {R"({"resourceType":"CapabilityStatement","rest":7,"software":[],"fhirVersion":4})",
         R"({"resourceType":"CapabilityStatement","rest":[{"mode":"server","resource":[{"type":7},{"type":"Patient","interaction":{"code":"read"}}],"security":[]}]})",
         R"({"resourceType":"CapabilityStatement","rest":[null,"server",[],{"resource":[null]}]})"}) {
        const auto read = record::read_capabilities(text);
        ASSERT_TRUE(std::holds_alternative<record::Capabilities>(read)) << text;
        const auto& capabilities = std::get<record::Capabilities>(read);
        EXPECT_EQ(capabilities.fhir_version, "");
        const record::ResourceUse* const patient = capabilities.find("Patient");
        EXPECT_TRUE(patient == nullptr || !patient->reads);
    }
}

TEST(ReadCapabilities, WhatAClientCanDoIsNotTheServers) {
    Json statement = full_statement();
    statement["rest"][0]["mode"] = "client";
    EXPECT_TRUE(std::get<record::Capabilities>(record::read_capabilities(statement.dump())).resources.empty());
}

TEST(ReadCapabilities, WhatIsNotOneIsSaid) {
    const auto problem = [](const char* text) {
        const auto read = record::read_capabilities(text);
        const auto* const unreadable = std::get_if<record::Unreadable>(&read);
        return unreadable == nullptr ? std::string() : unreadable->what;
    };
    EXPECT_EQ(problem(""), "what it answers is not a JSON object");
    EXPECT_EQ(problem("<html>Ana Lopez</html>"), "what it answers is not a JSON object");
    EXPECT_EQ(problem("[]"), "what it answers is not a JSON object");
    EXPECT_EQ(problem(R"({"resourceType":"Patient"})"), "what it answers is not a CapabilityStatement");
    EXPECT_EQ(problem(R"({"resourceType":"Conformance"})"), "it speaks FHIR DSTU2; carepress needs FHIR R4");
    EXPECT_EQ(problem(std::string(100'000, '[').c_str()), "what it answers is not a JSON object");
}

}  // namespace
}  // namespace carepress::test
