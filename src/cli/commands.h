#pragma once

#include "cli/command_line.h"
#include "cli/run_command_line.h"

namespace carepress::cli {

// The commands, each in a file of its own: its options, and what it does with them.

Command render_command();
Command visit_command();
Command import_command();
Command translate_command();
Command check_command();
Command search_command();
Command export_command();
Command list_command();
Command serve_command();
Command record_command();
Command attach_command();

/// What other commands start as processes of their own.
Command visit_child_command();

/// The whole command line. `own` gets the program's own options and must outlive it.
CommandLine carepress_command_line(ProgramOptions& own);

}  // namespace carepress::cli
