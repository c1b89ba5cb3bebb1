#include "cli/messages.h"

#include "cli/environment.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string_view>

namespace carepress::cli {
namespace {

/// `text` in an SGR colour of ECMA-48, on a terminal.
std::string painted(std::string_view text, const char* colour, int descriptor = STDERR_FILENO) {
    return is_coloured(descriptor) ? std::string("\033[") + colour + "m" + std::string(text) + "\033[0m"
                                   : std::string(text);
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

std::string formatted(const Diagnostic& diagnostic, int descriptor) {
    std::string place = diagnostic.file;
    place += ":" + std::to_string(diagnostic.position.line) + ":" + std::to_string(diagnostic.position.column) + ":";
    std::string text =
        painted(place, "1", descriptor) + " " +
        painted(std::string(name_of(diagnostic.severity)) + ":", colour_of(diagnostic.severity), descriptor) + " " +
        diagnostic.message + "\n";
    if (!diagnostic.hint.empty()) text += "  hint: " + diagnostic.hint + "\n";
    return text;
}

std::string excerpt_of(const std::string& bytes, const Diagnostic& diagnostic) {
    constexpr std::size_t widest = 100, before = 40;  // characters
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < diagnostic.position.line; ++line) {
        begin = bytes.find('\n', begin);
        if (begin == std::string::npos) return {};
        ++begin;
    }
    std::u32string characters;
    for (std::size_t i = begin; i < bytes.size() && bytes[i] != '\n' && bytes[i] != '\r';) {
        std::size_t end = i + 1;
        while (end < bytes.size() && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) ++end;
        characters += static_cast<char32_t>(i);  // where each character begins
        i = end;
        if (i >= bytes.size() || bytes[i] == '\n' || bytes[i] == '\r') characters += static_cast<char32_t>(i);
    }
    if (characters.size() < 2) return {};
    const std::size_t length = characters.size() - 1;
    const std::size_t at = std::min<std::size_t>(diagnostic.position.column - 1, length);
    const std::size_t first = length <= widest || at < before ? 0 : std::min(at - before, length - widest);
    const std::size_t last = std::min(length, first + widest);
    const std::string shown = bytes.substr(characters[first], characters[last] - characters[first]);
    return "  | " + shown + "\n  | " + std::string(at - first, ' ') + painted("^", "1;32", STDOUT_FILENO) + "\n";
}

void print(const Diagnostic& diagnostic) { std::fputs(formatted(diagnostic, STDERR_FILENO).c_str(), stderr); }

void print_error(const std::string& message, const std::string& hint) {
    std::string text = "carepress: " + painted("error:", "1;31") + " " + message + "\n";
    if (!hint.empty()) text += "  hint: " + hint + "\n";
    std::fputs(text.c_str(), stderr);
}

bool refuse(const std::string& message, const std::string& hint) {
    print_error(message, hint);
    return false;
}

void print_note(const std::string& message) {
    const std::string text = "carepress: " + painted("note:", colour_of(Severity::note)) + " " + message + "\n";
    std::fputs(text.c_str(), stderr);
}

}  // namespace carepress::cli
