#pragma once

#include "text/shape.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace carepress::layout {

/// One line as a range of segments.
struct LineCut {
    std::uint32_t first = 0, last = 0;
    bool operator==(const LineCut&) const = default;
};

/// How good a way of breaking is: what belongs together is torn as little as can be, then fewer lines (paper, and a
/// ragged edge gains nothing from one more), then the sum of the lines' costs.
struct LineCost {
    std::uint32_t harm = 0;  ///< sum of Segment::harm of the segments that end lines
    std::uint32_t lines = 0;
    std::int64_t cost = 0;
    constexpr auto operator<=>(const LineCost&) const = default;
};

/// Knows what a line costs; shared with the tests, which try all ways of breaking.
class LineCosts {
public:
    explicit LineCosts(Length measure);
    /// A line `width` wide. `ends_text`: last of its paragraph or before a forced break; `only_segment`: holds one
    /// segment; `opens`: no line is before it; `joined`: ends at a hyphen or slash inside a word.
    std::int64_t line(Length width, bool ends_text, bool only_segment, bool opens, bool joined) const;
    /// Of a line that divides a word as the layout lets it, beside that: `again` below another line that ends with a
    /// hyphen.
    std::int64_t division(bool again) const { return again ? 2 * divided_ : divided_; }

private:
    Length measure_;
    std::int64_t short_word_ = 0, joined_ = 0, divided_ = 0;
};

/// When words may be divided: Segment::divides_word.
struct DivisionSettings {
    Length zone;    ///< a word is divided only where the line would else end more than this short of the measure
    int lines = 2;  ///< most lines in a row that end with a hyphen, unless a word alone is wider than them; 1 or more
};

/// True where breaking after `segment` tears a word at a hyphen or slash.
bool joins_word(const text::Segment& segment, std::u16string_view text);

/// Breaks a paragraph into lines no wider than `measure`, over the whole paragraph at once (optimum fit, after Knuth
/// and Plass, for a ragged edge): least harm, least number of lines, then least sum of squared slack. The last line is
/// free, but a single short word alone on it costs; breaks at hyphens cost. Exact, O(n·k) for n segments and k on a
/// line; ties go to the longer last line. A segment wider than the measure gets a line of its own. Appends to `lines`.
/// Words are divided within `division`, which segments that divide words need.
void break_lines(std::span<const text::Segment> segments, std::u16string_view text, Length measure,
                 std::vector<LineCut>& lines, const DivisionSettings& division = {});

}  // namespace carepress::layout
