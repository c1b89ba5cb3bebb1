#pragma once

#include "base/diagnostic.h"
#include "job/check_job.h"
#include "job/export_job.h"
#include "job/handout_job.h"
#include "job/visit_job.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::job {

/// A job as JSON, as docs/jobs.md and docs/job.schema.json describe it. What is empty or as by default is left out, but
/// layout and brand are always stated. Text that is not UTF-8 cannot be written: its faulty bytes become U+FFFD.
std::string to_json_text(const HandoutJob& job);
std::string to_json_text(const ExportJob& job);
std::string to_json_text(const CheckJob& job);

/// The same for a visit. A bundle or note that was given as bytes is a patient's and is left out: the text has paths
/// only, so read_visit_job() may refuse it.
std::string to_json_text(const VisitJob& job);

/// Reads a job. Nothing, and an error for each mistake, if the text is not JSON, a key is unknown, missing or given
/// twice, or a value has the wrong type. Messages quote no value. What the values say is checked by check_job().
/// `diagnostics` must be about `source`.
std::optional<HandoutJob> read_handout_job(const Source& source, Diagnostics& diagnostics);
std::optional<VisitJob> read_visit_job(const Source& source, Diagnostics& diagnostics);
std::optional<ExportJob> read_export_job(const Source& source, Diagnostics& diagnostics);
std::optional<CheckJob> read_check_job(const Source& source, Diagnostics& diagnostics);

/// Reads a visit job that is never stored: its bundle and its note may be texts too, so `source` should be private.
std::optional<VisitJob> read_visit_job_in_memory(const Source& source, Diagnostics& diagnostics);

/// The same for a front end that has the bundle already: a job that names one is refused.
std::optional<VisitJob> read_visit_job_of_bundle(const Source& source, std::string bundle, Diagnostics& diagnostics);

/// The keys of each kind of object in a job.
enum class JobObject { handout, visit, library_export, check, article, note, private_file, limits };
std::vector<std::string_view> keys_of(JobObject object);

}  // namespace carepress::job
