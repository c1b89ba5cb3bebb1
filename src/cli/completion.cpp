#include "cli/completion.h"

#include <map>
#include <vector>

namespace carepress::cli {
namespace {

std::string join_words(const std::vector<std::string>& words, const char* between) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

/// The call that completes a value.
std::string completer_of(const CommandOption& option) {
    const std::vector<std::string>& words = option.choices.empty() ? option.words : option.choices;
    if (!words.empty()) return "_carepress_words '" + join_words(words, " ") + "'";
    switch (option.completion) {
        case Completion::files:
            return "compopt -o default";
        case Completion::folders:
            return "_carepress_folders";
        case Completion::layouts:
            return "_carepress_listed layouts";
        case Completion::brands:
            return "_carepress_listed brands";
        case Completion::languages:
            return "_carepress_words \"$(\"$program\" list languages 2>/dev/null | cut -d' ' -f1)\"";
        case Completion::nothing:
            break;
    }
    return ":";
}

/// "render:-o | render:--output"
std::string pattern_of(const std::string& command, const CommandOption& option) {
    const std::string letter = option.short_name();
    return (letter.empty() ? "" : command + ":-" + letter + " | ") + command + ":--" + option.long_name();
}

std::string option_words(const std::vector<CommandOption>& options) {
    std::vector<std::string> names;
    for (const CommandOption& option : options)
        if (!option.is_positional()) names.push_back(option.shown_name());
    return join_words(names, " ");
}

/// What follows an option that takes a value, with the options of all commands that are completed alike in one line.
std::string value_cases(const CommandLine& line) {
    std::map<std::string, std::vector<std::string>> patterns;
    const auto add = [&](const std::string& command, const CommandOption& option) {
        if (!option.is_flag() && !option.is_positional())
            patterns[completer_of(option)].push_back(pattern_of(command, option));
    };
    for (const CommandOption& option : line.options) add("*", option);
    for (const Command& command : line.commands)
        for (const CommandOption& option : command.options) add(command.name, option);
    std::string text;
    for (const auto& [completer, options] : patterns)
        text +=
            "        " + join_words(options, " | \\\n            ") + ")\n            " + completer + "; return ;;\n";
    return text;
}

/// The options of each command, and what its arguments are.
std::string command_cases(const CommandLine& line) {
    std::string text;
    for (const Command& command : line.commands) {
        std::string argument = ":";
        for (const CommandOption& option : command.options)
            if (option.is_positional()) argument = completer_of(option);
        text += "        " + command.name + ")\n            options='" + option_words(command.options) +
                "'\n            [[ $current == -* ]] || { " + argument + "; return; } ;;\n";
    }
    return text;
}

constexpr const char* bash_helpers =
    R"bash(# bash completion for carepress, made from the command line's own tree: CAREPRESS_BLESS=1 build/test/unit_cli
# shellcheck shell=bash
_carepress_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }
_carepress_folders() { mapfile -t COMPREPLY < <(compgen -d -- "$current"); }
# Names of layouts or brands, or else a file
_carepress_listed() {
    _carepress_words "$("$program" list "$1" 2>/dev/null | cut -d' ' -f1)"
    compopt -o filenames -o default
}
)bash";

constexpr const char* bash_before_commands = R"bash(_carepress() {
    local program=$1 current previous command='' options='' word
    current=${COMP_WORDS[COMP_CWORD]}
    previous=${COMP_WORDS[COMP_CWORD - 1]}
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in )bash";

constexpr const char* bash_before_values = R"bash() command=$word; break ;; esac
    done
    COMPREPLY=()
    case $command:$previous in
)bash";

}  // namespace

std::string bash_completion_of(const CommandLine& line) {
    std::vector<std::string> commands;
    for (const Command& command : line.commands) commands.push_back(command.name);
    const std::string own = option_words(line.options);
    return bash_helpers + std::string(bash_before_commands) + join_words(commands, " | ") + bash_before_values +
           value_cases(line) + "    esac\n    case $command in\n        '')\n            _carepress_words '" +
           join_words(commands, " ") + " " + own + "'\n            return ;;\n" + command_cases(line) +
           "    esac\n    _carepress_words \"$options " + own + "\"\n}\ncomplete -F _carepress carepress\n";
}

}  // namespace carepress::cli
