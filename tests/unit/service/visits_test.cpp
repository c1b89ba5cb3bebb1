// A patient's visit, as the page opens, looks at, prints and closes it.
#include "unit/service/service_fixture.h"

#include <algorithm>

namespace carepress::test {
namespace {

class Visits : public ServiceTest {
protected:
    net::Response open(const std::string& bundle, const std::string& type = "application/fhir+json") {
        net::Request request = request_to("POST", "/v1/visits");
        request.headers.add("Content-Type", type);
        request.body = bundle;
        return call(service::open_visit, request);
    }
    net::Response preview(const std::string& visit, const std::string& job, const std::string& subject = "tester") {
        net::Request request = request_to("POST", "/v1/visits/" + visit + "/previews", {{"key", visit}});
        request.headers.add("Content-Type", "application/json");
        request.body = job;
        const net::Work work;
        return service::make_visit_preview(state_, {request, work, subject});
    }
    net::Response close(const std::string& visit, const std::string& subject = "tester") {
        const net::Request request = request_to("DELETE", "/v1/visits/" + visit, {{"key", visit}});
        const net::Work work;
        return service::drop_visit(state_, {request, work, subject});
    }
    net::Response page(const std::string& key, const std::string& name) {
        return get(service::show_page, "/v1/previews/" + key + "/" + name, {{"key", key}, {"page", name}});
    }
    net::Response pdf(const std::string& key) {
        return get(service::show_pdf, "/v1/previews/" + key + "/handout.pdf", {{"key", key}});
    }

    const std::string example_ = read_source(project("examples/visit.json")).bytes;
};

TEST_F(Visits, are_opened_looked_at_printed_and_closed) {
    const net::Response opened = open(example_);
    ASSERT_EQ(opened.status, 201) << opened.body.bytes();
    EXPECT_EQ(opened.headers.get("Cache-Control"), "no-store");
    const Json visit = json_of(opened);
    const std::string key = visit["key"];
    EXPECT_EQ(opened.headers.get("Location"), "/v1/visits/" + key);
    ASSERT_FALSE(visit["suggestions"].empty());
    const Json suggestion = visit["suggestions"][0];
    EXPECT_FALSE(suggestion["title"].get<std::string>().empty());
    EXPECT_TRUE(suggestion["source"] == "condition" || suggestion["source"] == "reason") << suggestion;
    const std::vector<std::string> parts = visit["parts"];
    EXPECT_EQ(parts.front(), "why");
    EXPECT_NE(std::find(parts.begin(), parts.end(), "medicines"), parts.end());
    EXPECT_NE(suggestion["reason"].get<std::string>().find("of this visit"), std::string::npos) << suggestion;

    const std::string job = R"({"articles": [")" + suggestion["code"].get<std::string>() +
                            R"("], "language": "es", "note": {"text": "Call Ana."}, "printed_by": "Front desk"})";
    const net::Response made = preview(key, job);
    ASSERT_EQ(made.status, 201) << made.body.bytes();
    const Json facts = json_of(made);
    EXPECT_EQ(facts["language"], "es");
    EXPECT_GT(facts["pages"].get<int>(), 1);
    const std::string handle = facts["key"];
    EXPECT_NE(page(handle, "1.svg").body.bytes().find("Ana"), std::string::npos);
    const net::Response printed = pdf(handle);
    EXPECT_EQ(printed.status, 200);
    EXPECT_TRUE(printed.body.bytes().starts_with("%PDF"));
    EXPECT_EQ(printed.headers.get("Content-Disposition"), "inline; filename=\"visit-summary-es.pdf\"");

    EXPECT_EQ(close(key).status, 204);
    EXPECT_EQ(close(key).status, 404);
    EXPECT_EQ(page(handle, "1.svg").status, 404) << "what was seen of it goes with it";
    EXPECT_EQ(pdf(handle).status, 404);
    EXPECT_EQ(preview(key, job).status, 404);
    EXPECT_EQ(state_.visits.size(), 0u);
    EXPECT_EQ(state_.previews.size(), 0u);
}

TEST_F(Visits, are_for_who_opened_them) {
    const std::string key = json_of(open(example_))["key"];
    EXPECT_EQ(preview(key, "{}", "another").status, 404);
    EXPECT_EQ(close(key, "another").status, 404);
    EXPECT_EQ(preview(key, "{}").status, 201);
}

