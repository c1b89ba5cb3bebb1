#include "cli/messages.h"

#include "base/visible_text.h"
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
    std::string place = visible(diagnostic.file);
    place += ":" + std::to_string(diagnostic.position.line) + ":" + std::to_string(diagnostic.position.column) + ":";
    std::string text =
        painted(place, "1", descriptor) + " " +
        painted(std::string(name_of(diagnostic.severity)) + ":", colour_of(diagnostic.severity), descriptor) + " " +
        visible(diagnostic.message) + "\n";
    if (!diagnostic.hint.empty()) text += "  hint: " + visible(diagnostic.hint) + "\n";
    return text;
}

std::string excerpt_of(std::string_view bytes, const Diagnostic& diagnostic) {
    constexpr std::size_t before = 40, after = 60;  // characters
    const std::size_t at = diagnostic.span.begin;
    if (at > bytes.size()) return {};
    const auto ends_line = [&](std::size_t i) { return bytes[i] == '\n' || bytes[i] == '\r'; };
    const auto begins_character = [&](std::size_t i) { return (static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80; };
    std::size_t begin = at, end = at;
    for (std::size_t seen = 0; begin > 0 && seen < before && !ends_line(begin - 1);) seen += begins_character(--begin);
    for (std::size_t seen = 0; end < bytes.size() && !ends_line(end); ++end)
        if (begins_character(end) && seen++ == after) break;
    if (begin == end) return {};
    const std::string left = visible(bytes.substr(begin, at - begin));
    const auto columns = static_cast<std::size_t>(
        std::count_if(left.begin(), left.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    return "  | " + left + visible(bytes.substr(at, end - at)) + "\n  | " + std::string(columns, ' ') +
           painted("^", "1;32", STDOUT_FILENO) + "\n";
}

void print(const Diagnostic& diagnostic) { std::fputs(formatted(diagnostic, STDERR_FILENO).c_str(), stderr); }

void print_error(const std::string& message, const std::string& hint) {
    std::string text = "carepress: " + painted("error:", "1;31") + " " + visible(message) + "\n";
    if (!hint.empty()) text += "  hint: " + visible(hint) + "\n";
    std::fputs(text.c_str(), stderr);
}

bool refuse(const std::string& message, const std::string& hint) {
    print_error(message, hint);
    return false;
}

void print_note(const std::string& message) {
    const std::string text =
        "carepress: " + painted("note:", colour_of(Severity::note)) + " " + visible(message) + "\n";
    std::fputs(text.c_str(), stderr);
}

void say(const std::string& text) { std::fputs(("carepress: " + visible_lines(text) + "\n").c_str(), stderr); }

}  // namespace carepress::cli
