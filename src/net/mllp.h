#pragma once

#include "net/client.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace carepress::net {

/// What is wrong with an address for send_by_mllp(); empty if nothing is. It is HOST:PORT of this machine itself:
/// MLLP has no encryption, so a tunnel on this machine takes it further.
std::string wrong_mllp_address(std::string_view address);

/// Sends a message by HL7's Minimal Lower Layer Protocol (release 1: VT, message, FS, CR), and returns the first
/// message that comes back, without its frame. ClientError::where is the address.
std::variant<std::string, ClientError> send_by_mllp(const std::string& address, std::string_view message,
                                                    std::chrono::milliseconds total_time,
                                                    const std::function<bool()>& is_cancelled = {});

}  // namespace carepress::net
