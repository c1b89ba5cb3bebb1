#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace carepress {

/// Exit statuses of the program.
enum ExitStatus : int { exit_done = 0, exit_refused = 1, exit_usage = 2, exit_environment = 3 };

/// What `carepress render` was asked for.
struct RenderOptions {
    std::vector<std::string> sources;  ///< files, "-", or codes of articles in the library
    std::string output;                ///< a file, a folder, "-", or empty: a file named after each article
    std::string layout = "letter";
    std::string brand = "default";
    std::string language;
    std::string library;            ///< empty: the articles that come with the program
    std::string messages = "text";  ///< "text" or "json"
    bool quiet = false;             ///< errors only
};

/// Adds the command "render" with its options to the program's.
void add_render(CLI::App& app, RenderOptions& options);

/// Presses each source into one PDF. One bad source never stops the others. Returns the exit status; throws
/// EnvironmentError.
int render(const RenderOptions& options);

/// Prints the names and descriptions of "layouts", "brands", "fonts" or "languages".
int list(const std::string& what);

}  // namespace carepress
