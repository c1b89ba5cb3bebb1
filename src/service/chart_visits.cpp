// The visit of a chart that a record system launched the page from: read from the record with the session's token, and
// from then on a visit as any other.
#include "record/http_record.h"
#include "service/access.h"
#include "service/chart.h"
#include "service/open_bundle.h"
#include "service/routes.h"

#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace carepress::service {

net::Response open_chart_visit(State& state, const Call& call) {
    const std::shared_ptr<Session> session = session_of(state, call.request);
    if (!session || !session->record) return net::problem(404, "the session was not launched from a record");
    record::RecordSession& opened = *session->record;
    const record::LaunchContext& context = opened.context();
    if (context.encounter.empty()) return net::problem(409, "no visit is open in the record");
    const record::RecordClient client = client_of(state, session->record, call.work);
    auto outcome = record::fetch_visit(client, nullptr, opened.scopes(), {context.encounter, context.patient});
    if (const auto* const failure = std::get_if<record::RecordFailure>(&outcome)) return failed(*failure, opened);
    auto& visit = std::get<record::VisitRecord>(outcome);
    Json gaps = Json::array();
    for (const record::Gap& gap : visit.gaps)
        gaps.push_back({{"type", gap.type}, {"why", gap.why}, {"withheld", gap.is_withheld}});
    return open_bundle(state, call, std::move(visit.bundle), session->record, {{"gaps", std::move(gaps)}});
}

}  // namespace carepress::service