TEST_F(Visits, print_what_was_seen) {
    const std::string key = json_of(open(example_))["key"];
    const Json facts = json_of(preview(key, "{}"));
    job::VisitJob job;
    job.bundle = job::BytesInput{{}, example_, {}};
    job.library = project("articles");
    job::JobContext context{.engine = engine()};
    const job::VisitJobResult expected = job::press_visit(job, context);
    ASSERT_TRUE(expected.ok());
    EXPECT_EQ(pdf(facts["key"]).body.bytes(), expected.bytes);
    EXPECT_EQ(facts["pages"], expected.pages);
}

TEST_F(Visits, that_cannot_be_read_are_refused_without_their_words) {
    struct Row {
        const char *bundle, *code;
    };
    for (const Row& row : {Row{"", "bundle/not-json"}, Row{"{\"resourceType\": \"Mary Poppins\"}", nullptr},
                           Row{"{\"resourceType\": \"Bundle\"", nullptr}, Row{"Mary Poppins", nullptr}}) {
        const net::Response response = open(row.bundle);
        EXPECT_EQ(response.status, 422) << row.bundle;
        EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
        const Json problem = json_of(response);
        ASSERT_FALSE(problem["diagnostics"].empty()) << problem;
        if (row.code != nullptr) {
            EXPECT_EQ(problem["diagnostics"][0]["code"], row.code);
        }
        EXPECT_EQ(response.body.bytes().find("Mary"), std::string::npos) << problem;
    }
    EXPECT_EQ(open(example_, "text/plain").status, 415);
    EXPECT_EQ(open(example_, "application/json; charset=utf-8").status, 201);
    EXPECT_EQ(state_.visits.size(), 1u);
}

TEST_F(Visits, take_no_other_bundle_and_no_path) {
    const std::string key = json_of(open(example_))["key"];
    for (const char* job : {R"({"bundle": {"path": "/etc/passwd"}})", R"({"bundle": {"text": "{}"}})",
                            R"({"note": {"path": "/etc/passwd"}})", R"({"library": "/etc"})", R"({"layout": "/etc/x"})",
                            R"({"brand": "../x"})", R"({"want_receipt": true})", R"({"articles": ["../x"]})",
                            R"({"articles": ["none"]})"}) {
        const net::Response response = preview(key, job);
        EXPECT_EQ(response.status, 422) << job << response.body.bytes();
    }
}

/// Who sends a job knows its fields, and no options of a command line.
TEST_F(Visits, that_are_refused_name_the_field_to_change) {
    const std::string key = json_of(open(example_))["key"];
    const std::pair<const char*, const char*> refused[] = {{R"({"encounter": "none"})", "\"encounter\""},
                                                           {R"({"patient": "none"})", "\"patient\""},
                                                           {R"({"printed_by": " "})", "\"printed_by\""}};
    for (const auto& [job, field] : refused) {
        const net::Response response = preview(key, job);
        ASSERT_EQ(response.status, 422) << job;
        const Json diagnostic = json_of(response)["diagnostics"][0];
        EXPECT_NE(diagnostic["hint"].get<std::string>().find(field), std::string::npos) << diagnostic;
        EXPECT_EQ(diagnostic["message"].get<std::string>().find("--"), std::string::npos) << diagnostic;
    }
}

TEST_F(Visits, that_take_too_long_are_given_up) {
    service::ServiceSettings settings = settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles");
    settings.visit_limits.time = std::chrono::milliseconds(1);
    std::string told;
    service::State state(std::move(settings), [&told](const std::string& message) { told += message; });
    net::Request request = request_to("POST", "/v1/visits");
    request.headers.add("Content-Type", "application/fhir+json");
    request.body = example_;
    const net::Work work;
    const net::Response response = service::open_visit(state, {request, work, "tester"});
    EXPECT_EQ(response.status, 422);
    EXPECT_NE(told.find("a visit was not pressed"), std::string::npos) << told;
    EXPECT_EQ(state.visits.size(), 0u);
}

TEST_F(Visits, of_a_client_that_left_are_not_pressed) {
    net::Request request = request_to("POST", "/v1/visits");
    request.headers.add("Content-Type", "application/fhir+json");
    request.body = example_;
    net::Work work;
    work.cancel();
    EXPECT_EQ(service::open_visit(state_, {request, work, "tester"}).status, 503);
    EXPECT_FALSE(has_children());
}

}  // namespace
}  // namespace carepress::test
