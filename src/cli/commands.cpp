#include "cli/commands.h"

namespace carepress::cli {

CommandLine carepress_command_line(ProgramOptions& own) {
    return {"carepress",
            CAREPRESS_VERSION,
            "press care instructions into accessible, printable PDF handouts",
            program_options(own),
            {render_command(), visit_command(), import_command(), translate_command(), check_command(),
             search_command(), export_command(), list_command(), serve_command(), record_command(), attach_command()},
            {{"0", "done"},
             {"2", "wrong usage"},
             {"3",
              "the environment failed: a disk, a font, a missing file of the program, an output that can't be "
              "written"}},
            {visit_child_command()}};
}

}  // namespace carepress::cli
