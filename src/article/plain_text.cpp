#include "article/plain_text.h"

#include "base/utf.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::article {
namespace {

/// Calls `visit` with each code point of well-formed `text`.
template <class Visit>
void for_each_character(std::string_view text, Visit visit) {
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        if (const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]); byte < 0x80) {
            visit(byte);
            ++i;
            continue;
        }
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), i, length, character);
        visit(character);
    }
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;
    for_each_character(text, [&](UChar32 character) {
        if (u_isUWhiteSpace(character)) {
            space = true;
            return;
        }
        if (u_charType(character) == U_CONTROL_CHAR) return;
        if (space && !out.empty()) out += ' ';
        space = false;
        append_utf8(out, static_cast<char32_t>(character));
    });
    return out;
}

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;
    const auto letter = [&](UChar32 character) {
        if (space && !out.empty()) out += ' ';
        space = false;
        append_utf8(out, static_cast<char32_t>(character));
    };
    for_each_character(text, [&](UChar32 character) {
        if (character < 0x80) {  // most text: no look into ICU's tables
            const auto c = static_cast<char>(character);
            if (c >= 'A' && c <= 'Z')
                letter(character - 'A' + 'a');
            else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                     std::string_view("$+<=>^`|~").find(c) != std::string_view::npos)
                letter(character);
            else if (c != '\'')
                space = true;
        } else if (u_isUWhiteSpace(character) || u_ispunct(character) || u_charType(character) == U_CONTROL_CHAR) {
            // An apostrophe joins: "d’informations" and "d'informations" are the same word.
            if (character != 0x2019) space = true;
        } else {
            letter(u_foldCase(character, U_FOLD_CASE_DEFAULT));
        }
    });
    return out;
}

void add_once(std::vector<std::string>& list, std::string text) {
    if (text.empty()) return;
    const std::string key = folded(text);
    if (std::none_of(list.begin(), list.end(), [&](const std::string& each) { return folded(each) == key; }))
        list.push_back(std::move(text));
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    return count;
}

std::string shortened(std::string_view text, std::size_t most) {
    if (count_characters(text) <= most) return std::string(text);
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && count++ == most) break;
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace carepress::article
