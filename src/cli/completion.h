#pragma once

#include "cli/command_line.h"

#include <string>

namespace carepress::cli {

/// The completion of bash (packaging/carepress.bash), made from the tree.
std::string bash_completion_of(const CommandLine& line);

}  // namespace carepress::cli
