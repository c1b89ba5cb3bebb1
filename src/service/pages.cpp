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

/// A page whose scripts and styles are files of the service. `sources` are those that it needs besides.
net::Response scripted_page(const State& state, std::string_view name, const std::string& sources,
                            const std::string& form_action = "'none'") {
    net::Response response = file_answer(state, name);
    response.headers.set("Content-Security-Policy",
                         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " + sources +
                             "base-uri 'none'; form-action " + form_action + "; frame-ancestors " +
                             state.settings.frame_ancestors);
    return response;
}

}  // namespace

net::Response show_start_page(State& state, const Call&) {
    return scripted_page(state, "index.html",
                         "img-src 'self' blob: data:; manifest-src 'self'; frame-src 'self' blob:; ");
}

net::Response show_docs(State& state, const Call&) { return scripted_page(state, "docs.html", "img-src 'self'; "); }

net::Response show_embedding(State& state, const Call&) {
    return scripted_page(state, "docs-embed.html", "img-src 'self'; ");
}

// Without scripts its form still asks.
net::Response show_infobutton_try(State& state, const Call&) {
    return scripted_page(state, "infobutton-try.html", "img-src 'self'; ", "'self'");
}

net::Response show_element(State& state, const Call&) { return file_answer(state, "carepress-find.js"); }

net::Response show_asset(State& state, const Call& call) { return file_answer(state, call.request.segment("name")); }

net::Response show_openapi(State& state, const Call&) { return file_answer(state, "openapi.json"); }

}  // namespace carepress::service
