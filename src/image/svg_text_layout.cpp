#include "base/ascii.h"
#include "base/hex.h"
#include "base/utf.h"
#include "image/svg_text_walk.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

namespace carepress::image {
namespace {

SvgTextLook look_of(const SvgFont& font) { return {font.family, font.weight, font.italic}; }

SvgMatrix rotated(double degrees) {
    const double turn = degrees * std::numbers::pi / 180;
    return {std::cos(turn), std::sin(turn), -std::sin(turn), std::cos(turn), 0, 0};
}

/// How far a baseline is above the one that text stands on, in ems (SVG 1.1, 10.9.2; CSS Inline 3, 4).
double baseline_rise(std::string_view name, const SvgFontMetrics& metrics) {
    if (name == "middle") return metrics.x_height / 2;
    if (name == "central") return (metrics.ascent - metrics.descent) / 2;
    if (name == "hanging") return metrics.ascent * 0.8;
    if (name == "mathematical") return metrics.ascent / 2;
    if (name == "text-before-edge" || name == "before-edge" || name == "text-top") return metrics.ascent;
    if (name == "ideographic" || name == "text-after-edge" || name == "after-edge" || name == "text-bottom")
        return -metrics.descent;
    return 0;
}

}  // namespace

void SvgTextWalk::lay_out() {
    for (std::size_t begin = 0; begin < characters_.size();) {
        const auto path = spans_[characters_[begin].span].along;
        std::size_t end = begin + 1;
        while (end < characters_.size() && !characters_[end].x && !characters_[end].y &&
               spans_[characters_[end].span].along == path)
            ++end;
        Chunk chunk;
        chunk.begin = begin;
        chunk.end = end;
        shape(chunk);
        fit(chunk);
        place(chunk);
        begin = end;
    }
}

/// Sets the chunk's text as one line; then each glyph knows its cluster's first character, and how far it goes.
void SvgTextWalk::shape(Chunk& chunk) {
    std::u16string text;
    std::vector<std::size_t> character_of;
    std::vector<SvgTextSetter::Run> runs;
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        const SvgTextLook look = look_of(spans_[characters_[i].span].style.font);
        const auto at = static_cast<std::uint32_t>(text.size());
        if (runs.empty() || runs.back().look != look) runs.push_back({at, at, look});
        append_utf16(text, characters_[i].code);
        runs.back().end = static_cast<std::uint32_t>(text.size());
        character_of.resize(text.size(), i);
    }
    std::u32string missing;
    const bool right_to_left = spans_[characters_[chunk.begin].span].style.font.right_to_left;
    chunk.glyphs = walk_.document_.texts->set(text, runs, right_to_left, missing);
    if (!missing.empty())
        walk_.faults_.error(node_, "no face has the character " + code_point_text(missing[0]) + " of a <text>",
                            "use other words, or convert the text to paths");
    for (std::size_t i = 0; i < chunk.glyphs.size(); ++i) {
        const SvgGlyph& glyph = chunk.glyphs[i];
        Placed& placed = chunk.placed.emplace_back();
        placed.glyph = &glyph;
        placed.character = character_of[glyph.begin];
        placed.span = characters_[placed.character].span;
        placed.begins = i == 0 || chunk.glyphs[i - 1].begin != glyph.begin;
        placed.ends = i + 1 == chunk.glyphs.size() || chunk.glyphs[i + 1].begin != glyph.begin;
        const SvgFont& font = spans_[placed.span].style.font;
        placed.advance = placed.width = glyph.advance * font.size;
        if (placed.begins) {
            const std::size_t last = character_of[std::max(glyph.begin + 1, glyph.end) - 1];
            for (std::size_t k = placed.character; k <= last; ++k) {
                placed.dx += characters_[k].dx;
                placed.dy += characters_[k].dy;
            }
        }
        if (!placed.ends) continue;
        if (i + 1 < chunk.glyphs.size() && !glyph.right_to_left) placed.advance += font.letter_spacing;
        if (characters_[placed.character].code == U' ') placed.advance += font.word_spacing;
        placed.advance = std::max(placed.advance, 0.0);
    }
    walk_.count(node_, chunk.glyphs.size());
}

/// textLength: the gaps between clusters grow or shrink, or everything does.
void SvgTextWalk::fit(Chunk& chunk) {
    for (const Fitting& fitting : fittings_) {
        double sum = 0;
        std::size_t clusters = 0;
        bool is_fitted = false;  // what is inside has a length of its own
        std::vector<Placed*> inside;
        for (Placed& placed : chunk.placed) {
            if (placed.character < fitting.begin || placed.character >= fitting.end) continue;
            inside.push_back(&placed);
            is_fitted = is_fitted || std::exchange(placed.is_fitted, true);
            sum += placed.advance;
            if (placed.ends) ++clusters;
        }
        if (clusters < 2 || sum == 0 || fitting.stretches || is_fitted) continue;
        const double gap = (fitting.length - sum) / static_cast<double>(clusters - 1);
        std::size_t seen = 0;
        for (Placed* placed : inside)
            if (placed->ends && ++seen < clusters) placed->advance += gap;
    }
}

double SvgTextWalk::rise_of(const Span& span) {
    const SvgFontMetrics metrics = walk_.document_.texts->metrics(look_of(span.style.font));
    const bool own = !span.alignment.empty() && span.alignment != "auto" && span.alignment != "baseline";
    return span.baseline_shift -
           baseline_rise(own ? span.alignment : span.style.font.baseline, metrics) * span.style.font.size;
}

