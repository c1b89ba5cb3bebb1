// A patient's visit, for as long as a page has it open. All of it needs the session of a page, or a token. The record
// is read and pressed in a process of its own, and is kept in memory alone.
#include "job/find_articles.h"
#include "net/clock.h"
#include "service/access.h"
#include "service/open_bundle.h"
#include "service/press.h"
#include "service/read_jobs.h"
#include "service/routes.h"
#include "service/visit_child.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace carepress::service {
namespace {

std::int64_t nanoseconds_now() { return std::chrono::nanoseconds(net::wall_time().time_since_epoch()).count(); }

net::Response gone() {
    return net::problem(404, "the visit was not found; it was closed or has expired: open it again");
}

/// An open visit is for who opened it alone; that of a chart, for the page of this chart.
std::shared_ptr<OpenVisit> find_visit(State& state, const Call& call) {
    std::shared_ptr<OpenVisit> visit = state.visits.find(call.request.segment("key"));
    const std::shared_ptr<Session> session = session_of(state, call.request);
    const auto chart = session ? session->record : nullptr;
    return visit && visit->subject == call.subject && visit->chart == chart ? visit : nullptr;
}

/// What is asked of the child besides the job and its format.
VisitChildResult run(State& state, const LoadedLibrary& library, const net::Work& work, VisitChildRequest request) {
    request.resources = state.settings.resources;
    request.index_folder = state.settings.index_folder;
    request.job.library = library.catalog().folder();
    request.catalog = &library.catalog();
    ChildLimits limits = state.settings.visit_limits;
    limits.is_cancelled = [&work] { return work.is_cancelled(); };
    VisitChildResult result = run_visit_in_child(request, limits);
    if (!result.problem.empty()) state.tell("a visit was not pressed: " + result.problem);
    return result;
}

struct Ending {
    VisitChildOutcome outcome;
    int status;
    std::string_view detail;
};

constexpr std::array<Ending, 9> endings{{
    {VisitChildOutcome::refused, 422, "the summary was not pressed"},
    {VisitChildOutcome::incomplete, 422, "the record could not be read in full, and the job is strict"},
    {VisitChildOutcome::failed, 500, "the service could not press the summary"},
    {VisitChildOutcome::timed_out, 422, "the record takes too long to press"},
    {VisitChildOutcome::cancelled, 503, "the summary is not wanted any more"},
    {VisitChildOutcome::out_of_memory, 422, "the record takes too much memory to press"},
    {VisitChildOutcome::crashed, 422, "the record could not be pressed; the operator finds the reason in the log"},
    {VisitChildOutcome::too_large, 413, "the record or its summary is too large"},
    {VisitChildOutcome::could_not_start, 503,
     "the service cannot press visits now; the operator finds the reason in the log"},
}};

net::Response not_pressed(const VisitChildResult& result) {
    const auto ending = std::find_if(endings.begin(), endings.end(),
                                     [&](const Ending& each) { return each.outcome == result.outcome; });
    return refusal(ending->status, ending->detail, as_json(result.diagnostics));
}

bool is_bundle_type(const net::Request& request) {
    const std::string type = request.headers.joined("Content-Type");
    const std::string_view essence = std::string_view(type).substr(0, type.find(';'));
    return net::equal_ignoring_case(essence, "application/fhir+json") ||
           net::equal_ignoring_case(essence, "application/json");
}

/// The articles that go with a summary, as the job found them: in the patient's language or in English.
std::vector<GivenArticle> given_articles(const VisitChildRequest& request, const std::string& language,
                                         const LoadedLibrary& library) {
    const job::VisitJob& job = request.job;
    const job::ArticleLookup lookup(
        {library.catalog().folder(), language, true, {}, &library.catalog(), job::day_of(request.now)}, job.articles);
    std::vector<GivenArticle> given;
    std::vector<Diagnostic> unused;  // the job has told them
    for (const std::string& code : job.articles)
        if (const auto found = lookup.find(code, unused))
            given.push_back({found->entry.code, found->entry.language, found->entry.version});
    return given;
}

}  // namespace

net::Response open_session(State& state, const Call& call) {
    const std::string token = state.sessions.put(std::make_shared<Session>(Session{call.subject}), 1);
    return private_answer(201, {{"token", token}, {"expires_in_s", state.settings.session_time.count()}});
}

