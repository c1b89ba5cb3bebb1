#pragma once

#include "handout/handout.h"
#include "layout/axis.h"
#include "layout/paged_document.h"
#include "text/shape.h"

#include <cstdint>
#include <vector>

namespace carepress::layout {

/// Whose a line's runs are when it is put on a page.
struct Ownership {
    bool as_artifact = false;                 ///< furniture, repeated heads: no node, no links
    text::NodeId otherwise = text::artifact;  ///< for runs that name no node themselves
};

/// Where a line goes.
struct LinePlace {
    Rectangle box;    ///< its column on the page, as high as the line
    Length baseline;  ///< y on the page
    style::Alignment alignment = style::Alignment::start;
    bool mirrored = false;  ///< start is right
};

/// Puts lines of text onto pages: cuts them from their paragraphs, appends their glyphs and text to the document, adds
/// underlines and link areas.
class LinePlacer {
public:
    LinePlacer(const handout::Handout& handout, text::Shaper& shaper, PagedDocument& document)
        : handout_(handout), shaper_(shaper), document_(document) {}

    /// Places segments [first, last) of `paragraph`. The runs come in reading order, their text ranges without gaps:
    /// what has no glyph (a forced break) belongs to the run before it.
    void place(const text::ShapedParagraph& paragraph, std::uint32_t first, std::uint32_t last, const LinePlace& place,
               Ownership owner, Page& page, std::vector<PageItem>& items);

    /// Rules drawn over the grounds; the page takes them when it is done.
    std::vector<Rule>& rules() { return rules_; }

private:
    /// Line runs that make one glyph run.
    struct Piece {
        std::uint32_t run = 0;
        text::FaceId face = 0;
        std::uint8_t level = 0;
        std::uint32_t text_begin = 0, text_end = 0;
        std::uint32_t glyph_begin = 0, glyph_end = 0;
        Length x, visible_width;
    };
    void gather_pieces(const text::ShapedParagraph& paragraph);
    bool continues(const text::StyledText& text, const Piece& before, const Piece& after) const;
    void add_item(const text::StyledText& text, const Piece& piece, Point origin, Ownership owner,
                  std::vector<PageItem>& items);
    void add_underline(const TextStyle& style, Point origin, Length width);
    void add_links(const text::StyledText& text, Length x, const LinePlace& place, Page& page);
    std::uint32_t language_index(const std::string& language);

    const handout::Handout& handout_;
    text::Shaper& shaper_;
    PagedDocument& document_;
    std::vector<Rule> rules_;
    text::Line line_;            ///< being placed
    std::vector<Piece> pieces_;  ///< of it
};

}  // namespace carepress::layout
