#pragma once

#include "job/handout_job.h"
#include "job/visit_job.h"
#include "service/answers.h"
#include "service/preview.h"

#include <memory>
#include <string>
#include <vector>

namespace carepress::service {

/// Presses a handout from this library, in the time of now.
job::HandoutResult press_from(const LoadedLibrary& library, const job::HandoutJob& job, engine::Format format);

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
net::Response not_pressed(job::JobStatus status, const std::vector<Diagnostic>& diagnostics,
                          const LoadedLibrary& library);

/// What the audit says of a handout, but for time and digest.
GivenHandout given_handout(const job::HandoutJob& job, const job::HandoutResult& result, std::string subject);

/// Adds a handout to the audit. Throws EnvironmentError if that fails: the handout must not be given then.
void record(State& state, GivenHandout given, const net::Body& pdf);

/// The response with a PDF, which a browser shows under this name.
net::Response pdf_answer(const net::Body& bytes, const std::string& file_name);

/// "K977-es.pdf", or "handout-es.pdf" where there is no code.
std::string file_name_of(const std::string& code, const std::string& language);

}  // namespace carepress::service
