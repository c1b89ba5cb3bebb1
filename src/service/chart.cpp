#include "service/chart.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace carepress::service {

record::RecordClient client_of(const State& state, const std::shared_ptr<record::RecordSession>& session,
                               const net::Work& work) {
    auto tokens = [session](std::string_view refused) -> std::variant<std::string, record::RecordFailure> {
        auto token = session->access_token(refused);
        if (auto* const text = std::get_if<std::string>(&token)) return std::move(*text);
        return record::RecordFailure{record::FailureKind::not_signed_in, 0,
                                     std::get<record::LaunchProblem>(token).what};
    };
    return record::RecordClient(session->system().base, state.chart_client, std::move(tokens),
                                [&work] { return work.is_cancelled(); });
}

net::Response signed_out() {
    net::Response response = net::problem(401, "the sign-in to the record is over; launch again from the record");
    response.headers.set("WWW-Authenticate", "Bearer realm=\"carepress\", error=\"invalid_token\"");
    return response;
}

net::Response failed(const record::RecordFailure& failure, record::RecordSession& session) {
    // A token that is refused although it is new is of no more use.
    if (failure.status == 401) session.sign_out();
    if (session.is_over()) return signed_out();
    return refusal(502, "the record system: " + failure.what, Json::array());
}

}  // namespace carepress::service