net::Response open_visit(State& state, const Call& call) {
    if (const auto session = session_of(state, call.request); session && session->record)
        return net::problem(409, "this page is of one chart; open another page for a bundle of another patient");
    if (!is_bundle_type(call.request)) return net::problem(415, "the body must be application/fhir+json");
    return open_bundle(state, call, call.request.body, nullptr);
}

net::Response open_bundle(State& state, const Call& call, std::string bundle,
                          std::shared_ptr<record::RecordSession> chart, const Json& more) {
    const LibraryPointer library = state.library.current();
    VisitChildRequest request;
    request.job.bundle = job::BytesInput{{}, bundle, {}};
    request.job.brand = state.settings.theme.brand;
    request.format = engine::Format::svg;
    request.now = nanoseconds_now();
    request.topics = &library->topics();
    const VisitChildResult result = run(state, *library, call.work, std::move(request));
    if (!result.ok()) return not_pressed(result);
    ++state.counters.visits;

    const std::size_t size = bundle.size();
    const std::string handle =
        state.visits.put(std::make_shared<OpenVisit>(std::move(bundle), call.subject, std::move(chart)), size);
    if (handle.empty()) return net::problem(503, "there is no room for the record");
    Json suggestions = Json::array();
    for (const job::ArticleSuggestion& suggestion : result.suggestions)
        suggestions.push_back({{"code", suggestion.code},
                               {"title", suggestion.title},
                               {"source", suggestion.source},
                               {"reason", suggestion.reason},
                               {"system", suggestion.system},
                               {"topic", suggestion.topic}});
    Json json{{"key", handle},
              {"language", result.wanted_language},
              {"parts", result.summary_parts},
              {"suggestions", suggestions},
              {"expires_in_s", state.settings.visit_time.count()},
              {"diagnostics", as_json(result.diagnostics)}};
    json.update(more);
    net::Response response = private_answer(201, json);
    response.headers.set("Location", "/v1/visits/" + handle);
    return response;
}

net::Response make_visit_preview(State& state, const Call& call) {
    const std::shared_ptr<OpenVisit> visit = find_visit(state, call);
    if (!visit) return gone();
    const LibraryPointer library = state.library.current();
    auto read = read_visit_job(call.request, *library, visit->bundle());
    if (auto* refused = std::get_if<net::Response>(&read)) {
        ++state.counters.refused_jobs;
        return std::move(*refused);
    }
    VisitChildRequest request;
    request.job = std::move(std::get<job::VisitJob>(read));
    request.format = engine::Format::svg;
    request.now = nanoseconds_now();
    VisitChildResult result = run(state, *library, call.work, request);
    if (!result.ok()) return not_pressed(result);

    GivenHandout given =
        given_handout(request.job, result, given_articles(request, result.wanted_language, *library), call.subject);
    given.encounter = result.encounter;
    PreviewFacts facts{
        "", "", result.language, result.pages, {request.job.layout, request.job.brand}, as_json(result.diagnostics)};
    // Pressed with the same time as the pages, so that both say the same.
    auto press_pdf = [&state, library, request = std::move(request)](const net::Work& work) mutable -> PressedPdf {
        request.format = engine::Format::pdf;
        VisitChildResult pressed = run(state, *library, work, request);
        return {pressed.ok(), std::move(pressed.bytes)};
    };
    auto preview = std::make_shared<Preview>(std::move(result.svg_pages), "visit-summary-" + result.language + ".pdf",
                                             std::move(given), std::move(press_pdf),
                                             PreviewOrigin{visit->chart, "Visit summary", true});
    std::string handle;
    net::Response response = keep_preview(state, *library, facts, std::move(preview), &handle);
    // A visit that was closed meanwhile takes this preview along.
    if (!handle.empty() && !visit->add_preview(handle)) state.previews.remove(handle);
    return response;
}

net::Response drop_visit(State& state, const Call& call) {
    const std::shared_ptr<OpenVisit> visit = find_visit(state, call);
    if (!visit || !state.visits.remove(call.request.segment("key"))) return gone();
    for (const std::string& preview : visit->close()) state.previews.remove(preview);
    return no_content();
}

}  // namespace carepress::service
