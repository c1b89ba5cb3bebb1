#pragma once

#include "base/font_style.h"
#include "base/length.h"
#include "image/drawing.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::style {

/// The block styles of a layout, one for each kind of block that a handout can hold. It must state them all, but for
/// those that came later, which are like others where they are not stated (stands_in_for()).
enum class BlockRole : std::uint8_t {
    title,
    lead,
    heading_2,
    heading_3,
    heading_4,
    paragraph,
    list,
    list_item,
    quote,
    preformatted,
    divider,
    figure,
    caption,
    table,
    table_head,
    table_cell,
    callout_emergency,
    callout_call_now,
    callout_watch,
    callout_heading_emergency,
    callout_heading_call_now,
    callout_heading_watch,
    callout_text,
    learn_more,
    learn_more_heading,
    learn_more_text,
    learn_more_code,
    qr_code,
    band_name,
    band_telephone,
    running_title,
    footer_patient,
    footer_disclaimer,
    footer_left,
    footer_right,
    sample_notice,
    omission,
    contents_entry,
    note,
    note_heading,
    note_text,
    teach_back,
    teach_back_question,
    teach_back_line,
    language_name,
    language_text,
    aside_emergency,
    aside_telephone,
    aside_text,
    facts,
    fact_label,
    fact_value,
    table_head_morning,
    table_head_noon,
    table_head_evening,
    table_head_bedtime,
    count_
};

/// The inline styles, laid over a block's own text style.
enum class InlineRole : std::uint8_t {
    strong,
    emphasis,
    code,
    superscript,
    subscript,
    link,
    link_address,
    list_marker,
    count,
    detail,
    count_
};

/// The places on a page that hold text and pictures.
enum class FrameRole : std::uint8_t {
    band,
    band_logo,
    band_text,
    running_head,
    body_first,
    body,
    footer,
    aside,
    count_
};

inline constexpr std::size_t block_role_count = static_cast<std::size_t>(BlockRole::count_);
inline constexpr std::size_t inline_role_count = static_cast<std::size_t>(InlineRole::count_);
inline constexpr std::size_t frame_role_count = static_cast<std::size_t>(FrameRole::count_);

/// The names used in layout files: "heading-2", "link-address", "body-first" (docs/layouts.md).
const char* name_of(BlockRole role);
const char* name_of(InlineRole role);
const char* name_of(FrameRole role);

/// The frame that holds blocks of this role; `body` is all of the flow.
FrameRole frame_of(BlockRole role);

enum class Alignment : std::uint8_t { start, center, end };

/// Where a figure goes: between the blocks around it, or beside the text that follows it, at the end side.
enum class Placement : std::uint8_t { between, beside };

/// Distances at the four sides in writing direction: start is left in left-to-right text.
struct Sides {
    Length top, end, bottom, start;
    bool operator==(const Sides&) const = default;
};

/// What is laid over a text style: only what is set changes.
struct InlineStyleOverride {
    std::optional<std::string> family;
    std::optional<int> weight;
    std::optional<Slant> slant;
    std::optional<int> size_thousandths;   ///< of the block's size
    std::optional<int> shift_thousandths;  ///< baseline shift, of the block's size, upwards positive
    std::optional<Color> color;
    std::optional<bool> underline;
};

/// How one kind of block is set. Every number comes from the layout, every colour from the brand through it.
struct BlockStyle {
    TextStyle text;
    Alignment alignment = Alignment::start;
    Length space_before, space_after;  ///< the larger of two meeting spaces counts; none at the top of a page
    Sides indent;                      ///< start and end only: distance from the surrounding box
    Sides padding;                     ///< between border and content
    Sides border;                      ///< widths; 0: no rule
    Color border_color;
    std::optional<Color> fill;
    bool keep_with_next = false;
    bool keep_together = false;   ///< stays on one page while it can
    bool balance = false;         ///< lines of about equal length instead of full ones: for heads
    bool span = false;            ///< spans all columns; only for blocks of the flow itself
    int orphans = 2, widows = 2;  ///< least lines before and after a page break
    image::DrawingPointer icon;   ///< at the start of the block, current colour taken from the text
    Size icon_size;
    Length icon_gap;                           ///< between icon and text
    Placement placement = Placement::between;  ///< figure
    Size picture_limit;                        ///< figure: largest width and height; qr_code: its size; 0 is unlimited
};

