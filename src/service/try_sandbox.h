#pragma once

#include "service/sandbox.h"

#include <string>

namespace carepress::service {

/// Tries, in a process that is shut in, what it must not be able to do, and what it has to. JSON:
/// "limits_system_calls", "forbidden" and "allowed" with the errno of each try (0: it worked), and "descriptors", the
/// ones that are open.
std::string try_sandbox(const Sandbox& sandbox);

}  // namespace carepress::service
