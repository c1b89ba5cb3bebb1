#include "service/refuse_token.h"

#include <string>
#include <utility>

namespace carepress::service {

net::Response unauthorized(std::string_view detail, std::string_view error) {
    net::Response response = net::problem(401, detail);
    std::string challenge = "Bearer realm=\"carepress\"";
    if (!error.empty()) challenge.append(", error=\"").append(error).append("\"");
    response.headers.set("WWW-Authenticate", std::move(challenge));
    return response;
}

net::Response refuse_token(const token::Refusal& refusal) {
    if (refusal.error != token::TokenError::insufficient_scope)
        return unauthorized(refusal.reason, token::name_of(refusal.error));
    net::Response response = net::problem(403, refusal.reason);
    response.headers.set("WWW-Authenticate", "Bearer realm=\"carepress\", error=\"insufficient_scope\"");
    return response;
}

net::Response keys_not_known() {
    net::Response response = net::problem(503, "the service does not know the keys of tokens yet; try again");
    response.headers.set("Retry-After", "5");
    return response;
}

}  // namespace carepress::service
