#pragma once

#include "article/article.h"
#include "base/no_index.h"
#include "image/drawing.h"
#include "style/stylesheet.h"
#include "text/styled_text.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace carepress::handout {

/// Standard structure types (ISO 32000-1 14.8.4) that a handout uses.
enum class TagRole : std::uint8_t {
    document,
    section,
    heading_1,
    heading_2,
    heading_3,
    heading_4,
    heading_5,
    heading_6,
    paragraph,
    block_quote,
    code,
    list,
    list_item,
    label,
    list_body,
    figure,
    caption,
    table,
    table_head,
    table_body,
    table_row,
    table_header,
    table_data,
    link,
    span,
    part,
    contents,       ///< TOC
    contents_item,  ///< TOCI
    reference,
    note  ///< a footnote
};
inline constexpr std::size_t tag_role_count = static_cast<std::size_t>(TagRole::note) + 1;

/// ISO 32000-1 table 347, ListNumbering; the ordered ones as in article::Numbering.
enum class ListNumbering : std::uint8_t {
    none,
    disc,
    circle,
    square,
    decimal,
    lower_alpha,
    upper_alpha,
    lower_roman,
    upper_roman
};

struct TagNode {
    TagRole role = TagRole::paragraph;
    text::NodeId parent = no_index;                           ///< no_index for the root alone
    std::string language;                                     ///< BCP 47 where it differs from the parent's; else empty
    std::string alternative;                                  ///< figures: never empty; of a sign, what it means
    ListNumbering numbering = ListNumbering::none;            ///< of a list
    article::HeaderScope scope = article::HeaderScope::none;  ///< of a table header
    int column_span = 1, row_span = 1;                        ///< of a cell
};

/// What a node refers to (ISO 32000-2 14.7.2, Ref): an entry of a list of contents to a title, a citation to its note.
struct TagReference {
    text::NodeId from = 0, to = 0;
};

/// The structure tree. Node 0 is the document; parents come before their children and siblings are in reading order, so
/// index order is a depth-first walk.
struct TagTree {
    std::vector<TagNode> nodes;
    std::vector<TagReference> references;
};

/// A text, broken into lines.
struct TextBox {
    std::uint32_t text = no_index;     ///< Handout::texts
    std::uint32_t page_of = no_index;  ///< Handout::parts: a leader and the page of this part end its last line
    std::uint8_t heading_level = 0;    ///< 1 to 6 for bookmarks; 0: not a heading
};

struct PictureBox {
    std::uint32_t picture = no_index;  ///< Handout::pictures
};

/// Boxes below each other, with a look of their own around them.
struct GroupBox {
    std::uint32_t side_picture = no_index;  ///< Handout::pictures: at its end side, in the style BlockRole::qr_code
    text::NodeId side_picture_node = text::artifact;
    /// Handout::texts, of a help box that goes on to another page: its head there, and its last line before that.
    /// Artifacts: in the tag tree the box is one.
    std::uint32_t continued = no_index, goes_on = no_index;
};

/// Its children are items.
struct ListBox {
    std::uint8_t depth = 0;  ///< 0 is outermost
    bool compact = false;    ///< tight in the source (CommonMark 5.3): items of one line are close together
    bool dense = false;      ///< its items are close together, whatever their lines
};

struct ItemBox {
    std::uint32_t marker = no_index;                ///< Handout::texts, on the baseline of its first line
    std::optional<text::Direction> direction = {};  ///< where it runs the other way than its list
};

/// Its children are rows, theirs are cells.
struct TableBox {
    std::uint16_t columns = 0;
    bool equal_columns = false;  ///< of one width, whatever they hold
};

struct RowBox {
    bool repeat_on_pages = false;  ///< belongs to the head, which every page repeats
};

/// Facts beside and below each other, as many in a row as there is room for: its children are cells.
struct GridBox {};

struct CellBox {
    std::uint16_t column_span = 1, row_span = 1;
    article::CellAlignment alignment = article::CellAlignment::start;
    bool says_none = false;  ///< see article::TableCell
};

/// A line across, or an empty line to write on.
struct DividerBox {};

/// A block and its translation: its children are two sides.
struct PairBox {
    bool stacked = false;          ///< the sides are below each other, whatever room there is
    bool has_short_lines = false;  ///< its columns may be narrower than those of other pairs
    bool continues_list = false;   ///< holds an item of the list that the pair before it began
};

/// A side of a pair; outside of one, what runs the other way than its surroundings.
struct SideBox {
    text::Direction direction = text::Direction::left_to_right;  ///< of its language
};

using BoxContent = std::variant<GroupBox, TextBox, PictureBox, ListBox, ItemBox, TableBox, RowBox, CellBox, GridBox,
                                DividerBox, PairBox, SideBox>;

/// One box of the flow. Boxes lie in pre-order: a box's descendants are the boxes (own index, end).
struct Box {
    BoxContent content;
    style::BlockRole role = style::BlockRole::paragraph;
    std::uint32_t end = 0;
    text::NodeId node = text::artifact;
    std::uint32_t pair_row = 0;  ///< inside a side: begins this row of its pair, level with the other side's; 0: none
    SourceSpan span;

