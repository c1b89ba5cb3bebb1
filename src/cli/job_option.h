#pragma once

#include "job/job_json.h"

#include <optional>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace carepress {

/// --job and --print-job of a command.
struct JobOption {
    std::string file;    ///< "-": standard input; empty: the job is made from the other options
    bool print = false;  ///< print the job and press nothing
};

void add_job_options(CLI::App& command, JobOption& option);

// Options that both kinds of job have.

void add_style_options(CLI::App& command, std::string& layout, std::string& brand);
void add_language_option(CLI::App& command, std::string& language, const std::string& help);
void add_note_option(CLI::App& command, std::string& path);

/// Whether a job was given to the command with --job, and it says what `option` would say: neither the command line nor
/// the settings file can set that option. Options about outputs and messages are not part of a job.
bool is_stated_by_job(const CLI::App& command, const CLI::Option& option);

/// Throws CLI::ParseError if the command line has an option that is stated by the job, or has neither a job nor the
/// command's positional argument, which is required otherwise.
void check_job_options(const CLI::App& command);

/// Reads the file of --job. Nothing, after its errors are printed, if it can't be read. Messages about a visit's job
/// name neither the file nor its words.
std::optional<HandoutJob> read_handout_job_file(const std::string& path);
std::optional<VisitJob> read_visit_job_file(const std::string& path);

}  // namespace carepress
