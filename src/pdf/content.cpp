#include "pdf/content.h"

#include "pdf/numbers.h"
#include "pdf/shown_run.h"
#include "pdf/strings.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace carepress::pdf {

namespace {

constexpr std::uint32_t longest_string = 8'000;  // glyphs; a string has 32,767 bytes at most (ISO 19005-2 6.1.13)

/// A mark moved away from the pen may be out of order for text extraction.
bool has_moved_marks(const layout::PagedDocument& document, const Cluster& cluster) {
    for (std::uint32_t i = 0; i < cluster.count; ++i) {
        const text::Glyph& glyph = document.glyphs[cluster.glyph(i)];
        if (glyph.x_offset != 0 || glyph.y_offset != 0) return true;
    }
    return false;
}

bool needs_actual_text(const layout::PagedDocument& document, const GlyphTexts& glyphs, const Cluster& cluster) {
    return !glyphs.spells(document, cluster) || (cluster.count > 1 && has_moved_marks(document, cluster));
}

/// Headers and footers, told by the half of the page that they begin in.
bool is_header(const layout::PageItem& item, Size page) {
    const auto* run = std::get_if<layout::GlyphRun>(&item.content);
    const Length y = run != nullptr ? run->origin.y : std::get<layout::PlacedPicture>(item.content).box.y;
    return y.millipoints < page.height.millipoints / 2;
}

}  // namespace

ContentWriter::ContentWriter(const layout::PagedDocument& document, const DocumentFonts& fonts,
                             DocumentDrawings& drawings, StructureTree& tags)
    : document_(document), fonts_(fonts), drawings_(drawings), tags_(tags) {
    const std::vector<std::string>& languages = document.languages;
    for (text::NodeId id = 0; id < document.tags.nodes.size(); ++id) {
        std::string_view language = tags.language(id);
        if (language.empty()) language = document.metadata.language;  // the catalog's
        const auto found = std::find(languages.begin(), languages.end(), language);
        node_languages_.push_back(found == languages.end() ? no_index
                                                           : static_cast<std::uint32_t>(found - languages.begin()));
    }
}

Rectangle ContentWriter::turn(const Rectangle& box) const {
    return {box.x, document_.page_size.height - box.bottom(), box.width, box.height};
}

const std::string& ContentWriter::write(std::uint32_t index) {
    const layout::Page& page = document_.pages[index];
    out_.clear();
    has_font_ = false;
    color_ = Color{};
    put(out_, "0 0 0 rg\n");  // the default is DeviceGray's black
    if (!page.rules.empty() || !page.decorations.empty()) {
        put(out_, "/Artifact<</Type/Layout>>BDC\n");
        draw_rules(page);
        for (std::size_t i = 0; i < page.decorations.size(); ++i) {
            if (const auto* picture = std::get_if<layout::PlacedPicture>(&page.decorations[i].content)) {
                draw_picture(*picture, true);
            } else {
                show(shown_run(document_, page.decorations, i), text::artifact);
            }
        }
        end_text();
        put(out_, "EMC\n");
    }
    draw_items(page.items, index, false);
    draw_items(page.furniture, index, true);
    return out_;
}

void ContentWriter::draw_rules(const layout::Page& page) {
    bool has_path = false;
    for (const layout::Rule& rule : page.rules) {
        if (rule.color != color_) {
            if (has_path) put(out_, "f\n");
            set_color(rule.color);
        }
        const Rectangle box = turn(rule.box);
        for (const Length edge : {box.x, box.y, box.width, box.height}) {
            append_length(out_, edge);
            out_ += ' ';
        }
        put(out_, "re\n");
        has_path = true;
    }
    if (has_path) put(out_, "f\n");
}

