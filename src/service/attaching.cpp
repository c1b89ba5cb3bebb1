// One click that puts the handout on the page into the chart that the page is of.
#include "base/digest.h"
#include "base/name_uuid.h"
#include "net/clock.h"
#include "record/ask_record.h"
#include "record/attach.h"
#include "record/scopes.h"
#include "service/access.h"
#include "service/chart.h"
#include "service/press.h"
#include "service/routes.h"
#include "visit/record_time.h"

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::service {
namespace {

/// What a record takes. A server is asked once, since some think for a minute about what they can do.
std::variant<record::EhrProfile, std::string> profile_of(State& state, const std::string& base) {
    {
        const std::lock_guard lock(state.profiles_mutex);
        if (const auto known = state.profiles.find(base); known != state.profiles.end()) return known->second;
    }
    const record::Answers answers = record::ask_record(base, state.chart_client);
    if (!answers.capabilities) return "it does not say what it takes: " + answers.no_capabilities;
    const record::EhrProfile profile =
        record::make_profile(*answers.capabilities, record::find_system(answers.capabilities->software));
    const std::lock_guard lock(state.profiles_mutex);
    return state.profiles.insert_or_assign(base, profile).first->second;
}

/// A line for each article, for the message to the patient.
std::vector<std::string> lines_of(const GivenHandout& given) {
    std::vector<std::string> lines;
    for (const GivenArticle& article : given.articles)
        lines.push_back("Article " + article.code +
                        (article.version.empty() ? std::string() : ", version " + article.version) + ", language " +
                        article.language);
    return lines;
}

/// "preview" of the body; empty: there is none.
std::string preview_of(const net::Request& request) {
    const Json body = Json::parse(request.body, nullptr, false);
    const auto found = body.is_object() ? body.find("preview") : body.end();
    return body.is_object() && found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

net::Response attach_handout(State& state, const Call& call) {
    const std::shared_ptr<Session> session = session_of(state, call.request);
    if (!session || !session->record) return net::problem(404, "the session was not launched from a record");
    record::RecordSession& chart = *session->record;
    const record::LaunchContext& context = chart.context();
    if (context.encounter.empty()) return net::problem(409, "no visit is open in the record to attach to");
    if (record::granted(chart.scopes(), "DocumentReference", 'c') == record::Grant::none)
        return net::problem(403, "the record does not let this sign-in attach documents");
    const std::shared_ptr<Preview> preview = state.previews.find(preview_of(call.request));
    // What was made on the page of another chart stays there.
    if (!preview || preview->origin().chart != session->record)
        return net::problem(404, "the preview was not found, or is not of this chart: make it again");
    const auto profile = profile_of(state, chart.system().base);
    if (const auto* const why = std::get_if<std::string>(&profile))
        return refusal(502, "the record system: " + *why, Json::array());
    const PressedPdf pdf = preview->pdf(call.work);
    if (!pdf.ok) return net::problem(500, "the PDF could not be made; make the preview again");

    record::Handout handout;
    handout.pdf = pdf.bytes.bytes();
    handout.is_summary = preview->origin().is_summary;
    handout.patient = context.patient;
    handout.encounter = context.encounter;
    handout.identifier =
        name_uuid(chart.system().base + "/Encounter/" + context.encounter + " " + hex(sha256(pdf.bytes.bytes())));
    handout.given_at = visit::instant_text(net::wall_time().time_since_epoch().count());
    handout.title = preview->origin().title;
    handout.language = preview->given().language;
    handout.articles = lines_of(preview->given());
    const std::size_t end = chart.system().redirect.size() - record::callback_path.size();
    if (!preview->given().articles.empty())
        handout.link = chart.system().redirect.substr(0, end) + "/" + preview->given().articles.front().code +
                       "?lang=" + preview->given().articles.front().language;
    // First, so that nothing is given that the audit does not have.
    record(state, preview->given(), pdf.bytes);
    const record::Attached attached = record::attach(client_of(state, session->record, call.work),
                                                     std::get<record::EhrProfile>(profile), {}, handout);
    return private_answer(200, {{"state", record::name_of(attached.state)},
                                {"is_opened", attached.is_opened},
                                {"notes", attached.notes},
                                {"why", attached.why}});
}

}  // namespace carepress::service
