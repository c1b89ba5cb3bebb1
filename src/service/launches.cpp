// Launches from a record system (SMART App Launch 2.2): the way there, the way back, and the session that begins with
// it. What the protocol asks for is in src/record; here is what a browser sees, and what is kept in between.
#include "base/markup.h"
#include "base/percent.h"
#include "net/clock.h"
#include "record/ask_record.h"
#include "record/chart_owner.h"
#include "record/launch.h"
#include "record/record_session.h"
#include "record/scopes.h"
#include "service/access.h"
#include "service/answers.h"
#include "service/chart.h"
#include "service/routes.h"
#include "token/client_key.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::service {
namespace {

using record::LaunchKind;
using record::LaunchProblem;
using record::RecordSystem;

constexpr std::string_view again = "Launch again from the record";

/// A page of a few words, shown where the clinician's page would have been.
net::Response page(const State& state, int status, const std::string& body) {
    std::string html =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Carepress</title>"
        "<style>:root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;margin:2rem auto;"
        "max-width:40rem;padding:0 1rem}h1{font-size:1.5rem}</style></head><body><main>" +
        body + "</main></body></html>";
    net::Response response = net::make_response(status, "text/html; charset=utf-8", std::move(html));
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                         "frame-ancestors " +
                             state.settings.frame_ancestors);
    return response;
}

net::Response not_opened(const State& state, int status, const LaunchProblem& problem) {
    return page(state, status,
                "<h1>Carepress was not opened</h1><p>" + escaped_html(problem.what) + ".</p><p>" +
                    escaped_html(problem.fix) + ".</p>");
}

/// The system that a request names, if it is allowed; before it is, nothing of the request is fetched.
std::variant<const RecordSystem*, net::Response> allowed_system(const State& state, std::string_view issuer) {
    if (state.settings.records.empty())
        return not_opened(state, 404,
                          {"No record system may open it yet",
                           "Name them in a file, and the file with --records; docs/record.md shows one"});
    if (const RecordSystem* const system = record::find_system_of(state.settings.records, issuer)) return system;
    return not_opened(state, 403,
                      {"This record system may not open it",
                       "If it should, add its address (iss) as \"fhir\" to the file of --records, letter by letter"});
}

/// Those that a card's link names; what is not a code is passed over.
std::vector<std::string> articles_of(const net::Request& request) {
    std::vector<std::string> articles;
    for (const auto& [name, value] : request.target.query)
        if (name == "article" && record::is_article_code(value) && articles.size() < record::most_launched_articles)
            articles.push_back(value);
    return articles;
}

net::Response begin(State& state, const net::Request& request, const RecordSystem& system, LaunchKind kind,
                    std::string_view launch) {
    auto smart = record::ask_smart_configuration(system.base, state.record_client);
    const auto* const why = std::get_if<record::Unreadable>(&smart);
    auto plan = record::plan_sign_in(system, std::get_if<record::SmartConfiguration>(&smart),
                                     why != nullptr ? why->what : std::string(), kind);
    if (const auto* const problem = std::get_if<LaunchProblem>(&plan)) return not_opened(state, 502, *problem);
    auto pending = std::make_shared<record::PendingLaunch>(
        record::make_pending_launch(system, std::get<record::SignInPlan>(std::move(plan)), kind));
    pending->articles = articles_of(request);
    const std::string handle = state.launches.put(pending, 1);
    return redirect(record::authorization_address(*pending, handle, launch));
}

/// What the record's server says instead of a code (RFC 6749, 4.1.2.1), whose words are not shown.
LaunchProblem problem_of_error(std::string_view error) {
    if (error == "access_denied")
        return {"The sign-in was cancelled, or the record system does not allow it", std::string(again)};
    if (error == "invalid_scope")
        return {"The record system does not grant what carepress asked for",
                "Name the scopes of the registration as \"scopes\" in the file of --records"};
    if (error == "temporarily_unavailable" || error == "server_error")
        return {"The record system is in trouble", "Try again in a moment"};
    return {"The record system refused the sign-in",
            "Compare \"client-id\" and \"redirect\" in the file of --records with the registration"};
}

/// Whose chart it is; null: the record does not say now.
Json owner_json(const State& state, const std::shared_ptr<record::RecordSession>& session, const net::Work& work) {
    const std::string& id = session->context().patient;
    const record::RecordClient client = client_of(state, session, work);
    const auto answer = client.send({.path = "Patient/" + id});
    if (const auto* const failure = std::get_if<record::RecordFailure>(&answer)) {
        // A token that is refused although it is new is of no more use.
        if (failure->status == 401) session->sign_out();
        return nullptr;
    }
    const auto read = record::read_chart_owner(std::get<record::RecordAnswer>(answer).body, id);
    const auto* const owner = std::get_if<record::ChartOwner>(&read);
    if (owner == nullptr) return nullptr;
    return {{"name", owner->name},
            {"birth_date", owner->birth_date},
            {"record_number", owner->record_number},
            {"language", owner->language}};
}

}  // namespace

