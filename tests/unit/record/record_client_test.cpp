// What is asked again and what is not, what answers are refused, and pages that lie.
#include "record/record_client.h"

#include "record/scopes.h"
#include "record/search.h"
#include "unit/net/tls_server.h"
#include "unit/record/fhir_server.h"

#include <gtest/gtest.h>

#include <tuple>

namespace carepress::test {
namespace {

using record::FailureKind;
using record::Outcome;
using record::RecordClient;
using record::RecordFailure;
using std::chrono::milliseconds;

/// A client that notes how long it would wait.
struct Asker {
    explicit Asker(const std::string& base, record::TokenSource tokens = {}, record::RecordLimits limits = {})
        : record(base, client, std::move(tokens), {}, limits, [this](milliseconds wait) {
              waits.push_back(wait.count());
              return true;
          }) {}

    net::Client client;
    std::vector<long> waits;
    RecordClient record;
};

template <class Value>
std::string text_of(const Outcome<Value>& outcome) {
    if (const auto* const failure = std::get_if<RecordFailure>(&outcome))
        return std::string(name_of(failure->kind)) + ": " + failure->what;
    return "done";
}

FhirServer::Faults always(int status, const std::string& type = "application/fhir+json", std::string body = "{}",
                          std::string retry_after = "") {
    return [=](const net::Request&, int) {
        net::Response response = net::make_response(status, type, body);
        if (!retry_after.empty()) response.headers.set("Retry-After", retry_after);
        return FhirServer::Fault{response};
    };
}

struct StatusCase {
    int status;
    const char* retry_after;
    const char* text;
    std::vector<long> waits;
};

class Retries : public testing::TestWithParam<StatusCase> {};

TEST_P(Retries, are_after_a_failure_that_passes) {
    const StatusCase& row = GetParam();
    FhirServer server(always(row.status, "application/fhir+json", "{}", row.retry_after));
    Asker asker(server.base());
    EXPECT_EQ(text_of(asker.record.read("Patient/1")), row.text);
    EXPECT_EQ(asker.waits, row.waits);
    EXPECT_EQ(server.requests().size(), row.waits.size() + 1);
}

INSTANTIATE_TEST_SUITE_P(
    Statuses, Retries,
    testing::Values(
        StatusCase{408, "", "busy: the record answers with 408 (it took too long), 4 times", {500, 1000, 2000}},
        StatusCase{429, "7", "busy: the record answers with 429 (too many requests), 4 times", {7000, 7000, 7000}},
        StatusCase{429, "3600", "busy: the record answers with 429 (too many requests)", {}},
        StatusCase{429, "-1", "busy: the record answers with 429 (too many requests), 4 times", {500, 1000, 2000}},
        StatusCase{503, "0", "busy: the record answers with 503, 4 times", {500, 1000, 2000}},
        StatusCase{500, "", "busy: the record answers with 500, 4 times", {500, 1000, 2000}},
        StatusCase{501, "", "refused: the record answers with 501 (not offered)", {}},
        StatusCase{400, "", "refused: the record answers with 400 (bad request)", {}},
        StatusCase{401, "", "not_signed_in: the record answers with 401 (sign-in needed)", {}},
        StatusCase{403, "", "not_allowed: the record answers with 403 (not allowed with these scopes)", {}},
        StatusCase{404, "", "not_found: the record answers with 404 (not found)", {}},
        StatusCase{409, "", "conflict: the record answers with 409 (it has been changed in the meantime)", {}},
        StatusCase{302, "", "refused: the record answers with 302, a redirect: name the address that it leads to", {}}),
    [](const auto& row) { return std::to_string(row.param.status) + "_" + std::to_string(row.index); });

TEST(RecordClient, tries_again_until_it_passes) {
    FhirServer server([](const net::Request&, int number) {
        return number < 3 ? std::optional(FhirServer::Fault{fhir_response(503, "{}")}) : std::nullopt;
    });
    server.put(R"({"resourceType":"Patient","id":"1"})");
    Asker asker(server.base());
    EXPECT_EQ(text_of(asker.record.read("Patient/1")), "done");
    EXPECT_EQ(asker.waits, (std::vector<long>{500, 1000}));
}

TEST(RecordClient, a_server_that_is_down_is_asked_once) {
    std::string base;
    {
        FhirServer server;
        base = server.base();
    }
    Asker asker(base);
    EXPECT_EQ(text_of(asker.record.read("Patient/1")), "not_sent: no connection; the server cannot be reached");
    EXPECT_TRUE(asker.waits.empty());
}

TEST(RecordClient, gets_a_new_token_once) {
    FhirServer server;
    server.put(R"({"resourceType":"Patient","id":"1"})");
    server.token = "new";
    std::vector<std::string> refused;
    const auto tokens = [&](std::string_view old) -> std::variant<std::string, RecordFailure> {
        refused.emplace_back(old);
        return std::string(old.empty() ? "old" : "new");
    };
    Asker asker(server.base(), tokens);
    EXPECT_EQ(text_of(asker.record.read("Patient/1")), "done");
    EXPECT_EQ(refused, (std::vector<std::string>{"", "old"}));
    server.token = "newer";
    EXPECT_EQ(text_of(asker.record.read("Patient/1")), "not_signed_in: the record answers with 401 (sign-in needed)");
    EXPECT_EQ(server.requests().size(), 4u);
}

TEST(RecordClient, refuses_what_is_not_fhir) {
    const std::tuple<const char*, const char*, const char*> answers[] = {
        {"text/html; charset=utf-8", "<!DOCTYPE html>Ana",
         "not_understood: the record answers with a web page, such as one to sign in, instead of FHIR in JSON"},
        {"application/fhir+xml", "<Patient/>",
         "not_understood: the record answers with something else than FHIR in JSON"},
        {"application/fhir+json", R"({"resourceType":"Patient","id":"1")",
         "not_understood: the record's answer is not a whole JSON object"},
        {"application/json", "[]", "not_understood: the record's answer is not a whole JSON object"},
        {"application/json", R"({"a":1})", "not_understood: the record's answer is not a FHIR resource"},
        {"application/json", "", "not_understood: the record's answer is not a whole JSON object"}};
    for (const auto& [type, body, text] : answers) {
        FhirServer server(always(200, type, body));
        EXPECT_EQ(text_of(Asker(server.base()).record.read("Patient/1")), text) << body;
    }
    const std::string deep = "{\"resourceType\":\"X\",\"a\":" + std::string(100'000, '[');
    FhirServer server(always(200, "application/json", deep));
    EXPECT_EQ(text_of(Asker(server.base()).record.read("Patient/1")),
              "not_understood: the record's answer is not a whole JSON object");
}

TEST(RecordClient, half_an_answer_is_none_and_its_address_is_not_said) {
    const ConnectionServer server(sends("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"resourceType\""));
    Asker asker("http://" + server.address() + "/fhir");
    EXPECT_EQ(text_of(asker.record.read("Patient/secret")), "no_answer: the response ended too early");
}

TEST(RecordClient, says_the_reason_of_a_refusal_without_words_of_the_patient) {
    FhirServer server(always(422, "application/fhir+json",
                             R"({"resourceType":"OperationOutcome","issue":[
        {"severity":"information","code":"informational"},
        {"severity":"error","code":"code-invalid","diagnostics":"Ana Ruiz",
         "expression":["Ana Ruiz","DocumentReference.type.coding[0]"]}]})"));
    EXPECT_EQ(text_of(Asker(server.base()).record.read("Patient/1")),
              "refused: the record answers with 422 (a rule of the record is not kept); its reason: code-invalid at "
              "DocumentReference.type.coding[0]");
}

TEST(RecordClient, asks_nothing_outside_of_its_base) {
    const net::Client client;
    const RecordClient record("https://ehr.example.org/fhir", client);
    for (const char* url :
         {"https://ehr.example.org/fhir?_getpages=1", "https://ehr.example.org/fhir/Observation?page=2"})
        EXPECT_TRUE(record.is_below_base(url)) << url;
    for (const char* url :
         {"https://ehr.example.org/fhir2/Observation", "http://ehr.example.org/fhir/Observation",
          "https://ehr.example.org.evil.example/fhir/Observation", "https://ehr.example.org/fhir/../admin",
          "https://ehr.example.org/fhir/%2e%2E/admin", "https://ehr.example.org/fhir/..%2Fadmin",
          "https://ehr.example.org/fhir\\..", "/fhir/Observation", "", "https://ehr.example.org/fhir",
          "https://ehr.example.org/fhir/x#y"})
        EXPECT_FALSE(record.is_below_base(url)) << url;
}

std::string observation(int id, const std::string& patient = "1") {
    return R"({"resourceType":"Observation","id":"o)" + std::to_string(id) + R"(","subject":{"reference":"Patient/)" +
           patient + R"("},"valueQuantity":{"value":1.50}})";
}

