#pragma once

#include "base/diagnostic.h"

#include <string>
#include <utility>

namespace carepress::job {

/// A message about a job as a whole, or about one of its inputs that never became a text: it has no place, which is
/// line 0. `input` is what the job calls the input (a path, a code); empty: the job itself.
inline Diagnostic job_message(Severity severity, DiagnosticCode code, std::string input, std::string message,
                              std::string hint = {}) {
    return {severity, code, std::move(input), {0, 0}, {}, std::move(message), std::move(hint)};
}

inline Diagnostic job_error(DiagnosticCode code, std::string input, std::string message, std::string hint = {}) {
    return job_message(Severity::error, code, std::move(input), std::move(message), std::move(hint));
}

/// Whether a message is about a place in a source, rather than made by job_message().
inline bool has_place(const Diagnostic& diagnostic) { return diagnostic.position.line > 0; }

}  // namespace carepress::job
