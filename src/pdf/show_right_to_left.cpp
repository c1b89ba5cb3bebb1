#include "pdf/content.h"
#include "pdf/strings.h"

namespace carepress::pdf {

// How right-to-left text is shown: from left to right, see ShownRun. ToUnicode has the text of each glyph from its end
// to its beginning, too, so that a reader that turns the characters of a run round gets the text. Marks are drawn after
// their run, where no reader looks for text: how high they are would part words.

/// ISO 32000-1 14.8.2.3.3: ReversedChars says which way the characters go.
void ContentWriter::show_right_to_left(const ShownRun& shown, const GlyphTexts& glyphs) {
    const layout::GlyphRun& run = shown.run;
    if (run.glyph_begin == run.glyph_end) return;
    // MuPDF takes a sign at the beginning for a part of what was before it.
    if (shown.begins_neutral && !is_turned_) {
        show_hint(right_to_left_hint, "", run.origin, run.size);
        set_font(fonts_.index_of(run.face), run.size);
    }
    is_turned_ = true;
    out_ += "/ReversedChars BMC\n";
    move_to(run.origin);
    at_ = pen_ = 0;
    marks_.clear();
    for_each_cluster_on_paper(document_, run,
                              [&](const Cluster& cluster) { show_turned_cluster(run, glyphs, cluster); });
    end_run();
    if (!marks_.empty()) show_marks(run, glyphs);
    out_ += "EMC\n";
}

void ContentWriter::show_turned_cluster(const layout::GlyphRun& run, const GlyphTexts& glyphs, const Cluster& cluster) {
    const ClusterTexts texts = texts_of(document_, cluster);
    const UsedGlyph* letter = glyphs.find(document_, document_.glyphs[texts.letter_glyph].id, texts.letter, true);
    const UsedGlyph* mark = nullptr;
    if (texts.mark_glyph != no_index)
        mark = glyphs.find(document_, document_.glyphs[texts.mark_glyph].id, texts.marks, true);
    if (letter == nullptr || (texts.mark_glyph != no_index && mark == nullptr))
        return show_cluster(run, glyphs, cluster);
    if (mark != nullptr) show_unseen(run, *mark);
    for (std::uint32_t i = cluster.leftmost(); i < cluster.leftmost() + cluster.count; ++i) {
        const text::Glyph& glyph = document_.glyphs[i];
        if (i == texts.letter_glyph) {
            show_glyph(run, *letter, glyph);
        } else if (glyph.id != 0) {
            marks_.push_back({i, at_});
        }
        at_ += glyph.advance;
    }
}

/// What a mark says, where readers look for it: at its letter, on the baseline.
void ContentWriter::show_unseen(const layout::GlyphRun& run, const UsedGlyph& mark) {
    close_array();
    out_ += "3 Tr\n";
    text::Glyph glyph;
    show_glyph(run, mark, glyph);
    close_array();
    out_ += "0 Tr\n";
}

/// Glyphs whose text others say: for the eye alone.
void ContentWriter::show_marks(const layout::GlyphRun& run, const GlyphTexts& glyphs) {
    out_ += "/Span<</ActualText()>>BDC\n";
    for (const Mark& mark : marks_) {
        const text::Glyph& glyph = document_.glyphs[mark.glyph];
        const UsedGlyph* used = glyphs.find(document_, glyph.id, {}, false);
        if (used == nullptr) used = glyphs.find(glyph.id);
        at_ = mark.at;
        if (used != nullptr) show_glyph(run, *used, glyph);
    }
    end_run();
    out_ += "EMC\n";
}

/// A space that was cut off a run. pdf.js forgets one before it goes back to the left.
void ContentWriter::show_space(const layout::GlyphRun& run, bool is_between) {
    if (is_between && fonts_.hint_object() != 0) return show_hint(space_hint, " ", run.origin, run.size);
    const TextRange text{run.text_begin, 1};
    const text::Glyph& glyph = document_.glyphs[run.glyph_begin];
    const std::size_t font = fonts_.index_of(run.face);
    const UsedGlyph* exact = fonts_[font].glyphs.find(document_, glyph.id, text, false);
    const UsedGlyph* used = exact != nullptr ? exact : fonts_[font].glyphs.find(glyph.id);
    if (exact == nullptr) {
        append_text(out_ += "/Span<</ActualText", text.of(document_.text));
        out_ += ">>BDC\n";
    }
    set_font(font, run.size);
    move_to(run.origin);
    at_ = pen_ = 0;
    if (used != nullptr) show_glyph(run, *used, glyph);
    end_run();
    if (exact == nullptr) out_ += "EMC\n";
}

/// An invisible glyph for readers that go by ToUnicode alone; for the others it is `text`, which may be empty. pdf.js
/// keeps a space that is not alone in its glyph's text, so the hint for one says a left-to-right mark with it; that
/// mark also tells MuPDF that the space doesn't belong to the word before it.
void ContentWriter::show_hint(std::string_view code, std::string_view text, Point place, Length size) {
    if (fonts_.hint_object() == 0) return;
    append_literal(out_ += "/Span<</ActualText", text);
    out_ += ">>BDC\n";
    set_font(fonts_.size(), size);
    move_to(place);
    append_literal(out_ += '[', code);
    out_ += "]TJ\nEMC\n";
    is_turned_ = false;
}

}  // namespace carepress::pdf
