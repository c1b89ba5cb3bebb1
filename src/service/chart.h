#pragma once

#include "record/record_client.h"
#include "record/record_session.h"
#include "service/answers.h"
#include "service/state.h"

#include <memory>

namespace carepress::service {

/// Asks the record of a session, with its token, for as long as the request is wanted. `state` and `session` must
/// outlive it.
record::RecordClient client_of(const State& state, const std::shared_ptr<record::RecordSession>& session,
                               const net::Work& work);

/// 401: the session with the record is over.
net::Response signed_out();

/// The response if a record did not do what it was asked for: 401 if the session is over, else 502 with the reason.
net::Response failed(const record::RecordFailure& failure, record::RecordSession& session);

}  // namespace carepress::service