TEST(Search, reads_all_pages_byte_by_byte) {
    FhirServer server;
    server.page_size = 3;
    for (int i = 0; i < 8; ++i) server.put(observation(i));
    server.put(observation(99, "2"));
    Asker asker(server.base());
    const auto outcome = record::search(asker.record, "Observation?patient=1&_count=3", "Observation");
    ASSERT_EQ(text_of(outcome), "done");
    const auto& result = std::get<record::SearchResult>(outcome);
    ASSERT_EQ(result.resources.size(), 8u);
    EXPECT_EQ(result.incomplete, "");
    EXPECT_EQ(result.resources[7].json, observation(7)) << "1.50 stays 1.50";
    EXPECT_EQ(server.requests().size(), 3u);
}

/// A page of one observation, with what a test adds.
std::string page(const std::string& more, const std::string& entry = "") {
    return R"({"resourceType":"Bundle","type":"searchset",)" + more + R"("entry":[{"resource":)" + observation(1) +
           "}" + entry + "]}";
}

TEST(Search, says_when_there_may_be_more) {
    const std::pair<std::string, const char*> pages[] = {
        {page(""), ""},
        {page(R"("total":1,)"), ""},
        {page(R"("total":0,)"), ""},
        {page(R"("total":3,)"), "the record found 3 and sent 1"},
        {page(R"("link":[{"relation":"next","url":"https://elsewhere.example/fhir?page=2"}],)"),
         "its next page has another address than the record; if it is the record's own, give that as its URL"},
        {page(R"("link":[{"relation":"next","url":"BASE/Observation?again"}],)"),
         "the record sends in a circle of pages"},
        {page("", R"(,{"search":{"mode":"outcome"},"resource":{"resourceType":"OperationOutcome",
               "issue":[{"severity":"warning","code":"timeout"}]}})"),
         "the record warns that its answer may not be complete"},
        {page("", R"(,{"search":{"mode":"outcome"},"resource":{"resourceType":"OperationOutcome",
               "issue":[{"severity":"warning","code":"value"},{"severity":"information","code":"timeout"}]}})"),
         ""}};
    for (const auto& [text, incomplete] : pages) {
        std::string base;
        FhirServer server([&, body = text](const net::Request&, int) mutable {
            if (const std::size_t at = body.find("BASE"); at != std::string::npos) body.replace(at, 4, base);
            return FhirServer::Fault{fhir_response(200, body)};
        });
        base = server.base();
        Asker asker(base);
        const auto outcome = record::search(asker.record, "Observation?patient=1", "Observation");
        ASSERT_EQ(text_of(outcome), "done");
        EXPECT_EQ(std::get<record::SearchResult>(outcome).incomplete, incomplete) << text;
    }
}

