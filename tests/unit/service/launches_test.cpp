// Launches as far as they need no record system: tests/web/launches.mjs walks them with one, and record/launch_test.cpp
// has the protocol.
#include "net/client.h"
#include "service/access.h"
#include "unit/service/service_fixture.h"
#include "unit/token/signer.h"

#include <string>
#include <utility>
#include <variant>

namespace carepress::test {
namespace {

record::RecordSystem harbor() {
    record::RecordSystem system;
    system.base = "http://127.0.0.1:1/fhir";  // nothing listens there
    system.name = "Harbor & Sons";
    system.client_id = "carepress";
    system.redirect = "http://127.0.0.1:2/launch/callback";
    return system;
}

class LaunchesTest : public testing::Test {
protected:
    service::State& state(std::vector<record::RecordSystem> records) {
        service::ServiceSettings settings = settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles");
        settings.records = std::move(records);
        settings.frame_ancestors = "'self' https://ehr.example";
        state_ = std::make_unique<service::State>(std::move(settings), [](const std::string&) {});
        return *state_;
    }

    net::Response get(service::RouteFunction route, const std::string& target, const std::string& bearer = {}) {
        net::Request request;
        request.method = "GET";
        request.target = net::split_target(target, false).value().target;
        if (!bearer.empty()) request.headers.add("Authorization", "Bearer " + bearer);
        const net::Work work;
        return route(*state_, {request, work, "tester"});
    }

    /// The status and words of a page that says why nothing was opened.
    std::string refusal(service::RouteFunction route, const std::string& target) {
        const net::Response response = get(route, target);
        EXPECT_EQ(response.headers.get("Content-Type"), "text/html; charset=utf-8");
        EXPECT_EQ(response.headers.get("Cache-Control"), "no-store");
        EXPECT_NE(response.headers.get("Content-Security-Policy")->find("frame-ancestors 'self' https://ehr.example"),
                  std::string_view::npos)
            << "it is shown where the page would have been";
        return std::to_string(response.status) + " " + std::string(response.body.bytes());
    }

    /// A session of a launch, whose authorization server answers nothing any more.
    std::string open_session(const std::string& patient) {
        record::LaunchContext context;
        context.patient = patient;
        record::TokenAnswer tokens;
        tokens.access_token = "secret";
        tokens.scope = "patient/Patient.r";
        auto session = std::make_shared<record::RecordSession>(
            state_->settings.records.front(), record::SignInPlan{}, std::move(context), std::move(tokens),
            [](const net::ClientRequest&) -> net::ClientResult { return net::ClientError{}; });
        return state_->sessions.put(std::make_shared<service::Session>(service::Session{"dr1", std::move(session)}), 1);
    }

    TemporaryFolder folder_;
    std::unique_ptr<service::State> state_;
};

bool has(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

TEST_F(LaunchesTest, are_refused_with_what_to_set) {
    state({});
    for (const auto route : {service::launch, service::launch_standalone})
        EXPECT_TRUE(has(refusal(route, "/launch?iss=http%3A%2F%2F127.0.0.1%3A1%2Ffhir&launch=x"), "404 "));
    state({harbor()});
    const std::string other = refusal(service::launch, "/launch?iss=https%3A%2F%2Fevil.example%2F%3Cb%3E&launch=x");
    EXPECT_TRUE(has(other, "403 ") && has(other, "add its address (iss) as &quot;fhir&quot; to the file of --records"));
    EXPECT_FALSE(has(other, "evil"));
    EXPECT_TRUE(has(refusal(service::launch, "/launch"), "403 "));
    EXPECT_TRUE(
        has(refusal(service::launch, "/launch?iss=http%3A%2F%2F127.0.0.1%3A1%2Ffhir"), "sent no &quot;launch&quot;"));
    EXPECT_TRUE(has(refusal(service::launch, "/launch?iss=http%3A%2F%2F127.0.0.1%3A1%2Ffhir%2F&launch=x"), "502 "))
        << "nothing listens there";
    for (const char* target : {"/launch/callback", "/launch/callback?state=&code=x",
                               "/launch/callback?state=00000000000000000000000000000000&code=x"})
        EXPECT_TRUE(has(refusal(service::finish_launch, target), "was used before, took too long")) << target;
}

TEST_F(LaunchesTest, let_somebody_choose_among_several_systems) {
    record::RecordSystem second = harbor();
    second.base = "https://ehr.example/fhir";
    second.name = "<b>Second</b>";
    state({harbor(), second});
    const std::string page = refusal(service::launch_standalone, "/launch/standalone");
    EXPECT_TRUE(has(page, "200 "));
    EXPECT_TRUE(has(page, "<a href=\"/launch/standalone?iss=http%3A%2F%2F127.0.0.1%3A1%2Ffhir\">Harbor &amp; Sons</a>"))
        << page;
    EXPECT_TRUE(has(page, "&lt;b&gt;Second"));
}

TEST_F(LaunchesTest, are_used_once) {
    state({harbor()});
    const std::string handle = state_->launches.put(std::make_shared<record::PendingLaunch>(), 1);
    EXPECT_NE(state_->launches.take(handle), nullptr);
    EXPECT_EQ(state_->launches.take(handle), nullptr);
    const std::string old = state_->launches.put(std::make_shared<record::PendingLaunch>(), 1);
    EXPECT_EQ(state_->launches.take(old, net::now() + std::chrono::seconds(601)), nullptr);
}

TEST_F(LaunchesTest, publish_the_keys_of_confidential_clients) {
    state({harbor()});
    EXPECT_EQ(get(service::show_public_keys, "/.well-known/jwks.json").body.bytes(), R"({"keys":[]})");
    record::RecordSystem confidential = harbor();
    confidential.key = std::get<token::ClientKey>(token::ClientKey::read(SigningKey::p384().pem()));
    state({harbor(), confidential});
    const Json keys = json_of(get(service::show_public_keys, "/.well-known/jwks.json"))["keys"];
    ASSERT_EQ(keys.size(), 1u);
    EXPECT_EQ(keys[0]["alg"], "ES384");
    EXPECT_FALSE(keys[0].contains("d"));
}

TEST_F(LaunchesTest, make_sessions_of_one_chart_each) {
    state({harbor()});
    const std::string ana = open_session("ana"), bo = open_session("bo");
    const Json shown = json_of(get(service::show_session, "/v1/session", ana));
    EXPECT_EQ(shown["record"], "Harbor & Sons");
    EXPECT_TRUE(shown["patient"].is_null()) << "the record does not answer, which is not the end";
    EXPECT_FALSE(shown["may_attach"]);
    EXPECT_TRUE(shown["needs_patient_banner"]);
    EXPECT_FALSE(has(shown.dump(), "secret"));
    EXPECT_EQ(get(service::close_session, "/v1/session", ana).status, 204);
    EXPECT_EQ(get(service::close_session, "/v1/session", ana).status, 404);
    EXPECT_EQ(json_of(get(service::show_session, "/v1/session", bo))["record"], "Harbor & Sons");
    EXPECT_TRUE(json_of(get(service::show_session, "/v1/session"))["record"].is_null());
}

/// Another patient's record on a page that says whose it is would be the worst mistake.
TEST_F(LaunchesTest, take_no_bundle_by_hand) {
    state({harbor()});
    net::Request request;
    request.method = "POST";
    request.headers.add("Content-Type", "application/fhir+json");
    request.headers.add("Authorization", "Bearer " + open_session("ana"));
    request.body = "{}";
    const net::Work work;
    EXPECT_EQ(service::open_visit(*state_, {request, work, "dr1"}).status, 409);
}

}  // namespace
}  // namespace carepress::test
