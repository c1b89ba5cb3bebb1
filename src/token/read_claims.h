#pragma once

#include "token/claims.h"
#include "token/refusal.h"

#include <string_view>
#include <variant>

namespace carepress::token {

/// The claims of a token's payload, each of the type that RFC 7519 wants. Whether they are the right ones is for
/// verify_token() to say.
std::variant<Claims, Refusal> read_claims(std::string_view payload);

}  // namespace carepress::token
