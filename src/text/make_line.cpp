#include "text/shaper.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace carepress::text {
namespace {

using Piece = ShapedParagraph::Piece;
using Part = Shaper::Implementation::LinePart;

/// The glyphs of `word` with clusters in [begin, end): clusters ascend or descend with the direction.
std::span<const WordGlyph> glyphs_between(const ShapedWord& word, std::uint32_t begin, std::uint32_t end) {
    const auto inside = [&](const WordGlyph& glyph) {
        return glyph.glyph.cluster >= begin && glyph.glyph.cluster < end;
    };
    const auto first = std::find_if(word.glyphs.begin(), word.glyphs.end(), inside);
    return {first, std::find_if_not(first, word.glyphs.end(), inside)};
}

/// The first unit from `begin` on, and the last one up to `end`, where the word may be cut without shaping anew.
std::pair<std::uint32_t, std::uint32_t> safe_range(const ShapedWord& word, std::uint32_t length, std::uint32_t begin,
                                                   std::uint32_t end) {
    std::uint32_t first = begin == 0 ? 0 : length, last = end == length ? length : 0;
    for (const WordGlyph& glyph : word.glyphs) {
        if (glyph.unsafe_to_break) continue;
        const std::uint32_t at = glyph.glyph.cluster;
        if (at >= begin) first = std::min(first, at);
        if (at <= end) last = std::max(last, at);
    }
    return {first, last};
}

void append(std::span<const WordGlyph> glyphs, std::uint32_t offset, std::vector<Glyph>& out) {
    for (const WordGlyph& from : glyphs) {
        out.push_back(from.glyph);
        out.back().cluster += offset;
    }
}

}  // namespace

void Shaper::Implementation::append_glyphs(const ShapedParagraph& paragraph, const Piece& piece, std::uint32_t begin,
                                           std::uint32_t end, std::vector<Glyph>& out) {
    const ShapedWord& whole = *piece.word;
    if (begin == piece.begin && end == piece.end) return append(whole.glyphs, piece.begin, out);
    const auto [first, last] = safe_range(whole, piece.end - piece.begin, begin - piece.begin, end - piece.begin);
    const std::uint32_t kept_begin = piece.begin + first, kept_end = piece.begin + last;
    const auto append_anew = [&](std::uint32_t from, std::uint32_t to) {
        if (from < to) append(word(paragraph, piece, from, to)->glyphs, from, out);
    };
    if (kept_begin >= kept_end) return append_anew(begin, end);
    const bool right_to_left = (piece.level & 1) != 0;
    right_to_left ? append_anew(kept_end, end) : append_anew(begin, kept_begin);
    append(glyphs_between(whole, first, last), piece.begin, out);
    right_to_left ? append_anew(begin, kept_begin) : append_anew(kept_end, end);
}

namespace {

class LineMaker {
public:
    LineMaker(Shaper::Implementation& shaper, const ShapedParagraph& paragraph, std::uint32_t begin, std::uint32_t end,
              Line& line, std::vector<Glyph>& glyphs, std::uint32_t shift)
        : shaper_(shaper),
          paragraph_(paragraph),
          text_(*paragraph.text),
          begin_(begin),
          end_(end),
          parts_(shaper.line_parts),
          line_(line),
          glyphs_(glyphs),
          shift_(shift) {}

    void make(const Segment& last) {
        collect_parts();
        if (last.hyphen != Length{}) hyphen_at_ = end_ - 1;
        divides_word_ = last.divides_word;
        mark_hanging();
        add_in_visual_order();
        place();
    }

private:
    void collect_parts() {
        parts_.clear();
        const auto& pieces = paragraph_.pieces;
        auto piece =
            std::partition_point(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.end <= begin_; });
        for (; piece != pieces.end() && piece->begin < end_; ++piece) {
            parts_.push_back(
                {&*piece, std::max(piece->begin, begin_), std::min(piece->end, end_), piece->level, false});
            mixed_ |= piece->level != 0;
        }
    }

