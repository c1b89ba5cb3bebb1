#pragma once

#include "service/answers.h"
#include "service/call.h"
#include "service/state.h"

#include <memory>
#include <string>

namespace carepress::service {

/// Opens a patient's record: presses its summary once, keeps it, and answers with its handle, its language, what it
/// suggests, and `more`. `chart`: the session whose record it is of; null: it came by hand.
net::Response open_bundle(State& state, const Call& call, std::string bundle,
                          std::shared_ptr<record::RecordSession> chart, const Json& more = Json::object());

}  // namespace carepress::service
