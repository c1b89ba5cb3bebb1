#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress::article {

/// `text` without white space at both ends, every run of white space (NBSP and U+2028 too) as one space, and without
/// control characters: text for a single line, such as a title.
std::string one_line(std::string_view text);

/// `text` for comparing: one_line(), case folded (Unicode 15.0, 3.13 D145), without punctuation and the spaces beside
/// it, so that "¿Dónde puede …?" equals "Dónde puede … ".
std::string folded(std::string_view text);

/// Adds `text` unless it is empty or the list has one that folds to the same.
void add_once(std::vector<std::string>& list, std::string text);

/// Number of code points.
std::size_t count_characters(std::string_view text);

/// At most `most` characters of `text`, with an ellipsis when cut: for quoting text in messages.
std::string shortened(std::string_view text, std::size_t most = 60);

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A letter or digit of ASCII, or a byte of any other character.
constexpr bool belongs_to_word(char c) {
    return is_ascii_letter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Where the line that holds `from` ends: at its CR or LF, or at the text's end.
inline std::size_t line_end(std::string_view text, std::size_t from) {
    while (from < text.size() && text[from] != '\n' && text[from] != '\r') ++from;
    return from;
}

}  // namespace carepress::article
