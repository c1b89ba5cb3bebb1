#pragma once

#include "net/message.h"
#include "service/state.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

namespace carepress::service {

/// Who may use a route.
enum class Access : std::uint8_t {
    anyone,        ///< pages, status
    library,       ///< what the library has: anyone, unless the settings close it
    patient,       ///< what is about a patient: a session or a bearer token, always
    session,       ///< opens a session: see may_open_session()
    record_system  ///< CDS Hooks: the token of a record system that the settings name
};

/// The subject of who sent a request, empty for anybody; or the response that refuses it: 401 with WWW-Authenticate, or
/// 403 (RFC 6750, 3). Says nothing of the token.
std::variant<std::string, net::Response> admit(State& state, const net::Request& request, Access access);

/// The session that a request names; null: none, a token, or one that is over.
std::shared_ptr<Session> session_of(State& state, const net::Request& request);

}  // namespace carepress::service