net::Response launch(State& state, const Call& call) {
    const auto issuer = call.request.target.parameter("iss"), handle = call.request.target.parameter("launch");
    auto system = allowed_system(state, issuer.value_or(""));
    if (auto* const refused = std::get_if<net::Response>(&system)) return std::move(*refused);
    if (!handle || handle->empty())
        return not_opened(state, 400,
                          {"The record system sent no \"launch\"",
                           "It must be registered for launches of EHRs (SMART App Launch); to sign in from outside of "
                           "the record, open /launch/standalone"});
    return begin(state, call.request, *std::get<const RecordSystem*>(system), LaunchKind::from_record, *handle);
}

net::Response launch_standalone(State& state, const Call& call) {
    const std::vector<RecordSystem>& systems = state.settings.records;
    const auto issuer = call.request.target.parameter("iss");
    if (!issuer && systems.size() > 1) {
        std::string links;
        for (const RecordSystem& system : systems) {
            std::string address;
            for (const char c : system.base) is_unreserved(c) ? void(address += c) : append_percent_encoded(address, c);
            links +=
                "<li><a href=\"/launch/standalone?iss=" + address + "\">" + escaped_html(system.name) + "</a></li>";
        }
        return page(state, 200, "<h1>Sign in to a record system</h1><ul>" + links + "</ul>");
    }
    auto system = allowed_system(state, issuer ? *issuer : systems.empty() ? std::string_view() : systems.front().base);
    if (auto* const refused = std::get_if<net::Response>(&system)) return std::move(*refused);
    return begin(state, call.request, *std::get<const RecordSystem*>(system), LaunchKind::standalone, {});
}

net::Response finish_launch(State& state, const Call& call) {
    const net::Target& target = call.request.target;
    // Whatever comes back uses the launch up.
    const auto pending = state.launches.take(target.parameter("state").value_or(""));
    if (!pending)
        return not_opened(state, 400,
                          {"This sign-in was used before, took too long, or did not begin here", std::string(again)});
    if (const auto error = target.parameter("error")) return not_opened(state, 403, problem_of_error(*error));
    // RFC 9207: the answer of another server, to which the code would be given away.
    const auto issuer = target.parameter("iss");
    if (issuer && !pending->plan.issuer.empty() && *issuer != pending->plan.issuer)
        return not_opened(state, 403,
                          {"Another server answered than the one that was asked to sign in", std::string(again)});
    const auto code = target.parameter("code");
    if (!code || code->empty()) return not_opened(state, 400, {"The record system sent no code", std::string(again)});
    auto opened = record::complete_launch(
        *pending, *code,
        [client = &state.record_client](const net::ClientRequest& request) { return client->send(request); });
    if (const auto* const problem = std::get_if<LaunchProblem>(&opened)) return not_opened(state, 502, *problem);
    std::shared_ptr<record::RecordSession> session =
        std::move(std::get<std::unique_ptr<record::RecordSession>>(opened));
    const std::string& subject = session->context().subject;
    const std::string handle = state.sessions.put(
        std::make_shared<Session>(Session{subject.empty() ? "launch" : subject, std::move(session)}), 1);
    // What follows "#" goes to no server; the page takes it out of the address at once.
    return redirect("/#session=" + handle);
}

net::Response show_public_keys(State& state, const Call&) {
    std::vector<token::ClientKey> keys;
    for (const RecordSystem& system : state.settings.records)
        if (system.key) keys.push_back(*system.key);
    net::Response response = net::make_response(200, "application/json", token::public_key_set(keys));
    response.headers.set("Cache-Control", "public, max-age=3600");
    return response;
}

net::Response show_session(State& state, const Call& call) {
    const std::shared_ptr<Session> session = session_of(state, call.request);
    if (!session || !session->record) return private_answer(200, {{"record", nullptr}});
    record::RecordSession& opened = *session->record;
    const record::LaunchContext& context = opened.context();
    Json patient = owner_json(state, session->record, call.work);
    if (opened.is_over()) return signed_out();
    const std::string scopes = opened.scopes();
    const auto may = [&](std::string_view type, char what) {
        return record::granted(scopes, type, what) != record::Grant::none;
    };
    return private_answer(200, {{"record", opened.system().name},
                                {"patient", std::move(patient)},
                                {"has_encounter", !context.encounter.empty()},
                                {"needs_patient_banner", context.needs_patient_banner},
                                {"intent", context.intent},
                                {"articles", context.articles},
                                {"may_read_visit", may("Patient", 'r') && may("Encounter", 'r')},
                                {"may_attach", may("DocumentReference", 'c')}});
}

net::Response close_session(State& state, const Call& call) {
    const std::shared_ptr<Session> session = session_of(state, call.request);
    if (!session || !session->record) return net::problem(404, "the session was not launched from a record");
    const std::string_view field = call.request.headers.get("Authorization").value_or("");
    state.sessions.remove(field.substr(field.rfind(' ') + 1));
    session->record->sign_out();
    return no_content();
}

}  // namespace carepress::service
