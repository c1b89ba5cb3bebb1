#pragma once

#include "job/handout_job.h"
#include "job/visit_job.h"
#include "net/message.h"
#include "service/loaded_library.h"

#include <cstddef>
#include <string>
#include <variant>

namespace carepress::service {

inline constexpr std::size_t longest_note = 16'000;  ///< bytes
inline constexpr std::size_t most_articles = 20;     ///< of one handout
inline constexpr std::size_t largest_job = 200'000;  ///< bytes of its JSON, which may escape each character of a note

/// A job of a request's body, or the response that refuses it. Who sends a job chooses among what the service has:
/// articles by code, layouts and brands by name, notes as text. A path, another library or a text that is not the
/// service's is refused, so that no job reads a file of this machine that is not for everybody.
std::variant<job::HandoutJob, net::Response> read_handout_job(const net::Request& request,
                                                              const LoadedLibrary& library);

/// The same for a visit, whose bundle the service has already; `bundle` is put into the job.
std::variant<job::VisitJob, net::Response> read_visit_job(const net::Request& request, const LoadedLibrary& library,
                                                          const std::string& bundle);

}  // namespace carepress::service