TEST(Search, pages_without_an_end_end_at_a_limit) {
    std::string base;
    FhirServer server([&](const net::Request&, int number) {
        return FhirServer::Fault{fhir_response(200, page(R"("link":[{"relation":"next","url":")" + base +
                                                         "/Observation?p=" + std::to_string(number) + "\"}],"))};
    });
    base = server.base();
    record::RecordLimits limits;
    limits.pages = 5;
    Asker asker(base, {}, limits);
    const auto outcome = record::search(asker.record, "Observation?patient=1", "Observation");
    EXPECT_EQ(std::get<record::SearchResult>(outcome).incomplete, "it has more pages than are read");
    EXPECT_EQ(server.requests().size(), 5u);
}

TEST(Search, a_page_that_fails_leaves_a_gap_that_is_said) {
    FhirServer server([](const net::Request&, int number) {
        return number == 2 ? std::optional(FhirServer::Fault{fhir_response(403, "{}")}) : std::nullopt;
    });
    server.page_size = 1;
    for (int i = 0; i < 3; ++i) server.put(observation(i));
    Asker asker(server.base());
    const auto outcome = record::search(asker.record, "Observation?patient=1", "Observation");
    ASSERT_EQ(text_of(outcome), "done");
    EXPECT_EQ(std::get<record::SearchResult>(outcome).incomplete,
              "page 2 could not be read: the record answers with 403 (not allowed with these scopes)");
}

