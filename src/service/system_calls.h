#pragma once

namespace carepress::service {

/// Allows this process and its threads, for good, no system calls but those that reading files and computing need. 0,
/// or the errno if the system does not permit that. Allocates memory.
int limit_system_calls();

}  // namespace carepress::service
