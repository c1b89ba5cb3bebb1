#pragma once

#include "cli/command_line.h"

#include <map>
#include <string>
#include <vector>

namespace carepress::cli {

/// The words of a command line, each given to its option. Values are not checked yet.
struct GivenWords {
    const Command* command = nullptr;                                 ///< null if none was named
    std::map<const CommandOption*, std::vector<std::string>> values;  ///< of the options that were used
    std::vector<std::string> unknown;                                 ///< words that no option and no argument takes
    std::string error;                                                ///< such as an option without its value

    bool has(const CommandOption* option) const { return option != nullptr && values.contains(option); }
};

/// Splits up `arguments`, which begin with the program's name.
GivenWords parse_words(const CommandLine& line, int count, const char* const* arguments);

}  // namespace carepress::cli