    template <class Content>
    bool is() const {
        return std::holds_alternative<Content>(content);
    }
    /// Null if it is another kind of box.
    template <class Content>
    const Content* as() const {
        return std::get_if<Content>(&content);
    }
    template <class Content>
    Content* as() {
        return std::get_if<Content>(&content);
    }
};

/// A hyperlink of the handout; StyledRun::link points here.
struct HandoutLink {
    std::string address;                   ///< absolute URI; empty: the link leads to `part` or `target`
    std::string contents;                  ///< what it says, for /Contents (ISO 14289-1 7.18.5)
    text::NodeId node = text::artifact;    ///< its Link element
    std::uint32_t part = no_index;         ///< index into Handout::parts: the link leads to the top of its first page
    text::NodeId target = text::artifact;  ///< the heading or footnote that the link leads to; of an empty address
};

/// Placeholders in furniture texts for numbers known only after pagination: of the whole handout, and of its part.
inline constexpr char16_t page_number_field = 0xFDD0;
inline constexpr char16_t page_count_field = 0xFDD1;
inline constexpr char16_t part_page_number_field = 0xFDD2;
inline constexpr char16_t part_page_count_field = 0xFDD3;

/// What is on the pages of a part outside the flow. Empty texts are not set. Artifacts, but for the texts that a
/// patient must get: their nodes, where they have one, own the copy on the part's last page.
struct Furniture {
    text::StyledText organisation, telephone;  ///< band, first page of the part
    text::StyledText running_title;            ///< running head, from its page 2
    text::StyledText patient;  ///< footer, every page: whose handout it is; an artifact, the flow says it once
    text::StyledText sample_notice, disclaimer;  ///< footer, every page
    text::StyledText footer_left, footer_right;  ///< footer, every page: code and date; page X of Y
    text::NodeId sample_notice_node = text::artifact, disclaimer_node = text::artifact;
};

/// Stands in Aside::signs where the number of their page goes, which is known when pages are made.
inline constexpr char16_t signs_page_field = 0xFDD4;

/// What is beside the flow on a part's first page: whom to call, and where to read on. Empty texts are not set. Content
/// of that page alone, and read after the title; `questions` is a label over ruled lines, an artifact.
struct Aside {
    text::StyledText emergency, telephone;  ///< the numbers in them are larger
    text::StyledText signs;                 ///< the page of the emergency box, printed where that is another one
    text::StyledText questions;
    text::StyledText actions, help;         ///< labels over ruled lines beside the flow of later pages; artifacts, too
    text::StyledText scan, address, code;   ///< under the code to scan
    std::uint32_t scan_picture = no_index;  ///< Handout::pictures
    text::NodeId scan_node = text::artifact;
    text::NodeId section = text::artifact;        ///< of all of it; artifact: the part has none
    text::NodeId signs_heading = text::artifact;  ///< of the first emergency box of the part
};

struct DocumentMetadata {
    std::string title, language, code, author, subject, version;
    std::vector<std::string> keywords;
    std::string date;  ///< ISO 8601 date or date and time in UTC ("2026-11-22" or "2026-11-22T10:00:00Z"), or empty
};

/// A visit's summary, an article, the notice of language assistance: a stretch of a handout that begins on a page of
/// its own, in its own language and direction, with furniture of its own.
struct HandoutPart {
    std::uint32_t box_begin = 0, box_end = 0;  ///< into Handout::boxes
    text::NodeId title = text::artifact;       ///< the heading at its top
    text::Direction direction = text::Direction::left_to_right;
    Furniture furniture;
    Aside aside;
    bool starts_on_odd_page = false;      ///< a blank page precedes it if it would start on the back of a sheet
    bool is_summary = false;              ///< of a visit: its first page should have whom to call
    bool is_supplement = false;           ///< the notice of language assistance: no page goal counts it
    style::StylesheetPointer stylesheet;  ///< of its flow, if it was fitted to its pages; null: the handout's
};

/// A handout composed and styled, ready to be set. Nothing in it knows of pages. In the tag tree each part is a Part
/// under the document, with its language; the only part of a handout is the document itself.
struct Handout {
    style::StylesheetPointer stylesheet;
    std::vector<Box> boxes;
    std::vector<text::StyledText> texts;
    std::vector<image::DrawingPointer> pictures;
    std::vector<HandoutLink> links;
    TagTree tags;
    std::vector<HandoutPart> parts;  ///< in order, covering the boxes; at least one
    DocumentMetadata metadata;
    std::vector<std::string> names;  ///< of what the articles are about: titles, synonyms, keywords
    text::Direction direction = text::Direction::left_to_right;  ///< the first part's

    const style::Stylesheet& stylesheet_of(const HandoutPart& part) const {
        return part.stylesheet ? *part.stylesheet : *stylesheet;
    }
    /// Of the part that a box belongs to.
    const style::Stylesheet& stylesheet_at(std::uint32_t box) const {
        for (const HandoutPart& part : parts)
            if (box >= part.box_begin && box < part.box_end) return stylesheet_of(part);
        return *stylesheet;
    }
};

}  // namespace carepress::handout
