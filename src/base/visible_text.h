#pragma once

#include <string>
#include <string_view>

namespace carepress {

// The door for words of others (file names, titles, what a source says) on their way out of the program.

/// `text` for a terminal or a log: control characters (C0, DEL, C1), line and paragraph separators, controls of
/// directions (UAX #9) and bytes that are not UTF-8 are written as they are in C, "\x1b" and "\u202e", so that they
/// can't move the cursor, begin a forged line or change the order of what surrounds them.
std::string visible(std::string_view text);

/// The same for text whose line feeds are ours.
std::string visible_lines(std::string_view text);

/// The same for JSON that is well-formed UTF-8: such characters are written as \uXXXX inside its strings, and its line
/// feeds are its own. It has the same value.
std::string visible_json(std::string_view json);

}  // namespace carepress
