#pragma once

#include "net/client.h"
#include "record/check_record.h"

#include <string>
#include <string_view>
#include <variant>

namespace carepress::record {

/// The FHIR base address of a record without "/" at its end and without "/metadata", which people copy along.
std::string base_address(std::string_view url);

/// Asks a server what it can do: two GET requests, `metadata` and `.well-known/smart-configuration` below `base`,
/// without any sign-in and without a word about a patient. `is_cancelled` as in net::Client::send().
Answers ask_record(const std::string& base, const net::Client& client);

/// What a server says of how to sign in, or why it does not.
std::variant<SmartConfiguration, Unreadable> ask_smart_configuration(const std::string& base,
                                                                     const net::Client& client);

/// How long a server may think about its CapabilityStatement, which some make when they are first asked, and how large
/// it may be.
inline constexpr net::ClientLimits record_limits{.body_bytes = 16'000'000, .total_time = std::chrono::seconds(90)};

}  // namespace carepress::record
