#include "cli/help.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace carepress::cli {
namespace {

constexpr std::size_t line_width = 100;         ///< of a line, in bytes: the texts are ASCII
constexpr std::size_t longest_name_width = 26;  ///< longer ones have their help on the next line

constexpr std::array all_groups{OptionGroup::content, OptionGroup::appearance, OptionGroup::limits, OptionGroup::output,
                                OptionGroup::general};

std::string without_backticks(std::string text) {
    std::erase(text, '`');
    return text;
}

/// Breaks a text into lines. The first begins at `column`, where the caller is; the others are indented by `indent`.
std::string wrapped(const std::string& text, std::size_t column, std::size_t indent) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        if (!out.empty() && column + 1 + word.size() > line_width) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (!out.empty()) {
            out += " ";
            ++column;
        }
        out += word;
        column += word.size();
        at = end + 1;
    }
    return out;
}

/// A name, and what it means in a column of its own.
std::string help_row(const std::string& name, const std::string& meaning, std::size_t names_width) {
    const std::size_t indent = 2 + names_width + 2;
    std::string text = "  " + name;
    if (name.size() > names_width)
        text += "\n" + std::string(indent, ' ');
    else
        text += std::string(indent - text.size(), ' ');
    return text + wrapped(meaning, indent, indent) + "\n";
}

/// "-o, --output FILE"
std::string help_names_of(const CommandOption& option) {
    if (option.is_positional()) return option.names + (option.to.is_list ? "..." : "");
    const std::string letter = option.short_name();
    return (letter.empty() ? "    " : "-" + letter + ", ") + option.shown_name() +
           (option.value.empty() ? "" : " " + option.value);
}

std::string meaning_of(const CommandOption& option) {
    std::string facts = choice_of(option.choices);
    if (!option.to.usual.empty()) facts += (facts.empty() ? "default: " : "; default: ") + option.to.usual;
    if (option.to.is_list && !option.is_positional()) facts += facts.empty() ? "repeatable" : "; repeatable";
    return help_text_of(option) + (facts.empty() ? "" : " (" + facts + ")");
}

std::string option_rows(const std::vector<const CommandOption*>& options, std::size_t names_width) {
    std::string text;
    for (const CommandOption* option : options)
        text += help_row(help_names_of(*option), meaning_of(*option), names_width);
    return text;
}

std::vector<const CommandOption*> options_in(const std::vector<CommandOption>& options, OptionGroup group) {
    std::vector<const CommandOption*> found;
    for (const CommandOption& option : options)
        if (!option.is_positional() && option.group == group) found.push_back(&option);
    return found;
}

std::vector<const CommandOption*> arguments_of(const Command& command) {
    std::vector<const CommandOption*> found;
    for (const CommandOption& option : command.options)
        if (option.is_positional()) found.push_back(&option);
    return found;
}

std::size_t names_width_of(const std::vector<CommandOption>& options, std::size_t least) {
    for (const CommandOption& option : options)
        if (const std::size_t size = help_names_of(option).size(); size <= longest_name_width)
            least = std::max(least, size);
    return least;
}

std::string usage_of(const CommandLine& line, const Command& command) {
    std::string text = "Usage: " + line.name + " " + command.name;
    for (const CommandOption* argument : arguments_of(command))
        text += argument->required ? " " + help_names_of(*argument) : " [" + help_names_of(*argument) + "]";
    for (const CommandOption& option : command.options)
        if (option.required && !option.is_positional()) text += " " + option.shown_name() + " " + option.value;
    text += " [OPTION]...\n";
    if (command.find_option("job") != nullptr)
        text += "       " + line.name + " " + command.name + " --job FILE [OUTPUT OPTION]...\n";
    return text;
}

std::string wrapped_paragraphs(const std::string& description) {
    std::string text;
    for (std::size_t at = 0; at < description.size();) {
        const std::size_t end = std::min(description.find("\n\n", at), description.size());
        text += "\n" + wrapped(without_backticks(description.substr(at, end - at)), 0, 0) + "\n";
        at = end + 2;
    }
    return text;
}

std::string example_rows(const CommandLine& line, const Command& command) {
    std::size_t longest = 0;
    for (const CommandExample& example : command.examples)
        if (example.line.size() <= 52) longest = std::max(longest, line.name.size() + 1 + example.line.size());
    std::string text;
    for (const CommandExample& example : command.examples)
        text += help_row(line.name + " " + example.line, example.meaning, longest);
    return text;
}

}  // namespace

std::string sentence_of(std::string phrase) {
    if (phrase[0] >= 'a' && phrase[0] <= 'z') phrase[0] = static_cast<char>(phrase[0] - 'a' + 'A');
    return phrase + ".";
}

std::string help_text_of(const CommandOption& option) { return without_backticks(option.help); }

std::string choice_of(const std::vector<std::string>& words) {
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i)
        list += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
    return list;
}

std::vector<StatusMeaning> statuses_of(const CommandLine& line, const Command& command) {
    std::vector<StatusMeaning> all = command.statuses;
    for (const StatusMeaning& each : line.statuses)
        if (std::none_of(all.begin(), all.end(), [&](const StatusMeaning& own) { return own.status == each.status; }))
            all.push_back(each);
    std::stable_sort(all.begin(), all.end(), [](const StatusMeaning& a, const StatusMeaning& b) {
        return std::atoi(a.status.c_str()) < std::atoi(b.status.c_str());
    });
    return all;
}

std::string help_of(const CommandLine& line) {
    std::string text = sentence_of(line.summary) + "\n\nUsage: " + line.name + " COMMAND [OPTION]...\n\nCommands:\n";
    const std::size_t names_width = names_width_of(line.options, 0);
    for (const Command& command : line.commands) text += help_row(command.name, command.summary, names_width);
    text += "\nOptions:\n" + option_rows(options_in(line.options, OptionGroup::general), names_width);
    return text + "\n" + line.name + " COMMAND --help shows a command's options and examples.\n";
}

std::string help_of(const CommandLine& line, const Command& command) {
    std::string text =
        sentence_of(command.summary) + "\n" + wrapped_paragraphs(command.description) + "\n" + usage_of(line, command);
    const std::size_t names_width = names_width_of(command.options, names_width_of(line.options, 0));
    if (const auto arguments = arguments_of(command); !arguments.empty())
        text += "\nArguments:\n" + option_rows(arguments, names_width);
    for (const OptionGroup group : all_groups) {
        std::vector<const CommandOption*> options = options_in(command.options, group);
        if (group == OptionGroup::general)
            for (const CommandOption& option : line.options)
                if (option.long_name() == "help" || option.long_name() == "settings") options.push_back(&option);
        if (!options.empty()) text += "\n" + std::string(title_of(group)) + ":\n" + option_rows(options, names_width);
    }
    if (!command.examples.empty()) text += "\nExamples:\n" + example_rows(line, command);
    text += "\nExit status:\n";
    for (const StatusMeaning& each : statuses_of(line, command)) text += help_row(each.status, each.meaning, 10);
    return text;
}

}  // namespace carepress::cli
