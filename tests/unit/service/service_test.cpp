// The table of routes and what every response has.
#include "service/service.h"

#include "unit/service/service_fixture.h"

#include <set>
#include <variant>

namespace carepress::test {
namespace {

class ServiceRoutes : public testing::Test {
protected:
    service::ServiceSettings settings(std::vector<std::string> hosts = {}) {
        service::ServiceSettings settings = settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles");
        settings.hosts = std::move(hosts);
        return settings;
    }
    static net::Response answer(const service::Service& service, const std::string& method, const std::string& target,
                                const std::vector<std::pair<std::string, std::string>>& headers = {}) {
        net::Request request;
        request.method = method;
        request.target = net::split_target(target, false).value().target;
        for (const auto& [name, value] : headers) request.headers.add(name, value);
        auto found = service.routes().find(request);
        if (auto* response = std::get_if<net::Response>(&found)) return *response;
        auto& route = std::get<net::FoundRoute>(found);
        request.parameters = route.parameters;
        const net::Work work;
        return route.route->handler(request, work);
    }

    TemporaryFolder folder_;
};

TEST_F(ServiceRoutes, are_those_of_openapi_json) {
    const service::Service service(settings(), [](const std::string&) {});
    std::set<std::string> table, described;
    for (const net::Route& route : service.routes().all()) {
        std::string pattern = route.pattern;
        if (const std::size_t dots = pattern.find("...}"); dots != std::string::npos) pattern.erase(dots, 3);
        table.insert(route.method + " " + pattern);
    }
    const Json openapi = json_of(answer(service, "GET", "/openapi.json"));
    EXPECT_EQ(openapi["openapi"], "3.1.0");
    for (const auto& [path, operations] : openapi["paths"].items())
        for (const auto& [method, operation] : operations.items()) {
            if (method == "parameters") continue;
            std::string upper = method;
            for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
            described.insert(upper + " " + path);
            EXPECT_TRUE(operation.contains("summary")) << method << " " << path;
            EXPECT_FALSE(operation["responses"].empty()) << method << " " << path;
        }
    EXPECT_EQ(described, table);
}

TEST_F(ServiceRoutes, answer_known_hosts_alone) {
    const service::Service service(settings({"localhost", "[::1]"}), [](const std::string&) {});
    for (const char* host : {"localhost", "localhost:8080", "LOCALHOST:1", "[::1]:8080", "[::1]"})
        EXPECT_EQ(answer(service, "GET", "/healthz", {{"Host", host}}).status, 200) << host;
    for (const char* host : {"evil.example", "localhost.evil.example", "127.0.0.1", "", "evil.example:8080", "[::2]"})
        EXPECT_EQ(answer(service, "GET", "/healthz", {{"Host", host}}).status, 421) << host;
    const service::Service any(settings(), [](const std::string&) {});
    EXPECT_EQ(answer(any, "GET", "/healthz", {{"Host", "handouts.example.org"}}).status, 200);
}

TEST_F(ServiceRoutes, send_the_headers_that_protect_pages) {
    const service::Service service(settings(), [](const std::string&) {});
    for (const char* target : {"/", "/v1/layouts", "/openapi.json", "/healthz", "/v1/previews/none/1.svg"}) {
        const net::Response response = answer(service, "GET", target);
        EXPECT_EQ(response.headers.get("X-Content-Type-Options"), "nosniff") << target;
        EXPECT_EQ(response.headers.get("Referrer-Policy"), "no-referrer") << target;
        const std::string policy(response.headers.get("Content-Security-Policy").value_or(""));
        EXPECT_EQ(policy.find("default-src 'none'"), 0u) << target << policy;
        EXPECT_NE(policy.find("frame-ancestors 'self'"), std::string::npos) << target << policy;
        EXPECT_EQ(response.headers.count("Content-Security-Policy"), 1u) << target;
    }
    for (const char* target : {"/", "/docs", "/docs/embed"}) {
        const std::string policy(answer(service, "GET", target).headers.get("Content-Security-Policy").value());
        EXPECT_EQ(policy.find("unsafe"), std::string::npos) << target << policy;
        for (const char* part : {"script-src 'self';", "style-src 'self';", "connect-src 'self';", "base-uri 'none';",
                                 "form-action 'none';"})
            EXPECT_NE(policy.find(part), std::string::npos) << target << policy;
    }
}

TEST_F(ServiceRoutes, the_page_that_tries_infobutton_may_send_its_form_to_the_service) {
    const service::Service service(settings(), [](const std::string&) {});
    const net::Response page = answer(service, "GET", "/infobutton/try");
    EXPECT_EQ(page.status, 200);
    const std::string policy(page.headers.get("Content-Security-Policy").value());
    EXPECT_NE(policy.find("form-action 'self';"), std::string::npos) << policy;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
}

TEST_F(ServiceRoutes, a_closed_library_is_closed_by_every_door) {
    service::ServiceSettings closed = settings({"localhost"});
    closed.is_library_closed = true;
    const service::Service service(std::move(closed), [](const std::string&) {});
    const std::vector<std::pair<std::string, std::string>> host{{"Host", "localhost"}};
    const std::string query = "?mainSearchCriteria.v.c=R50.9&mainSearchCriteria.v.cs=ICD-10-CM";
    EXPECT_EQ(answer(service, "GET", "/infobutton" + query, host).status, 401);
    EXPECT_EQ(answer(service, "GET", "/v1/articles/F204/handout.pdf", host).status, 401);
    for (const char* target : {"/fhir/DocumentReference", "/fhir/DocumentReference/F204-es"}) {
        const net::Response refused = answer(service, "GET", target, host);
        EXPECT_EQ(refused.status, 401) << target;
        EXPECT_EQ(json_of(refused)["resourceType"], "OperationOutcome") << target;
        EXPECT_TRUE(refused.headers.contains("WWW-Authenticate")) << target;
    }
    EXPECT_EQ(answer(service, "GET", "/fhir/metadata", host).status, 200);
    EXPECT_EQ(json_of(answer(service, "GET", "/fhir/metadata"))["issue"][0]["code"], "invalid") << "an unknown host";
}

TEST_F(ServiceRoutes, addresses_for_elsewhere_begin_as_the_settings_say) {
    service::ServiceSettings named = settings();
    named.address = "https://handouts.example.org";
    const service::Service service(std::move(named), [](const std::string&) {});
    const Json document = json_of(answer(service, "GET", "/fhir/DocumentReference/F204-es", {{"Host", "inner:8080"}}));
    EXPECT_EQ(document["content"][0]["attachment"]["url"],
              "https://handouts.example.org/v1/articles/F204/handout.pdf?language=es");
    const Json feed = json_of(answer(service, "GET",
                                     "/infobutton?mainSearchCriteria.v.c=R50.9&mainSearchCriteria.v.cs=ICD-10-CM"
                                     "&knowledgeResponseType=application/json",
                                     {{"Host", "inner:8080"}}))["feed"];
    EXPECT_EQ(feed["base"], "https://handouts.example.org/");
    EXPECT_EQ(feed["entry"][0]["id"]["_value"], "tag:handouts.example.org,2026:/F204?lang=en");
}

TEST_F(ServiceRoutes, let_the_frames_of_the_settings_show_the_pages) {
    service::ServiceSettings framed = settings();
    framed.frame_ancestors = "'self' https://ehr.example";
    const service::Service service(std::move(framed), [](const std::string&) {});
    for (const char* target : {"/", "/docs", "/docs/embed"})
        EXPECT_TRUE(answer(service, "GET", target)
                        .headers.get("Content-Security-Policy")
                        ->ends_with("; frame-ancestors 'self' https://ehr.example"))
            << target;
    EXPECT_TRUE(answer(service, "GET", "/K977").headers.get("Content-Security-Policy")->ends_with("ancestors *"));
    EXPECT_EQ(answer(service, "GET", "/K977").headers.joined("Cross-Origin-Resource-Policy"), "cross-origin");
}

TEST_F(ServiceRoutes, show_the_pages_and_nothing_beside_them) {
    const service::Service service(settings(), [](const std::string&) {});
    for (const auto& [target, type] : std::vector<std::pair<std::string, std::string>>{
             {"/", "text/html; charset=utf-8"},
             {"/docs", "text/html; charset=utf-8"},
             {"/docs/embed", "text/html; charset=utf-8"},
             {"/openapi.json", "application/json"},
             {"/assets/carepress-find.js", "text/javascript; charset=utf-8"},
             {"/assets/docs.js", "text/javascript; charset=utf-8"}}) {
        const net::Response page = answer(service, "GET", target);
        EXPECT_EQ(page.status, 200) << target;
        EXPECT_EQ(page.headers.get("Content-Type"), type) << target;
        EXPECT_TRUE(page.headers.contains("ETag")) << target;
    }
    for (const char* target : {"/assets/none.js", "/assets/.hidden", "/assets/%2e%2e%2fREADME.md"}) {
        net::Request request;
        const auto split = net::split_target(target, false);
        if (!split) continue;  // the door refuses it
        EXPECT_EQ(answer(service, "GET", target).status, 404) << target;
    }
}

TEST_F(ServiceRoutes, count_what_they_did) {
    const service::Service service(settings(), [](const std::string&) {});
    EXPECT_EQ(answer(service, "GET", "/v1/search?q=fever").status, 200);
    const std::string metrics(answer(service, "GET", "/metrics").body.bytes());
    EXPECT_NE(metrics.find("\ncarepress_searches_total 1\n"), std::string::npos) << metrics;
    EXPECT_NE(metrics.find("\n# TYPE carepress_articles gauge\n"), std::string::npos) << metrics;
    EXPECT_EQ(metrics.find("fever"), std::string::npos);
}

TEST_F(ServiceRoutes, let_in_by_their_rules_of_access) {
    service::ServiceSettings closed = settings();
    closed.is_library_closed = true;
    const service::Service service(std::move(closed), [](const std::string&) {});
    for (const char* target :
         {"/v1/search?q=fever", "/v1/articles", "/v1/articles/K977", "/v1/languages", "/v1/layouts", "/v1/brands"})
        EXPECT_EQ(answer(service, "GET", target).status, 401) << target;
    for (const char* target : {"/v1/handouts", "/v1/previews", "/v1/sessions"})
        EXPECT_EQ(answer(service, "POST", target).status, 401) << target;
    for (const char* target :
         {"/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/K977", "/read", "/docs", "/docs/embed"})
        EXPECT_EQ(answer(service, "GET", target).status, 200) << target;
}

TEST_F(ServiceRoutes, open_a_session_that_lets_in) {
    service::ServiceSettings open = settings();
    open.is_library_closed = open.are_sessions_open = true;
    const service::Service service(std::move(open), [](const std::string&) {});
    const net::Response opened = answer(service, "POST", "/v1/sessions");
    ASSERT_EQ(opened.status, 201);
    EXPECT_EQ(opened.headers.get("Cache-Control"), "no-store");
    const std::string token = json_of(opened)["token"];
    EXPECT_EQ(answer(service, "GET", "/v1/layouts", {{"Authorization", "Bearer " + token}}).status, 200);
    EXPECT_EQ(answer(service, "GET", "/v1/layouts", {{"Authorization", "Bearer " + std::string(32, 'a')}}).status, 401);
}

}  // namespace
}  // namespace carepress::test
