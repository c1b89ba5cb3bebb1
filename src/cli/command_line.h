#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::cli {

// The command line as a tree of plain values. Parser, settings file, --help, manual and shell completion are all made
// from it.

/// Where the values of an option go.
struct OptionTarget {
    int values = 1;        ///< how many values one use of the option takes; 0: it is a flag
    bool is_list = false;  ///< the option is repeatable; a positional argument takes any number of words
    std::string usual;     ///< what help calls the default; empty: none worth naming
    /// Keeps the values. Returns what is wrong with them, or an empty text.
    std::function<std::string(const std::vector<std::string>& values)> keep;
};

// Targets in variables, which must outlive the command line and hold the default when the target is made.

OptionTarget into(bool& flag);
OptionTarget into(std::string& text);
OptionTarget into(std::vector<std::string>& list);
/// Two numbers in one use.
OptionTarget into(double& first, double& second);
/// A whole number from `least` to `most`. A default out of that range is not named.
OptionTarget into(int& number, int least, int most);
OptionTarget into(unsigned& number, int least, int most);

/// What a shell completes a value with, besides fixed words.
enum class Completion : std::uint8_t { nothing, files, folders, layouts, brands, languages };

/// Options are listed by what they are about. A job states all of a command's options but those of the last two.
enum class OptionGroup : std::uint8_t { content, appearance, limits, output, general };
std::string_view title_of(OptionGroup group);

/// An option, a flag or a positional argument. Texts contain `literals` in backticks.
struct CommandOption {
    std::string names = {};  ///< "-o,--output", "--layout", or "SOURCE" for a positional argument
    std::string value = {};  ///< what help calls its value: "FILE"; empty for flags and positional arguments
    std::string help = {};   ///< one phrase in lower case, without a full stop
    std::string more = {};   ///< further sentences, for the manual alone
    OptionTarget to = {};
    OptionGroup group = OptionGroup::content;
    std::vector<std::string> choices = {};  ///< the only values that are accepted; empty: any
    std::vector<std::string> words = {};    ///< values that a shell offers, if `choices` is empty
    Completion completion = Completion::nothing;
    std::function<std::string(const std::string& value)> wrong = {};  ///< what is wrong with a value, or empty
    bool required = false;                                            ///< unless a job states it, or is only printed

    bool is_flag() const { return to.values == 0; }
    bool is_positional() const { return !names.starts_with('-'); }
    std::string short_name() const;  ///< "o", or empty
    std::string long_name() const;   ///< "output"; "SOURCE" for a positional argument
    std::string shown_name() const;  ///< "--output", "SOURCE"
};

/// Checks and keeps the values of an option. Returns what is wrong with them, or an empty text.
std::string keep_values(const CommandOption& option, const std::vector<std::string>& values);

struct CommandExample {
    std::string line;     ///< without the program's name
    std::string meaning;  ///< one phrase
};

/// What an exit status of the program means.
struct StatusMeaning {
    std::string status;  ///< "0", "130 or 143"
    std::string meaning;
};

struct Command {
    std::string name = {};
    std::string summary = {};      ///< one phrase in lower case: "press articles into PDF handouts"
    std::string description = {};  ///< paragraphs, separated by blank lines
    std::vector<CommandOption> options = {};
    std::vector<CommandExample> examples = {};
    std::vector<StatusMeaning> statuses = {};  ///< besides those of CommandLine
    std::function<int()> run = {};             ///< returns the exit status; may throw EnvironmentError
    bool is_private = false;  ///< its words may be a patient's: messages quote none that is not an option

    const CommandOption* find_option(std::string_view long_name) const;
    /// Whether the command takes its job from a file (`--job`), and that then says what `option` would say.
    bool is_stated_by_job(const CommandOption& option) const;
};

struct CommandLine {
    std::string name, version;
    std::string summary;
    std::vector<CommandOption> options;  ///< of the program: before a command or after it
    std::vector<Command> commands;
    std::vector<StatusMeaning> statuses;  ///< of all commands
    /// Commands that the program starts itself: nothing lists them, and the settings file is not about them.
    std::vector<Command> internal_commands = {};

    const Command* find_command(std::string_view command) const;
    bool is_internal(const Command& command) const;
};

/// Exit statuses of the program.
enum ExitStatus : int {
    exit_done = 0,
    exit_refused = 1,
    exit_usage = 2,
    exit_environment = 3,
    exit_incomplete = 4,  ///< visit --strict: the record could not be read in full
};

}  // namespace carepress::cli
