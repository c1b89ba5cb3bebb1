#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace carepress {

/// Exit statuses of the program.
enum ExitStatus : int {
    exit_done = 0,
    exit_refused = 1,
    exit_usage = 2,
    exit_environment = 3,
    exit_incomplete = 4,  ///< visit --strict: the record could not be read in full
};

/// What `carepress render` was asked for.
struct RenderOptions {
    std::vector<std::string> sources;  ///< files, "-", or codes of articles in the library
    std::string output;                ///< a file, a folder, "-", or empty: a file named after each article
    std::string layout = "letter";
    std::string brand = "default";
    std::string language;
    std::string beside;                ///< a file or "-": the translation of the source, for a layout of two languages
    std::string note;                  ///< a file or "-": a clinician's note for page 1; empty: none
    std::vector<std::string> without;  ///< sections to leave out
    bool language_notice = false;      ///< adds the page that offers help in many languages
    std::string title;                 ///< of a handout of several articles
    std::string page_numbers;          ///< "through", "article", or empty: as the layout says
    std::string library;               ///< empty: the articles that come with the program
    std::string messages = "text";     ///< "text" or "json"
    bool quiet = false;                ///< errors only
};

/// Adds the command "render" with its options to the program's.
void add_render(CLI::App& app, RenderOptions& options);

/// Presses each source into one PDF, or all of them into one where the output is one file. One bad source never stops
/// the others, but a handout of several is whole or not made. Returns the exit status; throws EnvironmentError.
int render(const RenderOptions& options);

/// Prints the names and descriptions of "layouts", "brands", "fonts" or "languages".
int list(const std::string& what);

}  // namespace carepress
