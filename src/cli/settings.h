#pragma once

#include "cli/command_line.h"

#include <set>
#include <string>

namespace carepress::cli {

/// Whose settings are wanted.
struct SettingsScope {
    const CommandLine& line;
    const Command& command;  ///< the one that was called
    bool has_job = false;    ///< it takes its job from a file: what that states, settings can't
};

/// Reads the settings file: `named`, or if that is empty carepress.yaml in the current folder, else that in the user's
/// settings folder. It holds defaults for the options of all commands, by their long names: `brand: harbor` for each
/// command that has the option, `check: {smog: [8, 10]}` for one, which goes first. Keeps the values of options that
/// are not `filled` yet, and adds these to it. False, after its mistakes are printed with line and column, if the file
/// can't be used.
bool read_settings(const std::string& named, const SettingsScope& scope, std::set<const CommandOption*>& filled);

}  // namespace carepress::cli
