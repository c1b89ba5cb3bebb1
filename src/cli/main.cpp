#include "base/error.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/render.h"
#include "cli/settings.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <string>
#include <vector>

namespace {

using namespace carepress;

/// Words that no option or file takes. The shell splits an unquoted note, or a file name with a space, into words that
/// may be the patient's: for a visit, the message shows only those that look like long options.
int refuse_extra_words(const CLI::App& app, const CLI::ExtrasError& error) {
    if (!app.got_subcommand("visit")) {
        app.exit(error);
        return exit_usage;
    }
    std::string options;
    for (const std::string& word : app.remaining(true))
        if (word.starts_with("--") && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos)
            options += " " + word;
    print_error(options.empty() ? "the command line has words that belong to no option or file"
                                : "not an option of visit:" + options,
                "quote file names that contain spaces; carepress visit --help lists the options");
    return exit_usage;
}

int run(int argc, char** argv) {
    CLI::App app{"Carepress presses care instructions into branded, accessible, printable PDF handouts.", "carepress"};
    app.set_version_flag("--version", "carepress " CAREPRESS_VERSION);
    app.require_subcommand(1);
    app.footer("Run 'carepress COMMAND --help' for a command's options and examples.");

    add_settings(app);
    RenderOptions render_options;
    add_render(app, render_options);
    std::string what;
    CLI::App* list_command = app.add_subcommand("list", "list articles, layouts, brands, fonts or languages");
    list_command->add_option("WHAT", what, "articles, layouts, brands, fonts or languages")
        ->required()
        ->check(CLI::IsMember({"articles", "layouts", "brands", "fonts", "languages"}));

    const std::vector<Command> commands = {add_import(app), add_check(app), add_search(app), add_export(app),
                                           add_visit(app)};

    try {
        app.parse(argc, argv);
    } catch (const SettingsError& error) {
        for (const Diagnostic& each : error.diagnostics()) print(each);
        return exit_usage;
    } catch (const CLI::ExtrasError& error) {
        return refuse_extra_words(app, error);
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? exit_done : exit_usage;
    }
    for (const Command& command : commands)
        if (command.app->parsed()) return command.run();
    return list_command->parsed() ? list(what) : render(render_options);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const EnvironmentError& error) {
        print_error(error.what());
        return exit_environment;
    } catch (const std::exception& error) {
        print_error(std::string("unexpected failure: ") + error.what());
        return exit_environment;
    }
}
