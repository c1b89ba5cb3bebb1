#include "base/utf.h"

namespace carepress {
namespace {

struct Decoded {
    char32_t character = 0xFFFD;
    std::size_t length = 1;  ///< bytes of the sequence, or of the maximal ill-formed subpart
    bool well_formed = false;
};

/// Decodes the sequence that begins at `i` by table 3-7 of Unicode 15.0: the second byte's range depends on the first.
Decoded decode(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned first = byte(i);
    if (first < 0x80) return {first, 1, true};
    if (first < 0xC2 || first > 0xF4) return {};
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    unsigned low = 0x80, high = 0xBF;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    char32_t character = first & (0x7Fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
        if (i + k >= text.size() || byte(i + k) < low || byte(i + k) > high) return {0xFFFD, k, false};
        character = (character << 6) | (byte(i + k) & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    return {character, length, true};
}

}  // namespace

std::optional<std::size_t> find_malformed_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            ++i;
            continue;
        }
        const Decoded decoded = decode(text, i);
        if (!decoded.well_formed) return i;
        i += decoded.length;
    }
    return std::nullopt;
}

std::string replace_malformed_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Decoded decoded = decode(text, i);
        if (decoded.well_formed)
            out.append(text.substr(i, decoded.length));
        else
            out += "\xEF\xBF\xBD";
        i += decoded.length;
    }
    return out;
}

std::u16string to_utf16(std::string_view utf8) {
    std::u16string out;
    append_utf16(out, utf8);
    return out;
}

void append_utf16(std::u16string& out, std::string_view utf8) {
    const std::size_t before = out.size();
    out.resize(before + utf8.size());  // no character has more units in UTF-16
    char16_t* to = out.data() + before;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        if (first < 0x80) {
            *to++ = first;
            ++i;
            continue;
        }
        const Decoded decoded = decode(utf8, i);
        i += decoded.length;
        if (decoded.character < 0x10000) {
            *to++ = static_cast<char16_t>(decoded.character);
        } else {
            *to++ = static_cast<char16_t>(0xD7C0 + (decoded.character >> 10));
            *to++ = static_cast<char16_t>(0xDC00 + (decoded.character & 0x3FF));
        }
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
}

void append_utf16(std::u16string& out, char32_t character) {
    if (character < 0x10000) {
        out += static_cast<char16_t>(character);
    } else {
        out += static_cast<char16_t>(0xD7C0 + (character >> 10));
        out += static_cast<char16_t>(0xDC00 + (character & 0x3FF));
    }
}

std::string to_utf8(std::u16string_view utf16) {
    std::string out;
    out.reserve(utf16.size() + utf16.size() / 2);
    for (std::size_t i = 0; i < utf16.size(); ++i) {
        char32_t character = utf16[i];
        const bool lead = character >= 0xD800 && character < 0xDC00;
        if (lead && i + 1 < utf16.size() && utf16[i + 1] >= 0xDC00 && utf16[i + 1] < 0xE000)
            character = ((character - 0xD7C0) << 10) | (utf16[++i] & 0x3FFu);
        else if (character >= 0xD800 && character < 0xE000)
            character = 0xFFFD;
        append_utf8(out, character);
    }
    return out;
}

void append_utf8(std::string& out, char32_t character) {
    if (character < 0x80) {
        out += static_cast<char>(character);
    } else if (character < 0x800) {
        out += static_cast<char>(0xC0 | (character >> 6));
        out += static_cast<char>(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        out += static_cast<char>(0xE0 | (character >> 12));
        out += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (character & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (character >> 18));
        out += static_cast<char>(0x80 | ((character >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (character & 0x3F));
    }
}

}  // namespace carepress
