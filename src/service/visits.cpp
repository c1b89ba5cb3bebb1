// A patient's visit, for as long as a page has it open. All of it needs the session of a page.
#include "service/answers.h"
#include "service/routes.h"

namespace carepress::service {
namespace {

/// Whether a browser says that a page of another site sent the request (Fetch Metadata; Origin, RFC 6454). Programs
/// that are not browsers say nothing.
bool is_from_another_site(const net::Request& request) {
    const std::optional<std::string_view> site = request.headers.get("Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none") return true;
    const std::optional<std::string_view> origin = request.headers.get("Origin");
    if (!origin) return false;
    const std::size_t host = origin->find("://");
    return host == std::string_view::npos || origin->substr(host + 3) != request.headers.joined("Host");
}

}  // namespace

net::Response open_session(State& state, const net::Request& request, const net::Work&) {
    if (is_from_another_site(request)) return net::problem(403, "only the service's own pages can open a session");
    const std::string token = state.sessions.put(std::make_shared<const Session>(), 1);
    return private_answer(201, {{"token", token}, {"expires_in_s", state.settings.session_time.count()}});
}

}  // namespace carepress::service
