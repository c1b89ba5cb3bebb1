// The files of the pages.
#include "service/routes.h"

namespace carepress::service {
namespace {

net::Response file_answer(const State& state, std::string_view name) {
    const WebFiles::File* file = state.web.find(name);
    if (file == nullptr) return net::problem(404, "the file was not found");
    net::Response response = net::make_response(200, file->media_type, file->bytes);
    response.headers.set("ETag", file->tag);
    response.headers.set("Cache-Control", "no-cache");
    return response;
}

}  // namespace

net::Response show_start_page(State& state, const Call&) {
    net::Response response = file_answer(state, "index.html");
    response.headers.set("Content-Security-Policy",
                         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
                         "connect-src 'self'; manifest-src 'self'; frame-src 'self' blob:; base-uri 'none'; "
                         "form-action 'none'; frame-ancestors " +
                             state.settings.frame_ancestors);
    return response;
}

net::Response show_asset(State& state, const Call& call) { return file_answer(state, call.request.segment("name")); }

net::Response show_openapi(State& state, const Call&) { return file_answer(state, "openapi.json"); }

}  // namespace carepress::service
