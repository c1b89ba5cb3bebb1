#pragma once

#include "check/red_flags.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace carepress::check {

/// words/red-flags.yaml as it is written, its phrases as expressions of ICU.
struct RedFlagsFile {
    std::vector<RedFlag> flags;
    /// By language: a flag's index, and all of its phrases in the language as one expression that ICU accepts.
    std::map<std::string, std::vector<std::pair<std::size_t, std::string>>, std::less<>> expressions;
};

/// Throws EnvironmentError with the place of the first fault: an unknown key, level, source or language, an expression
/// that ICU refuses, a sign without phrases, an exception without a reason.
RedFlagsFile read_red_flags(const std::string& path);

}  // namespace carepress::check
