// For those who run the service: is it alive, does it take requests, what has it done?
#include "service/metrics.h"
#include "service/routes.h"

#include <string>
#include <utility>

namespace carepress::service {
namespace {

net::Response plain(int status, std::string text) {
    net::Response response = net::make_response(status, "text/plain; charset=utf-8", std::move(text));
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

net::Response show_health(State&, const Call&) { return plain(200, "alive\n"); }

net::Response show_readiness(State& state, const Call&) {
    if (state.is_draining && state.is_draining()) return plain(503, "stopping\n");
    if (const std::string missing = state.keys.what_is_missing(); !missing.empty()) return plain(503, missing + "\n");
    return plain(200, "ready\n");
}

net::Response show_metrics(State& state, const Call&) {
    net::Response response = net::make_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics_text(state));
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace carepress::service
