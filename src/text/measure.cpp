#include "text/shaper.h"

#include <algorithm>
#include <cstdint>

namespace carepress {
namespace {

constexpr std::int32_t widest = 1'000'000'000;

Length add(Length a, Length b) { return {std::clamp(a.millipoints + b.millipoints, -widest, widest)}; }

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

void measure_segments(Shaper::Implementation& shaper, const std::vector<std::uint32_t>& breaks,
                      const std::vector<std::uint32_t>& divisions, ShapedParagraph& paragraph) {
    const StyledText& text = *paragraph.text;
    paragraph.segments.clear();
    paragraph.segments.reserve(breaks.size());
    std::size_t index = 0;
    std::uint32_t begin = 0, run = no_index;
    Length size;  // of `run`
    auto division = divisions.begin();
    for (const std::uint32_t end : breaks) {
        Segment segment;
        segment.begin = begin;
        segment.end = end;
        segment.divides_word = division != divisions.end() && *division == end;
        if (segment.divides_word) ++division;
        const bool hyphenated = segment.divides_word || shows_hyphen(text.text, end, shaper.itemizer.characters());
        while (index < paragraph.pieces.size() && paragraph.pieces[index].begin < end) {
            const ShapedParagraph::Piece& piece = paragraph.pieces[index];
            if (piece.run != run) size = size_of(text, run = piece.run);
            const std::uint32_t from = std::max(piece.begin, begin), to = std::min(piece.end, end);
            const bool whole = from == piece.begin && to == piece.end;
            const Length width = width_of(size, whole ? piece.word->advance : advance_within(piece, from, to));
            if (piece.hangs) {
                segment.space = add(segment.space, width);
            } else if (!piece.word->glyphs.empty() || (hyphenated && to == end)) {
                segment.width = add(add(segment.width, segment.space), width);
                segment.space = {};
                if (to < piece.end) {
                    // A break here may undo kerning: what the line's end is wider by, the space takes back inside.
                    shaper.line_glyphs.clear();
                    shaper.append_glyphs(paragraph, piece, from, to, shaper.line_glyphs);
                    std::int64_t broken = 0;
                    for (const Glyph& glyph : shaper.line_glyphs) broken += glyph.advance;
                    segment.space = width - width_of(size, broken);
                    segment.width = segment.width - segment.space;
                }
            }
            if (piece.end > end) break;
            ++index;
        }
        if (segment.space == Length{} && segment.width > Length{}) {
            const std::size_t last =
                index < paragraph.pieces.size() && paragraph.pieces[index].begin < end ? index : index - 1;
            segment.blank = std::min(blank_half(text, paragraph.pieces[last], end), segment.width);
            segment.width -= segment.blank;
            segment.space = segment.blank;
        }
        segment.mandatory_break = end == text.text.size() || text.text[end - 1] == line_separator;
        if (hyphenated) {
            const std::size_t last = std::min(index, paragraph.pieces.size() - 1);
            const ShapedParagraph::Piece& piece =
                paragraph.pieces[paragraph.pieces[last].begin < end ? last : last - 1];
            segment.hyphen = width_of(size_of(text, piece.run), shaper.hyphen(piece)->advance);
        }
        paragraph.segments.push_back(segment);
        begin = end;
    }
}

}  // namespace carepress