std::optional<SvgMatrix> SvgTextWalk::along(const Line& line, double offset) const {
    if (offset < 0 || offset > line.length.back()) return std::nullopt;
    const auto next = std::lower_bound(line.length.begin(), line.length.end(), offset);
    auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, next - line.length.begin()));
    while (i + 1 < line.length.size() && line.length[i] == line.length[i - 1]) ++i;
    if (i >= line.length.size() || line.length[i] == line.length[i - 1]) return std::nullopt;
    const double share = (offset - line.length[i - 1]) / (line.length[i] - line.length[i - 1]);
    const double x = line.x[i] - line.x[i - 1], y = line.y[i] - line.y[i - 1], step = std::hypot(x, y);
    return SvgMatrix{x / step, y / step, -y / step, x / step, line.x[i - 1] + share * x, line.y[i - 1] + share * y};
}

void SvgTextWalk::place(const Chunk& chunk) {
    const Character& first = characters_[chunk.begin];
    if (first.x) x_ = *first.x;
    if (first.y) y_ = *first.y;
    double width = 0;
    for (const Placed& placed : chunk.placed) width += placed.advance + placed.dx;
    const SvgFont& font = spans_[first.span].style.font;
    // textLength with glyphs stretched, for the whole chunk.
    double stretch = 1;
    for (const Fitting& fitting : fittings_)
        if (fitting.stretches && fitting.begin <= chunk.begin && chunk.end <= fitting.end && width > 0)
            stretch = fitting.length / width;
    width *= stretch;
    double back = 0;
    if (font.anchor == SvgAnchor::middle) back = width / 2;
    if ((font.anchor == SvgAnchor::end) != font.right_to_left && font.anchor != SvgAnchor::middle) back = width;
    const auto path = spans_[first.span].along;
    double pen = -back, fall = 0;
    if (path && first.x) pen += *first.x;  // on a path, x is a distance along it
    for (const Placed& placed : chunk.placed) {
        const Span& span = spans_[placed.span];
        const double size = span.style.font.size;
        pen += placed.dx * stretch;
        fall += placed.dy;
        const double across = placed.advance * stretch;
        SvgMatrix frame = SvgMatrix::translation(x_ + pen, y_ + fall);
        bool is_seen = true;
        if (path) {
            const double half = placed.width * stretch / 2;
            const auto on_line = along(paths_[*path], paths_[*path].start + pen + half);
            is_seen = on_line.has_value();
            frame = on_line.value_or(SvgMatrix{}) * SvgMatrix::translation(-half, fall);
        }
        const double rotate = characters_[placed.character].rotate.value_or(0);
        if (rotate != 0) frame = frame * rotated(rotate);
        frame = frame * SvgMatrix::translation(0, -rise_of(span)) * SvgMatrix::scaling(stretch, 1);
        if (is_seen && size > 0) {
            decorate(span, frame, placed.advance, false);
            place_glyph(placed, frame, size);
            decorate(span, frame, placed.advance, true);
        }
        pen += across;
    }
    if (path) {
        const Line& line = paths_[*path];
        x_ = line.x.back();
        y_ = line.y.back();
    } else {
        x_ += pen;
        y_ += fall;
    }
}

void SvgTextWalk::place_glyph(const Placed& placed, const SvgMatrix& frame, double size) {
    const SvgFontMetrics metrics = walk_.document_.texts->metrics(look_of(spans_[placed.span].style.font));
    const double top = -metrics.ascent * size, high = (metrics.ascent + metrics.descent) * size;
    const SvgPath box = svg_rectangle({0, top, std::max(placed.advance, 0.001), high});
    box.widen(bounds_, frame);
    boxes_.append(box, frame);
    if (placed.glyph->outline.empty() || !walk_.count(node_, placed.glyph->outline.size())) return;
    if (glyphs_.empty() || glyphs_.back().style != placed.span) glyphs_.push_back({{}, placed.span});
    glyphs_.back().path.append(placed.glyph->outline, frame * SvgMatrix::scaling(size, size));
}

void SvgTextWalk::decorate(const Span& span, const SvgMatrix& frame, double width, bool over) {
    constexpr double thickness = 0.05, underline = 0.1, strike = 0.322;  // ems, as in most text faces
    const double size = span.style.font.size;
    for (const Decoration& decoration : span.decorations) {
        if ((decoration.kind == Decoration::Kind::line_through) != over) continue;
        double y = underline;
        if (decoration.kind == Decoration::Kind::line_through) y = -strike;
        if (decoration.kind == Decoration::Kind::overline)
            y = -walk_.document_.texts->metrics(look_of(span.style.font)).ascent;
        std::vector<Piece>& pieces = over ? above_ : below_;
        auto piece = std::find_if(pieces.begin(), pieces.end(),
                                  [&](const Piece& each) { return each.style == decoration.style; });
        if (piece == pieces.end()) piece = pieces.insert(pieces.end(), {{}, decoration.style});
        piece->path.append(svg_rectangle({0, (y - thickness / 2) * size, width, thickness * size}), frame);
    }
}

void SvgTextWalk::paint() {
    walk_.note_geometry(boxes_, matrix_);
    const auto paint = [&](const Piece& piece, SvgStyle style) {
        style.even_odd = style.clip_even_odd = false;  // of glyphs, which wind
        if (style.visible) walk_.paint_path(node_, piece.path, style, matrix_, bounds_, true, [] {});
    };
    for (const Piece& piece : below_) paint(piece, styles_[piece.style]);
    for (const Piece& piece : glyphs_) paint(piece, spans_[piece.style].style);
    for (const Piece& piece : above_) paint(piece, styles_[piece.style]);
}

}  // namespace carepress::image
