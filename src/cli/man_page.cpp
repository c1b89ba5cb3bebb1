#include "cli/man_page.h"

#include "base/ascii.h"
#include "cli/environment.h"
#include "cli/help.h"

#include <algorithm>

namespace carepress::cli {
namespace {

/// The choices of an option that has few, such as "through | article"; else what help calls its value.
std::string mdoc_value(const CommandOption& option) {
    if (!option.choices.empty() && option.choices.size() <= 5) {
        std::string text = " Cm";
        for (const std::string& choice : option.choices) text += (text == " Cm" ? " " : " | ") + choice;
        return text;
    }
    const std::string lower = ascii_lower(option.value);
    return lower.empty() ? std::string() : " Ar " + lower;
}

std::string mdoc_argument(const CommandOption& option) {
    CommandOption named = option;
    named.value = option.names;
    return mdoc_value(named).substr(1) + (option.to.is_list ? " ..." : "");
}

std::string mdoc_option(const CommandOption& option) {
    if (option.is_positional()) return mdoc_argument(option);
    const std::string letter = option.short_name();
    return "Fl " + (letter.empty() ? "-" + option.long_name() : letter) + mdoc_value(option);
}

std::string synopsis_of(const Command& command) {
    std::string text = ".Nm\n.Cm " + command.name + "\n";
    for (const CommandOption& option : command.options) {
        if (option.long_name() == "job" || option.long_name() == "print-job") continue;
        const bool is_repeatable = option.to.is_list && !option.is_positional();
        text += (option.required ? "." : ".Op ") + mdoc_option(option) + (is_repeatable ? " ..." : "") + "\n";
    }
    if (command.find_option("job") == nullptr) return text;
    text += ".Nm\n.Cm " + command.name + "\n.Fl -job Ar file\n";
    for (const CommandOption& option : command.options)
        if (!option.is_positional() && !command.is_stated_by_job(option) && option.long_name() != "job")
            text += ".Op " + mdoc_option(option) + "\n";
    return text;
}

std::string facts_about(const CommandOption& option) {
    std::string text;
    const std::vector<std::string>& words = option.choices.empty() ? option.words : option.choices;
    if (words.size() > 5) text += " One of `" + choice_of(words) + "`.";
    if (!option.to.usual.empty()) text += " By default `" + option.to.usual + "`.";
    if (option.to.is_list && !option.is_positional()) text += " Repeatable.";
    return text;
}

std::string option_item(const CommandOption& option) {
    std::string text = ".It ";
    if (option.is_positional()) {
        text += mdoc_argument(option);
    } else {
        const std::string letter = option.short_name();
        text += (letter.empty() ? "" : "Fl " + letter + " , ") + "Fl -" + option.long_name() + mdoc_value(option);
    }
    const std::string more = option.more.empty() ? "" : " " + option.more;
    return text + "\n" + mdoc_text(sentence_of(option.help) + more + facts_about(option));
}

std::string option_list(const std::vector<CommandOption>& options) {
    std::string text = ".Bl -tag -width Ds\n";
    for (const CommandOption& option : options) text += option_item(option);
    return text + ".El\n";
}

std::string mdoc_paragraphs(std::string_view description) {
    std::string text;
    while (!description.empty()) {
        const std::size_t end = std::min(description.find("\n\n"), description.size());
        text += (text.empty() ? "" : ".Pp\n") + mdoc_text(description.substr(0, end));
        description.remove_prefix(std::min(end + 2, description.size()));
    }
    return text;
}

std::string environment_section() {
    std::string text = ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n";
    for (const EnvironmentVariable& each : environment_variables())
        text += ".It Ev " + std::string(each.name) + "\n" + mdoc_text(each.meaning);
    return text + ".El\n";
}

/// Each status with what it means to each command that gives it a meaning of its own.
std::string status_section(const CommandLine& line) {
    std::vector<StatusMeaning> all;
    for (const Command& command : line.commands)
        for (const StatusMeaning& each : statuses_of(line, command)) {
            const auto same = std::find_if(all.begin(), all.end(),
                                           [&](const StatusMeaning& known) { return known.status == each.status; });
            if (same == all.end()) all.push_back({each.status, {}});
        }
    std::stable_sort(all.begin(), all.end(), [](const StatusMeaning& a, const StatusMeaning& b) {
        return std::stoi(a.status) < std::stoi(b.status);
    });
    std::string text = ".Sh EXIT STATUS\n.Bl -tag -width Ds\n";
    for (const StatusMeaning& status : all) {
        text += ".It " + status.status + "\n";
        for (const StatusMeaning& general : line.statuses)
            if (general.status == status.status) text += mdoc_text(sentence_of(general.meaning));
        for (const Command& command : line.commands)
            for (const StatusMeaning& own : command.statuses)
                if (own.status == status.status) text += mdoc_text("`" + command.name + "`: " + own.meaning + ".");
    }
    return text + ".El\n";
}

std::string example_section(const CommandLine& line) {
    std::string text = ".Sh EXAMPLES\n";
    for (const Command& command : line.commands) {
        text += ".Ss carepress " + command.name + "\n.Bl -tag -width Ds\n";
        for (const CommandExample& example : command.examples)
            text += ".It Li \"" + line.name + " " + mdoc_quoted(example.line) + "\"\n" +
                    mdoc_text(sentence_of(example.meaning));
        text += ".El\n";
    }
    return text;
}

}  // namespace

std::string man_page_of(const CommandLine& line) {
    const ManPageText& own = man_page_text();
    std::string text =
        ".\\\" Made from the command line's own tree (src/cli): CAREPRESS_BLESS=1 build/test/unit_cli\n"
        ".Dd November 29, 2026\n.Dt CAREPRESS 1\n.Os\n.Sh NAME\n.Nm " +
        line.name + "\n.Nd " + line.summary + "\n.Sh SYNOPSIS\n";
    for (const Command& command : line.commands) text += synopsis_of(command);
    text += ".Sh DESCRIPTION\n" + std::string(own.before_commands) + ".Pp\nAll commands take these options:\n" +
            option_list(line.options);
    for (const Command& command : line.commands)
        text += ".Ss carepress " + command.name + "\n" + mdoc_text(sentence_of(command.summary)) +
                mdoc_paragraphs(command.description) + option_list(command.options);
    text += ".Sh OUTPUTS\n" + std::string(own.outputs) + environment_section() + ".Sh FILES\n" +
            std::string(own.files) + status_section(line) + example_section(line) + ".Sh DIAGNOSTICS\n" +
            std::string(own.diagnostics);
    return text;
}

}  // namespace carepress::cli
