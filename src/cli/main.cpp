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
