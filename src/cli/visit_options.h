#pragma once

#include "cli/record_connection.h"
#include "cli/shared_options.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::cli {

/// What `carepress visit` was asked for.
struct VisitOptions {
    std::string bundle;  ///< a file, or "-"; empty: the visit comes from `connection`
    RecordConnection connection;
    std::string note;  ///< a Markdown file, or "-"
    bool no_language_notice = false;
    job::VisitJob job;     ///< what the options say of it; the rest is in the fields above
    std::string standard;  ///< a name, or empty: as the layout says
    JobOption job_option;
    std::string output;   ///< a file, "-", or a folder for SVG pages
    std::string to;       ///< "pdf", "svg", or empty: by the extension of the output
    std::string receipt;  ///< a file
    std::string report;   ///< a file, or "-"
    bool quiet = false;
};

/// The options, whose values go into `options`.
std::vector<CommandOption> visit_options(VisitOptions& options);

/// The job that the options make, or that --job names. Nothing, after its errors are printed, if the file of --job
/// can't be used.
std::optional<job::VisitJob> job_of(const VisitOptions& options);

/// Returns false, and prints what is wrong, if the options and the job can't be used together. Reads no input, and no
/// message names a file.
bool check_visit_options(const VisitOptions& options, const job::VisitJob& job);

/// The path of the receipt's second file, next to the first.
std::string fhir_receipt_path(const std::string& receipt);

}  // namespace carepress::cli
