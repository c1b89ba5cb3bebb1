#include "layout/place_text.h"

#include "text/characters.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace carepress::layout {

/// True where two pieces, neighbours in reading order, can be one glyph run: equal in all that a glyph run and its
/// item say, and neighbours on paper too (on which side, the direction decides).
bool LinePlacer::continues(const text::StyledText& text, const Piece& before, const Piece& after) const {
    if (before.face != after.face || before.level != after.level || before.text_end != after.text_begin) return false;
    const bool touches =
        before.level % 2 == 0 ? before.glyph_end == after.glyph_begin : after.glyph_end == before.glyph_begin;
    if (!touches) return false;
    if (before.run == after.run) return true;
    const text::StyledRun& a = text.runs[before.run];
    const text::StyledRun& b = text.runs[after.run];
    return a.style == b.style && a.language == b.language && a.node == b.node && a.link == b.link;
}

void LinePlacer::gather_pieces(const text::ShapedParagraph& paragraph) {
    pieces_.clear();
    for (const text::LineRun& run : line_.runs)
        pieces_.push_back({run.run, run.face, run.level, run.text_begin, run.text_end, run.glyph_begin, run.glyph_end,
                           run.x, run.visible_width});
    const auto by_text = [](const Piece& a, const Piece& b) { return a.text_begin < b.text_begin; };
    if (!std::is_sorted(pieces_.begin(), pieces_.end(), by_text)) std::sort(pieces_.begin(), pieces_.end(), by_text);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < pieces_.size(); ++i) {
        Piece& before = pieces_[kept];
        const Piece& after = pieces_[i];
        if (continues(*paragraph.text, before, after)) {
            before.text_end = after.text_end;
            before.glyph_begin = std::min(before.glyph_begin, after.glyph_begin);
            before.glyph_end = std::max(before.glyph_end, after.glyph_end);
            before.x = std::min(before.x, after.x);
            before.visible_width += after.visible_width;
        } else {
            pieces_[++kept] = after;
        }
    }
    if (!pieces_.empty()) pieces_.resize(kept + 1);
}

void LinePlacer::place(const text::ShapedParagraph& paragraph, std::uint32_t first, std::uint32_t last,
                       const LinePlace& place, Ownership owner, Page& page, std::vector<PageItem>& items) {
    if (first >= last) return;
    const text::StyledText& text = *paragraph.text;
    const std::uint32_t begin = paragraph.segments[first].begin, end = paragraph.segments[last - 1].end;
    // All of the line's text follows the document's so far, whichever runs it falls into.
    const std::uint32_t shift = static_cast<std::uint32_t>(document_.text.size()) - begin;  // may wrap round
    shaper_.append_line(paragraph, first, last, shift, line_, document_.glyphs);
    gather_pieces(paragraph);
    if (pieces_.empty()) {
        // An empty line has no glyph to carry its break: the run before it on this page does.
        if (!items.empty()) {
            auto* before = std::get_if<GlyphRun>(&items.back().content);
            if (before != nullptr && before->text_end == document_.text.size()) {
                document_.text.append(text.text, begin, end - begin);
                before->text_end = static_cast<std::uint32_t>(document_.text.size());
            }
        }
        return;
    }
    // Each run takes the text up to the next one, so that nothing between them is lost.
    pieces_.front().text_begin = begin;
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) pieces_[i].text_end = pieces_[i + 1].text_begin;
    pieces_.back().text_end = end;

    const Length spare = place.box.width - line_.width;
    const bool at_left = (place.alignment == style::Alignment::start) != place.mirrored;
    const Length x = place.box.x + (place.alignment == style::Alignment::center ? spare / 2
                                    : at_left                                   ? Length{}
                                                                                : spare);
    for (const Piece& piece : pieces_) add_item(text, piece, {x, place.baseline}, owner, items);
    if (paragraph.segments[last - 1].divides_word) {
        document_.text += text::soft_hyphen;  // which the hyphen that append_line() has set stands for
        std::get<GlyphRun>(items.back().content).text_end = static_cast<std::uint32_t>(document_.text.size());
    }
    if (!owner.as_artifact && !handout_.links.empty()) add_links(text, x, place, page);
}

void LinePlacer::add_item(const text::StyledText& text, const Piece& piece, Point origin, Ownership owner,
                          std::vector<PageItem>& items) {
    const text::StyledRun& styled = text.runs[piece.run];
    const TextStyle& style = text.styles[styled.style];
    GlyphRun run;
    run.origin = {origin.x + piece.x, origin.y - style.baseline_shift};
    run.face = piece.face;
    run.size = style.size;
    run.color = style.color;
    run.level = piece.level;
    run.language = styled.language < text.languages.size() ? language_index(text.languages[styled.language])
                                                           : language_index(handout_.metadata.language);
    run.text_begin = static_cast<std::uint32_t>(document_.text.size());
    document_.text.append(text.text, piece.text_begin, piece.text_end - piece.text_begin);
    run.text_end = static_cast<std::uint32_t>(document_.text.size());
    run.glyph_begin = piece.glyph_begin;
    run.glyph_end = piece.glyph_end;
    text::NodeId node = text::artifact;
    if (!owner.as_artifact) node = styled.node != text::artifact ? styled.node : owner.otherwise;
    items.push_back({node, run});
    if (style.underline) add_underline(style, run.origin, piece.visible_width);
}

void LinePlacer::add_underline(const TextStyle& style, Point origin, Length width) {
    const style::Stylesheet& stylesheet = *handout_.stylesheet;
    const Length thickness = scale(style.size, stylesheet.underline_thickness.millipoints);
    if (thickness <= Length{} || width <= Length{}) return;
    const Length offset = scale(style.size, std::abs(stylesheet.underline_offset.millipoints));
    rules_.push_back({{origin.x, origin.y + offset, width, thickness}, style.color});
}

/// One area for each stretch of a link on the line: runs in visual order that touch.
void LinePlacer::add_links(const text::StyledText& text, Length x, const LinePlace& place, Page& page) {
    std::uint32_t open = no_index;
    for (const text::LineRun& run : line_.runs) {
        const std::uint32_t link = text.runs[run.run].link;
        if (link >= handout_.links.size() || run.visible_width <= Length{}) {
            open = no_index;
            continue;
        }
        const Length left = x + run.x;
        if (link == open) {
            Rectangle& box = page.links.back().box;
            box.width = left + run.visible_width - box.x;
        } else {
            page.links.push_back({{left, place.box.y, run.visible_width, place.box.height}, link});
            open = link;
        }
    }
}

std::uint32_t LinePlacer::language_index(const std::string& language) {
    std::vector<std::string>& known = document_.languages;
    const auto found = std::find(known.begin(), known.end(), language);
    if (found != known.end()) return static_cast<std::uint32_t>(found - known.begin());
    known.push_back(language);
    return static_cast<std::uint32_t>(known.size() - 1);
}

}  // namespace carepress::layout
