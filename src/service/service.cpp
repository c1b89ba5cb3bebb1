#include "service/service.h"

#include "service/access.h"
#include "service/cds_request.h"
#include "service/cors.h"
#include "service/read_jobs.h"
#include "service/routes.h"
#include "service/state.h"
#include "visit/visit.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <utility>
#include <variant>

namespace carepress::service {
namespace {

constexpr std::chrono::seconds sweep_interval{10};

struct RouteLine {
    std::string_view method, pattern;
    RouteFunction function;
    Access access = Access::anyone;
    std::uint64_t largest_body = 0;
    std::size_t pool = press_pool;
    std::chrono::milliseconds time_limit{10'000};
};

/// Of what asks a record system, which may take its time.
constexpr std::chrono::milliseconds record_time{40'000}, chart_time{150'000};

/// The contents of the API. docs: web/openapi.json, which a test compares with this table.
constexpr std::array<RouteLine, 47> route_table{{
    {"GET", "/", show_start_page},
    {"GET", "/assets/{name...}", show_asset},
    {"GET", "/assets/carepress-find.js", show_element},
    {"GET", "/docs", show_docs},
    {"GET", "/docs/embed", show_embedding},

    {"GET", "/v1/search", search, Access::library},
    {"GET", "/v1/articles", list_articles, Access::library},
    {"GET", "/v1/articles/{code}", show_article, Access::library},
    {"GET", "/v1/languages", list_languages, Access::library},
    {"GET", "/v1/topics", list_topics, Access::library},
    {"GET", "/v1/sets", list_sets, Access::library},
    {"GET", "/v1/layouts", list_layouts, Access::library},
    {"GET", "/v1/brands", list_brands, Access::library},

    {"GET", "/v1/articles/{code}/handout.pdf", show_handout, Access::library},
    {"POST", "/v1/handouts", press_handout, Access::library, largest_job},
    {"POST", "/v1/previews", make_preview, Access::library, largest_job},
    // The handle of a preview is enough to see it: browsers load pictures without a token.
    {"GET", "/v1/previews/{key}/handout.pdf", show_pdf, Access::anyone, 0, visit_pool},
    {"GET", "/v1/previews/{key}/{page}", show_page},
    {"DELETE", "/v1/previews/{key}", drop_preview},

    {"POST", "/v1/sessions", open_session, Access::session, 1'000},
    {"GET", "/v1/session", show_session, Access::patient, 0, visit_pool, record_time},
    {"DELETE", "/v1/session", close_session, Access::patient, 0, visit_pool, record_time},
    {"POST", "/v1/session/attach", attach_handout, Access::patient, 1'000, visit_pool, chart_time},
    {"GET", "/v1/session/given", list_given, Access::patient, 0, visit_pool, chart_time},
    {"POST", "/v1/session/visit", open_chart_visit, Access::patient, 0, visit_pool, chart_time},
    {"POST", "/v1/visits", open_visit, Access::patient, visit::largest_bundle, visit_pool},
    {"POST", "/v1/visits/{key}/previews", make_visit_preview, Access::patient, largest_job, visit_pool},
    {"DELETE", "/v1/visits/{key}", drop_visit, Access::patient},

    {"GET", "/infobutton", answer_infobutton, Access::library},
    {"GET", "/infobutton/try", show_infobutton_try},
    {"GET", "/fhir/metadata", show_capabilities},
    {"GET", "/fhir/DocumentReference", search_documents, Access::library},
    {"GET", "/fhir/DocumentReference/{id}", show_document, Access::library},

    {"GET", "/cds-services", list_cds_services, Access::record_system},
    {"POST", "/cds-services/{id}", answer_hook, Access::record_system, largest_hook},
    {"POST", "/cds-services/{id}/feedback", take_feedback, Access::record_system, largest_job},

    {"GET", "/launch", launch, Access::anyone, 0, visit_pool, record_time},
    {"GET", "/launch/standalone", launch_standalone, Access::anyone, 0, visit_pool, record_time},
    {"GET", "/launch/callback", finish_launch, Access::anyone, 0, visit_pool, record_time},
    {"GET", "/.well-known/jwks.json", show_public_keys},

    {"GET", "/{code}", show_patient_page},
    {"GET", "/{code}/pictures/{language}/{name...}", show_picture},
    {"GET", "/read", ask_for_code},

    {"GET", "/openapi.json", show_openapi},
    {"GET", "/healthz", show_health},
    {"GET", "/readyz", show_readiness},
    {"GET", "/metrics", show_metrics},
}};

/// The host of "example.org:8080" or "[::1]:8080", without its port.
std::string_view host_without_port(std::string_view host) {
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

bool is_known_host(const State& state, const net::Request& request) {
    const std::vector<std::string>& hosts = state.settings.hosts;
    if (hosts.empty()) return true;
    const std::string host = request.headers.joined("Host");
    return std::any_of(hosts.begin(), hosts.end(), [&](const std::string& known) {
        return net::equal_ignoring_case(known, host_without_port(host));
    });
}

bool is_fhir(const RouteLine& line) { return line.pattern.starts_with("/fhir/"); }

net::Response answer(State& state, const RouteLine& line, const net::Request& request, const net::Work& work) {
    const auto refuse = [&](const net::Response& problem) {
        return is_fhir(line) ? as_operation_outcome(problem) : problem;
    };
    if (!is_known_host(state, request)) return refuse(net::problem(421, "the service is not known by this name"));
    auto admitted = admit(state, request, line.access);
    if (auto* refused = std::get_if<net::Response>(&admitted)) return refuse(*refused);
    return line.function(state, {request, work, std::move(std::get<std::string>(admitted))});
}

/// Pages and status are not for scripts of other sites. The handle of a preview is a token of its own: who has it made
/// the preview, or was told it by who did.
Sharing sharing_of(const RouteLine& line) {
    if (line.access == Access::patient || line.access == Access::record_system) return Sharing::with_token;
    if (line.access == Access::session) return Sharing::none;
    const bool is_for_programs = line.pattern.starts_with("/v1/") || is_fhir(line) || line.pattern == "/infobutton" ||
                                 line.pattern == "/openapi.json" || line.pattern == "/assets/carepress-find.js";
    return is_for_programs ? Sharing::all : Sharing::none;
}

Sharing sharing_of(const net::Route& route) {
    const auto* const line = std::find_if(route_table.begin(), route_table.end(), [&](const RouteLine& each) {
        return each.method == route.method && each.pattern == route.pattern;
    });
    return line == route_table.end() ? Sharing::none : sharing_of(*line);
}

/// The methods of a preflight's path that share something.
std::vector<std::string> shared_methods(const net::Routes& routes, const net::Request& preflight) {
    net::Request asked;
    asked.target = preflight.target;
    std::vector<std::string> methods;
    for (const char* method : {"GET", "HEAD", "POST", "PUT", "DELETE"}) {
        asked.method = method;
        const auto found = routes.find(asked);
        const auto* const route = std::get_if<net::FoundRoute>(&found);
        if (route != nullptr && sharing_of(*route->route) != Sharing::none) methods.emplace_back(method);
    }
    return methods;
}

/// What every response has, whatever the route.
void add_headers(net::Response& response) {
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Referrer-Policy", "no-referrer");
    if (!response.headers.contains("Cross-Origin-Resource-Policy"))
        response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (!response.headers.contains("Content-Security-Policy"))
        response.headers.set("Content-Security-Policy",
                             "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'");
}

}  // namespace

Service::Service(ServiceSettings settings, LibraryKeeper::Tell tell)
    : state_(std::make_unique<State>(std::move(settings), std::move(tell))) {
    for (const RouteLine& line : route_table) {
        net::Route route;
        route.method = line.method;
        route.pattern = line.pattern;
        route.largest_body = line.largest_body;
        route.pool = line.pool;
        route.time_limit = line.time_limit;
        route.handler = [state = state_.get(), &line](const net::Request& request, const net::Work& work) {
            net::Response response = answer(*state, line, request, work);
            add_headers(response);
            return response;
        };
        routes_.add(std::move(route));
    }
    routes_.set_fields_rule([this](const net::Request& request, const net::Route* route) {
        const std::vector<std::string>& origins = state_->settings.origins;
        if (origins.empty()) return net::Headers();
        if (route != nullptr) return cors_fields(origins, request, sharing_of(*route));
        if (is_preflight(request)) return preflight_fields(origins, request, shared_methods(routes_, request));
        return net::Headers();
    });
}

Service::~Service() = default;

void Service::tell_of(const net::Server& server) {
    state_->is_draining = [&server] { return server.is_draining(); };
    state_->server_counters = &server.counters();
}

void Service::start() {
    state_->library.watch();
    state_->keys.watch();
    state_->cds_clients.watch();
    sweeper_ = std::jthread([this](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any ends;
        std::unique_lock lock(mutex);
        while (!ends.wait_for(lock, stop, sweep_interval, [&stop] { return stop.stop_requested(); })) {
            state_->previews.sweep();
            state_->visits.sweep();
            state_->sessions.sweep();
            state_->cards.sweep();
            state_->launches.sweep();
        }
    });
}
void Service::reload() {
    state_->keys.reload();  // on a thread of its own
    state_->cds_clients.reload();
    state_->library.reload();
}
std::size_t Service::articles() const { return state_->library.current()->catalog().entries().size(); }

std::vector<net::PoolSize> pools_for(std::size_t processors) {
    const std::size_t workers = std::max<std::size_t>(processors, 2);
    return {{workers, 64 * workers}, {workers, 16 * workers}};
}

}  // namespace carepress::service
