// The keys of tokens, as an operator or an issuer changes them while the service runs.
#include "service/key_keeper.h"

#include "base/error.h"
#include "service/access.h"
#include "unit/net/raw_client.h"
#include "unit/service/service_fixture.h"
#include "unit/token/signer.h"

#include <algorithm>
#include <optional>

namespace carepress::test {
namespace {

using service::KeyKeeper;
using service::KeySettings;
using std::chrono::milliseconds;

const SigningKey& old_key() {
    static const SigningKey key = SigningKey::p384();
    return key;
}
const SigningKey& new_key() {
    static const SigningKey key = SigningKey::p384();
    return key;
}
std::string old_set() { return key_set(to_json(old_key().jwk("old"))); }
std::string new_set() { return key_set(to_json(new_key().jwk("new"))); }
std::string both_sets() { return key_set(to_json(old_key().jwk("old")) + "," + to_json(new_key().jwk("new"))); }

bool has(const KeyKeeper& keeper, const char* kid) {
    const auto keys = keeper.current();
    return keys && keys->find(kid, token::Algorithm::es384) != nullptr;
}

/// What the operator is told. Thread-safe.
class Told {
public:
    KeyKeeper::Tell tell() {
        return [this](const std::string& message) {
            const std::lock_guard lock(mutex_);
            messages_.push_back(message);
        };
    }
    /// How many messages contain `words`.
    long count(const std::string& words) const {
        const std::lock_guard lock(mutex_);
        return std::count_if(messages_.begin(), messages_.end(),
                             [&](const std::string& each) { return each.find(words) != std::string::npos; });
    }
    std::string all() const {
        const std::lock_guard lock(mutex_);
        std::string text;
        for (const std::string& each : messages_) text += each + "\n";
        return text;
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> messages_;
};

/// The issuer's server, whose answer can be changed. It refuses until it is given one.
class Issuer {
public:
    Issuer() : server_(routes()) {}

    void publish(const std::string& body, int status = 200) {
        const std::lock_guard lock(mutex_);
        body_ = body;
        status_ = status;
    }
    std::string url() const { return "http://" + server_.address() + "/jwks?p=secret-words"; }
    int fetches() const { return fetches_; }
    RawClient client() const { return server_.client(); }

private:
    net::Routes routes() {
        net::Routes routes;
        routes.add({"GET", "/jwks", [this](const net::Request&, const net::Work&) {
                        const std::lock_guard lock(mutex_);
                        ++fetches_;
                        net::Response response = net::make_response(status_, "application/json", body_);
                        response.headers.set("Location", "/elsewhere?secret-words");
                        return response;
                    }});
        routes.add({"GET", "/", echo});
        return routes;
    }

    std::mutex mutex_;
    std::string body_;
    int status_ = 503;
    std::atomic<int> fetches_ = 0;
    RunningServer server_;
};

KeySettings from(const std::string& source) {
    KeySettings settings;
    settings.source = source;
    settings.look_interval = settings.first_retry = milliseconds(5);
    return settings;
}

class KeysInAFile : public testing::Test {
protected:
    std::string write(const std::string& text) const {
        write_file(folder_.file("new"), text);  // the reader never sees half of it
        std::filesystem::rename(folder_.file("new"), folder_.file("keys.json"));
        return folder_.file("keys.json");
    }

