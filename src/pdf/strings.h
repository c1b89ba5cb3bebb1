#pragma once

#include <string>
#include <string_view>

namespace carepress::pdf {

// PDF's strings and names (ISO 32000-1 7.3.4, 7.3.5). libharu's end at the first NUL, so UTF-16 is not for them.

/// The bytes in parentheses; ( ) \ and CR are escaped (7.3.4.2: a bare CR would be read as LF).
void append_literal(std::string& out, std::string_view bytes);

/// The escaped form of one byte of a literal string.
inline void append_literal_byte(std::string& out, char byte) {
    if (byte == '(' || byte == ')' || byte == '\\') {
        out += '\\';
        out += byte;
    } else if (byte == '\r') {
        out += "\\r";
    } else {
        out += byte;
    }
}

/// A text string (7.9.2.2): hexadecimal UTF-16BE with byte order mark. Text over 16,000 units is cut there with an
/// ellipsis: a string has 32,767 bytes at most (ISO 19005-2 6.1.13).
void append_text(std::string& out, std::u16string_view text);

/// The same of UTF-8; printable ASCII stays readable, as PDFDocEncoding.
void append_text(std::string& out, std::string_view utf8);

/// Four hexadecimal digits.
void append_hex(std::string& out, char16_t unit);

/// A name with its solidus; what is not a regular character is written as #xx; 127 bytes at most.
void append_name(std::string& out, std::string_view name);

/// `utf8` with each control character and noncharacter that XML 1.0 can't hold (2.2) replaced by U+FFFD, so that Info
/// and XMP can say the same.
std::string without_controls(std::string_view utf8);

}  // namespace carepress::pdf
