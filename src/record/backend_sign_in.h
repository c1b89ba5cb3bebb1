#pragma once

#include "record/capabilities.h"
#include "record/record_client.h"
#include "record/smart_configuration.h"
#include "token/client_key.h"

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

namespace carepress::record {

/// The sign-in of a program, without a person: client_credentials with private_key_jwt (SMART App Launch 2.2, "Backend
/// Services"). Its tokens are in memory alone. Any number of threads may use it.
class BackendSignIn {
public:
    /// `client` must outlive it. `scopes`: those to ask for, separated by blanks.
    BackendSignIn(const net::Client& client, std::string token_endpoint, token::ClientKey key, std::string client_id,
                  std::string scopes)
        : client_(client),
          token_endpoint_(std::move(token_endpoint)),
          key_(std::move(key)),
          client_id_(std::move(client_id)),
          asked_(std::move(scopes)) {}

    /// The token so far, unless it is `refused`, or a new one; as TokenSource.
    std::variant<std::string, RecordFailure> token(std::string_view refused);

    /// The scopes that were granted, after a token; empty if the server does not say. All that were asked for are
    /// granted then (RFC 6749, 5.1).
    std::string granted() const;

private:
    std::variant<std::string, RecordFailure> ask() const;

    const net::Client& client_;
    const std::string token_endpoint_;
    const token::ClientKey key_;
    const std::string client_id_, asked_;
    mutable std::mutex mutex_;
    std::string token_;  ///< with mutex_
    mutable std::string granted_;
};

/// The scopes of a program that attaches handouts, or that reads visits: in the words of SMART 2, or of SMART 1 where
/// the server knows no others. Types that the server does not name are not asked for, since some refuse a sign-in for
/// them.
std::string attaching_scopes(const SmartConfiguration& smart, const Capabilities& capabilities);
std::string reading_scopes(const SmartConfiguration& smart, const Capabilities& capabilities);

}  // namespace carepress::record
