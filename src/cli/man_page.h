#pragma once

#include "cli/command_line.h"

#include <string>
#include <string_view>

namespace carepress::cli {

/// The manual (docs/carepress.1) in mdoc, made from the tree and the hand-written sections of man_page_text.cpp.
std::string man_page_of(const CommandLine& line);

/// Sentences with `literals` in backticks as mdoc: each sentence begins on a line of its own, and a literal becomes an
/// option (-o), a file (a/b.yaml), an argument (FILE), a section (FILES), an environment variable (NO_COLOR) or a word.
std::string mdoc_text(std::string_view text);

/// A text as one argument of a macro, without its quotation marks.
std::string mdoc_quoted(std::string_view text);

/// Sections of the manual that are written by hand, in mdoc. Their options, if any, are checked by a test.
struct ManPageText {
    std::string_view before_commands;  ///< what the program does
    std::string_view outputs;
    std::string_view files;
    std::string_view diagnostics;
};
const ManPageText& man_page_text();

}  // namespace carepress::cli
