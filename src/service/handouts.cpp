// Handouts of articles: pressed at once, or looked at first.
#include "service/press.h"
#include "service/read_jobs.h"
#include "service/routes.h"

#include <memory>
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

}  // namespace

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
    // The PDF is of the library that the pages are of, whatever changes until it is asked for.
    auto press_pdf = [library, job = std::move(job)](const net::Work&) -> PressedPdf {
        job::HandoutResult result = press_from(*library, job, engine::Format::pdf);
        return {result.ok(), std::move(result.bytes)};
    };
    return keep_preview(
        state, *library, facts,
        std::make_shared<Preview>(std::move(pressed.svg_pages), file_name, std::move(given), std::move(press_pdf)));
}

}  // namespace carepress::service
