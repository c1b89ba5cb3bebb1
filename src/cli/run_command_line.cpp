#include "cli/run_command_line.h"

#include "base/error.h"
#include "cli/completion.h"
#include "cli/help.h"
#include "cli/man_page.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/parse_words.h"
#include "cli/settings.h"

#include <set>

namespace carepress::cli {
namespace {

int wrong_usage(const std::string& message, const std::string& hint = {}) {
    print_error(message, hint);
    return exit_usage;
}

std::string see_help(const CommandLine& line, const Command* command) {
    return line.name + " " + (command == nullptr ? "" : command->name + " ") + "--help lists the options";
}

bool is_long_option(const std::string& word) {
    return word.starts_with("--") && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
}

std::string nearest_option(const CommandLine& line, const Command& command, const std::string& word) {
    std::vector<std::string> names;
    for (const std::vector<CommandOption>* options : {&command.options, &line.options})
        for (const CommandOption& option : *options)
            if (!option.is_positional()) names.push_back(option.shown_name());
    return std::string(nearest(word, {names.begin(), names.end()}));
}

/// Words that no option or argument takes. The shell splits an unquoted note, or a file name with a space, into words
/// that may be the patient's: of a private command, the message shows only those that look like long options.
int refuse_unknown_words(const CommandLine& line, const Command& command, const std::vector<std::string>& words) {
    std::string shown, near, what = "an option";
    for (const std::string& word : words) {
        if (command.is_private && !is_long_option(word)) continue;
        shown += " " + word;
        if (!word.starts_with('-')) what = "an option or argument";
        if (near.empty() && word.starts_with('-')) near = nearest_option(line, command, word);
    }
    const std::string hint = near.empty() ? "quote file names that contain spaces; " + see_help(line, &command)
                                          : "did you mean \"" + near + "\"?";
    if (shown.empty()) return wrong_usage("the command line has words that belong to no option or file", hint);
    return wrong_usage("not " + what + " of " + command.name + ":" + shown, hint);
}

int refuse_without_command(const CommandLine& line, const std::vector<std::string>& words) {
    std::vector<std::string_view> names;
    std::string list;
    for (const Command& command : line.commands) {
        names.push_back(command.name);
        list += (list.empty() ? "" : ", ") + command.name;
    }
    if (words.empty()) return wrong_usage("name a command: " + list, see_help(line, nullptr));
    const std::string_view near = nearest(words.front(), names);
    return wrong_usage("'" + words.front() + "' is not a command",
                       near.empty() ? "the commands are " + list : "did you mean \"" + std::string(near) + "\"?");
}

/// Puts the values of a command line and of the settings file into their options.
class Filler {
public:
    Filler(const CommandLine& line, const GivenWords& given) : line_(line), given_(given), command_(*given.command) {}

    /// False, after its errors are printed, if the options can't be used.
    bool fill(const ProgramOptions& own) {
        const CommandOption* job = command_.find_option("job");
        has_job_ = given_.has(job);
        for (const auto& [option, values] : given_.values) {
            if (has_job_ && command_.is_stated_by_job(*option))
                return fail("--job excludes " + option->shown_name(), "the job states it: leave one of them out");
            if (const std::string wrong = keep_values(*option, values); !wrong.empty())
                return fail(option->shown_name() + ": " + wrong, see_help(line_, &command_));
        }
        std::set<const CommandOption*> filled;
        for (const auto& [option, values] : given_.values) filled.insert(option);
        if (!line_.is_internal(command_) && !read_settings(own.settings, {line_, command_, has_job_}, filled))
            return false;
        for (const CommandOption& option : command_.options)
            if (option.required && !filled.contains(&option) && !is_needless(option))
                return fail(option.shown_name() + " is missing: " + help_text_of(option), see_help(line_, &command_));
        return true;
    }

private:
    /// A job states its own options, and printing one needs no output.
    bool is_needless(const CommandOption& option) const {
        if (has_job_ && command_.is_stated_by_job(option)) return true;
        return option.group == OptionGroup::output && given_.has(command_.find_option("print-job"));
    }

    static bool fail(const std::string& message, const std::string& hint) {
        print_error(message, hint);
        return false;
    }

    const CommandLine& line_;
    const GivenWords& given_;
    const Command& command_;
    bool has_job_ = false;
};

int print_text(const std::string& text) {
    write_standard_output(text);
    return exit_done;
}

}  // namespace

std::vector<CommandOption> program_options(ProgramOptions& options) {
    return {
        {.names = "-h,--help",
         .help = "print this help",
         .more = "After a command, its options and examples.",
         .to = into(options.help),
         .group = OptionGroup::general},
        {.names = "--version",
         .help = "print the program's version",
         .to = into(options.version),
         .group = OptionGroup::general},
        {.names = "--settings",
         .value = "FILE",
         .help = "take defaults for all options from this file, instead of `carepress.yaml`",
         .more = "See `FILES`.",
         .to = into(options.settings),
         .group = OptionGroup::general,
         .completion = Completion::files},
        {.names = "--generate",
         .value = "KIND",
         .help = "print the manual, or the completion of a shell",
         .to = into(options.generate),
         .group = OptionGroup::general,
         .choices = {"man", "bash"}},
    };
}

int run_command_line(const CommandLine& line, const ProgramOptions& own, int count, const char* const* arguments) {
    const GivenWords given = parse_words(line, count, arguments);
    for (const CommandOption& option : line.options) {
        if (!given.has(&option)) continue;
        if (const std::string wrong = keep_values(option, given.values.at(&option)); !wrong.empty())
            return wrong_usage(option.shown_name() + ": " + wrong, see_help(line, given.command));
    }
    if (own.help) return print_text(given.command == nullptr ? help_of(line) : help_of(line, *given.command));
    if (own.version) return print_text(line.name + " " + line.version + "\n");
    if (own.generate == "man") return print_text(man_page_of(line));
    if (own.generate == "bash") return print_text(bash_completion_of(line));
    if (!given.error.empty()) return wrong_usage(given.error, see_help(line, given.command));
    if (given.command == nullptr) return refuse_without_command(line, given.unknown);
    if (!given.unknown.empty()) return refuse_unknown_words(line, *given.command, given.unknown);
    return Filler(line, given).fill(own) ? given.command->run() : exit_usage;
}

}  // namespace carepress::cli
