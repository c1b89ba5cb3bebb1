// Which pages of other sites may use the API: CORS, as browsers check it (Fetch, 3.3 and 4.8).
#include "service/cors.h"

#include "service/service.h"
#include "unit/service/service_fixture.h"

#include <memory>
#include <variant>

namespace carepress::test {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr const char* portal = "https://portal.example";
constexpr const char* evil = "https://evil.example";

class CorsTest : public testing::Test {
protected:
    void SetUp() override {
        service::ServiceSettings settings = settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles");
        settings.origins = {"https://intranet.example:8443", portal};
        service_ = std::make_unique<service::Service>(std::move(settings), [](const std::string&) {});
    }

    /// What the response to a request has besides its own.
    net::Headers fields(const std::string& method, const std::string& target, const Fields& headers) const {
        net::Request request;
        request.method = method;
        request.target = net::split_target(target, method == "OPTIONS").value().target;
        for (const auto& [name, value] : headers) request.headers.add(name, value);
        const auto found = service_->routes().find(request);
        const auto* const route = std::get_if<net::FoundRoute>(&found);
        return service_->routes().more_fields(request, route == nullptr ? nullptr : route->route);
    }
    std::string origin(const std::string& method, const std::string& target, const Fields& headers) const {
        return fields(method, target, headers).joined("Access-Control-Allow-Origin");
    }
    net::Headers preflight(const std::string& target, const std::string& method, const std::string& from) const {
        return fields("OPTIONS", target,
                      {{"Origin", from},
                       {"Access-Control-Request-Method", method},
                       {"Access-Control-Request-Headers", "authorization,content-type"}});
    }

