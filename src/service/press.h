#pragma once

#include "job/handout_job.h"
#include "job/visit_job.h"
#include "service/answers.h"
#include "service/preview.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::service {

/// Presses a handout from this library, in the time of now.
job::HandoutResult press_from(const LoadedLibrary& library, const job::HandoutJob& job, engine::Format format);

/// The handout of one article alone, in the service's layout and brand; nothing without an article.
std::optional<job::HandoutJob> usual_job(const State& state, const LoadedLibrary& library,
                                         const library::LibraryEntry* entry);

/// What the pages of a preview are, besides their pictures.
struct PreviewFacts {
    std::string title, code, language;
    int pages = 0;
    style::Theme theme;
    Json diagnostics;
};

/// Keeps a preview, and answers with its handle and what it is: 201, or 503 if it alone has no room. `kept`: gets the
/// handle, if it is wanted.
net::Response keep_preview(State& state, const LoadedLibrary& library, const PreviewFacts& facts,
                           std::shared_ptr<Preview> preview, std::string* kept = nullptr);

/// The response if a job was not done: 422 with its messages, or 500 if the environment failed.
net::Response not_pressed(const State& state, job::JobStatus status, const std::vector<Diagnostic>& diagnostics,
                          const LoadedLibrary& library);

/// What the audit says of a handout or of a visit's summary, except time, digest and encounter. `Result` knows language
/// and pages.
template <class Job, class Result>
GivenHandout given_handout(const Job& job, const Result& result, std::vector<GivenArticle> articles,
                           const std::string& subject) {
    GivenHandout given;
    given.subject = subject;
    given.articles = std::move(articles);
    given.language = result.language;
    given.layout = job.layout;
    given.brand = job.brand;
    given.has_note = job.note.has_value();
    given.pages = result.pages;
    return given;
}

/// The articles of a handout that came from the library.
std::vector<GivenArticle> given_articles(const job::HandoutResult& result);

/// Adds a handout to the audit. Throws EnvironmentError if that fails: the handout must not be given then.
void record(State& state, GivenHandout given, const net::Body& pdf);

/// The response with a PDF, which a browser shows under this name.
net::Response pdf_answer(const net::Body& bytes, const std::string& file_name);

/// "K977-es.pdf", or "handout-es.pdf" for a handout without a code.
std::string file_name_of(const std::string& code, const std::string& language);

}  // namespace carepress::service