/// Consecutive items of one node share a marked-content sequence; those of no node are artifacts.
void ContentWriter::draw_items(const std::vector<layout::PageItem>& items, std::uint32_t page, bool is_furniture) {
    bool header = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const layout::PageItem& item = items[i];
        const bool starts = i == 0 || items[i - 1].node != item.node ||
                            (item.node == text::artifact && is_header(item, document_.page_size) != header);
        if (starts && i > 0) {
            end_text();
            put(out_, "EMC\n");
        }
        if (starts && item.node == text::artifact) {
            header = is_header(item, document_.page_size);
            put(out_, "/Artifact<</Type/Pagination");
            if (is_furniture) out_ += header ? "/Subtype/Header" : "/Subtype/Footer";
            put(out_, ">>BDC\n");
        } else if (starts) {
            out_ += '/';
            out_ += tags_.type(item.node);
            put(out_, "<</MCID ");
            append_integer(out_, tags_.mark(item.node, page));
            put(out_, ">>BDC\n");
        }
        if (std::holds_alternative<layout::GlyphRun>(item.content)) {
            show(shown_run(document_, items, i), item.node);
            continue;
        }
        const auto& picture = std::get<layout::PlacedPicture>(item.content);
        draw_picture(picture, item.node == text::artifact);
        if (item.node != text::artifact && document_.tags.nodes[item.node].role == handout::TagRole::figure) {
            tags_.place_figure(item.node, page, turn(picture.box));
        }
    }
    if (items.empty()) return;
    end_text();
    put(out_, "EMC\n");
}

void ContentWriter::draw_picture(const layout::PlacedPicture& picture, bool is_artifact) {
    const image::DrawingPointer& drawing = document_.pictures[picture.picture];
    end_text();
    const Rectangle box = turn(picture.box);
    const std::size_t undo = out_.size();
    put(out_, "q ");
    if (!append_placement(out_, *drawing, box.x, box.y, {box.width, box.height})) {
        out_.resize(undo);  // no area, nothing to see
        return;
    }
    if (is_drawn_in_place(*drawing)) {
        append_paths(out_, *drawing, picture.current_color);
        put(out_, "Q\n");
        return;
    }
    put(out_, "/X");
    append_integer(out_, static_cast<std::int64_t>(drawings_.index_of(drawing, picture.current_color, is_artifact)));
    put(out_, " Do Q\n");
}

void ContentWriter::begin_text() {
    if (in_text_) return;
    put(out_, "BT\n");
    in_text_ = true;
    is_turned_ = false;
    line_ = {};  // BT begins with the identity matrix
}

void ContentWriter::end_text() {
    if (in_text_) put(out_, "ET\n");
    in_text_ = false;
}

void ContentWriter::set_font(std::size_t font, Length size) {
    if (has_font_ && font == font_ && size == size_) return;
    has_font_ = true;
    font_ = font;
    size_ = size;
    put(out_, "/F");
    append_integer(out_, static_cast<std::int64_t>(font));
    out_ += ' ';
    append_length(out_, size);
    put(out_, " Tf\n");
}

void ContentWriter::set_color(Color color) {
    if (color == color_) return;
    color_ = color;
    append_color(out_, color);
    put(out_, "rg\n");
}

void ContentWriter::move_to(Point baseline) {
    const Point target{baseline.x, document_.page_size.height - baseline.y};
    append_length(out_, target.x - line_.x);
    out_ += ' ';
    append_length(out_, target.y - line_.y);
    put(out_, " Td\n");
    line_ = target;
}

void ContentWriter::open_string() {
    if (in_string_) return;
    if (!in_array_) out_ += '[';
    out_ += '(';
    in_array_ = in_string_ = true;
    shown_ = 0;
}

void ContentWriter::close_array() {
    if (in_string_) out_ += ')';
    if (in_array_) put(out_, "]TJ\n");
    in_array_ = in_string_ = false;
}

void ContentWriter::show(const ShownRun& shown, text::NodeId node) {
    const layout::GlyphRun& run = shown.run;
    const std::size_t font = fonts_.index_of(run.face);
    begin_text();
    set_font(font, run.size);
    set_color(run.color);
    // Compose gives foreign text a node with its language; a run that still differs says so itself (ISO 14289-1 7.2).
    const bool is_foreign =
        node != text::artifact && run.language < document_.languages.size() && node_languages_[node] != run.language;
    if (is_foreign) {
        put(out_, "/Span<</Lang");
        append_literal(out_, document_.languages[run.language]);
        put(out_, ">>BDC\n");
    }
    if (shown.before) {
        show_space(*shown.before, true);
        set_font(font, run.size);
    }
    if (run.glyph_begin == run.glyph_end && run.text_begin < run.text_end) {
        append_text(out_ += "/Span<</ActualText",
                    std::u16string_view(document_.text).substr(run.text_begin, run.text_end - run.text_begin));
        put(out_, ">>BDC EMC\n");
    }
    if (shown.is_right_to_left()) {
        show_right_to_left(shown, fonts_[font].glyphs);
    } else {
        move_to(run.origin);
        at_ = pen_ = 0;
        show_left_to_right(run, fonts_[font].glyphs);
        end_run();
        is_turned_ = false;
    }
    if (shown.after) show_space(*shown.after, shown.goes_on_left);
    // MuPDF joins words of opposite directions, however far apart they are.
    if (shown.has_gap_after) show_hint(space_hint, shown.turns_after ? " " : "", run.origin, run.size);
    if (is_foreign) put(out_, "EMC\n");
}

