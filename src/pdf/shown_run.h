#pragma once

#include "layout/paged_document.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace carepress::pdf {

/// A glyph run as it is shown. Readers want right-to-left text from left to right, as it lies on paper, and turn it
/// round themselves: poppler, MuPDF from 1.24, pdf.js, pdfium. What would be lost in turning is told here: pdf.js
/// forgets a space where a line goes on to the left, and MuPDF moves one that a right-to-left run begins with on paper.
/// So those are taken out, to be shown by themselves.
struct ShownRun {
    layout::GlyphRun run;  ///< without `before` and `after`
    std::optional<layout::GlyphRun> before,
        after;                    ///< one space each: what the run begins and ends with, in logical order
    bool goes_on_left = false;    ///< the next run is on the same line, to the left
    bool has_gap_after = false;   ///< and what is between them is white, without a space: two cells, marker and item
    bool turns_after = false;     ///< and has the other direction
    bool begins_neutral = false;  ///< right to left, and its leftmost character has no direction of its own

    bool is_right_to_left() const { return run.level % 2 == 1; }
};

/// The run `items[index]`. It must be one.
ShownRun shown_run(const layout::PagedDocument& document, const std::vector<layout::PageItem>& items,
                   std::size_t index);

}  // namespace carepress::pdf
