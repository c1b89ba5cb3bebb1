#pragma once

#include "net/message.h"
#include "token/refusal.h"

#include <string_view>

namespace carepress::service {

/// 401 with the challenge of RFC 6750, 3; `error` is one of its codes, or empty where no token came.
net::Response unauthorized(std::string_view detail, std::string_view error = {});

/// 401, or 403 for a token whose scopes are too few. Says nothing of the token.
net::Response refuse_token(const token::Refusal& refusal);

/// 503: a token can't be judged before there are keys. 401 would make the client throw it away.
net::Response keys_not_known();

}  // namespace carepress::service
