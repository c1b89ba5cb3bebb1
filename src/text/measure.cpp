#include "text/shaper.h"

#include <algorithm>
#include <cstdint>

namespace carepress::text {
namespace {

constexpr std::int32_t widest = 1'000'000'000;

Length sum(Length a, Length b) { return {std::clamp(a.millipoints + b.millipoints, -widest, widest)}; }

/// The advance of the glyphs of `piece` whose clusters are in [begin, end), as they stand in the whole piece.
std::int64_t advance_within(const ShapedParagraph::Piece& piece, std::uint32_t begin, std::uint32_t end) {
    std::int64_t advance = 0;
    for (const WordGlyph& glyph : piece.word->glyphs) {
        const std::uint32_t at = piece.begin + glyph.glyph.cluster;
        if (at >= begin && at < end) advance += glyph.glyph.advance;
    }
    return advance;
}

/// Whether a break at `end` shows a hyphen: after a soft hyphen with something printed before it.
bool shows_hyphen(std::u16string_view text, std::uint32_t end, CharacterTable& characters) {
    if (end == text.size() || text[end - 1] != soft_hyphen) return false;
    std::uint32_t at = end - 1;
    while (at > 0 && characters.of(text[at - 1]).is(CharacterInfo::ignorable)) --at;
    return at > 0 && !characters.of(text[at - 1]).is(CharacterInfo::white_space);
}

/// The white half of a full-width mark at the end of [.., end), which a line's end lets hang: `piece` holds its glyph.
Length blank_half(const StyledText& text, const ShapedParagraph::Piece& piece, std::uint32_t end) {
    constexpr std::int32_t full = 900;  // an advance of less has lost its white half already
    if (text.direction != Direction::left_to_right || (piece.level & 1) != 0 ||
        !ends_in_blank_half(text.text[end - 1], piece.word->language))
        return {};
    for (const WordGlyph& glyph : piece.word->glyphs)
        if (piece.begin + glyph.glyph.cluster == end - 1 && glyph.glyph.advance >= full)
            return scale(size_of(text, piece.run), glyph.glyph.advance / 2);
    return {};
}

}  // namespace

Length width_of(Length size, std::int64_t thousandths) {
    const std::int64_t product = size.millipoints * thousandths;
    const std::int64_t quotient = product / 1000 + (product % 1000 > 0 ? 1 : 0);
    return {static_cast<std::int32_t>(std::clamp<std::int64_t>(quotient, -widest, widest))};
}

std::vector<std::uint32_t> divisions_of(const ShapedParagraph& paragraph) {
    std::vector<std::uint32_t> divisions;
    for (const Segment& segment : paragraph.segments)
        if (segment.divides_word) divisions.push_back(segment.end);
    return divisions;
}

namespace {

/// Measures the segments of a paragraph one after the other.
class SegmentMeasurer {
public:
    SegmentMeasurer(Shaper::Implementation& shaper, ShapedParagraph& paragraph)
        : shaper_(shaper), text_(*paragraph.text), paragraph_(paragraph) {}

    /// Adds the segment [begin, end), behind those before. `divides_word`: it ends at a division inside a word.
    void add(std::uint32_t begin, std::uint32_t end, bool divides_word) {
        Segment segment;
        segment.begin = begin;
        segment.end = end;
        segment.divides_word = divides_word;
        const bool hyphenated = divides_word || shows_hyphen(text_.text, end, shaper_.itemizer.characters());
        add_pieces(segment, hyphenated);
        if (segment.space == Length{} && segment.width > Length{}) hang_blank_half(segment);
        segment.mandatory_break = end == text_.text.size() || text_.text[end - 1] == line_separator;
        const std::vector<TornBreak>& torn = paragraph_.torn;
        while (torn_ < torn.size() && torn[torn_].at < end) ++torn_;
        if (torn_ < torn.size() && torn[torn_].at == end && !segment.mandatory_break) segment.harm = torn[torn_].harm;
        if (hyphenated) add_hyphen(segment);
        paragraph_.segments.push_back(segment);
    }

private:
    /// Sums up the pieces in the segment; index_ is then the one that goes on behind it, or the next one.
    void add_pieces(Segment& segment, bool hyphenated) {
        const auto& pieces = paragraph_.pieces;
        for (; index_ < pieces.size() && pieces[index_].begin < segment.end; ++index_) {
            add_piece(segment, pieces[index_], hyphenated);
            if (pieces[index_].end > segment.end) break;
        }
    }

