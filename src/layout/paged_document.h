#pragma once

#include "handout/handout.h"
#include "text/shape.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace carepress::layout {

/// Glyphs of one face, size and colour on one baseline.
struct GlyphRun {
    Point origin;  ///< left end of the baseline
    text::FaceId face = 0;
    Length size;
    Color color;
    std::uint8_t level = 0;                        ///< bidi embedding level; odd is right to left
    std::uint32_t language = 0;                    ///< index into PagedDocument::languages
    std::uint32_t glyph_begin = 0, glyph_end = 0;  ///< into PagedDocument::glyphs, visual order
    std::uint32_t text_begin = 0, text_end = 0;    ///< into PagedDocument::text, logical order
};

/// A filled rectangle: hairlines, borders, grounds, underlines.
struct Rule {
    Rectangle box;
    Color color;
};

/// A drawing, scaled to `box`.
struct PlacedPicture {
    std::uint32_t picture = 0;  ///< index into PagedDocument::pictures
    Rectangle box;
    Color current_color;  ///< for parts in currentColor
};

/// One thing on a page and the tag node that it belongs to.
struct PageItem {
    text::NodeId node = text::artifact;
    std::variant<GlyphRun, PlacedPicture> content;
};

/// A link's active area on one line.
struct LinkArea {
    Rectangle box;
    std::uint32_t link = 0;  ///< index into PagedDocument::links
};

/// One page. Drawn in this order; `items` are in reading order, then furniture (artifacts).
struct Page {
    std::vector<Rule> rules;            ///< grounds first; all artifacts (/Type /Layout)
    std::vector<PageItem> decorations;  ///< icons, logo: artifacts
    std::vector<PageItem> items;        ///< tagged content
    std::vector<PageItem> furniture;    ///< header and footer: artifacts (/Type /Pagination) or tagged once
    std::vector<LinkArea> links;
};

/// Where a part of the handout is among the pages.
struct PartPages {
    std::uint32_t first = 0;  ///< from 0
    std::uint32_t count = 0;
    text::NodeId title = text::artifact;  ///< the heading at the top of the first one
};

struct Bookmark {
    int level = 1;  ///< 1 to 6, no level skipped
    std::string title;
    std::uint32_t page = 0;              ///< from 0
    Length y;                            ///< top of the heading
    text::NodeId node = text::artifact;  ///< of the heading
};

/// Pages with everything in its place. Glyph clusters index PagedDocument::text.
struct PagedDocument {
    Size page_size;
    std::vector<Page> pages;       ///< those of no part are blank
    std::vector<PartPages> parts;  ///< by Handout::parts
    std::vector<text::Glyph> glyphs;
    std::u16string text;
    std::vector<std::string> languages;
    std::vector<image::DrawingPointer> pictures;
    std::vector<handout::HandoutLink> links;
    std::vector<Bookmark> bookmarks;
    handout::TagTree tags;
    handout::DocumentMetadata metadata;
    style::PrintSettings print;
    style::PdfStandard standard = style::PdfStandard::ua_1;
    text::Direction direction = text::Direction::left_to_right;  ///< of the first part
};

}  // namespace carepress::layout
