#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace carepress::cli {

// Words of others are printed as visible() has them, so that a file's name or text can't act on the terminal.

/// Prints a diagnostic to standard error as "path:line:column: error: message", with colours on a terminal only.
void print(const Diagnostic& diagnostic);

/// The same text for another stream: coloured where `descriptor` is a terminal.
std::string formatted(const Diagnostic& diagnostic, int descriptor);

/// The line of `bytes` that a diagnostic is about, and under it a mark at its place, both after a bar; empty where
/// there is no such line. Long lines are cut around the place.
std::string excerpt_of(std::string_view bytes, const Diagnostic& diagnostic);

/// Prints "carepress: error: message" to standard error.
void print_error(const std::string& message, const std::string& hint = {});

/// The same; returns false.
bool refuse(const std::string& message, const std::string& hint = {});

/// Prints "carepress: note: message" to standard error.
void print_note(const std::string& message);

/// Prints "carepress: text" to standard error; line feeds in it are ours.
void say(const std::string& text);

}  // namespace carepress::cli