/// One step of nesting of a list.
struct ListStyle {
    std::string marker;          ///< of a bullet list, e.g. "•"
    std::string number_pattern;  ///< of a numbered list, "{n}."
    Length indent;               ///< from the box to the item's text
    Length marker_gap;           ///< between the marker's end and the item's text
    Length item_space;           ///< between items
    bool native_digits = false;  ///< numbers in the digits of the handout's language instead of Western ones
    Length short_item_space{};   ///< between items where all of them are short
    std::string check_marker{};  ///< of a bullet list outside help boxes, e.g. "☐"; empty: the marker
};

/// A frame on the page. Absent frames are not printed (height 0).
struct Frame {
    Rectangle box;
    Sides border;
    Color border_color;
    std::optional<Color> fill;
};

/// What a PDF claims to conform to.
enum class PdfStandard : std::uint8_t {
    ua_1,  ///< PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), in PDF 1.7
    ua_2,  ///< PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4), in PDF 2.0
};
/// In the order of the enumeration.
inline constexpr std::array<std::string_view, 2> pdf_standard_names = {"ua-1", "ua-2"};

inline std::optional<PdfStandard> pdf_standard_named(std::string_view name) {
    for (std::size_t i = 0; i < pdf_standard_names.size(); ++i)
        if (pdf_standard_names[i] == name) return static_cast<PdfStandard>(i);
    return std::nullopt;
}

/// How a printer should treat the file (ISO 32000-1 12.2).
struct PrintSettings {
    enum class Duplex : std::uint8_t { simplex, flip_long_edge, flip_short_edge };
    Duplex duplex = Duplex::flip_long_edge;
    bool pick_tray_by_pdf_size = true;
};

/// Costs of page breaks that are not as they should be: higher yields later (docs/layouts.md, "How pages break").
struct BreakCosts {
    int split_callout = 400, split_emergency = 8000, split_figure_caption = 2000, widow_orphan = 1000,
        after_heading = 4000, split_list_item = 60, between_items = 10, between_blocks = 0, short_last_page = 300;
    int short_last_page_lines = 4;  ///< a last page with fewer lines is short
};

/// How far a layout lets its own setting of the flow yield, and for what: the fitter (layout/fit.h) finds the least
/// that reaches the goal. Furniture keeps its sizes. The range never leads below Stylesheet::floor: such a layout is
/// refused.
struct FitRange {
    enum class Goal : std::uint8_t {
        none,
        fewer_sheets,  ///< no sheet of paper for a last page alone
        fewer_pages,   ///< no page for what is left over, though the sheet be there
        one_page       ///< one page or none: what does not fit in the end is an error
    };
    Goal goal = Goal::none;
    int size_thousandths = 1000;     ///< the least, of the styles' own sizes
    int leading_thousandths = 1000;  ///< of their leadings, in addition to what goes with the size
    int space_thousandths = 1000;    ///< of all distances between blocks
};

/// What of an article a layout takes.
struct ContentSettings {
    enum class Take : std::uint8_t {
        whole,
        essentials  ///< title, help boxes, and the first items of its self-care lists where room remains
    };
    Take take = Take::whole;
    int most_bullets = 8;         ///< essentials: more items are left out whatever the room
    int bullets_thousandths = 0;  ///< essentials: items are taken only while sizes need not shrink below this
};

/// How several articles are arranged in one handout.
struct BundleSettings {
    enum class Start : std::uint8_t { odd_page, next_page };
    enum class Numbers : std::uint8_t { through, article };
    Start start = Start::odd_page;       ///< of each article on paper printed on both sides
    Numbers numbers = Numbers::through;  ///< "Page 5 of 12", or the page of the article first
};

/// The ruled lines under each question that a reader answers in his or her own words; 0: the question isn't asked.
struct TeachBack {
    int actions = 0, help = 0, questions = 0;
    bool any() const { return actions + help + questions > 0; }
};