    /// UAX #9 L1: white space at the line's end, and what prints nothing there, has the paragraph's level.
    void mark_hanging() {
        const UBiDiLevel base = text_.direction == Direction::right_to_left ? 1 : 0;
        for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
            const bool has_hyphen = hyphen_at_ >= part->begin && hyphen_at_ < part->end;
            if (has_hyphen || !(part->piece->word->glyphs.empty() || part->piece->hangs)) break;
            part->hangs = true;
            part->level = base;
        }
    }

    /// UAX #9 L2.
    void add_in_visual_order() {
        const std::size_t count = parts_.size();
        if (!mixed_) {
            for (const Part& part : parts_) add(part);
            return;
        }
        std::vector<UBiDiLevel> levels(count);
        for (std::size_t i = 0; i < count; ++i) levels[i] = parts_[i].level;
        std::vector<std::int32_t> order(count);
        ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(count), order.data());
        for (const std::int32_t at : order) add(parts_[static_cast<std::size_t>(at)]);
    }

    bool continues_run(const Part& part) const {
        if (line_.runs.empty()) return false;
        const LineRun& run = line_.runs.back();
        if (run.face != part.piece->face || run.run != part.piece->run || run.level != part.level) return false;
        return (part.level & 1) != 0 ? run.text_begin == part.end : run.text_end == part.begin;
    }

    void start_run(const Part& part) {
        finish_run();
        LineRun run;
        run.face = part.piece->face;
        run.run = part.piece->run;
        run.level = part.level;
        run.text_begin = part.begin;
        run.text_end = part.end;
        run.glyph_begin = static_cast<std::uint32_t>(glyphs_.size());
        line_.runs.push_back(run);
        advance_ = hanging_ = 0;
    }

    void finish_run() {
        if (line_.runs.empty()) return;
        LineRun& run = line_.runs.back();
        run.glyph_end = static_cast<std::uint32_t>(glyphs_.size());
        const Length size = size_of(text_, run.run);
        run.width = scale(size, advance_);
        run.visible_width = scale(size, advance_ - hanging_);
        if (run.glyph_begin == run.glyph_end) line_.runs.pop_back();  // prints nothing
    }

    void add(const Part& part) {
        if (!continues_run(part)) start_run(part);
        LineRun& run = line_.runs.back();
        run.text_begin = std::min(run.text_begin, part.begin);
        run.text_end = std::max(run.text_end, part.end);
        const bool has_hyphen = hyphen_at_ >= part.begin && hyphen_at_ < part.end;
        const bool turned = ((part.level ^ part.piece->level) & 1) != 0;  // spaces, by L1
        if (part.is_whole() && !has_hyphen && !turned) {
            append(part.piece->word->glyphs, part.begin + shift_, glyphs_);
            advance_ += part.piece->word->advance;
            if (part.hangs) hanging_ += part.piece->word->advance;
            return;
        }
        const std::size_t first = glyphs_.size();
        if (has_hyphen && (part.level & 1) != 0) add_hyphen(*part.piece);
        shaper_.append_glyphs(paragraph_, *part.piece, part.begin, part.end, glyphs_);
        if (has_hyphen && (part.level & 1) == 0) add_hyphen(*part.piece);
        if (turned) std::reverse(glyphs_.begin() + static_cast<std::ptrdiff_t>(first), glyphs_.end());
        std::int64_t advance = 0;
        for (std::size_t i = first; i < glyphs_.size(); ++i) {
            advance += glyphs_[i].advance;
            glyphs_[i].cluster += shift_;
        }
        advance_ += advance;
        if (part.hangs) hanging_ += advance;
    }

    void add_hyphen(const Piece& piece) {
        for (const WordGlyph& glyph : shaper_.hyphen(piece)->glyphs) {
            glyphs_.push_back(glyph.glyph);
            glyphs_.back().cluster = divides_word_ ? end_ : hyphen_at_;
        }
    }

    /// From left to right; what hangs is outside [0, width].
    void place() {
        finish_run();
        Length x;
        for (const LineRun& run : line_.runs) {
            line_.width += run.visible_width;
            if (text_.direction == Direction::right_to_left) x -= run.width - run.visible_width;
        }
        for (LineRun& run : line_.runs) {
            run.x = x;
            x += run.width;
        }
    }

    Shaper::Implementation& shaper_;
    const ShapedParagraph& paragraph_;
    const StyledText& text_;
    const std::uint32_t begin_, end_;
    std::uint32_t hyphen_at_ = no_index;
    std::vector<Part>& parts_;
    bool mixed_ = false, divides_word_ = false;
    std::int64_t advance_ = 0, hanging_ = 0;
    Line& line_;
    std::vector<Glyph>& glyphs_;  ///< where its glyphs are appended
    const std::uint32_t shift_;   ///< of their clusters
};

}  // namespace

void Shaper::append_line(const ShapedParagraph& paragraph, std::uint32_t first, std::uint32_t last, std::uint32_t shift,
                         Line& line, std::vector<Glyph>& glyphs) {
    assert(first <= last && last <= paragraph.segments.size());
    line.runs.clear();
    line.width = {};
    if (first == last) return;
    const Segment& end = paragraph.segments[last - 1];
    LineMaker(*implementation_, paragraph, paragraph.segments[first].begin, end.end, line, glyphs, shift).make(end);
    if (end.blank == Length{} || line.runs.empty()) return;
    line.runs.back().visible_width -= end.blank;
    line.width -= end.blank;
}

Line Shaper::make_line(const ShapedParagraph& paragraph, std::uint32_t first, std::uint32_t last) {
    Line line;
    append_line(paragraph, first, last, 0, line, line.glyphs);
    return line;
}

}  // namespace carepress::text
