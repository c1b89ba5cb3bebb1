#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace carepress {

/// A command of the program: its part of the command line, and what it does once that is parsed. `run` returns the exit
/// status (cli/render.h) and may throw EnvironmentError.
struct Command {
    CLI::App* app = nullptr;
    std::function<int()> run;
};

/// Each command adds itself to the command line, in a file of its own.
Command add_import(CLI::App& app);
Command add_check(CLI::App& app);
Command add_export(CLI::App& app);
Command add_search(CLI::App& app);
Command add_visit(CLI::App& app);

}  // namespace carepress
