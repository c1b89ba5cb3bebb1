#include "base/error.h"
#include "cli/commands.h"
#include "cli/messages.h"

#include <exception>
#include <string>

int main(int argc, char** argv) {
    using namespace carepress;
    using namespace carepress::cli;
    try {
        ProgramOptions own;
        const CommandLine line = carepress_command_line(own);
        return run_command_line(line, own, argc, argv);
    } catch (const EnvironmentError& error) {
        print_error(error.what());
    } catch (const std::exception& error) {
        print_error(std::string("unexpected failure: ") + error.what());
    }
    return exit_environment;
}
