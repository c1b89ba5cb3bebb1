#include "text/shaper.h"

#include <algorithm>
#include <cstdint>

namespace carepress::text {
namespace {

using Piece = ShapedParagraph::Piece;

/// Finds where a segment that is wider than the measure is cut.
class OverlongCutter {
public:
    OverlongCutter(Shaper::Implementation& shaper, const ShapedParagraph& paragraph, Length measure)
        : shaper_(shaper),
          paragraph_(paragraph),
          measure_(measure),
          clusters_(shaper.itemizer.graphemes(paragraph.text->text)) {}

    /// Appends the cuts inside `segment`, ascending.
    void cut(const Segment& segment, std::vector<std::uint32_t>& cuts) {
        const std::uint32_t end = visible_end(segment);
        estimate(segment.begin, end);
        for (std::uint32_t begin = segment.begin; begin < end;) {
            std::uint32_t part_end = guess(segment.begin, begin, end);
            while (!fits(begin, part_end, part_end == end ? segment.hyphen : Length{})) {
                const std::uint32_t shorter = boundary_before(part_end);
                if (shorter <= begin) break;  // one cluster at least
                part_end = shorter;
            }
            if (part_end < end) cuts.push_back(part_end);
            begin = part_end;
        }
    }

private:
    /// Without trailing white space, and what prints nothing, which must not be alone.
    std::uint32_t visible_end(const Segment& segment) const {
        std::uint32_t end = segment.end;
        CharacterTable& characters = shaper_.itemizer.characters();
        while (end > segment.begin) {
            const CharacterInfo& info = characters.of(paragraph_.text->text[end - 1]);
            if (!info.is(CharacterInfo::hanging) && !info.is(CharacterInfo::ignorable)) break;
            --end;
        }
        return end;
    }

    /// Running widths by unit, in millipoints, as the text is unbroken.
    void estimate(std::uint32_t begin, std::uint32_t end) {
        widths_.assign(end - begin + 1, 0);
        for (auto piece = piece_at(begin); piece != paragraph_.pieces.end() && piece->begin < end; ++piece) {
            const std::int64_t size = size_of(*paragraph_.text, piece->run).millipoints;
            for (const WordGlyph& glyph : piece->word->glyphs) {
                const std::uint32_t at = piece->begin + glyph.glyph.cluster;
                if (at >= begin && at < end) widths_[at - begin + 1] += glyph.glyph.advance * size;
            }
        }
        for (std::size_t i = 1; i < widths_.size(); ++i) widths_[i] += widths_[i - 1];
    }

    /// The last cluster boundary up to which the text seems to fit, but at least one cluster on.
    std::uint32_t guess(std::uint32_t origin, std::uint32_t begin, std::uint32_t end) const {
        const std::int64_t limit = widths_[begin - origin] + std::int64_t{measure_.millipoints} * 1000;
        const auto from = widths_.begin() + (begin - origin);
        const auto past = std::upper_bound(from + 1, widths_.end(), limit);
        auto at = static_cast<std::uint32_t>(past - widths_.begin()) - 1 + origin;
        if (at >= end) return end;
        if (!ubrk_isBoundary(clusters_, static_cast<std::int32_t>(at))) at = boundary_before(at);
        if (at > begin) return at;
        const std::int32_t next = ubrk_following(clusters_, static_cast<std::int32_t>(begin));
        return next == UBRK_DONE ? end : std::min(end, static_cast<std::uint32_t>(next));
    }

    std::uint32_t boundary_before(std::uint32_t at) const {
        const std::int32_t before = ubrk_preceding(clusters_, static_cast<std::int32_t>(at));
        return before == UBRK_DONE ? 0 : static_cast<std::uint32_t>(before);
    }

    bool fits(std::uint32_t begin, std::uint32_t end, Length more) const {
        Length width = more;
        for (auto piece = piece_at(begin); piece != paragraph_.pieces.end() && piece->begin < end; ++piece) {
            const std::uint32_t from = std::max(begin, piece->begin), to = std::min(end, piece->end);
            const bool whole = from == piece->begin && to == piece->end;
            const ShapedWord* word = whole ? piece->word : shaper_.word(paragraph_, *piece, from, to);
            width += width_of(size_of(*paragraph_.text, piece->run), word->advance);
            if (width > measure_) return false;
        }
        return width <= measure_;
    }

    std::vector<Piece>::const_iterator piece_at(std::uint32_t at) const {
        return std::partition_point(paragraph_.pieces.begin(), paragraph_.pieces.end(),
                                    [at](const Piece& piece) { return piece.end <= at; });
    }

    Shaper::Implementation& shaper_;
    const ShapedParagraph& paragraph_;
    const Length measure_;
    UBreakIterator* clusters_;
    std::vector<std::int64_t> widths_;  ///< thousandths of millipoints
};

/// The pieces cut at `cuts` (ascending), each part shaped for itself.
std::vector<Piece> cut_pieces(Shaper::Implementation& shaper, const ShapedParagraph& paragraph,
                              const std::vector<std::uint32_t>& cuts) {
    std::vector<Piece> pieces;
    pieces.reserve(paragraph.pieces.size() + cuts.size());
    std::size_t next = 0;
    for (const Piece& piece : paragraph.pieces) {
        while (next < cuts.size() && cuts[next] <= piece.begin) ++next;
        std::uint32_t begin = piece.begin;
        for (; next < cuts.size() && cuts[next] < piece.end; ++next) {
            if (cuts[next] == begin) continue;
            Piece part = piece;
            part.begin = begin;
            part.end = cuts[next];
            part.word = shaper.word(paragraph, piece, part.begin, part.end);
            pieces.push_back(part);
            begin = part.end;
        }
        Piece rest = piece;
        rest.begin = begin;
        if (begin != piece.begin) rest.word = shaper.word(paragraph, piece, begin, piece.end);
        pieces.push_back(rest);
    }
    return pieces;
}

}  // namespace

std::vector<std::uint32_t> Shaper::split_overlong(ShapedParagraph& paragraph, Length measure) {
    const auto overlong = [measure](const Segment& segment) { return segment.width + segment.hyphen > measure; };
    std::vector<std::uint32_t> offsets;
    if (std::none_of(paragraph.segments.begin(), paragraph.segments.end(), overlong)) return offsets;

    OverlongCutter cutter(*implementation_, paragraph, measure);
    std::vector<std::uint32_t> cuts, breaks;
    for (const Segment& segment : paragraph.segments) {
        if (overlong(segment)) {
            const std::size_t before = breaks.size();
            cutter.cut(segment, breaks);
            if (breaks.size() > before) {
                offsets.push_back(segment.begin);
                cuts.push_back(segment.begin);
                cuts.insert(cuts.end(), breaks.begin() + static_cast<std::ptrdiff_t>(before), breaks.end());
                cuts.push_back(segment.end);
            }
        }
        breaks.push_back(segment.end);
    }
    paragraph.pieces = cut_pieces(*implementation_, paragraph, cuts);
    measure_segments(*implementation_, breaks, divisions_of(paragraph), paragraph);
    return offsets;
}

}  // namespace carepress::text