    const TemporaryFolder folder_;
    Told told_;
};

TEST_F(KeysInAFile, are_there_from_the_beginning_and_change_with_it) {
    KeyKeeper keeper(from(write(old_set())), told_.tell());
    EXPECT_TRUE(has(keeper, "old"));
    EXPECT_EQ(keeper.what_is_missing(), "");
    keeper.watch();
    const auto before = keeper.current();
    write(both_sets());
    EXPECT_TRUE(eventually([&] { return has(keeper, "new"); }));
    EXPECT_TRUE(has(keeper, "old"));
    EXPECT_EQ(before->size(), 1u) << "a request that began before keeps what it has";
    write(new_set());
    EXPECT_TRUE(eventually([&] { return !has(keeper, "old"); })) << "what is removed is not taken any more";
    EXPECT_TRUE(has(keeper, "new"));
    EXPECT_EQ(told_.count("the keys of tokens were loaded: 2 keys of " + folder_.file("keys.json")), 1);
}

TEST_F(KeysInAFile, stay_when_it_is_broken) {
    KeyKeeper keeper(from(write(old_set())), told_.tell());
    keeper.watch();
    write("{\"keys\": [");
    EXPECT_TRUE(eventually([&] { return keeper.failures() >= 3; }));
    EXPECT_TRUE(has(keeper, "old"));
    EXPECT_EQ(told_.count("keys.json: line 1, column "), 1) << "told once, not each time: " << told_.all();
    EXPECT_EQ(told_.count("; the previous keys stay in use"), 1);
    std::filesystem::remove(folder_.file("keys.json"));
    EXPECT_TRUE(eventually([&] { return told_.count("No such file") == 1; })) << told_.all();
    EXPECT_TRUE(has(keeper, "old"));
    write(old_set());
    EXPECT_TRUE(eventually([&] { return told_.count("loaded again: they are the same") == 1; })) << told_.all();
}

TEST_F(KeysInAFile, that_cannot_be_used_keep_the_service_from_starting) {
    EXPECT_THROW(KeyKeeper(from(folder_.file("none")), told_.tell()), EnvironmentError);
    EXPECT_THROW(KeyKeeper(from(write("{}")), told_.tell()), EnvironmentError);
    EXPECT_THROW(KeyKeeper(from(write(key_set(R"({"kty":"oct","kid":"a","k":"c2VjcmV0"})"))), told_.tell()),
                 EnvironmentError);
    EXPECT_EQ(told_.all(), "") << "the error says it";
}

TEST_F(KeysInAFile, are_not_needed_where_no_token_is_taken) {
    KeyKeeper keeper({}, told_.tell());
    keeper.watch();
    keeper.ask_for_unknown();
    keeper.reload();
    EXPECT_EQ(keeper.current(), nullptr);
    EXPECT_EQ(keeper.what_is_missing(), "");
}

/// Told what it was told before, when an operator asks.
TEST_F(KeysInAFile, are_read_when_told_to) {
    KeySettings settings = from(write(old_set()));
    settings.look_interval = std::chrono::hours(1);
    KeyKeeper keeper(settings, told_.tell());
    keeper.watch();
    write(new_set());
    keeper.reload();
    EXPECT_TRUE(eventually([&] { return has(keeper, "new"); }));
    for (int i = 1; i <= 2; ++i) {
        write("broken");
        keeper.reload();
        EXPECT_TRUE(eventually([&] { return told_.count("were not loaded") == i; })) << told_.all();
    }
    EXPECT_TRUE(has(keeper, "new"));
}

TEST(KeysAtAnAddress, are_missing_until_they_were_fetched) {
    Issuer issuer;
    Told told;
    KeyKeeper keeper(from(issuer.url()), told.tell());
    EXPECT_EQ(keeper.what_is_missing(), "the keys of tokens are not known yet: they are being fetched");
    keeper.watch();
    EXPECT_TRUE(eventually([&] { return keeper.failures() >= 2; })) << "it tries again";
    EXPECT_TRUE(keeper.what_is_missing().ends_with("/jwks: the server answered 503")) << keeper.what_is_missing();
    EXPECT_EQ(keeper.current(), nullptr);
    issuer.publish(old_set());
    EXPECT_TRUE(eventually([&] { return has(keeper, "old"); }));
    EXPECT_EQ(keeper.what_is_missing(), "");
    EXPECT_EQ(told.count("no token is taken until they are"), 1) << told.all();
    EXPECT_EQ(told.count("the keys of tokens were loaded: 1 key of http://127.0.0.1:"), 1) << told.all();
    EXPECT_EQ(told.count("secret-words"), 0) << told.all();
}

TEST(KeysAtAnAddress, stay_while_fetches_fail) {
    Issuer issuer;
    issuer.publish(old_set());
    Told told;
    KeyKeeper keeper(from(issuer.url()), told.tell());
    keeper.watch();
    ASSERT_TRUE(eventually([&] { return has(keeper, "old"); }));
    const auto before = keeper.current();
    const std::pair<std::string, int> answers[] = {
        {"gone", 500}, {"moved", 302}, {"not JSON", 200}, {key_set(R"({"kty":"oct","kid":"a","k":"c2VjcmV0"})"), 200}};
    std::uint64_t failures = 0;
    for (const auto& [body, status] : answers) {
        issuer.publish(body, status);
        keeper.reload();
        ++failures;
        EXPECT_TRUE(eventually([&] { return keeper.failures() == failures; })) << body;
        EXPECT_EQ(keeper.current(), before);
    }
    EXPECT_EQ(keeper.what_is_missing(), "") << "there are some";
    EXPECT_EQ(told.count("; the previous keys stay in use"), 4) << told.all();
    EXPECT_EQ(told.count("answered 302; redirects are not followed, so name the address that it leads to;"), 1);
    EXPECT_EQ(told.count("keys[0]: the key is private or symmetric"), 1);
    issuer.publish(old_set());
    keeper.reload();
    EXPECT_TRUE(eventually([&] { return told.count("they are the same") == 1; }));
    EXPECT_EQ(keeper.current(), before) << "so that it still knows which signatures are right";
    EXPECT_EQ(keeper.loads(), 1u);
    EXPECT_EQ(told.count("secret"), 0) << told.all();
}

/// Whatever names of keys come, the issuer is asked no more often than once in a pause.
TEST(KeysAtAnAddress, are_not_fetched_for_each_unknown_key) {
    Issuer issuer;
    issuer.publish(old_set());
    Told told;
    KeyKeeper keeper(from(issuer.url()), told.tell());  // the pause is a minute
    keeper.watch();
    ASSERT_TRUE(eventually([&] { return has(keeper, "old"); }));
    RawClient client = issuer.client();
    for (int i = 0; i < 50; ++i) {
        keeper.ask_for_unknown();
        ASSERT_EQ(client.ask(get_root).status, 200);  // meanwhile the issuer could have been asked
    }
    keeper.reload();
    EXPECT_TRUE(eventually([&] { return told.count("they are the same") == 1; }));
    EXPECT_EQ(issuer.fetches(), 2) << "one at the beginning, one that was told";
}

TEST(KeysAtAnAddress, are_good_for_as_long_as_the_issuer_says_within_limits) {
    const auto after = [](const std::string& cache_control) {
        net::Headers headers;
        if (!cache_control.empty()) headers.set("Cache-Control", cache_control);
        return service::refresh_time(headers).count();
    };
    EXPECT_EQ(after(""), 3'600);
    EXPECT_EQ(after("max-age=7200"), 7'200);
    EXPECT_EQ(after("max-age=1"), 300);
    EXPECT_EQ(after("no-cache"), 300);
    EXPECT_EQ(after("max-age=9999999"), 86'400);
}

/// A service whose keys are at an address, from before they are known until they have changed.
class ServiceWithKeysAtAnAddress : public testing::Test {
protected:
    ServiceWithKeysAtAnAddress() {
        service::ServiceSettings settings = settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles");
        settings.token_issuer = "https://id.example";
        settings.token_audiences = {"https://handouts.example"};
        settings.token_keys = from(issuer_.url());
        settings.token_keys.pause = milliseconds(5);
        state_ = std::make_unique<service::State>(std::move(settings), told_.tell());
    }

    static std::string token_of_nurse(const SigningKey& key, const std::string& kid) {
        const std::int64_t now = net::wall_time().time_since_epoch().count();
        const Members claims{{"iss", json_text("https://id.example")},
                             {"aud", json_text("https://handouts.example")},
                             {"sub", json_text("nurse-7")},
                             {"exp", std::to_string(now + 300)},
                             {"scope", json_text("carepress/visits")}};
        return token_of(R"({"alg":"ES384","kid":")" + kid + "\"}", to_json(claims), key, "ES384");
    }
    /// 200 if it is let in.
    int status_of(const std::string& token) {
        net::Request request;
        request.method = "GET";
        request.headers.add("Authorization", "Bearer " + token);
        const auto admitted = service::admit(*state_, request, service::Access::patient);
        const auto* response = std::get_if<net::Response>(&admitted);
        if (response == nullptr) return 200;
        EXPECT_EQ(response->headers.contains("Retry-After"), response->status == 503);
        return response->status;
    }
    net::Response readiness() {
        const net::Request request;
        const net::Work work;
        return service::show_readiness(*state_, {request, work});
    }

    TemporaryFolder folder_;
    Issuer issuer_;
    Told told_;
    std::unique_ptr<service::State> state_;
};

TEST_F(ServiceWithKeysAtAnAddress, is_ready_when_it_has_them) {
    const std::string token = token_of_nurse(old_key(), "old");
    EXPECT_EQ(readiness().status, 503);
    EXPECT_EQ(status_of(token), 503) << "the token may well be right";
    state_->keys.watch();
    EXPECT_TRUE(eventually([&] { return state_->keys.failures() > 0; }));
    const net::Response response = readiness();
    EXPECT_EQ(response.status, 503);
    EXPECT_NE(response.body.bytes().find("/jwks: the server answered 503\n"), std::string::npos);
    EXPECT_EQ(response.body.bytes().find("secret"), std::string::npos);
    issuer_.publish(old_set());
    EXPECT_TRUE(eventually([&] { return readiness().status == 200; }));
    EXPECT_EQ(status_of(token), 200);
}

TEST_F(ServiceWithKeysAtAnAddress, learns_new_keys_from_tokens_that_name_them) {
    const std::string old_token = token_of_nurse(old_key(), "old"), new_token = token_of_nurse(new_key(), "new");
    issuer_.publish(old_set());
    state_->keys.watch();
    ASSERT_TRUE(eventually([&] { return status_of(old_token) == 200; }));
    issuer_.publish(new_set());
    EXPECT_EQ(status_of(old_token), 200) << "nothing asks for other keys yet";
    EXPECT_EQ(status_of(new_token), 401) << "refused at once";
    EXPECT_TRUE(eventually([&] { return status_of(new_token) == 200; }));
    EXPECT_EQ(status_of(old_token), 401) << "its key was removed";
}

}  // namespace
}  // namespace carepress::test
