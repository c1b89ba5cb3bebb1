#pragma once

#include "cli/command_line.h"

#include <string>

namespace carepress::cli {

/// The program's own options.
struct ProgramOptions {
    bool help = false, version = false;
    std::string settings;  ///< a file; empty: the one that is found
    std::string generate;  ///< "man" or "bash"; empty: nothing
};

std::vector<CommandOption> program_options(ProgramOptions& options);

/// Reads the command line and the settings file, and runs what they say: a command, or what `own` asks for, which must
/// be the target of the tree's own options. Returns the exit status; throws EnvironmentError.
int run_command_line(const CommandLine& line, const ProgramOptions& own, int count, const char* const* arguments);

}  // namespace carepress::cli
