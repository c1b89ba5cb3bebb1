#pragma once

#include "net/message.h"
#include "net/work.h"

#include <string>

namespace carepress::service {

/// A request as a route gets it: let in, with who sent it.
struct Call {
    const net::Request& request;
    const net::Work& work;
    std::string subject = {};  ///< of the token or session that let it in; empty: anybody
};

}  // namespace carepress::service
