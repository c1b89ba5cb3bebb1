// Who may do what.
#include "service/access.h"

#include "net/clock.h"
#include "unit/service/service_fixture.h"
#include "unit/token/signer.h"

namespace carepress::test {
namespace {

using service::Access;

const SigningKey& issuer_key() {
    static const SigningKey key = SigningKey::p384();
    return key;
}

/// A token of the issuer for nurse-7 that is good for `seconds` from now.
std::string token_for(const std::string& scope, int seconds = 300, const std::string& issuer = "https://id.example") {
    const std::int64_t now = net::wall_time().time_since_epoch().count();
    const Members claims{{"iss", json_text(issuer)},
                         {"aud", json_text("https://handouts.example")},
                         {"sub", json_text("nurse-7")},
                         {"iat", std::to_string(now - 400)},
                         {"exp", std::to_string(now + seconds)},
                         {"scope", json_text(scope)}};
    return token_of(R"({"alg":"ES384","kid":"one","typ":"JWT"})", to_json(claims), issuer_key(), "ES384");
}

class AccessTest : public testing::Test {
protected:
    service::State& state(bool has_issuer, bool is_closed = false, bool are_sessions_open = false) {
        service::ServiceSettings settings = settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles");
        settings.is_library_closed = is_closed;
        settings.are_sessions_open = are_sessions_open;
        if (has_issuer) {
            settings.token_issuer = "https://id.example";
            settings.token_audiences = {"https://handouts.example"};
            settings.token_keys.source = write_into(folder_, "keys.json", key_set(to_json(issuer_key().jwk("one"))));
        }
        state_ = std::make_unique<service::State>(std::move(settings), [](const std::string&) {});
        return *state_;
    }

    /// The subject in brackets, or the status with the challenge.
    std::string admitted(Access access, std::vector<std::pair<std::string, std::string>> headers = {}) {
        net::Request request;
        request.method = "GET";
        request.headers.add("Host", "handouts.example");
        for (auto& [name, value] : headers) request.headers.add(name, value);
        const auto result = service::admit(*state_, request, access);
        if (const auto* subject = std::get_if<std::string>(&result)) return "[" + *subject + "]";
        const auto& response = std::get<net::Response>(result);
        std::string text = std::to_string(response.status);
        for (const auto& [name, value] : headers) {
            const std::string secret = name == "Authorization" ? value.substr(std::min(value.size(), size_t{7})) : "";
            EXPECT_TRUE(secret.empty() || response.body.bytes().find(secret) == std::string::npos) << secret;
        }
        if (const auto challenge = response.headers.get("WWW-Authenticate")) text += " " + std::string(*challenge);
        return text;
    }
    std::string with_token(Access access, const std::string& token) {
        return admitted(access, {{"Authorization", "Bearer " + token}});
    }

    TemporaryFolder folder_;
    std::unique_ptr<service::State> state_;
};

constexpr const char* challenge = "401 Bearer realm=\"carepress\"";
constexpr const char* invalid = "401 Bearer realm=\"carepress\", error=\"invalid_token\"";
constexpr const char* insufficient = "403 Bearer realm=\"carepress\", error=\"insufficient_scope\"";

TEST_F(AccessTest, pages_are_for_everybody) {
    state(true, true);
    EXPECT_EQ(admitted(Access::anyone), "[]");
    EXPECT_EQ(with_token(Access::anyone, "nonsense"), "[]");
}

TEST_F(AccessTest, the_library_is_open_unless_it_is_closed) {
    state(true);
    EXPECT_EQ(admitted(Access::library), "[]");
    state(true, true);
    EXPECT_EQ(admitted(Access::library), challenge);
    EXPECT_EQ(with_token(Access::library, token_for("carepress/library")), "[nurse-7]");
    EXPECT_EQ(with_token(Access::library, token_for("carepress/visits")), insufficient);
    EXPECT_EQ(with_token(Access::library, token_for("openid carepress/library profile")), "[nurse-7]");
}

TEST_F(AccessTest, what_is_about_a_patient_needs_a_token_or_session_always) {
    state(true);
    EXPECT_EQ(admitted(Access::patient), challenge);
    EXPECT_EQ(admitted(Access::patient, {{"Authorization", "Basic bnVyc2U6c2VjcmV0"}}), challenge);
    EXPECT_EQ(admitted(Access::patient, {{"Authorization", "Bearer"}}), challenge);
    EXPECT_EQ(admitted(Access::patient, {{"Authorization", "Bearer " + token_for("carepress/visits")},
                                         {"Authorization", "Bearer " + token_for("carepress/visits")}}),
              challenge)
        << "two credentials";
    EXPECT_EQ(with_token(Access::patient, token_for("carepress/visits")), "[nurse-7]");
    EXPECT_EQ(admitted(Access::patient, {{"authorization", "bearer " + token_for("carepress/visits")}}), "[nurse-7]");
    EXPECT_EQ(with_token(Access::patient, token_for("carepress/library")), insufficient);
    EXPECT_EQ(with_token(Access::patient, token_for("carepress/visits", -60)), invalid) << "expired";
    EXPECT_EQ(with_token(Access::patient, token_for("carepress/visits", 300, "https://other.example")), invalid);
    EXPECT_EQ(with_token(Access::patient, "a.b.c"), invalid);
    EXPECT_EQ(with_token(Access::patient, std::string(32, '0')), invalid) << "a session that there is not";
    state(false, false, true);
    EXPECT_EQ(with_token(Access::patient, token_for("carepress/visits")), invalid) << "no issuer is known";
}

TEST_F(AccessTest, a_session_stands_for_who_opened_it) {
    service::State& service = state(true);
    const std::string handle = service.sessions.put(std::make_shared<service::Session>(service::Session{"nurse-7"}), 1);
    EXPECT_EQ(with_token(Access::patient, handle), "[nurse-7]");
    service.sessions.remove(handle);
    EXPECT_EQ(with_token(Access::patient, handle), invalid);
}

TEST_F(AccessTest, sessions_are_opened_by_the_services_own_pages) {
    using Headers = std::vector<std::pair<std::string, std::string>>;
    const Headers own{{"Sec-Fetch-Site", "same-origin"}, {"Origin", "http://handouts.example"}};
    const Headers others[] = {{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}},
                              {{"Sec-Fetch-Site", "same-site"}},
                              {{"Origin", "https://evil.example"}},  // a browser without Fetch Metadata
                              {{"Origin", "http://handouts.example:9999"}},
                              {{"Origin", "null"}}};
    state(false, false, true);
    EXPECT_EQ(admitted(Access::session), "[session]") << "a program that is not a browser";
    EXPECT_EQ(admitted(Access::session, own), "[session]");
    for (const Headers& other : others) EXPECT_EQ(admitted(Access::session, other), "403") << other[0].second;

    state(true);
    EXPECT_EQ(admitted(Access::session, own), challenge) << "over a network it needs a token";
    EXPECT_EQ(with_token(Access::session, token_for("carepress/visits")), "[nurse-7]");
    EXPECT_EQ(with_token(Access::session, token_for("carepress/library")), insufficient);
    for (Headers other : others) {
        other.emplace_back("Authorization", "Bearer " + token_for("carepress/visits"));
        EXPECT_EQ(admitted(Access::session, other), "403") << other[0].second;
    }
    state(false);
    EXPECT_EQ(admitted(Access::session, own), challenge);
}

}  // namespace
}  // namespace carepress::test
