#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::article {

/// What a line of pasted text begins with: a bullet, or a number or letter of a list, as word processors put them.
struct LineMark {
    enum class Kind : std::uint8_t { bullet, decimal, lower_letter, upper_letter, lower_roman, upper_roman };
    enum class Task : std::uint8_t { none, open, done };
    Kind kind = Kind::bullet;
    Task task = Task::none;   ///< of a bullet that is a box
    std::string sign;         ///< what lines of one list have in common: the bullet, or what encloses the number
    int number = 0;           ///< of all but bullets
    std::size_t length = 0;   ///< bytes, with the white space behind it
    bool is_certain = false;  ///< nothing else begins so; the others need a second line to be believed

    bool is_like(const LineMark& other) const { return kind == other.kind && sign == other.sign; }
};

/// All that the beginning of a line may be: "i." is a letter and a Roman number.
std::vector<LineMark> line_marks(std::string_view line);

/// A line and what it was taken for.
struct MarkedLine {
    std::string_view text;
    bool is_alone = false;  ///< nothing comes right before it: the first line of a paragraph
    std::optional<LineMark> mark = {};
};

/// Sets the marks of the lines that are items. One that could be a word ("o", "a.", "–") is believed if the next of its
/// kind is there too and it does not begin within a sentence.
void find_items(std::vector<MarkedLine>& lines);

}  // namespace carepress::article
