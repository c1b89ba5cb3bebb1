// A patient's visit, for as long as a page has it open. All of it needs the session of a page.
#include "service/answers.h"
#include "service/routes.h"

namespace carepress::service {
net::Response open_session(State& state, const Call& call) {
    const std::string token = state.sessions.put(std::make_shared<const Session>(Session{call.subject}), 1);
    return private_answer(201, {{"token", token}, {"expires_in_s", state.settings.session_time.count()}});
}

}  // namespace carepress::service
