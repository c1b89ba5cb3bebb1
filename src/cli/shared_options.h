#pragma once

#include "base/diagnostic.h"
#include "base/source.h"
#include "cli/command_line.h"
#include "job/job_json.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::cli {

/// --job and --print-job of a command.
struct JobOption {
    std::string file;    ///< "-": standard input; empty: the job is made from the other options
    bool print = false;  ///< print the job and do nothing else
};

// Options that several commands have.

CommandOption job_option(JobOption& job);
CommandOption print_job_option(JobOption& job);
CommandOption layout_option(std::string& layout);
CommandOption brand_option(std::string& brand);
CommandOption library_option(std::string& library);
CommandOption note_option(std::string& path);
/// `help`: what the language is that of.
CommandOption language_option(OptionTarget to, const std::string& help);
CommandOption language_notice_option(bool& notice);
/// --standard, one of style::pdf_standard_names, or empty.
CommandOption standard_option(std::string& standard);
/// --format: text or json. `help`: of what.
CommandOption format_option(std::string& format, const std::string& help);
CommandOption quiet_option(bool& quiet, const std::string& help = "print errors only, no warnings and notes");

/// The file of --job as a source. Nothing, after the error is printed, if it can't be read. Of a private job, the
/// message does not name the file.
std::optional<Source> read_job_source(const std::string& path, bool is_private);

/// Reads the file of --job. Nothing, after its errors are printed, if it can't be used. Messages about a private job
/// name neither the file nor its words.
template <class Job>
std::optional<Job> read_job_file(const std::string& path, std::optional<Job> (*read)(const Source&, Diagnostics&),
                                 bool is_private = false);

/// Prints what is wrong with a job, if something is: the first of its errors. Returns whether it can be used.
bool accept_job(const std::vector<Diagnostic>& errors);

/// Prints the messages of a reader.
void print_all(const std::vector<Diagnostic>& diagnostics);

template <class Job>
std::optional<Job> read_job_file(const std::string& path, std::optional<Job> (*read)(const Source&, Diagnostics&),
                                 bool is_private) {
    const std::optional<Source> source = read_job_source(path, is_private);
    if (!source) return std::nullopt;
    Diagnostics diagnostics(*source);
    std::optional<Job> job = read(*source, diagnostics);
    print_all(diagnostics.all());
    return job;
}

/// What is wrong with a date, or empty.
std::string wrong_date(const std::string& text);

}  // namespace carepress::cli
