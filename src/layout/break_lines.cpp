#include "layout/break_lines.h"

#include <algorithm>
#include <limits>

namespace carepress {
namespace {

/// Slack is squared in eighths of a point's thousandth, so that the widest page of the longest paragraph stays within
/// 63 bits.
std::int64_t squared(Length slack) {
    const std::int64_t units = slack.millipoints / 8;
    return units * units;
}

struct Break {
    LineCost best;
    std::uint32_t from = 0;      ///< the segment that the line ending here begins with
    std::int64_t start = 0;      ///< x of the next segment, were the paragraph one line
    std::int64_t end = 0;        ///< x of the end of the text before the break
    std::int64_t least_end = 0;  ///< the least of `end` from here on
    std::int64_t hyphen = 0;     ///< width of a hyphen shown here
    bool joined = false;
};

/// Finds the best lines of segments that hold no forced break but the last.
class ChunkBreaker {
public:
    ChunkBreaker(std::span<const Segment> segments, std::u16string_view text, Length measure)
        : segments_(segments), text_(text), measure_(measure), costs_(measure) {}

    void run(std::uint32_t offset, std::vector<LineCut>& lines) {
        if (fits_one_line()) {
            lines.push_back({offset, offset + static_cast<std::uint32_t>(segments_.size())});
            return;
        }
        measure_breaks();
        for (std::uint32_t end = 1; end < breaks_.size(); ++end) find_best(end);
        const std::size_t old_size = lines.size();
        for (std::uint32_t at = static_cast<std::uint32_t>(segments_.size()); at > 0; at = breaks_[at].from)
            lines.push_back({offset + breaks_[at].from, offset + at});
        std::reverse(lines.begin() + static_cast<std::ptrdiff_t>(old_size), lines.end());
    }

private:
    bool fits_one_line() const {
        std::int64_t width = 0;
        for (const Segment& segment : segments_) width += segment.width.millipoints + segment.space.millipoints;
        return width - segments_.back().space.millipoints <= measure_.millipoints || segments_.size() == 1;
    }

    void measure_breaks() {
        breaks_.resize(segments_.size() + 1);
        std::int64_t x = 0;
        for (std::size_t i = 0; i < segments_.size(); ++i) {
            const Segment& segment = segments_[i];
            Break& after = breaks_[i + 1];
            after.end = x + segment.width.millipoints;
            x = after.start = after.end + segment.space.millipoints;
            const bool last = i + 1 == segments_.size();
            after.hyphen = last ? 0 : segment.hyphen.millipoints;
            after.joined = !last && joins_word(segment, text_);
            uneven_ = uneven_ || after.hyphen > 0 || segment.space < Length{};
        }
        breaks_.back().least_end = breaks_.back().end;
        for (std::size_t i = segments_.size(); i-- > 0;)
            breaks_[i].least_end = std::min(breaks_[i].end, breaks_[i + 1].least_end);
    }

    void find_best(std::uint32_t end) {
        Break& here = breaks_[end];
        here.best = {std::numeric_limits<std::uint32_t>::max(), 0};
        const std::int64_t right = here.end + here.hyphen;
        // The window's edge only moves forward: what is too far off for this break and all later ones. A hyphen narrows
        // it for this break alone; a negative space may put a later start before an earlier one.
        while (window_ + 1 < end && here.least_end - breaks_[window_].start > measure_.millipoints) ++window_;
        const bool last = end == segments_.size();
        for (std::uint32_t from = window_; from < end; ++from) {
            const Break& before = breaks_[from];
            if (from + 1 < end && right - before.start > measure_.millipoints) continue;
            const std::uint32_t lines = before.best.lines + 1;
            if (lines > here.best.lines) {
                if (!uneven_) break;  // the farther a break, the more lines it takes to reach it
                continue;
            }
            const Length width{static_cast<std::int32_t>(
                std::min<std::int64_t>(right - before.start, std::numeric_limits<std::int32_t>::max()))};
            const LineCost cost{lines,
                                before.best.cost + costs_.line(width, last, from + 1 == end, from == 0, here.joined)};
            if (cost < here.best) {
                here.best = cost;
                here.from = from;
            }
        }
    }

    std::span<const Segment> segments_;
    std::u16string_view text_;
    Length measure_;
    LineCosts costs_;
    std::vector<Break> breaks_;
    std::uint32_t window_ = 0;
    bool uneven_ = false;  ///< a line may get narrower by a segment more
};

}  // namespace

LineCosts::LineCosts(Length measure)
    : measure_(measure), short_word_(squared(measure * 2 / 5)), joined_(squared(measure / 4)) {}

std::int64_t LineCosts::line(Length width, bool ends_text, bool only_segment, bool opens, bool joined) const {
    const Length slack = measure_ - width;
    if (ends_text) return only_segment && !opens && width < measure_ / 4 ? short_word_ : 0;
    return squared(std::max(Length{}, slack)) + (joined ? joined_ : 0);
}

bool joins_word(const Segment& segment, std::u16string_view text) {
    if (segment.hyphen > Length{}) return true;
    if (segment.end == 0 || segment.end > text.size()) return false;
    const char16_t last = text[segment.end - 1];
    return last == u'-' || last == u'\u2010' || last == u'/';
}

void break_lines(std::span<const Segment> segments, std::u16string_view text, Length measure,
                 std::vector<LineCut>& lines) {
    std::size_t first = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!segments[i].mandatory_break && i + 1 < segments.size()) continue;
        ChunkBreaker(segments.subspan(first, i + 1 - first), text, measure)
            .run(static_cast<std::uint32_t>(first), lines);
        first = i + 1;
    }
}

}  // namespace carepress
