#include "pdf/strings.h"

#include "base/hex.h"
#include "base/utf.h"

#include <algorithm>

namespace carepress::pdf {

namespace {

constexpr std::size_t longest_text = 16'000;
constexpr std::size_t longest_name = 127;

bool is_printable_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte >= 0x20 && byte <= 0x7E; });
}

bool is_regular(char byte) {
    return byte > 0x20 && byte <= 0x7E && std::string_view("()<>[]{}/%#").find(byte) == std::string_view::npos;
}

/// XML 1.0, production 2 (Char), negated; surrogates can't be in well-formed text.
bool is_forbidden_in_xml(char16_t unit) {
    return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') || unit == 0xFFFE || unit == 0xFFFF;
}

}  // namespace

void append_literal(std::string& out, std::string_view bytes) {
    out += '(';
    for (const char byte : bytes) append_literal_byte(out, byte);
    out += ')';
}

void append_hex(std::string& out, char16_t unit) {
    const char digits[4] = {upper_hex_digits[unit >> 12 & 15], upper_hex_digits[unit >> 8 & 15],
                            upper_hex_digits[unit >> 4 & 15], upper_hex_digits[unit & 15]};
    out.append(digits, 4);
}

void append_text(std::string& out, std::u16string_view text) {
    const bool too_long = text.size() > longest_text;
    if (too_long) {
        text = text.substr(0, longest_text);
        if ((text.back() & 0xFC00) == 0xD800) text.remove_suffix(1);
    }
    out += "<FEFF";
    for (const char16_t unit : text) append_hex(out, unit);
    if (too_long) append_hex(out, 0x2026);
    out += '>';
}

void append_text(std::string& out, std::string_view utf8) {
    if (utf8.size() <= longest_text && is_printable_ascii(utf8)) {
        append_literal(out, utf8);
    } else {
        append_text(out, std::u16string_view(to_utf16(utf8)));
    }
}

void append_name(std::string& out, std::string_view name) {
    out += '/';
    for (const char byte : name.substr(0, longest_name)) {
        if (is_regular(byte)) {
            out += byte;
        } else {
            out += '#';
            out += upper_hex_digits[static_cast<unsigned char>(byte) >> 4];
            out += upper_hex_digits[static_cast<unsigned char>(byte) & 15];
        }
    }
}

std::string without_controls(std::string_view utf8) {
    if (is_printable_ascii(utf8)) return std::string(utf8);
    std::u16string text = to_utf16(utf8);
    for (char16_t& unit : text) {
        if (is_forbidden_in_xml(unit)) unit = 0xFFFD;
    }
    return to_utf8(text);
}

}  // namespace carepress::pdf
