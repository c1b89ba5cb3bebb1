#include "service/press.h"

#include "net/clock.h"
#include "net/conditions.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace carepress::service {
namespace {

std::size_t size_of(const Preview& preview) {
    std::size_t size = 0;
    for (const net::Body& page : preview.pages()) size += page.size();
    return size;
}

}  // namespace

job::HandoutResult press_from(const LoadedLibrary& library, const job::HandoutJob& job, engine::Format format) {
    const std::int64_t now = std::chrono::nanoseconds(net::wall_time().time_since_epoch()).count();
    job::JobContext context{.engine = library.engine(), .now = now, .catalog = &library.catalog()};
    return job::press_handout(job, context, format);
}

net::Response keep_preview(State& state, const LoadedLibrary& library, const PreviewFacts& facts,
                           std::shared_ptr<Preview> preview, std::string* kept) {
    ++state.counters.previews;
    const std::size_t size = size_of(*preview);
    const std::string handle = state.previews.put(std::move(preview), size);
    if (handle.empty()) return net::problem(503, "the handout is too large for a preview; press it as a PDF");
    if (kept != nullptr) *kept = handle;
    Json json{{"key", handle},
              {"title", facts.title},
              {"code", facts.code},
              {"language", facts.language},
              {"dir", names_of_language(facts.language).is_right_to_left ? "rtl" : "ltr"},
              {"pages", facts.pages},
              {"sheets", (facts.pages + 1) / 2}};
    if (const job::LayoutDescription* layout = library.find_layout(facts.theme.layout)) {
        json["page_width_pt"] = in_points(layout->page.width);
        json["page_height_pt"] = in_points(layout->page.height);
    }
    json["expires_in_s"] = state.settings.preview_time.count();
    json["diagnostics"] = facts.diagnostics;
    net::Response response = private_answer(201, json);
    response.headers.set("Location", "/v1/previews/" + handle);
    return response;
}

net::Response not_pressed(const State& state, job::JobStatus status, const std::vector<Diagnostic>& diagnostics,
                          const LoadedLibrary& library) {
    const std::string& folder = library.catalog().folder();
    if (status == job::JobStatus::failed) {
        state.tell("a handout was not pressed: " + diagnostics.back().message);
        return net::problem(500, "the service could not press the handout; its operator finds the reason in its log");
    }
    return refusal(422, "the handout was not pressed", as_json(diagnostics, folder));
}

std::vector<GivenArticle> given_articles(const job::HandoutResult& result) {
    std::vector<GivenArticle> given;
    for (const library::LibraryEntry& entry : result.by_code)
        given.push_back({entry.code, entry.language, entry.version});
    return given;
}

void record(State& state, GivenHandout given, const net::Body& pdf) {
    given.time = net::wall_time();
    given.pdf = pdf.bytes();
    state.audit.add(given);
    ++state.counters.handouts;
}

net::Response pdf_answer(const net::Body& bytes, const std::string& file_name) {
    net::Response response = private_bytes("application/pdf", bytes);
    response.headers.set("ETag", net::entity_tag(bytes.bytes()));
    response.headers.set("Content-Disposition", "inline; filename=\"" + file_name + "\"");
    return response;
}

std::string file_name_of(const std::string& code, const std::string& language) {
    return (code.empty() ? "handout" : code) + (language.empty() ? "" : "-" + language) + ".pdf";
}

}  // namespace carepress::service
