#pragma once

#include "layout/paged_document.h"
#include "pdf/drawings.h"
#include "pdf/fonts.h"
#include "pdf/shown_run.h"
#include "pdf/tags.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::pdf {

/// Writes the content streams of a document's pages (ISO 32000-1 7.8.2). Here, and nowhere else, y is flipped:
/// our pages grow downwards from the top, PDF's upwards from the bottom.
class ContentWriter {
public:
    ContentWriter(const layout::PagedDocument& document, const DocumentFonts& fonts, DocumentDrawings& drawings,
                  StructureTree& tags);

    /// The content of page `index`; valid until the next call. Pages are to be written in order.
    const std::string& write(std::uint32_t index);

    /// A rectangle of the page as PDF has it: lower left corner, y upwards.
    Rectangle turn(const Rectangle& box) const;

private:
    void draw_rules(const layout::Page& page);
    void draw_items(const std::vector<layout::PageItem>& items, std::uint32_t page, bool is_furniture);
    void draw_picture(const layout::PlacedPicture& picture, bool is_artifact);
    void show(const ShownRun& shown, text::NodeId node);
    void show_left_to_right(const layout::GlyphRun& run, const GlyphTexts& glyphs);
    void show_cluster(const layout::GlyphRun& run, const GlyphTexts& glyphs, const Cluster& cluster);
    void show_right_to_left(const ShownRun& shown, const GlyphTexts& glyphs);
    void show_turned_cluster(const layout::GlyphRun& run, const GlyphTexts& glyphs, const Cluster& cluster);
    void show_unseen(const layout::GlyphRun& run, const UsedGlyph& mark);
    void show_marks(const layout::GlyphRun& run, const GlyphTexts& glyphs);
    void show_space(const layout::GlyphRun& space, bool is_between);
    void show_hint(std::string_view code, std::string_view text, Point place, Length size);
    void end_run();
    void show_glyph(const layout::GlyphRun& run, const UsedGlyph& used, const text::Glyph& glyph);
    void set_font(std::size_t font, Length size);
    void set_color(Color color);
    void move_to(Point baseline);
    void begin_text();
    void end_text();
    void open_string();
    void close_array();

    const layout::PagedDocument& document_;
    const DocumentFonts& fonts_;
    DocumentDrawings& drawings_;
    StructureTree& tags_;
    std::vector<std::uint32_t> node_languages_;  ///< by node: its effective language's index in the document's list
    std::string out_;

    /// A mark and its place, in 1/1000 em from the run's origin.
    struct Mark {
        std::uint32_t glyph;
        std::int32_t at;
    };
    std::vector<Mark> marks_;  ///< of the run being shown

    // What the graphics state holds, to write changes only.
    std::size_t font_ = 0;
    Length size_;
    bool has_font_ = false;
    Color color_;
    bool in_text_ = false, in_array_ = false, in_string_ = false;
    bool is_turned_ = false;   ///< what was shown last in this text object is right-to-left
    Point line_;               ///< start of the current line in PDF's coordinates (ISO 32000-1 9.4.2)
    std::int32_t at_ = 0;      ///< left edge of the glyph to show: 1/1000 em from the run's origin
    std::int32_t pen_ = 0;     ///< where the next glyph would be without adjustment: 1/1000 em from the run's origin
    std::int32_t rise_ = 0;    ///< 1/1000 em
    std::uint32_t shown_ = 0;  ///< glyphs in the open string
};

}  // namespace carepress::pdf
