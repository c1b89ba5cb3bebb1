#pragma once

#include "service/state.h"

#include <string>

namespace carepress::service {

/// What service and server have done, in the text format 0.0.4 of Prometheus. Nothing in it is of a request's contents.
std::string metrics_text(const State& state);

}  // namespace carepress::service