    TemporaryFolder folder_;
    std::unique_ptr<service::Service> service_;
};

const std::vector<std::pair<std::string, std::string>> for_portals{{"GET", "/v1/search?q=fever"},
                                                                   {"GET", "/v1/articles"},
                                                                   {"HEAD", "/v1/articles/K977"},
                                                                   {"GET", "/v1/languages"},
                                                                   {"GET", "/v1/layouts"},
                                                                   {"GET", "/v1/brands"},
                                                                   {"GET", "/infobutton?mainSearchCriteria.v.dn=a"},
                                                                   {"GET", "/fhir/metadata"},
                                                                   {"GET", "/fhir/DocumentReference?_count=0"},
                                                                   {"POST", "/v1/handouts"},
                                                                   {"POST", "/v1/previews"},
                                                                   {"GET", "/v1/previews/0a/1.svg"},
                                                                   {"GET", "/openapi.json"},
                                                                   {"GET", "/assets/carepress-find.js"}};
const std::vector<std::pair<std::string, std::string>> for_nobody{
    {"GET", "/"},       {"GET", "/assets/main.js"}, {"GET", "/docs"},    {"GET", "/K977"},
    {"GET", "/read"},   {"GET", "/docs/embed"},     {"GET", "/healthz"}, {"POST", "/v1/sessions"},
    {"GET", "/readyz"}, {"GET", "/metrics"}};

TEST_F(CorsTest, an_allowed_origin_may_read_what_the_library_has) {
    for (const auto& [method, target] : for_portals) {
        const net::Headers shared = fields(method, target, {{"Origin", portal}});
        EXPECT_EQ(shared.joined("Access-Control-Allow-Origin"), portal) << target;
        EXPECT_EQ(shared.joined("Vary"), "Origin") << target;
        EXPECT_EQ(shared.joined("Cross-Origin-Resource-Policy"), "cross-origin") << target;
        const std::string exposed = shared.joined("Access-Control-Expose-Headers");
        for (const char* name : {"ETag", "Content-Disposition", "Retry-After"})
            EXPECT_NE(exposed.find(name), std::string::npos) << exposed;
        EXPECT_FALSE(shared.contains("Access-Control-Allow-Credentials")) << target;
    }
}

TEST_F(CorsTest, other_origins_may_not_and_caches_know_it) {
    for (const std::string& other :
         {std::string(evil), std::string("null"), std::string("*"), std::string(),
          std::string("https://portal.example."), std::string("http://portal.example"),
          std::string("https://portal.example:443"), std::string("https://PORTAL.example"),
          std::string("https://portal.example.evil.example"), std::string("https://evil-portal.example"),
          std::string("https://intranet.example"), std::string("https://portal.example, https://evil.example")})
        for (const auto& [method, target] : for_portals) {
            const net::Headers refused = fields(method, target, {{"Origin", other}});
            EXPECT_EQ(refused.joined("Vary"), "Origin") << target;
            EXPECT_EQ(refused.fields().size(), 1u) << other << " " << target;
        }
    EXPECT_EQ(origin("GET", "/v1/brands", {{"Origin", portal}, {"Origin", evil}}), "") << "two origins";
    EXPECT_EQ(fields("GET", "/v1/brands", {}).joined("Vary"), "Origin") << "the same page without an origin";
}

TEST_F(CorsTest, pages_sessions_and_status_are_for_no_script_of_another_site) {
    for (const auto& [method, target] : for_nobody) {
        EXPECT_TRUE(fields(method, target, {{"Origin", portal}, {"Authorization", "Bearer x"}}).fields().empty())
            << target;
        EXPECT_TRUE(preflight(target, method, portal).fields().empty()) << target;
    }
}

TEST_F(CorsTest, what_is_about_a_patient_is_shared_with_requests_that_bear_a_token) {
    const std::string visit = "/v1/visits/" + std::string(32, 'a');
    for (const auto& [method, target] : std::vector<std::pair<std::string, std::string>>{
             {"POST", "/v1/visits"}, {"POST", visit + "/previews"}, {"DELETE", visit}}) {
        EXPECT_EQ(origin(method, target, {{"Origin", portal}}), "") << target;
        EXPECT_EQ(origin(method, target, {{"Origin", portal}, {"Authorization", "Bearer a.b.c"}}), portal) << target;
        EXPECT_EQ(origin(method, target, {{"Origin", evil}, {"Authorization", "Bearer a.b.c"}}), "") << target;
        EXPECT_EQ(fields(method, target, {{"Origin", portal}}).joined("Vary"), "Origin") << target;
        EXPECT_EQ(preflight(target, method, portal).joined("Access-Control-Allow-Methods"), method) << target;
    }
}

TEST_F(CorsTest, a_preflight_is_told_methods_and_headers) {
    const net::Headers allowed = preflight("/v1/handouts", "POST", portal);
    EXPECT_EQ(allowed.joined("Access-Control-Allow-Origin"), portal);
    EXPECT_EQ(allowed.joined("Access-Control-Allow-Methods"), "POST");
    EXPECT_EQ(allowed.joined("Access-Control-Allow-Headers"), "Authorization, Content-Type, If-None-Match");
    EXPECT_EQ(allowed.joined("Access-Control-Max-Age"), "7200");
    EXPECT_EQ(allowed.joined("Vary"), "Origin");
    EXPECT_FALSE(allowed.contains("Access-Control-Allow-Credentials"));
    EXPECT_EQ(preflight("/v1/search", "GET", portal).joined("Access-Control-Allow-Methods"), "GET, HEAD");
    EXPECT_EQ(preflight("/v1/previews/0a", "DELETE", portal).joined("Access-Control-Allow-Methods"), "DELETE");

    EXPECT_EQ(preflight("/v1/handouts", "POST", evil).fields().size(), 1u) << "Vary alone";
    EXPECT_EQ(preflight("/v1/handouts", "POST", "null").fields().size(), 1u);
    EXPECT_TRUE(preflight("/v1/none/at/all", "GET", portal).fields().empty());
    EXPECT_TRUE(fields("OPTIONS", "/v1/handouts", {{"Origin", portal}}).fields().empty()) << "not a preflight";
    EXPECT_TRUE(
        fields("OPTIONS", "*", {{"Origin", portal}, {"Access-Control-Request-Method", "GET"}}).fields().empty());
}

TEST_F(CorsTest, refusals_can_be_read_too) {
    EXPECT_EQ(origin("GET", "/v1/search?limit=0", {{"Origin", portal}}), portal);
    EXPECT_EQ(origin("GET", "/v1/articles/none", {{"Origin", portal}}), portal);
}

TEST_F(CorsTest, nothing_is_shared_without_the_setting) {
    const service::Service alone(settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles"), [](const std::string&) {});
    for (const service::Sharing sharing : {service::Sharing::all, service::Sharing::with_token}) {
        net::Request request;
        request.headers.add("Origin", portal);
        request.headers.add("Authorization", "Bearer x");
        EXPECT_TRUE(service::cors_fields({}, request, sharing).fields().empty());
        EXPECT_TRUE(service::preflight_fields({}, request, {"GET"}).fields().empty());
    }
    net::Request request;
    request.method = "GET";
    request.target = net::split_target("/v1/brands", false).value().target;
    request.headers.add("Origin", portal);
    const auto found = alone.routes().find(request);
    EXPECT_TRUE(alone.routes().more_fields(request, std::get<net::FoundRoute>(found).route).fields().empty());
}

}  // namespace
}  // namespace carepress::test
