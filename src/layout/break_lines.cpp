#include "layout/break_lines.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace carepress::layout {
namespace {

/// Slack is squared in eighths of a point's thousandth, so that the widest page of the longest paragraph stays within
/// 63 bits.
std::int64_t squared(Length slack) {
    const std::int64_t units = slack.millipoints / 8;
    return units * units;
}

constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();

/// A place where a line may end. Where it ends with a hyphen there is one for each number of such lines in a row.
struct Break {
    LineCost best;
    std::uint32_t from = 0;      ///< the break that the line ending here begins at
    std::uint32_t at = 0;        ///< segments before it
    std::uint32_t first = 0;     ///< the first of the breaks one segment before it
    std::int64_t start = 0;      ///< x of the next segment, were the paragraph one line
    std::int64_t end = 0;        ///< x of the end of the text before the break
    std::int64_t least_end = 0;  ///< the least of `end` from here on
    std::int64_t hyphen = 0;     ///< width of a hyphen shown here
    std::int64_t word = 0;       ///< x of the start of the word that is divided here
    std::int64_t whole_end = 0;  ///< x of the end of the text before that word
    int hyphens = 0;             ///< lines in a row, this one the last, that end with a hyphen
    std::uint32_t harm = 0;      ///< of a line that ends here
    bool joined = false, divides = false;
};

/// Finds the best lines of segments that hold no forced break but the last.
class ChunkBreaker {
public:
    ChunkBreaker(std::span<const text::Segment> segments, std::u16string_view text, Length measure,
                 const DivisionSettings& division)
        : segments_(segments), text_(text), measure_(measure), division_(division), costs_(measure) {}

    void run(std::uint32_t offset, std::vector<LineCut>& lines) {
        if (fits_one_line()) {
            lines.push_back({offset, offset + static_cast<std::uint32_t>(segments_.size())});
            return;
        }
        measure_breaks();
        for (std::uint32_t end = 1; end < breaks_.size(); ++end) find_best(end);
        const std::size_t old_size = lines.size();
        for (auto at = static_cast<std::uint32_t>(breaks_.size() - 1); at > 0; at = breaks_[at].from)
            lines.push_back({offset + breaks_[breaks_[at].from].at, offset + breaks_[at].at});
        std::reverse(lines.begin() + static_cast<std::ptrdiff_t>(old_size), lines.end());
    }

private:
    bool fits_one_line() const {
        std::int64_t width = 0;
        for (const text::Segment& segment : segments_) width += segment.width.millipoints + segment.space.millipoints;
        return width - segments_.back().space.millipoints <= measure_.millipoints || segments_.size() == 1;
    }

    void measure_breaks() {
        const bool divided = std::any_of(segments_.begin(), segments_.end(),
                                         [](const text::Segment& segment) { return segment.divides_word; });
        breaks_.reserve(divided ? segments_.size() * 2 : segments_.size() + 1);
        breaks_.emplace_back();
        std::int64_t x = 0, word = 0, whole_end = 0;
        for (std::size_t i = 0; i < segments_.size(); ++i) {
            const text::Segment& segment = segments_[i];
            Break after;
            after.at = static_cast<std::uint32_t>(i + 1);
            after.first = static_cast<std::uint32_t>(breaks_.size());
            while (after.first > 0 && breaks_[after.first - 1].at == i) --after.first;
            after.end = x + segment.width.millipoints;
            x = after.start = after.end + segment.space.millipoints;
            const bool last = i + 1 == segments_.size();
            after.hyphen = last ? 0 : segment.hyphen.millipoints;
            after.divides = segment.divides_word;
            after.harm = last ? 0 : segment.harm;
            after.joined = !last && !after.divides && joins_word(segment, text_);
            after.word = word;
            after.whole_end = whole_end;
            if (!after.divides) {
                word = after.start;
                whole_end = after.end;
            }
            uneven_ = uneven_ || after.hyphen > 0 || after.harm > 0 || segment.space < Length{};
            if (!divided || !(after.joined || after.divides)) {
                breaks_.push_back(after);
                continue;
            }
            for (after.hyphens = 1; after.hyphens <= division_.lines; ++after.hyphens) breaks_.push_back(after);
        }
        breaks_.back().least_end = breaks_.back().end;
        for (std::size_t i = breaks_.size() - 1; i-- > 0;)
            breaks_[i].least_end = std::min(breaks_[i].end, breaks_[i + 1].least_end);
    }

