// A launch without a socket: what is asked for, and what is made of each answer. tests/web/launches.mjs walks both
// kinds with an authorization server.
#include "record/launch.h"

#include "base/base64.h"
#include "base/digest.h"
#include "net/target.h"
#include "record/record_session.h"
#include "unit/token/signer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <deque>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::test {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;
using record::LaunchKind;
using record::LaunchProblem;
using record::PendingLaunch;
using record::RecordSession;
using record::RecordSystem;
using record::SignInPlan;
using record::SmartConfiguration;

constexpr std::chrono::sys_seconds now{1'800'000'000s};

const SigningKey& issuer_key() {
    static const SigningKey key = SigningKey::p384();
    return key;
}

RecordSystem harbor() {
    RecordSystem system;
    system.base = "https://ehr.example/fhir";
    system.name = "Harbor";
    system.client_id = "care press";
    system.redirect = "https://handouts.example/launch/callback";
    return system;
}

SmartConfiguration smart() {
    SmartConfiguration configuration;
    configuration.issuer = "https://login.example";
    configuration.jwks_uri = "https://login.example/jwks";
    configuration.authorization_endpoint = "https://login.example/auth";
    configuration.token_endpoint = "https://login.example/token";
    configuration.revocation_endpoint = "https://login.example/revoke";
    configuration.challenge_methods = {"S256"};
    configuration.capabilities = {"launch-ehr", "permission-v2"};
    return configuration;
}

template <class Value>
std::string problem_of(const record::LaunchResult<Value>& result) {
    const auto* const problem = std::get_if<LaunchProblem>(&result);
    return problem ? problem->what + ". " + problem->fix + "." : "";
}

SignInPlan plan_of(const RecordSystem& system, const SmartConfiguration& configuration,
                   LaunchKind kind = LaunchKind::from_record) {
    auto plan = record::plan_sign_in(system, &configuration, "", kind);
    if (const auto* problem = std::get_if<LaunchProblem>(&plan)) throw std::runtime_error(problem->what);
    return std::get<SignInPlan>(plan);
}

/// A form's names and values; each name is once there.
std::map<std::string, std::string> form_of(std::string_view text) {
    std::map<std::string, std::string> form;
    const auto pairs = net::split_query(text).value();
    for (const auto& [name, value] : pairs) EXPECT_TRUE(form.emplace(name, value).second) << name;
    return form;
}

bool has(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

// ---- the way to the record ---------------------------------------------------------------------------------------

TEST(Launch, asks_for_a_code_as_smart_wants_it) {
    const RecordSystem system = harbor();
    const PendingLaunch pending =
        record::make_pending_launch(system, plan_of(system, smart()), LaunchKind::from_record);
    const std::string address = record::authorization_address(pending, "st&te", "x/y+z=");
    ASSERT_TRUE(address.starts_with("https://login.example/auth?response_type=code&")) << address;
    const auto form = form_of(address.substr(address.find('?') + 1));
    EXPECT_EQ(form.at("client_id"), "care press");
    EXPECT_EQ(form.at("redirect_uri"), "https://handouts.example/launch/callback");
    EXPECT_EQ(form.at("launch"), "x/y+z=");
    EXPECT_EQ(form.at("state"), "st&te");
    EXPECT_EQ(form.at("aud"), "https://ehr.example/fhir");
    EXPECT_EQ(form.at("nonce"), pending.nonce);
    EXPECT_EQ(form.at("code_challenge_method"), "S256");
    EXPECT_EQ(form.at("code_challenge"), to_base64url(bytes_of(sha256(pending.code_verifier))));
    EXPECT_EQ(pending.code_verifier.size(), 43u);
    EXPECT_TRUE(form.at("scope").starts_with("openid fhirUser launch patient/Patient.rs ")) << form.at("scope");
    EXPECT_TRUE(has(form.at("scope"), "patient/DocumentReference.crus"));
    const PendingLaunch other = record::make_pending_launch(system, pending.plan, LaunchKind::from_record);
    EXPECT_NE(other.code_verifier, pending.code_verifier);
    EXPECT_NE(other.nonce, pending.nonce);
}

TEST(Launch, that_stands_alone_asks_for_the_patient) {
    const RecordSystem system = harbor();
    SmartConfiguration configuration = smart();
    configuration.authorization_endpoint += "?tenant=7";
    const PendingLaunch pending = record::make_pending_launch(
        system, plan_of(system, configuration, LaunchKind::standalone), LaunchKind::standalone);
    const std::string address = record::authorization_address(pending, "s", "");
    ASSERT_TRUE(address.starts_with("https://login.example/auth?tenant=7&response_type=code&"));
    const auto form = form_of(address.substr(address.find('?') + 1));
    EXPECT_FALSE(form.contains("launch"));
    EXPECT_TRUE(form.at("scope").starts_with("openid fhirUser launch/patient launch/encounter patient/"));
}

TEST(Launch, asks_for_what_the_server_knows) {
    SmartConfiguration configuration = smart();
    configuration.capabilities = {"launch-ehr", "permission-v1", "permission-online"};
    configuration.jwks_uri = "";
    const auto scopes = plan_of(harbor(), configuration).scopes;
    EXPECT_EQ(std::count(scopes.begin(), scopes.end(), "openid"), 0) << "it could not be checked";
    EXPECT_EQ(std::count(scopes.begin(), scopes.end(), "online_access"), 1);
    EXPECT_EQ(std::count(scopes.begin(), scopes.end(), "patient/Condition.read"), 1);
    EXPECT_EQ(std::count(scopes.begin(), scopes.end(), "patient/DocumentReference.write"), 1);
    for (const std::string& scope : scopes) EXPECT_FALSE(scope.ends_with(".rs")) << scope;
    RecordSystem system = harbor();
    system.scopes = {"launch", "patient/Patient.r"};
    EXPECT_EQ(plan_of(system, smart()).scopes, system.scopes);
}

TEST(Launch, is_not_begun_where_the_sign_in_is_not_safe) {
    const auto problem_with = [](auto change) {
        SmartConfiguration configuration = smart();
        change(configuration);
        return problem_of(record::plan_sign_in(harbor(), &configuration, "", LaunchKind::from_record));
    };
    EXPECT_EQ(problem_with([](auto&) {}), "");
    EXPECT_TRUE(has(problem_with([](auto& c) { c.challenge_methods = {}; }), "does not have S256"));
    EXPECT_TRUE(has(problem_with([](auto& c) { c.challenge_methods = {"plain"}; }), "does not have S256"));
    EXPECT_TRUE(has(problem_with([](auto& c) { c.authorization_endpoint = ""; }), "authorization_endpoint"));
    for (const char* address : {"http://login.example/token", "http://127.0.0.1/token", "javascript:alert(1)", "/token",
                                "https://u:p@login.example/token", "https://login.example/token#x"}) {
        EXPECT_TRUE(has(problem_with([&](auto& c) { c.token_endpoint = address; }), "is not https")) << address;
        EXPECT_TRUE(has(problem_with([&](auto& c) { c.authorization_endpoint = address; }), "is not https")) << address;
        EXPECT_TRUE(has(problem_with([&](auto& c) { c.jwks_uri = address; }), "is not https")) << address;
        EXPECT_TRUE(has(problem_with([&](auto& c) { c.revocation_endpoint = address; }), "is not https")) << address;
    }
    EXPECT_TRUE(has(problem_of(record::plan_sign_in(harbor(), nullptr, "it answers with 404", LaunchKind::from_record)),
                    "did not say how to sign in: it answers with 404. Try again"));
}

TEST(Launch, goes_by_the_settings_of_the_site_first) {
    RecordSystem system = harbor();
    system.authorization_endpoint = "https://site.example/a";
    system.token_endpoint = "https://site.example/t";
    auto plan = record::plan_sign_in(system, nullptr, "none", LaunchKind::from_record);
    ASSERT_EQ(problem_of(plan), "");
    EXPECT_EQ(std::get<SignInPlan>(plan).token, "https://site.example/t");
    EXPECT_EQ(std::get<SignInPlan>(plan).scopes.front(), "launch") << "no ID token that could be checked";
    system.issuer = "https://site.example";
    system.jwks = "https://site.example/j";
    plan = record::plan_sign_in(system, nullptr, "none", LaunchKind::from_record);
    EXPECT_EQ(std::get<SignInPlan>(plan).scopes.front(), "openid");
}

// ---- the way back ------------------------------------------------------------------------------------------------

Json good_answer() {
    return {
        {"access_token", "secret-access"},
        {"refresh_token", "secret-refresh"},
        {"token_type", "Bearer"},
        {"expires_in", 300},
        {"scope", "openid fhirUser launch patient/Patient.rs"},
        {"patient", "p1"},
        {"encounter", "e1"},
        {"need_patient_banner", false},
        {"smart_style_url", "https://ehr.example/style.json"},
        {"intent", "handout"},
        {"appContext", R"({"articles":["F204","../x","",7,"A.b-2_"],"language":"en"})"},
        {"fhirContext", {{{"reference", "ImagingStudy/1"}}, {{"reference", "Patient/9"}, {"role", "https://r"}}, 7}}};
}

net::ClientResult answer(int status, const std::string& body, const char* type = "application/json;charset=UTF-8") {
    net::ClientResponse response;
    response.status = status;
    response.headers.set("Content-Type", type);
    response.body = body;
    return response;
}

/// A launch on its way back, and the server that answers it.
struct WayBack {
    RecordSystem system = harbor();
    PendingLaunch pending = record::make_pending_launch(system, plan_of(system, smart()), LaunchKind::from_record);
    Json tokens = good_answer();
    Members claims{{"iss", json_text("https://login.example")},
                   {"aud", json_text("care press")},
                   {"sub", json_text("dr1")},
                   {"nonce", json_text(pending.nonce)},
                   {"iat", "1800000000"},
                   {"exp", "1800000300"},
                   {"fhirUser", json_text("https://ehr.example/fhir/Practitioner/dr1")}};
    Members header{{"alg", json_text("ES384")}, {"kid", json_text("k")}, {"typ", json_text("JWT")}};
    std::deque<net::ClientResult> answers;  ///< instead of those below
    std::vector<net::ClientRequest> asked;

    std::string id_token() const { return token_of(to_json(header), to_json(claims), issuer_key(), "ES384"); }

    RecordSession::Send send() {
        return [this](const net::ClientRequest& request) -> net::ClientResult {
            asked.push_back(request);
            if (!answers.empty()) {
                net::ClientResult next = answers.front();
                answers.pop_front();
                return next;
            }
            if (request.url == "https://login.example/jwks")
                return answer(200, key_set(to_json(issuer_key().jwk("k"))));
            if (request.url == "https://login.example/revoke") return answer(200, "");
            return answer(200, tokens.dump());
        };
    }
    record::LaunchResult<std::unique_ptr<RecordSession>> complete() {
        if (!tokens.contains("id_token")) tokens["id_token"] = id_token();
        return record::complete_launch(pending, "c&de", send(), now);
    }
};

TEST(LaunchBack, exchanges_the_code_and_keeps_what_the_session_is_about) {
    WayBack way;
    auto result = way.complete();
    ASSERT_EQ(problem_of(result), "");
    RecordSession& session = *std::get<0>(result);
    const record::LaunchContext& context = session.context();
    EXPECT_EQ(context.patient, "p1");
    EXPECT_EQ(context.encounter, "e1");
    EXPECT_FALSE(context.needs_patient_banner);
    EXPECT_EQ(context.intent, "handout");
    EXPECT_EQ(context.references,
              (std::vector<record::ContextReference>{{"ImagingStudy/1", ""}, {"Patient/9", "https://r"}}));
    EXPECT_EQ(context.articles, (std::vector<std::string>{"F204", "A.b-2_"})) << "of the card that was clicked";
    EXPECT_EQ(context.subject, "dr1");
    EXPECT_EQ(context.fhir_user, "Practitioner/dr1");
    EXPECT_EQ(session.scopes(), "openid fhirUser launch patient/Patient.rs");
    EXPECT_EQ(std::get<0>(session.access_token()), "secret-access");

    ASSERT_EQ(way.asked.size(), 2u);
    EXPECT_EQ(way.asked[0].method, "POST");
    EXPECT_EQ(way.asked[0].url, "https://login.example/token");
    EXPECT_EQ(way.asked[0].headers.get("Content-Type"), "application/x-www-form-urlencoded");
    const auto form = form_of(way.asked[0].body);
    EXPECT_EQ(form, (std::map<std::string, std::string>{{"grant_type", "authorization_code"},
                                                        {"code", "c&de"},
                                                        {"redirect_uri", way.system.redirect},
                                                        {"code_verifier", way.pending.code_verifier},
                                                        {"client_id", "care press"}}));
}

TEST(LaunchBack, proves_a_confidential_client_by_its_key) {
    const SigningKey key = SigningKey::rsa(2048);
    WayBack way;
    way.system.key = std::get<token::ClientKey>(token::ClientKey::read(key.pem()));
    ASSERT_EQ(problem_of(way.complete()), "");
    const auto form = form_of(way.asked[0].body);
    EXPECT_FALSE(form.contains("client_id"));
    EXPECT_EQ(form.at("client_assertion_type"), "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    EXPECT_TRUE(key.has_signed(form.at("client_assertion"), "RS384"));
    const std::string& assertion = form.at("client_assertion");
    const std::size_t begin = assertion.find('.') + 1;
    const Json claims = Json::parse(from_base64url(assertion.substr(begin, assertion.rfind('.') - begin)).value());
    EXPECT_EQ(claims["aud"], "https://login.example/token");
    EXPECT_EQ(claims["iss"], "care press");
    EXPECT_GE(claims["jti"].get<std::string>().size(), 20u);
}

TEST(LaunchBack, goes_on_without_what_the_server_left_out) {
    WayBack way;
    for (const char* name : {"encounter", "need_patient_banner", "smart_style_url", "intent", "fhirContext",
                             "expires_in", "scope", "refresh_token"})
        way.tokens.erase(name);
    way.tokens["expires_in"] = "600";
    way.tokens["patient"] = "Patient/p1";
    auto result = way.complete();
    ASSERT_EQ(problem_of(result), "");
    const RecordSession& session = *std::get<0>(result);
    EXPECT_EQ(session.context().patient, "p1");
    EXPECT_EQ(session.context().encounter, "");
    EXPECT_TRUE(session.context().needs_patient_banner) << "better twice than never";
    EXPECT_TRUE(has(session.scopes(), "patient/DocumentReference.crus")) << "as it was asked for (RFC 6749, 5.1)";

    WayBack narrow;
    narrow.tokens.erase("appContext");
    narrow.pending.articles = {"K977"};
    narrow.tokens["scope"] = "launch patient/Patient.r";
    narrow.tokens["id_token"] = nullptr;
    result = narrow.complete();
    ASSERT_EQ(problem_of(result), "") << "openid was not granted";
    EXPECT_EQ(std::get<0>(result)->context().subject, "");
    EXPECT_EQ(std::get<0>(result)->context().articles, std::vector<std::string>{"K977"}) << "of the launch address";
}

struct BadAnswer {
    const char* name;
    void (*change)(WayBack&);
    const char* words;
};
class BadAnswers : public testing::TestWithParam<BadAnswer> {};
std::string name_of_row(const testing::TestParamInfo<BadAnswer>& row) {
    std::string name = row.param.name;
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}
void PrintTo(const BadAnswer& row, std::ostream* out) { *out << row.name; }

TEST_P(BadAnswers, end_the_launch_with_what_to_do_and_without_a_secret) {
    WayBack way;
    GetParam().change(way);
    const std::string problem = problem_of(way.complete());
    EXPECT_TRUE(has(problem, GetParam().words)) << problem;
    for (const char* secret : {"secret", "p1", "e1", "dr1", "c&de", "c%26de"})
        EXPECT_FALSE(has(problem, secret)) << problem;
    EXPECT_FALSE(has(problem, way.pending.code_verifier));
}

INSTANTIATE_TEST_SUITE_P(
    OfTokenEndpoints, BadAnswers,
    testing::Values(
        BadAnswer{"down",
                  [](WayBack& way) {
                      way.answers = {net::ClientError{net::ClientFailure::not_reached, "https://login.example/token",
                                                      "no connection"}};
                  },
                  "https://login.example/token: no connection. Try again"},
        BadAnswer{"used code",
                  [](WayBack& way) {
                      way.answers = {answer(400, R"({"error":"invalid_grant","error_description":"secret p1"})")};
                  },
                  "was used before. Launch again"},
        BadAnswer{"unknown client", [](WayBack& way) { way.answers = {answer(401, R"({"error":"invalid_client"})")}; },
                  "/.well-known/jwks.json"},
        BadAnswer{"other error", [](WayBack& way) { way.answers = {answer(400, R"({"error":"secret"})")}; },
                  "it answers with 400"},
        BadAnswer{"redirect", [](WayBack& way) { way.answers = {answer(302, "")}; }, "it answers with 302"},
        BadAnswer{"broken server", [](WayBack& way) { way.answers = {answer(500, "<html>secret", "text/html")}; },
                  "it answers with 500"},
        BadAnswer{"half", [](WayBack& way) { way.answers = {answer(200, way.tokens.dump().substr(0, 40))}; },
                  "not a whole JSON object"},
        BadAnswer{"array", [](WayBack& way) { way.answers = {answer(200, "[1]")}; }, "not a whole JSON object"},
        BadAnswer{"web page", [](WayBack& way) { way.answers = {answer(200, way.tokens.dump(), "text/html")}; },
                  "not JSON (application/json)"},
        BadAnswer{"no type", [](WayBack& way) { way.answers = {answer(200, way.tokens.dump(), "")}; },
                  "not JSON (application/json)"},
        BadAnswer{"no token", [](WayBack& way) { way.tokens.erase("access_token"); }, "no access token"},
        BadAnswer{"token with a line end", [](WayBack& way) { way.tokens["access_token"] = "secret\r\nX: y"; },
                  "no access token"},
        BadAnswer{"MAC token", [](WayBack& way) { way.tokens["token_type"] = "mac"; }, "not a bearer token"},
        BadAnswer{"no patient", [](WayBack& way) { way.tokens.erase("patient"); },
                  "named no patient. Open a patient's chart"},
        BadAnswer{"strange patient", [](WayBack& way) { way.tokens["patient"] = "../Patient?secret"; },
                  "not an id of FHIR"},
        BadAnswer{"patient of two",
                  [](WayBack& way) {
                      way.tokens["patient"] = Json{"p1", "p2"};
                  },
                  "not an id of FHIR"},
        BadAnswer{"strange encounter", [](WayBack& way) { way.tokens["encounter"] = 7; }, "not an id of FHIR"}),
    name_of_row);

INSTANTIATE_TEST_SUITE_P(
    OfIdTokens, BadAnswers,
    testing::Values(
        BadAnswer{"missing", [](WayBack& way) { way.tokens["id_token"] = nullptr; },
                  "granted \"openid\" and sent no id_token"},
        BadAnswer{"wrong nonce", [](WayBack& way) { way.claims["nonce"] = json_text("another"); },
                  "the nonce is not the one"},
        BadAnswer{"no nonce", [](WayBack& way) { way.claims["nonce"] = ""; }, "the nonce is not the one"},
        BadAnswer{"wrong audience", [](WayBack& way) { way.claims["aud"] = json_text("another"); },
                  "for another audience"},
        BadAnswer{"several audiences", [](WayBack& way) { way.claims["aud"] = R"(["care press", "another"])"; },
                  "issued to another client"},
        BadAnswer{"other party", [](WayBack& way) { way.claims["azp"] = json_text("another"); },
                  "issued to another client"},
        BadAnswer{"wrong issuer", [](WayBack& way) { way.claims["iss"] = json_text("https://login.example/"); },
                  "issuer is not the right one"},
        BadAnswer{"expired",
                  [](WayBack& way) {
                      way.claims["iat"] = "1799999000";
                      way.claims["exp"] = "1799999900";
                  },
                  "has expired"},
        BadAnswer{"unsigned",
                  [](WayBack& way) {
                      way.tokens["id_token"] =
                          to_base64url(R"({"alg":"none","kid":"k"})") + "." + to_base64url(to_json(way.claims)) + ".x";
                  },
                  "part of the token is not base64url"},
        BadAnswer{"alg none",
                  [](WayBack& way) {
                      way.tokens["id_token"] = to_base64url(R"({"alg":"none","kid":"k"})") + "." +
                                               to_base64url(to_json(way.claims)) + "." + to_base64url("sig");
                  },
                  "algorithm is not allowed"},
        BadAnswer{"other key",
                  [](WayBack& way) {
                      way.tokens["id_token"] =
                          token_of(to_json(way.header), to_json(way.claims), SigningKey::p384(), "ES384");
                  },
                  "signature is wrong"},
        BadAnswer{"unknown key", [](WayBack& way) { way.header["kid"] = json_text("?"); }, "the key is unknown"},
        BadAnswer{"keys are down",
                  [](WayBack& way) {
                      way.answers = {answer(200, (way.tokens["id_token"] = way.id_token(), way.tokens.dump())),
                                     answer(404, "")};
                  },
                  "its keys cannot be had, the answer is 404"},
        BadAnswer{"the key set is empty",
                  [](WayBack& way) {
                      way.answers = {answer(200, (way.tokens["id_token"] = way.id_token(), way.tokens.dump())),
                                     answer(200, "{}")};
                  },
                  "its keys cannot be used"}),
    name_of_row);

// ---- the session -------------------------------------------------------------------------------------------------

struct OpenSession {
    WayBack way;
    std::unique_ptr<RecordSession> session;
    OpenSession() {
        session = std::get<0>(way.complete());
        way.asked.clear();
    }
    std::string token(std::string_view refused = {}, std::chrono::seconds later = 0s) {
        const auto result = session->access_token(refused, net::now() + later);
        const auto* const problem = std::get_if<LaunchProblem>(&result);
        return problem ? "(" + problem->what + ". " + problem->fix + ")" : std::get<std::string>(result);
    }
};

TEST(RecordSessions, renew_a_token_once_when_it_is_refused_or_too_old) {
    OpenSession open;
    EXPECT_EQ(open.token(), "secret-access");
    EXPECT_EQ(open.token("of another time"), "secret-access") << "it was renewed meanwhile";
    EXPECT_TRUE(open.way.asked.empty());
    open.way.tokens = {{"access_token", "second"},
                       {"token_type", "bearer"},
                       {"refresh_token", "rotated"},
                       {"expires_in", 1000},
                       {"scope", "patient/Patient.r"}};
    EXPECT_EQ(open.token("secret-access"), "second");
    EXPECT_EQ(open.token("secret-access"), "second");
    ASSERT_EQ(open.way.asked.size(), 1u);
    const auto form = form_of(open.way.asked[0].body);
    EXPECT_EQ(form.at("grant_type"), "refresh_token");
    EXPECT_EQ(form.at("refresh_token"), "secret-refresh");
    EXPECT_EQ(open.session->scopes(), "patient/Patient.r") << "fewer are granted now";
    open.way.tokens["access_token"] = "third";
    open.way.tokens.erase("refresh_token");
    EXPECT_EQ(open.token({}, 1001s), "third");
    EXPECT_EQ(form_of(open.way.asked.back().body).at("refresh_token"), "rotated");
    EXPECT_EQ(open.token("third"), "third") << "the server may give the same one again";
    EXPECT_EQ(form_of(open.way.asked.back().body).at("refresh_token"), "rotated") << "it stays if there is no other";
}

TEST(RecordSessions, are_over_when_nothing_renews_them) {
    OpenSession refused;
    refused.way.answers = {answer(400, R"({"error":"invalid_grant"})")};
    EXPECT_EQ(refused.token("secret-access"),
              "(The sign-in to the record has expired. Launch again from the record to sign in)");
    EXPECT_TRUE(refused.session->is_over());
    EXPECT_TRUE(has(refused.token(), "is over. Launch again"));
    EXPECT_EQ(refused.way.asked.size(), 1u);

    WayBack way;
    way.tokens.erase("refresh_token");
    auto without = std::get<0>(way.complete());
    way.asked.clear();
    EXPECT_TRUE(std::holds_alternative<std::string>(without->access_token({}, net::now() + 290s)))
        << "it is good until its end";
    EXPECT_TRUE(std::holds_alternative<LaunchProblem>(without->access_token({}, net::now() + 301s)));
    EXPECT_TRUE(without->is_over());
    EXPECT_TRUE(way.asked.empty());
}

TEST(RecordSessions, outlive_a_server_that_is_down_for_a_time) {
    for (const net::ClientResult& trouble : {answer(503, ""), answer(429, ""), net::ClientResult(net::ClientError{})}) {
        OpenSession open;
        open.way.answers = {trouble};
        EXPECT_TRUE(has(open.token("secret-access"), "could not be renewed now. Try again"));
        EXPECT_FALSE(open.session->is_over());
        open.way.answers = {trouble};
        EXPECT_EQ(open.token({}, 290s), "secret-access") << "it is still good for ten seconds";
        open.way.tokens["access_token"] = "second";
        EXPECT_EQ(open.token("secret-access"), "second");
    }
}

TEST(RecordSessions, never_change_their_patient_or_visit) {
    for (const char* what : {"patient", "encounter"}) {
        OpenSession open;
        open.way.tokens[what] = "another";
        EXPECT_TRUE(has(open.token("secret-access"), "has changed the patient or the visit")) << what;
        EXPECT_TRUE(open.session->is_over());
        EXPECT_EQ(open.session->context().patient, "p1");
    }
}

TEST(RecordSessions, revoke_their_tokens_when_somebody_signs_out) {
    OpenSession open;
    open.session->sign_out(now);
    ASSERT_EQ(open.way.asked.size(), 2u);
    EXPECT_EQ(open.way.asked[0].url, "https://login.example/revoke");
    EXPECT_EQ(form_of(open.way.asked[0].body),
              (std::map<std::string, std::string>{{"token", "secret-refresh"}, {"client_id", "care press"}}));
    EXPECT_EQ(form_of(open.way.asked[1].body).at("token"), "secret-access");
    EXPECT_TRUE(open.session->is_over());
    EXPECT_TRUE(has(open.token(), "is over"));
    open.session->sign_out(now);
    EXPECT_EQ(open.way.asked.size(), 2u);
}

// ---- the systems that are allowed --------------------------------------------------------------------------------

std::vector<RecordSystem> read_systems(const std::string& yaml, std::string* problems = nullptr) {
    const Source source{"records.yaml", yaml};
    Diagnostics diagnostics(source);
    auto systems = record::read_record_systems(source, diagnostics);
    for (const Diagnostic& each : diagnostics.all())
        if (problems) *problems += format(each) + "\n";
    if (!problems && diagnostics.has_errors()) ADD_FAILURE() << format(diagnostics.all().front());
    return systems;
}

TEST(RecordSystems, are_read_from_a_file_of_the_site) {
    const auto systems = read_systems(R"(
address: https://handouts.example.org/
records:
  - fhir: https://ehr.example.org/fhir/
    client-id: carepress
  - fhir: http://127.0.0.1:9/fhir
    name: Training
    client-id: t
    key: /etc/carepress/client.key
    redirect: https://other.example.org/launch/callback
    scopes: [launch, patient/Patient.rs]
    authorization-endpoint: https://a.example.org/a?b=c
    token-endpoint: https://a.example.org/t
    issuer: https://a.example.org
    jwks: https://a.example.org/j
    system: athena-practice
    pdf: binary
    repeat: ask
    handout-type: 11111-1
    category: http://example.org/kinds|education
    communication: no
)");
    ASSERT_EQ(systems.size(), 2u);
    EXPECT_EQ(systems[0].base, "https://ehr.example.org/fhir");
    EXPECT_EQ(systems[0].name, "ehr.example.org");
    EXPECT_EQ(systems[0].redirect, "https://handouts.example.org/launch/callback");
    EXPECT_EQ(systems[1].name, "Training");
    EXPECT_EQ(systems[1].key_file, "/etc/carepress/client.key");
    EXPECT_EQ(systems[1].redirect, "https://other.example.org/launch/callback");
    EXPECT_EQ(systems[1].scopes, (std::vector<std::string>{"launch", "patient/Patient.rs"}));
    EXPECT_EQ(systems[1].token_endpoint, "https://a.example.org/t");
    EXPECT_EQ(systems[1].profile.system, "athena-practice");
    EXPECT_EQ(systems[1].profile.pdf, record::PdfTransport::binary);
    EXPECT_EQ(systems[1].profile.repeat, record::Repeat::ask);
    EXPECT_EQ(systems[1].filing.handout_type.code, "11111-1");
    EXPECT_EQ(systems[1].filing.handout_type.system, "http://loinc.org");
    EXPECT_EQ(systems[1].filing.handout_type.display, "");
    EXPECT_EQ(systems[1].filing.category.system, "http://example.org/kinds");
    EXPECT_FALSE(systems[1].filing.sends_communication);
    EXPECT_EQ(systems[0].filing.summary_type.code, "67781-5");
    EXPECT_TRUE(systems[0].filing.sends_communication);

    EXPECT_EQ(record::find_system_of(systems, "https://ehr.example.org/fhir"), &systems[0]);
    EXPECT_EQ(record::find_system_of(systems, "https://ehr.example.org/fhir/"), &systems[0]);
    for (const char* other :
         {"", "/", "https://ehr.example.org", "https://ehr.example.org/fhir/x", "https://EHR.example.org/fhir",
          "https://ehr.example.org/fhir?x", "https://ehr.example.org/fhir#", "http://ehr.example.org/fhir",
          "https://ehr.example.org@evil.example/fhir", "https://ehr.example.org/fhir/../fhir"})
        EXPECT_EQ(record::find_system_of(systems, other), nullptr) << other;
}

TEST(RecordSystems, that_are_wrong_are_named_with_their_place) {
    const auto problems_of = [](const std::string& yaml) {
        std::string problems;
        read_systems(yaml, &problems);
        return problems;
    };
    const std::string address = "address: https://h.example\n";
    const std::string good = "  - fhir: https://ehr.example/fhir\n    client-id: c\n";
    EXPECT_EQ(problems_of(address + "records:\n" + good), "");
    EXPECT_TRUE(has(problems_of("records:\n" + good), "records.yaml:2:5: error: \"address\" is missing"));
    EXPECT_TRUE(has(problems_of(address), "\"records\" must be a list"));
    EXPECT_TRUE(has(problems_of(""), "expected \"address\" and \"records\""));
    EXPECT_TRUE(has(problems_of(address + "records:\n" + good + good),
                    "records.yaml:5:5: error: another record has the same \"fhir\""));
    EXPECT_TRUE(has(problems_of(address + "records:\n" + good + "    clientid: d\n"),
                    "records.yaml:5:5: error: unknown setting \"clientid\"\n  hint: did you mean \"client-id\"?"));
    EXPECT_TRUE(has(problems_of(address + "records:\n  - fhir: http://ehr.example/fhir\n    client-id: c\n"),
                    "records.yaml:3:11: error: \"fhir\": http is only for this machine"));
    EXPECT_TRUE(has(problems_of(address + "records:\n  - client-id: c\n"), "the record lacks \"fhir\""));
    for (const auto& [line, message] :
         {std::pair{"pdf: fax", "\"pdf\" cannot be \"fax\"\n  hint: inline, binary or link"},
          {"repeat: never", "\"repeat\" cannot be \"never\""},
          {"system: acme", "no product called \"acme\" is known"},
          {"communication: maybe", "\"communication\" is yes or no"},
          {"pdf: [inline]", "\"pdf\" takes one value"}})
        EXPECT_TRUE(has(problems_of(address + "records:\n" + good + "    " + line + "\n"), message)) << line;
    EXPECT_TRUE(
        has(problems_of(address + "records:\n  - fhir: https://ehr.example/fhir\n"), "the record lacks \"client-id\""));
    EXPECT_TRUE(has(problems_of(address + "records:\n" + good + "    redirect: https://h.example/back\n"),
                    "must end in /launch/callback"));
    EXPECT_TRUE(has(problems_of(address + "records:\n" + good + "    token-endpoint: https://h.example/t\n"),
                    "belong together"));
    EXPECT_TRUE(has(problems_of(address + "records:\n" + good + "    scopes: launch\n"), "\"scopes\" is a list"));
    EXPECT_TRUE(
        has(problems_of(address + "records:\n" + good + "    scopes: ['launch patient']\n"), "not a valid scope"));
    EXPECT_TRUE(has(problems_of(address + "records:\n" + good + "    name: {a: b}\n"), "\"name\" takes one value"));
}

}  // namespace
}  // namespace carepress::test
