// The longest token that is read is one that gets through the door, with what else browsers and proxies send.
#include "service/service.h"
#include "token/verify.h"
#include "unit/net/raw_client.h"
#include "unit/service/service_fixture.h"
#include "unit/token/signer.h"

namespace carepress::test {
namespace {

const SigningKey& key() {
    static const SigningKey made = SigningKey::p384();
    return made;
}

/// A right token of exactly this size: an issuer may write any claims beside those that are read.
std::string token_of_size(std::size_t size) {
    const std::int64_t now = net::wall_time().time_since_epoch().count();
    Members claims{{"iss", json_text("https://id.example")},
                   {"aud", json_text("https://handouts.example")},
                   {"sub", json_text("nurse-7")},
                   {"exp", std::to_string(now + 300)},
                   {"scope", json_text("carepress/library")}};
    // base64url has no text of 4 n + 1 characters, so the header is made longer for some sizes.
    for (const std::string header : {R"({"alg":"ES384","kid":"one"})", R"({"alg":"ES384","kid":"one" })"}) {
        std::size_t padding = 3 * size / 4 - 600;
        for (std::string token; token.size() <= size; ++padding) {
            claims["groups"] = json_text(std::string(padding, 'g'));
            token = token_of(header, to_json(claims), key(), "ES384");
            if (token.size() == size) return token;
        }
    }
    return {};
}

/// What Firefox sends behind a proxy, with much of everything.
std::string request_with(const std::string& token) {
    return "GET /v1/languages?q=" + std::string(4'000, 'q') +
           " HTTP/1.1\r\nHost: handouts.example.org\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) "
           "Gecko/20100101 Firefox/128.0\r\nAccept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
           "Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nCookie: portal=" +
           std::string(4'000, 'c') + "\r\nReferer: https://handouts.example.org/?" + std::string(2'000, 'r') +
           "\r\nSec-Fetch-Dest: empty\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: "
           "192.0.2.7\r\nX-Forwarded-Proto: https\r\nAuthorization: Bearer " +
           token + "\r\n\r\n";
}

TEST(TokenSize, of_the_longest_token_is_let_in_with_ordinary_headers) {
    const TemporaryFolder folder;
    service::ServiceSettings settings = settings_for(folder, CAREPRESS_SOURCE_FOLDER "/articles");
    settings.is_library_closed = true;
    settings.token_issuer = "https://id.example";
    settings.token_audiences = {"https://handouts.example"};
    settings.token_keys.source = write_into(folder, "keys.json", key_set(to_json(key().jwk("one"))));
    service::Service service(std::move(settings), [](const std::string&) {});
    net::Limits limits;
    limits.pools = service::pools_for(1);
    RunningServer server(service.routes(), limits);

    const std::string longest = token_of_size(token::longest_token), longer = token_of_size(token::longest_token + 1);
    ASSERT_EQ(longest.size(), token::longest_token);
    ASSERT_EQ(longer.size(), token::longest_token + 1);
    RawClient client = server.client();
    EXPECT_EQ(client.ask(request_with(longest)).status, 200);
    const Answer refused = client.ask(request_with(longer));
    EXPECT_EQ(refused.status, 401);
    EXPECT_NE(refused.body.find("the token is too long"), std::string::npos) << refused.body;
    EXPECT_EQ(client.ask(request_with(std::string(limits.head_bytes, 'x'))).status, 431);
}

}  // namespace
}  // namespace carepress::test