void ContentWriter::end_run() {
    close_array();
    if (rise_ != 0) put(out_, "0 Ts\n");
    rise_ = 0;
}

void ContentWriter::show_left_to_right(const layout::GlyphRun& run, const GlyphTexts& glyphs) {
    // Glyphs that just follow one another wait here: one append for many, in the writer's innermost loop.
    char waiting[256];
    std::size_t size = 0;
    const auto append_waiting = [&] {
        out_.append(waiting, size);
        size = 0;
    };
    const text::Glyph* const all = document_.glyphs.data();
    const std::u16string& text = document_.text;
    const auto show_next = [&](const Cluster& cluster) {
        const text::Glyph& glyph = all[cluster.first];
        const UsedGlyph* used = glyphs.find(glyph.id);
        if (cluster.count > 1 || used == nullptr || !GlyphTexts::spells(text, *used, cluster.text)) {
            append_waiting();
            show_cluster(run, glyphs, cluster);
            return;
        }
        const bool follows = in_string_ && shown_ < longest_string && glyph.y_offset == rise_ &&
                             at_ + glyph.x_offset == pen_ && size + sizeof used->encoded <= sizeof waiting;
        if (follows) {
            std::memcpy(waiting + size, used->encoded, sizeof used->encoded);
            size += used->encoded_size;
            ++shown_;
            pen_ += used->width;
        } else {
            append_waiting();
            show_glyph(run, *used, glyph);
        }
        at_ += glyph.advance;
    };
    for_each_cluster_in_direction<false>(document_, run, show_next);
    append_waiting();
}

void ContentWriter::show_cluster(const layout::GlyphRun& run, const GlyphTexts& glyphs, const Cluster& cluster) {
    // A right-to-left cluster comes here when ToUnicode can't say it.
    const bool has_actual_text = cluster.step < 0 || needs_actual_text(document_, glyphs, cluster);
    if (has_actual_text) {
        close_array();
        append_text(out_ += "/Span<</ActualText", cluster.text.of(document_.text));
        put(out_, ">>BDC\n");
    }
    const bool is_shared = cluster.count > 1 && cluster.step > 0 && !glyphs.spells(document_, cluster);
    for (std::uint32_t i = 0; i < cluster.count; ++i) {
        const text::Glyph& glyph = document_.glyphs[cluster.leftmost() + i];
        const UsedGlyph* used = nullptr;
        // Who knows no ActualText gets the characters in order.
        if (is_shared) used = glyphs.find(document_, glyph.id, share_of(document_, cluster, i), false);
        if (used == nullptr) used = glyphs.find(glyph.id);  // none for .notdef, which is never shown
        if (used != nullptr) show_glyph(run, *used, glyph);
        at_ += glyph.advance;
    }
    if (has_actual_text) {
        close_array();
        put(out_, "EMC\n");
    }
}

void ContentWriter::show_glyph(const layout::GlyphRun& run, const UsedGlyph& used, const text::Glyph& glyph) {
    if (glyph.y_offset != rise_) {
        close_array();
        rise_ = glyph.y_offset;
        append_length(out_, scale(run.size, rise_));
        put(out_, " Ts\n");
    }
    const std::int32_t target = at_ + glyph.x_offset;
    if (target != pen_ || shown_ >= longest_string) {
        if (in_string_) out_ += ')';
        if (!in_array_) out_ += '[';
        in_array_ = true;
        in_string_ = false;
        if (target != pen_) append_integer(out_, std::int64_t{pen_} - target);
    }
    open_string();
    out_.append(used.encoded, used.encoded_size);
    ++shown_;
    pen_ = target + used.width;
}

}  // namespace carepress::pdf
