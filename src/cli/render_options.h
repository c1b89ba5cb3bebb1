#pragma once

#include "cli/shared_options.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::cli {

/// What `carepress render` was asked for.
struct RenderOptions {
    std::vector<std::string> sources;  ///< files, "-", or codes of articles in the library
    job::HandoutJob job;               ///< what the options say of it; the rest is in the fields below
    std::string translation;           ///< a file or "-"
    std::string note;                  ///< a file or "-"
    std::string page_numbers;          ///< "through", "article", or empty: as the layout says
    std::string standard;              ///< a name, or empty: as the layout says
    JobOption job_option;
    std::string output;             ///< a file, a folder, "-", or empty: a file named after each article
    std::string receipt;            ///< a file, or empty: none
    std::string to;                 ///< "pdf", "svg", or empty: by the extension of the output
    std::string messages = "text";  ///< "text" or "json"
    bool quiet = false;             ///< errors only
};

/// The options, whose values go into `options`.
std::vector<CommandOption> render_options(RenderOptions& options);

/// The job that the options make, or that --job names. It has all articles, even if each goes into a handout of its
/// own. Nothing, after its errors are printed, if the file of --job can't be used.
std::optional<job::HandoutJob> job_of(const RenderOptions& options);

/// Whether all articles go into one handout, rather than each into its own.
bool is_one_handout(const RenderOptions& options, const job::HandoutJob& job);

/// Returns false, and prints what is wrong, if the options and the job can't be used. Reads no input.
bool check_render_options(const RenderOptions& options, const job::HandoutJob& job);

}  // namespace carepress::cli
