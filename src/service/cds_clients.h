#pragma once

#include "net/message.h"
#include "service/key_keeper.h"

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::service {

/// A record system that may ask by CDS Hooks.
struct CdsClientSettings {
    std::string issuer;  ///< `iss` of its tokens, byte by byte
    KeySettings keys;    ///< its `jku`, or a file; addresses in tokens are never asked
};

/// Reads "ISSUER=KEYS": an issuer has no query, so that the first "=" ends it. Returns what is wrong, or nothing.
std::string read_cds_client(const std::string& text, CdsClientSettings& client);

/// The record systems, each with its keys. Thread-safe.
class CdsClients {
public:
    /// Throws EnvironmentError if keys of a file can't be used.
    CdsClients(const std::vector<CdsClientSettings>& clients, const KeyKeeper::Tell& tell);

    bool empty() const { return clients_.empty(); }
    void watch();
    void reload();

    /// Verifies the token of a request to `endpoint`, the exact address of the service, as CDS Hooks 2.0 ("Trusting
    /// CDS Clients") asks for. The issuer, or the reason to refuse, without words of the token.
    std::variant<std::string, net::Response> verify(std::string_view token, const std::string& endpoint);

private:
    struct Client {
        std::string issuer;
        std::unique_ptr<KeyKeeper> keys;
    };
    std::vector<Client> clients_;
};

}  // namespace carepress::service
