#pragma once

#include "base/diagnostic.h"

#include <string>

namespace carepress {

/// Prints a diagnostic to standard error as "path:line:column: error: message", with colours on a terminal only.
void print(const Diagnostic& diagnostic);

/// Prints "carepress: error: message" to standard error.
void print_error(const std::string& message, const std::string& hint = {});

}  // namespace carepress
