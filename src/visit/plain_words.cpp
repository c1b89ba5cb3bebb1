#include "visit/plain_words.h"

#include <cstddef>

namespace carepress::visit {
namespace {

/// The letter without its accent, of U+00C0 to U+00FF by the second byte of UTF-8.
char base_letter(unsigned char second) {
    constexpr std::string_view letters = "aaaaaaaceeeeiiiidnooooo ouuuuyts";  // from U+00C0; × is not a letter
    const auto index = static_cast<std::size_t>(second - 0x80);
    return letters[index % 32];
}

}  // namespace

std::string plain_words(std::string_view text) {
    std::string words;
    words.reserve(text.size());
    const auto add = [&](char c) {
        if (c != ' ')
            words += c;
        else if (!words.empty() && words.back() != ' ')
            words += ' ';
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        if (c >= 'A' && c <= 'Z') {
            add(static_cast<char>(c - 'A' + 'a'));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            add(static_cast<char>(c));
        } else if (c == 0xC3 && next != 0) {
            add(base_letter(next));
            ++i;
        } else if (c == 0xC2 && next != 0) {  // signs of Latin-1
            add(' ');
            ++i;
        } else if (c == 0xCC || (c == 0xCD && next < 0xB0)) {  // U+0300 to U+036F: accents of decomposed letters
            ++i;
        } else if (c == 0xE2 && next == 0x80) {  // dashes and quotation marks
            add(' ');
            i += 2;
        } else if (c >= 0x80) {
            words += static_cast<char>(c);
        } else if (c != '\'') {
            add(' ');
        }
    }
    while (words.ends_with(' ')) words.pop_back();
    return words;
}

}  // namespace carepress::visit
