// The only file that knows CLI11, whose header takes many seconds to compile.
#include "cli/parse_words.h"

#include <CLI/CLI.hpp>

#include <list>
#include <string>
#include <utility>
#include <vector>

namespace carepress::cli {
namespace {

/// An option of the tree with CLI11's counterpart.
struct Binding {
    const CommandOption* option;
    CLI::Option* parsed;
    std::vector<std::string> values;
};

void bind(CLI::App& app, const CommandOption& option, std::list<Binding>& bindings) {
    Binding& binding = bindings.emplace_back(Binding{&option, nullptr, {}});
    if (option.is_flag()) {
        binding.parsed = app.add_flag(option.names, option.help);
        return;
    }
    binding.parsed = app.add_option(option.names, binding.values, option.help);
    binding.parsed->type_name(option.value);
    if (option.is_positional() && option.to.is_list) return;
    binding.parsed->allow_extra_args(false);
    if (!option.to.is_list)
        binding.parsed->expected(option.to.values)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

}  // namespace

GivenWords parse_words(const CommandLine& line, int count, const char* const* arguments) {
    CLI::App app(line.summary, line.name);
    app.set_help_flag();
    app.fallthrough();  // "carepress check --settings FILE" as well as before the command
    app.allow_extras();
    app.require_subcommand(0, 1);
    std::list<Binding> bindings;
    for (const CommandOption& option : line.options) bind(app, option, bindings);
    std::vector<std::pair<const Command*, const CLI::App*>> commands;
    for (const std::vector<Command>* list : {&line.commands, &line.internal_commands})
        for (const Command& command : *list) {
            CLI::App* added = app.add_subcommand(command.name, command.summary);
            for (const CommandOption& option : command.options) bind(*added, option, bindings);
            commands.emplace_back(&command, added);
        }

    GivenWords given;
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        given.error = error.what();
    }
    for (const auto& [command, parsed] : commands)
        if (parsed->parsed()) given.command = command;
    for (const Binding& binding : bindings)
        if (!binding.parsed->empty())
            given.values.emplace(binding.option,
                                 binding.option->is_flag() ? std::vector<std::string>() : binding.parsed->results());
    given.unknown = app.remaining(true);
    std::erase(given.unknown, "--");  // is only the mark after which every word is positional
    return given;
}

}  // namespace carepress::cli
