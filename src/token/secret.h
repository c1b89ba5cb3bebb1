#pragma once

#include <string>
#include <string_view>

namespace carepress::token {

/// Whether two secrets are the same, in a time that depends on their lengths alone: how long a comparison takes does
/// not tell how much of a guess is right.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// 256 bits that cannot be guessed, as 43 characters of base64url: the handle of a session. Throws EnvironmentError if
/// the system gives no random bytes.
std::string random_handle();

}  // namespace carepress::token