    /// Whether a line from `before` may end with the hyphen of `here`. What can't be helped may: a hyphen of the text's
    /// own, and one inside a word that the line begins with.
    bool may_end_with_hyphen(const Break& before, const Break& here) const {
        const bool helpless = !here.divides || before.start >= here.word;
        if (before.hyphens + 1 != here.hyphens &&
            !(helpless && before.hyphens == division_.lines && here.hyphens == division_.lines))
            return false;
        return helpless || measure_.millipoints - (here.whole_end - before.start) > division_.zone.millipoints;
    }

    void find_best(std::uint32_t end) {
        Break& here = breaks_[end];
        here.best = {unreached, unreached, 0};
        const std::int64_t right = here.end + here.hyphen;
        // The window's edge only moves forward: what is too far off for this break and all later ones. A hyphen narrows
        // it for this break alone; a negative space may put a later start before an earlier one.
        while (window_ < here.first && here.least_end - breaks_[window_].start > measure_.millipoints) ++window_;
        const bool last = here.at == segments_.size();
        for (std::uint32_t from = window_; breaks_[from].at < here.at; ++from) {
            const Break& before = breaks_[from];
            const bool only_segment = before.at + 1 == here.at;
            if (!only_segment && right - before.start > measure_.millipoints) continue;
            if (before.best.lines == unreached) continue;
            if (here.hyphens > 0 && !may_end_with_hyphen(before, here)) continue;
            const std::uint32_t harm = before.best.harm + here.harm, lines = before.best.lines + 1;
            if (harm > here.best.harm) continue;
            if (harm == here.best.harm && lines > here.best.lines) {
                if (!uneven_) break;  // the farther a break, the more lines it takes to reach it
                continue;
            }
            const Length width{static_cast<std::int32_t>(
                std::min<std::int64_t>(right - before.start, std::numeric_limits<std::int32_t>::max()))};
            LineCost cost{harm, lines,
                          before.best.cost + costs_.line(width, last, only_segment, from == 0, here.joined)};
            if (here.divides) cost.cost += costs_.division(before.hyphens > 0);
            if (cost < here.best) {
                here.best = cost;
                here.from = from;
            }
        }
    }

    std::span<const text::Segment> segments_;
    std::u16string_view text_;
    Length measure_;
    DivisionSettings division_;
    LineCosts costs_;
    std::vector<Break> breaks_;
    std::uint32_t window_ = 0;
    bool uneven_ = false;  ///< a line may get narrower by a segment more, or take a line more to do less harm
};

}  // namespace

LineCosts::LineCosts(Length measure)
    : measure_(measure),
      short_word_(squared(measure * 2 / 5)),
      joined_(squared(measure / 4)),
      divided_(squared(measure / 5)) {}

std::int64_t LineCosts::line(Length width, bool ends_text, bool only_segment, bool opens, bool joined) const {
    const Length slack = measure_ - width;
    if (ends_text) return only_segment && !opens && width < measure_ / 4 ? short_word_ : 0;
    return squared(std::max(Length{}, slack)) + (joined ? joined_ : 0);
}

bool joins_word(const text::Segment& segment, std::u16string_view text) {
    if (segment.hyphen > Length{}) return true;
    if (segment.end == 0 || segment.end > text.size()) return false;
    const char16_t last = text[segment.end - 1];
    return last == u'-' || last == u'\u2010' || last == u'/';
}

void break_lines(std::span<const text::Segment> segments, std::u16string_view text, Length measure,
                 std::vector<LineCut>& lines, const DivisionSettings& division) {
    std::size_t first = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!segments[i].mandatory_break && i + 1 < segments.size()) continue;
        ChunkBreaker(segments.subspan(first, i + 1 - first), text, measure, division)
            .run(static_cast<std::uint32_t>(first), lines);
        first = i + 1;
    }
}

}  // namespace carepress::layout
