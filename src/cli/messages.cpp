#include "cli/messages.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace carepress {
namespace {

bool in_colour() {
    static const bool colour = ::isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    return colour;
}

/// `text` in an SGR colour of ECMA-48, on a terminal.
std::string painted(std::string_view text, const char* colour) {
    return in_colour() ? std::string("\033[") + colour + "m" + std::string(text) + "\033[0m" : std::string(text);
}

const char* colour_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "1;31";
        case Severity::warning:
            return "1;35";
        case Severity::note:
            return "1;36";
    }
    return "0";
}

}  // namespace

void print(const Diagnostic& diagnostic) {
    std::string place = diagnostic.file;
    place += ":" + std::to_string(diagnostic.position.line) + ":" + std::to_string(diagnostic.position.column) + ":";
    std::string text = painted(place, "1") + " " +
                       painted(std::string(name_of(diagnostic.severity)) + ":", colour_of(diagnostic.severity)) + " " +
                       diagnostic.message + "\n";
    if (!diagnostic.hint.empty()) text += "  hint: " + diagnostic.hint + "\n";
    std::fputs(text.c_str(), stderr);
}

void print_error(const std::string& message, const std::string& hint) {
    std::string text = "carepress: " + painted("error:", "1;31") + " " + message + "\n";
    if (!hint.empty()) text += "  hint: " + hint + "\n";
    std::fputs(text.c_str(), stderr);
}

}  // namespace carepress
