#pragma once

#include "base/length.h"
#include "text/styled_text.h"

#include <algorithm>

namespace carepress::layout {

/// A stretch across a frame in writing direction: `start` is counted from the frame's start edge, left in left-to-right
/// handouts, right in the others. All of layout works in these; Axis alone knows which side is which.
struct Column {
    Length start, width;
    constexpr Length end() const { return start + width; }
    constexpr bool operator==(const Column&) const = default;
};

/// What nesting never narrows a column below: about eight letters. Deeper boxes stop stepping in.
inline constexpr Length narrowest_column = points(48);

/// `column` without `start` and `end` at its sides; where that would leave less than the narrowest column, both yield.
inline Column inset(Column column, Length start, Length end) {
    const Length spare = std::max(Length{}, column.width - narrowest_column);
    const Length from_start = std::clamp(start, Length{}, spare);
    const Length from_end = std::clamp(end, Length{}, spare - from_start);
    return {column.start + from_start, column.width - from_start - from_end};
}

/// Turns places in writing direction into places on the page: the one home of right-to-left mirroring.
struct Axis {
    Rectangle frame;
    bool mirrored = false;

    /// `frame` as a layout names it, for left-to-right handouts; in the others the whole page is mirrored.
    static constexpr Axis of(Rectangle frame, Length page_width, text::Direction direction) {
        const bool mirrored = direction == text::Direction::right_to_left;
        if (mirrored) frame.x = page_width - frame.right();
        return {frame, mirrored};
    }

    /// The left edge of something `width` wide that begins `start` from the frame's start edge.
    constexpr Length left(Length start, Length width) const {
        return mirrored ? frame.right() - start - width : frame.x + start;
    }
    constexpr Rectangle place(Column column, Length y, Length height) const {
        return {left(column.start, column.width), y, column.width, height};
    }
};

}  // namespace carepress::layout
