#include "base/visible_text.h"

#include "base/hex.h"
#include "base/utf.h"

#include <cstdint>

namespace carepress {
namespace {

constexpr bool may_be_hidden(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7F;
}

/// Not `Bidi_Control` of Unicode alone: what ends a line forges one.
constexpr bool is_hidden(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || (c >= 0x200E && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// The character of well-formed UTF-8 at `i`, which goes behind it.
char32_t next_character(std::string_view text, std::size_t& i) {
    const auto byte = static_cast<unsigned char>(text[i++]);
    char32_t c = byte < 0x80 ? byte : byte < 0xE0 ? byte & 0x1F : byte < 0xF0 ? byte & 0x0F : byte & 0x07;
    for (; i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; ++i)
        c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
    return c;
}

void append_byte(std::string& out, unsigned char byte) { append_hex_byte(out += "\\x", byte, lower_hex_digits); }

void append_unit(std::string& out, char32_t c) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += lower_hex_digits[(c >> shift) & 15];
}

/// Appends well-formed UTF-8. `keeps`: whether a hidden character stays.
template <class Keeps, class Escape>
void append_visible(std::string& out, std::string_view text, const Keeps& keeps, const Escape& escape) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t begin = i;
        if (!may_be_hidden(text[i])) {
            while (i < text.size() && !may_be_hidden(text[i])) ++i;
            out += text.substr(begin, i - begin);
            continue;
        }
        const char32_t c = next_character(text, i);
        if (is_hidden(c) && !keeps(c))
            escape(out, c);
        else
            out += text.substr(begin, i - begin);
    }
}

template <class Keeps>
std::string made_visible(std::string_view text, const Keeps& keeps) {
    const auto escape = [](std::string& out, char32_t c) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c < 0x80)
            append_byte(out, static_cast<unsigned char>(c));
        else
            append_unit(out, c);
    };
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t good = find_malformed_utf8(text).value_or(text.size());
        append_visible(out, text.substr(0, good), keeps, escape);
        text.remove_prefix(good);
        if (text.empty()) break;
        append_byte(out, static_cast<unsigned char>(text.front()));
        text.remove_prefix(1);
    }
    return out;
}

}  // namespace

std::string visible(std::string_view text) {
    return made_visible(text, [](char32_t) { return false; });
}

std::string visible_lines(std::string_view text) {
    return made_visible(text, [](char32_t c) { return c == '\n'; });
}

std::string visible_json(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    append_visible(
        out, json, [](char32_t c) { return c == '\n'; }, append_unit);
    return out;
}

}  // namespace carepress
