// Handouts of articles: pressed at once, or looked at first.
#include "base/digest.h"
#include "base/language.h"
#include "net/conditions.h"
#include "service/access.h"
#include "service/press.h"
#include "service/read_jobs.h"
#include "service/routes.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace carepress::service {
namespace {

/// The job of a request, or the response that refuses it.
std::variant<job::HandoutJob, net::Response> job_of(State& state, const net::Request& request,
                                                    const LoadedLibrary& library) {
    auto read = read_handout_job(request, library);
    if (auto* job = std::get_if<job::HandoutJob>(&read))
        job->fallback_date = job->fallback_date.empty() ? state.settings.fallback_date : job->fallback_date;
    else
        ++state.counters.refused_jobs;
    return read;
}

/// Whether a response with this PDF gives it to somebody. Who asks whether it is still the same, or goes on with a
/// range, has it already.
bool is_given(const net::Request& request, std::string_view tag, std::size_t size) {
    if (request.method != "GET" || net::evaluate_preconditions(request.headers, tag) != 200) return false;
    const net::RangeAnswer range = net::read_range(request.headers.joined("Range"), size);
    if (const auto* part = std::get_if<net::ByteRange>(&range)) return part->begin == 0;
    return std::holds_alternative<net::WholeRange>(range);
}

}  // namespace

std::optional<job::HandoutJob> usual_job(const State& state, const LoadedLibrary& library,
                                         const library::LibraryEntry* entry) {
    if (entry == nullptr) return std::nullopt;
    std::optional<job::HandoutJob> job(std::in_place);
    job->articles = {job::CodeInput{entry->code}};
    job->language = entry->language;
    job->layout = state.settings.theme.layout;
    job->brand = state.settings.theme.brand;
    job->library = library.catalog().folder();
    job->fallback_date = state.settings.fallback_date;
    return job;
}

net::Response press_handout(State& state, const Call& call) {
    const LibraryPointer library = state.library.current();
    auto read = job_of(state, call.request, *library);
    if (auto* refused = std::get_if<net::Response>(&read)) return std::move(*refused);
    const auto& job = std::get<job::HandoutJob>(read);
    job::HandoutResult pressed = press_from(*library, job, engine::Format::pdf);
    if (!pressed.ok()) return not_pressed(state, pressed.status, pressed.diagnostics, *library);
    const net::Body pdf(std::move(pressed.bytes));
    record(state, given_handout(job, pressed, given_articles(pressed), call.subject), pdf);
    return pdf_answer(pdf, file_name_of(pressed.code, pressed.language));
}

net::Response show_handout(State& state, const Call& call) {
    const LibraryPointer library = state.current_library();
    const std::string language(call.request.target.parameter("language").value_or("en"));
    if (!language.empty() && !is_language_tag(language))
        return net::problem(400, "language is not a language tag (BCP 47)");
    const library::LibraryEntry* entry =
        choose_translation(library->translations(call.request.segment("code")), language);
    const std::optional<job::HandoutJob> job = usual_job(state, *library, entry);
    if (!job) return net::problem(404, "the library has no article with this code");
    job::HandoutResult pressed = press_from(*library, *job, engine::Format::pdf);
    if (!pressed.ok()) return not_pressed(state, pressed.status, pressed.diagnostics, *library);
    const net::Body pdf(std::move(pressed.bytes));
    library->keep_pdf_facts(*entry, {pdf.size(), sha1(pdf.bytes())});
    net::Response response = pdf_answer(pdf, file_name_of(pressed.code, pressed.language));
    if (is_given(call.request, *response.headers.get("ETag"), pdf.size()))
        record(state, given_handout(*job, pressed, given_articles(pressed), call.subject), pdf);
    response.headers.set("Cache-Control", "private, no-cache");
    response.headers.set("Content-Language", pressed.language);
    return response;
}

net::Response make_preview(State& state, const Call& call) {
    const LibraryPointer library = state.library.current();
    auto read = job_of(state, call.request, *library);
    if (auto* refused = std::get_if<net::Response>(&read)) return std::move(*refused);
    if (call.work.is_cancelled()) return net::problem(503, "the preview is not wanted any more");
    job::HandoutJob job = std::move(std::get<job::HandoutJob>(read));
    job::HandoutResult pressed = press_from(*library, job, engine::Format::svg);
    if (!pressed.ok()) return not_pressed(state, pressed.status, pressed.diagnostics, *library);

    PreviewFacts facts{pressed.title,           pressed.code,
                       pressed.language,        pressed.pages,
                       {job.layout, job.brand}, as_json(pressed.diagnostics, library->catalog().folder())};
    const std::string file_name = file_name_of(pressed.code, pressed.language);
    GivenHandout given = given_handout(job, pressed, given_articles(pressed), call.subject);
    const std::shared_ptr<Session> session = session_of(state, call.request);
    // The PDF is of the library that the pages are of, whatever changes until it is asked for.
    auto press_pdf = [library, job = std::move(job)](const net::Work&) -> PressedPdf {
        job::HandoutResult result = press_from(*library, job, engine::Format::pdf);
        return {result.ok(), std::move(result.bytes)};
    };
    return keep_preview(
        state, *library, facts,
        std::make_shared<Preview>(std::move(pressed.svg_pages), file_name, std::move(given), std::move(press_pdf),
                                  PreviewOrigin{session ? session->record : nullptr, pressed.title, false}));
}

}  // namespace carepress::service
