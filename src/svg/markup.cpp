#include "svg/markup.h"

#include "base/hex.h"

#include <cstdint>

namespace carepress::svg {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// What a byte is written as; empty if it stays as it is.
std::string_view escape_of(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\t':
            return "&#9;";
        case '\n':
            return "&#10;";
        case '\r':
            return "&#13;";
        default:
            return static_cast<unsigned char>(c) < 0x20 ? replacement : std::string_view();
    }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string_view escape = escape_of(text[i]);
        std::size_t length = 1;
        if (text[i] == '\xEF') {  // U+FFFE and U+FFFF
            const std::string_view three = text.substr(i, 3);
            if (three != "\xEF\xBF\xBE" && three != "\xEF\xBF\xBF") continue;
            escape = replacement;
            length = 3;
        }
        if (escape.empty()) continue;
        out += text.substr(written, i - written);
        out += escape;
        i += length - 1;
        written = i + 1;
    }
    out += text.substr(written);
}

void append_attribute(std::string& out, std::string_view name, std::string_view text) {
    out += ' ';
    out += name;
    out += "=\"";
    append_escaped(out, text);
    out += '"';
}

void append_attribute(std::string& out, std::string_view name, Length length) {
    out += ' ';
    out += name;
    out += "=\"";
    append_length(out, length);
    out += '"';
}

void append_color(std::string& out, Color color) {
    out += '#';
    const std::uint8_t components[] = {color.red, color.green, color.blue};
    bool is_short = true;
    for (const std::uint8_t component : components) is_short = is_short && component >> 4 == (component & 15);
    for (const std::uint8_t component : components) {
        if (is_short)
            out += lower_hex_digits[component & 15];
        else
            append_hex_byte(out, component, lower_hex_digits);
    }
}

void append_rectangle(std::string& out, const Rectangle& box) {
    out += 'M';
    append_length(out, box.x);
    out += ' ';
    append_length(out, box.y);
    out += 'h';
    append_length(out, box.width);
    out += 'v';
    append_length(out, box.height);
    out += 'h';
    append_length(out, -box.width);
    out += 'z';
}

}  // namespace carepress::svg