/// What the frame `aside` of a part's first page holds: whom to call, where to read on, room for questions.
struct AsideSettings {
    bool emergency = false, telephone = false;  ///< the brand's numbers; the telephone is then not in the band
    bool scan = false;                          ///< code to scan, which the learn-more block then does without
    int questions = 0;                          ///< most ruled lines for the reader's own, where there is room
    int answers = 0;                            ///< most ruled lines below each of two questions, on later pages
    int columns = 1;                            ///< 2 or more: its blocks are beside each other
    Length gap;                                 ///< between columns, and between the frame's rule and its text
    int number_thousandths = 1000;              ///< size of the numbers to call, of the text around them
    bool operator==(const AsideSettings&) const = default;
};

/// The columns that the body is divided into, for blocks that do not span.
struct ColumnSettings {
    int count = 1;      ///< 1 or 2
    Length gap;         ///< between two columns
    bool grid = false;  ///< blocks begin whole body lines apart, so that the lines of two columns meet
    bool operator==(const ColumnSettings&) const = default;
};

/// When words of text in columns are divided at a line's end: paragraphs, list items and quotes of one column.
struct HyphenationSettings {
    int zone_thousandths = 0;   ///< of the measure: what a line must else leave white; 0 divides no word
    int shortest = 8;           ///< letters of a word that is divided
    int before = 3, after = 3;  ///< least letters before and after the hyphen
    int lines = 2;              ///< most lines in a row that end with a hyphen
    bool any() const { return zone_thousandths > 0; }
    bool operator==(const HyphenationSettings&) const = default;
};

/// How an article is set next to its translation: in two columns, the patient's language at the start side.
struct BilingualSettings {
    Length gap;          ///< between the two languages; 0: the layout sets one language
    int narrowest = 20;  ///< ems of body text that a column must have; else the languages are set below each other
    bool any() const { return gap > Length{}; }
    bool operator==(const BilingualSettings&) const = default;
};

/// A layout with its inheritance resolved and a brand's colours, families and logo filled in: all that decides how a
/// page looks. Immutable, shared by threads.
struct Stylesheet {
    std::string layout_name, brand_name;
    std::string description, purpose;   ///< for lists of layouts
    Length floor;                       ///< no glyph on the page is smaller; 0 is none
    bool short_disclaimer = false;      ///< the footer has room for the brand's short form only
    std::vector<std::string> sections;  ///< names from summary_parts, in the order to print them; empty: all
    FitRange fit;
    ContentSettings content;
    ColumnSettings columns;
    HyphenationSettings hyphenation;
    BilingualSettings bilingual;
    Size page;
    std::array<Frame, frame_role_count> frames;
    std::array<BlockStyle, block_role_count> blocks;
    std::array<InlineStyleOverride, inline_role_count> inlines;
    std::vector<ListStyle> lists;                    ///< by nesting depth; the last one for all deeper
    std::map<std::string, int> leading_thousandths;  ///< leading by script (ISO 15924), of the style's own
    std::map<std::string, int> size_thousandths;     ///< size by script, of the style's own: 1000 or more
    BreakCosts costs;
    PrintSettings print;
    PdfStandard standard = PdfStandard::ua_1;
    BundleSettings bundle;
    TeachBack teach_back;
    AsideSettings aside;
    image::DrawingPointer logo;  ///< may be null
    std::string logo_alternative;
    Length table_rule;  ///< width of the rules between rows
    Color table_rule_color;
    Length underline_offset,
        underline_thickness;  ///< thousandths of a 1 pt em: scaled by size; offset is below the baseline

    const BlockStyle& block(BlockRole role) const { return blocks[static_cast<std::size_t>(role)]; }
    const InlineStyleOverride& inline_style(InlineRole role) const { return inlines[static_cast<std::size_t>(role)]; }
    const Frame& frame(FrameRole role) const { return frames[static_cast<std::size_t>(role)]; }
    bool has_aside() const {
        const Rectangle& box = frame(FrameRole::aside).box;
        return box.width > Length{} && box.height > Length{};
    }
    const Frame& body_frame(std::uint32_t page) const {
        return frame(page == 0 ? FrameRole::body_first : FrameRole::body);
    }
    /// One of `count` columns of a part's page (from 0), as in left-to-right handouts.
    Rectangle body_column(std::uint32_t page, int column, int count) const;
};

using StylesheetPointer = std::shared_ptr<const Stylesheet>;

}  // namespace carepress::style