    void add_piece(Segment& segment, const ShapedParagraph::Piece& piece, bool hyphenated) {
        if (piece.run != run_) size_ = size_of(text_, run_ = piece.run);
        const std::uint32_t from = std::max(piece.begin, segment.begin), to = std::min(piece.end, segment.end);
        const bool whole = from == piece.begin && to == piece.end;
        const Length width = width_of(size_, whole ? piece.word->advance : advance_within(piece, from, to));
        if (piece.hangs) {
            segment.space = sum(segment.space, width);
        } else if (!piece.word->glyphs.empty() || (hyphenated && to == segment.end)) {
            segment.width = sum(sum(segment.width, segment.space), width);
            segment.space = {};
            if (to < piece.end) undo_kerning(segment, piece, from, to, width);
        }
    }

    /// A break inside a piece may undo kerning: what the line's end is wider by, the space takes back inside a line.
    void undo_kerning(Segment& segment, const ShapedParagraph::Piece& piece, std::uint32_t from, std::uint32_t to,
                      Length width) {
        shaper_.line_glyphs.clear();
        shaper_.append_glyphs(paragraph_, piece, from, to, shaper_.line_glyphs);
        std::int64_t broken = 0;
        for (const Glyph& glyph : shaper_.line_glyphs) broken += glyph.advance;
        segment.space = width - width_of(size_, broken);
        segment.width = segment.width - segment.space;
    }

    void hang_blank_half(Segment& segment) const {
        const auto& pieces = paragraph_.pieces;
        const bool goes_on = index_ < pieces.size() && pieces[index_].begin < segment.end;
        const ShapedParagraph::Piece& last = pieces[goes_on ? index_ : index_ - 1];
        segment.blank = std::min(blank_half(text_, last, segment.end), segment.width);
        segment.width -= segment.blank;
        segment.space = segment.blank;
    }

    void add_hyphen(Segment& segment) const {
        const auto& pieces = paragraph_.pieces;
        const std::size_t last = std::min(index_, pieces.size() - 1);
        const ShapedParagraph::Piece& piece = pieces[pieces[last].begin < segment.end ? last : last - 1];
        segment.hyphen = width_of(size_of(text_, piece.run), shaper_.hyphen(piece)->advance);
    }

    Shaper::Implementation& shaper_;
    const StyledText& text_;
    ShapedParagraph& paragraph_;
    std::size_t index_ = 0;  ///< of the first piece that is not measured, or not whole
    std::size_t torn_ = 0;   ///< of the first torn break that is not behind
    std::uint32_t run_ = no_index;
    Length size_;  ///< of run_
};

}  // namespace

void measure_segments(Shaper::Implementation& shaper, const std::vector<std::uint32_t>& breaks,
                      const std::vector<std::uint32_t>& divisions, ShapedParagraph& paragraph) {
    paragraph.segments.clear();
    paragraph.segments.reserve(breaks.size());
    SegmentMeasurer measurer(shaper, paragraph);
    std::uint32_t begin = 0;
    auto division = divisions.begin();
    for (const std::uint32_t end : breaks) {
        const bool divides_word = division != divisions.end() && *division == end;
        if (divides_word) ++division;
        measurer.add(begin, end, divides_word);
        begin = end;
    }
}

}  // namespace carepress::text
