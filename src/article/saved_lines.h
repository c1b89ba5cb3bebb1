#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace carepress::article {

/// One line of text saved from a web page.
struct SavedLine {
    enum class Kind : std::uint8_t { blank, text, bullet, number };
    Kind kind = Kind::blank;
    int indent = 0;  ///< columns of white space before it; a tab goes to the next multiple of 4
    int number = 0;  ///< of a numbered item
    Numbering numbering = Numbering::decimal;  ///< the same
    std::optional<bool> done = {};             ///< of an item that begins with a box: whether it is ticked
    std::string_view content;                  ///< without indentation and marker
    SourceSpan span;                           ///< of the content
    std::uint32_t begin = 0;                   ///< of the marker, where there is one
    bool is_item() const { return kind == Kind::bullet || kind == Kind::number; }
};

/// The lines of `body`, which starts at byte `offset` of the source.
std::vector<SavedLine> split_lines(std::string_view body, std::uint32_t offset);

/// Blanks the lines that are leftover page furniture ("Skip Navigation", "Print", breadcrumbs), with a note each.
void drop_furniture(std::vector<SavedLine>& lines, Diagnostics& diagnostics);

/// A text with lines far longer than usual when wrapped has each paragraph and each item on a line of its own: such
/// lines are separated by blank ones, and lines that lost their bullets under a lead-in ("Call if:") become items
/// again, with a note. Text that is wrapped stays as it is.
void part_unwrapped_lines(std::vector<SavedLine>& lines, Diagnostics& diagnostics);

/// Whether a line on its own is a section heading: a short single question, or one that is known.
bool is_heading_line(std::string_view content);

}  // namespace carepress::article
