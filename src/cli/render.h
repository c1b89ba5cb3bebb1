#pragma once

#include "cli/render_options.h"

#include <string>

namespace carepress {

/// Exit statuses of the program.
enum ExitStatus : int {
    exit_done = 0,
    exit_refused = 1,
    exit_usage = 2,
    exit_environment = 3,
    exit_incomplete = 4,  ///< visit --strict: the record could not be read in full
};

/// Adds the command "render" with its options to the program's.
void add_render(CLI::App& app, RenderOptions& options);

/// Presses each source into one PDF, or all of them into one where the output is one file. One bad source never stops
/// the others, but a handout of several is whole or not made. Returns the exit status; throws EnvironmentError.
int render(const RenderOptions& options);

/// Prints the names and descriptions of "layouts", "brands", "fonts" or "languages".
int list(const std::string& what);

}  // namespace carepress
