#include "service/cds_clients.h"

#include "net/client.h"
#include "net/clock.h"
#include "service/refuse_token.h"
#include "token/verify.h"

#include <chrono>
#include <optional>
#include <utility>

namespace carepress::service {
namespace {

/// Tokens of record systems are made for one call. Some are good for an hour; none should be for a day.
constexpr std::chrono::hours longest_lifetime{1};

token::TokenRules rules_for(const std::string& issuer, const std::string& endpoint) {
    token::TokenRules rules;
    rules.issuer = issuer;
    rules.audiences = {endpoint};
    rules.needs_subject = false;
    rules.longest_lifetime = longest_lifetime;
    return rules;
}

}  // namespace

std::string read_cds_client(const std::string& text, CdsClientSettings& client) {
    const std::size_t end = text.find('=');
    if (end == 0 || end == std::string::npos || end + 1 == text.size())
        return "not a record system, such as https://ehr.example.org=https://ehr.example.org/jwks.json: the `iss` of "
               "its "
               "tokens, \"=\", and where its keys are";
    client.issuer = text.substr(0, end);
    client.keys.source = text.substr(end + 1);
    return is_key_address(client.keys.source) ? net::wrong_client_address(client.keys.source) : std::string();
}

CdsClients::CdsClients(const std::vector<CdsClientSettings>& clients, const KeyKeeper::Tell& tell) {
    for (const CdsClientSettings& client : clients)
        clients_.push_back({client.issuer, std::make_unique<KeyKeeper>(client.keys, tell)});
}

void CdsClients::watch() {
    for (const Client& client : clients_) client.keys->watch();
}
void CdsClients::reload() {
    for (const Client& client : clients_) client.keys->reload();
}

std::variant<std::string, net::Response> CdsClients::verify(std::string_view token, const std::string& endpoint) {
    std::optional<token::Refusal> last;
    for (const Client& client : clients_) {
        const auto keys = client.keys->current();
        if (!keys) continue;
        auto verified = token::verify_token(token, rules_for(client.issuer, endpoint), *keys, net::wall_time());
        if (std::holds_alternative<token::Claims>(verified)) return client.issuer;
        last = std::get<token::Refusal>(std::move(verified));
        if (last->is_unknown_key) {  // told of a right issuer only
            client.keys->ask_for_unknown();
            break;
        }
    }
    if (!last) return keys_not_known();
    return refuse_token(*last);
}

}  // namespace carepress::service