TEST(Search, refuses_answers_that_contradict_themselves) {
    const std::pair<std::string, const char*> answers[] = {
        {R"({"resourceType":"OperationOutcome"})", "the record answers a search with something else than its result"},
        {R"({"resourceType":"Bundle","type":"history"})",
         "the record answers a search with something else than its result"},
        {R"({"resourceType":"Bundle","type":"searchset","entry":{}})",
         "the entries of the record's answer are not a list"},
        {R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Observation"}}]})",
         "an entry of the record's answer has no resource with an id"},
        {R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient","id":"1"},
             "search":{"mode":"match"}}]})",
         "the record answers a search with resources of another type"},
        {R"({"resourceType":"Bundle","type":"searchset","entry":[{"fullUrl":"https://x.example/Observation/2",
             "resource":{"resourceType":"Observation","id":"1"}}]})",
         "fullUrl and id of an entry of the record's answer disagree"},
        {R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Observation","id":"1"},
             "resource":{"resourceType":"Observation","id":"1"}}]})",
         "an entry of the record's answer has no resource with an id"}};
    for (const auto& [body, what] : answers) {
        FhirServer server(always(200, "application/fhir+json", body));
        EXPECT_EQ(text_of(record::search(Asker(server.base()).record, "Observation?patient=1", "Observation")),
                  std::string("not_understood: ") + what)
            << body;
    }
}

TEST(RawJson, finds_values_as_they_are_written) {
    const std::string_view json = " { \"a\" : [ 1.50 , {\"b\":\"]}\\\"\"} ,[],\"x\" ], \"c\":null ,\"a2\":{} } ";
    EXPECT_EQ(record::raw_member(json, "a"), "[ 1.50 , {\"b\":\"]}\\\"\"} ,[],\"x\" ]");
    EXPECT_EQ(record::raw_member(json, "c"), "null");
    EXPECT_EQ(record::raw_member(json, "a2"), "{}");
    EXPECT_EQ(record::raw_member(json, "b"), std::nullopt);
    EXPECT_EQ(record::raw_items(*record::raw_member(json, "a")),
              (std::vector<std::string_view>{"1.50", "{\"b\":\"]}\\\"\"}", "[]", "\"x\""}));
    EXPECT_EQ(record::raw_member(R"({"a":1,"a":2})", "a"), std::nullopt) << "which of the two cannot be told";
    for (const std::string_view broken : {"", "{", "{\"", "{\"a\"", "{\"a\":", "{\"a\":[", "[", "[1,", "\"\\"}) {
        record::raw_member(broken, "a");
        record::raw_items(broken);
    }
}

TEST(Scopes, allow_what_they_name) {
    using record::Grant;
    using record::granted;
    const std::string_view scopes =
        "openid launch patient/Condition.rs patient/Observation.rs?category=laboratory "
        "user/DocumentReference.c system/Goal.read patient/Task.write";
    EXPECT_EQ(granted(scopes, "Condition", 's'), Grant::all);
    EXPECT_EQ(granted(scopes, "Condition", 'c'), Grant::none);
    EXPECT_EQ(granted(scopes, "Observation", 's'), Grant::part);
    EXPECT_EQ(granted(scopes, "DocumentReference", 'c'), Grant::all);
    EXPECT_EQ(granted(scopes, "DocumentReference", 'u'), Grant::none);
    EXPECT_EQ(granted(scopes, "Goal", 's'), Grant::all);
    EXPECT_EQ(granted(scopes, "Task", 'u'), Grant::all);
    EXPECT_EQ(granted(scopes, "Task", 'r'), Grant::none);
    EXPECT_EQ(granted(scopes, "CarePlan", 's'), Grant::none);
    EXPECT_EQ(granted("system/*.cruds", "CarePlan", 's'), Grant::all);
    EXPECT_EQ(granted("patient/*.*", "CarePlan", 'u'), Grant::all);
    EXPECT_EQ(granted("", "CarePlan", 's'), Grant::all);
    EXPECT_EQ(granted("openid launch", "CarePlan", 's'), Grant::none);
}

}  // namespace
}  // namespace carepress::test
