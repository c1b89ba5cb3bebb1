#pragma once

#include "base/diagnostic.h"

#include <CLI/CLI.hpp>

#include <stdexcept>
#include <vector>

namespace carepress {

/// carepress.yaml has mistakes: nothing was done. The messages name line and column.
class SettingsError : public std::runtime_error {
public:
    explicit SettingsError(std::vector<Diagnostic> diagnostics)
        : std::runtime_error("the settings file has mistakes"), diagnostics_(std::move(diagnostics)) {}
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

private:
    std::vector<Diagnostic> diagnostics_;
};

/// Gives the program its settings file: `--settings FILE`, else carepress.yaml in the current folder, else that in
/// $XDG_CONFIG_HOME/carepress (~/.config/carepress). It holds defaults for the options of all commands, by their long
/// names: `brand: harbor` for each command that has the option, `check: {smog: [8, 10]}` for one. What the command line
/// says wins. To be called before the commands are added; app.parse() throws SettingsError.
void add_settings(CLI::App& app);

}  // namespace carepress
