#include "service/read_jobs.h"

#include "job/job_json.h"
#include "job/job_message.h"
#include "service/answers.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace carepress::service {
namespace {

using job::job_error;

/// Gathers what is wrong with a job.
class Door {
public:
    explicit Door(const LoadedLibrary& library) : library_(library) {}

    void refuse(std::string_view place, std::string message, std::string hint) {
        errors_.push_back(
            job_error("service/not-allowed"_code, std::string(place), std::move(message), std::move(hint)));
    }

    void check_theme(const std::string& layout, const std::string& brand) {
        if (library_.find_layout(layout) == nullptr)
            refuse("layout", "the service has no layout of this name", "GET /v1/layouts lists those that it has");
        if (library_.find_brand(brand) == nullptr)
            refuse("brand", "the service has no brand of this name", "GET /v1/brands lists those that it has");
    }

    void check_library(const std::string& library) {
        if (!library.empty()) refuse("library", "the service has a library of its own", "leave it out");
    }

    void check_count(std::size_t articles) {
        if (articles > most_articles)
            refuse("articles", "a handout may have " + std::to_string(most_articles) + " articles",
                   "make several handouts");
    }

    void check_article(std::string_view place, const job::ArticleInput& input) {
        if (!std::holds_alternative<job::CodeInput>(input))
            refuse(place, "articles are given by their codes", R"(write {"code": "K977"})");
    }

    void check_note(const std::optional<job::PrivateInput>& note) {
        if (!note) return;
        const auto* text = std::get_if<job::BytesInput>(&*note);
        if (text == nullptr)
            refuse("note", "a note is given as its text", R"(write {"text": "…"})");
        else if (text->bytes.size() > longest_note)
            refuse("note", "the note is longer than " + std::to_string(longest_note) + " bytes", "shorten it");
    }

    const LoadedLibrary& library() const { return library_; }
    std::vector<Diagnostic> take_errors() { return std::move(errors_); }

private:
    const LoadedLibrary& library_;
    std::vector<Diagnostic> errors_;
};

void check(const job::HandoutJob& job, Door& door) {
    door.check_count(job.articles.size());
    for (const job::ArticleInput& article : job.articles) door.check_article("articles", article);
    if (job.translation) door.check_article("translation", *job.translation);
    door.check_note(job.note);
    door.check_library(job.library);
    door.check_theme(job.layout, job.brand);
}

void check(const job::VisitJob& job, Door& door) {
    door.check_count(job.articles.size());
    door.check_note(job.note);
    door.check_library(job.library);
    door.check_theme(job.layout, job.brand);
    if (job.want_receipt) door.refuse("want_receipt", "the service makes no receipts yet", "leave it out");
}

bool is_json(const net::Request& request) {
    const std::string type = request.headers.joined("Content-Type");
    return net::equal_ignoring_case(type.substr(0, type.find(';')), "application/json");
}

/// Reads, checks and completes a job.
template <class Job, class Read>
std::variant<Job, net::Response> read_job(const net::Request& request, const LoadedLibrary& library, const Read& read) {
    const std::string& folder = library.catalog().folder();
    if (!is_json(request)) return net::problem(415, "the body must be application/json");
    const Source source{"job", request.body, true};
    Diagnostics diagnostics(source);
    std::optional<Job> job = read(source, diagnostics);
    if (!job) return refusal(422, "the job can't be read", as_json(diagnostics.take(), folder));
    Door door(library);
    check(*job, door);
    if (std::vector<Diagnostic> errors = door.take_errors(); !errors.empty())
        return refusal(422, "the job asks for something that the service does not do", as_json(errors, folder));
    job->library = folder;
    return std::move(*job);
}

}  // namespace

std::variant<job::HandoutJob, net::Response> read_handout_job(const net::Request& request,
                                                              const LoadedLibrary& library) {
    return read_job<job::HandoutJob>(request, library, job::read_handout_job);
}

std::variant<job::VisitJob, net::Response> read_visit_job(const net::Request& request, const LoadedLibrary& library,
                                                          const std::string& bundle) {
    const auto read = [&](const Source& source, Diagnostics& diagnostics) {
        return job::read_visit_job_of_bundle(source, bundle, diagnostics);
    };
    return read_job<job::VisitJob>(request, library, read);
}

}  // namespace carepress::service
