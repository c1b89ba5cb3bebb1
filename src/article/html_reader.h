#pragma once

#include "article/html.h"
#include "article/inline_builder.h"
#include "article/page_notes.h"
#include "article/page_survey.h"

#include <gumbo.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::article {

struct TableChanges;

/// What an element is to a printed article, whatever its tag.
enum class Role : std::uint8_t {
    container,    ///< a block whose tag says nothing more: div, section, form, details
    transparent,  ///< an inline element whose tag changes nothing on paper: span, small, label
    paragraph,
    heading,
    list,
    item,
    term,  ///< dt, legend, summary: a paragraph in strong type
    quote,
    preformatted,
    divider,
    table,
    table_part,  ///< tr, td, caption and so on where no table is read
    figure,
    figure_caption,
    image,
    line_break,
    break_opportunity,
    strong,
    emphasis,
    code,
    superscript,
    subscript,
    struck,  ///< del, s, strike: text that no longer counts
    link,
    quotation,
    reading,  ///< rt: the reading aid of ruby text
    isolate,  ///< bdi, bdo
    title,
    ignored,  ///< has no text and no meaning on paper: meta, link, col
    dropped,  ///< script, style, embedded objects
    unknown,
};

Role role_of(const GumboElement& element);
std::string tag_name(const GumboElement& element);
std::string_view attribute(const GumboElement& element, const char* name);
bool has_attribute(const GumboElement& element, const char* name);
bool has_class(const GumboElement& element, std::string_view name);
/// The decimal integer that `text` is, if it is one between `least` and `most`.
std::optional<int> read_integer(std::string_view text, int least, int most);
bool equal_ignoring_case(std::string_view a, std::string_view b);
bool only_white_space(std::string_view text);
/// At most 60 bytes of an author's text for a message, without controls and not cut inside a character.
std::string printable(std::string_view text);

/// Walks a gumbo tree and makes blocks. One InlineBuilder gathers the text of all: where a block begins or ends, what
/// has gathered becomes a paragraph (flush), so that styles and links around blocks go on from one to the next. Where
/// only text is allowed (headings, captions, cells), the borders of blocks become hard breaks instead: that is
/// `joining`.
class HtmlReader {
public:
    HtmlReader(std::string_view html, const HtmlOptions& options, Diagnostics& diagnostics)
        : html_(html), options_(options), diagnostics_(diagnostics) {}

    HtmlResult read(const GumboNode& root);

    struct TableReading;  ///< private to html_table.cpp

private:
    // html_reader.cpp: pages, text, places
    void read_title(const GumboElement& element, SourceSpan span);
    void read_metadata(const GumboElement& element, SourceSpan span);
    void adopt_first_heading();
    void walk(const GumboNode& node);
    std::string text_of(const GumboText& node, SourceSpan span);
    void walk_children(const GumboElement& element);
    void walk_element(const GumboElement& element, const GumboNode& node);
    void dispatch(const GumboElement& element, const GumboNode& node, Role role, SourceSpan span);
    std::string language_of(const GumboElement& element);
    std::optional<Direction> stated_direction(const GumboElement& element) const;
    void note_anchor(const GumboElement& element, Role role);
    void read_block_in(std::string language, std::optional<Direction> direction, const GumboElement& element,
                       const GumboNode& node, Role role, SourceSpan span);
    void append_text(std::string_view text, SourceSpan span);
    void take_deep_text(const GumboNode& node);
    bool count_node(SourceSpan span);
    SourceSpan span_of(const GumboElement& element);
    SourceSpan span_of_text(const GumboText& text) const;
    SourceSpan tag_span(const GumboElement& element);
    std::uint32_t offset_of(unsigned int position) const;
    std::optional<SourceSpan> sourcepos(const GumboElement& element) const;

    // html_blocks.cpp
    void flush();

    void push(Block block);
    void block_border();
    void read_container(const GumboElement& element, SourceSpan span);
    void read_paragraph(const GumboElement& element, SourceSpan span);
    void read_heading(const GumboElement& element, SourceSpan span);
    void read_term(const GumboElement& element);
    void read_quote(const GumboElement& element, SourceSpan span);
    void read_notice(const GumboElement& element, SourceSpan span, Notice notice);
    void read_callout(const GumboElement& element, SourceSpan span, Urgency urgency);
    void read_preformatted(const GumboElement& element, SourceSpan span);
    void read_figure(const GumboElement& element);
    void read_figure_caption(const GumboElement& element, SourceSpan span);
    void read_image(const GumboElement& element, SourceSpan span);
    std::optional<std::string> picture_file(const GumboElement& element, SourceSpan span);
    InlineText collect(const GumboElement& element, SourceSpan span);
    std::vector<Block> collect_blocks(const GumboElement& element);

    // html_list.cpp
    void read_list(const GumboElement& element, SourceSpan span);
    void read_orphan_item(const GumboElement& element, const GumboNode& node, SourceSpan span);
    void join_list(const GumboElement& element);
    void read_note(const GumboElement& element, SourceSpan span, int number);
    List begin_list(const GumboElement& element);
    void read_numbering(const GumboElement& element, List& list);
    std::optional<int> list_number(const GumboElement& element, const char* name, DiagnosticCode code);

    // html_inline.cpp
    void read_inline(const GumboElement& element, const GumboNode& node, Role role, SourceSpan span);
    void read_by_role(const GumboElement& element, const GumboNode& node, Role role, SourceSpan span);
    void styled(const GumboElement& element, InlineStyle style);
    void read_link(const GumboElement& element, SourceSpan span);
    bool read_note_reference(const GumboElement& element, SourceSpan span);
    void refuse_reference(const GumboElement& element, const PageNotes::Reference& reference);
    void check_comments();
    void check_comment(const GumboText& comment);
    bool read_task(const GumboElement& element);
    std::optional<std::string> link_address(std::string_view href, SourceSpan span);
    void read_quotation(const GumboElement& element, SourceSpan span);
    void read_reading(const GumboElement& element, const GumboNode& node, SourceSpan span);
    void open_isolate(const GumboElement& element, Role role);
    void close_isolate(SourceSpan span);
    bool leaves_out(const GumboNode& node);
    void note_screen_reader_text(const GumboElement& element);
    void drop(const GumboElement& element, SourceSpan span);
    void note_once(DiagnosticCode code, const std::string& what, SourceSpan span, std::string message,
                   std::string hint = {});

    // html_table.cpp
    void read_table(const GumboElement& element, SourceSpan span);
    void read_table_children(const GumboElement& element, TableReading& reading);
    void read_row(const GumboElement& element, TableReading& reading);
    TableCell read_cell(const GumboElement& element, SourceSpan span);
    int read_span(const GumboElement& element, const char* name, int least, int most);
    void arrange(TableReading& reading, SourceSpan span);
    void say(const TableChanges& changes);

    std::string_view html_;
    const HtmlOptions& options_;
    Diagnostics& diagnostics_;
    std::optional<PageSurvey> survey_;
    std::optional<PageNotes> page_notes_;
    HtmlResult result_;

    InlineBuilder inline_;
    std::vector<Block>* blocks_ = &result_.blocks;  ///< where blocks go now
    std::string language_;                          ///< BCP 47 of the block being read; empty: nothing says
    std::string text_language_;                     ///< and of the text, which inline elements may change
    std::vector<std::string> languages_;            ///< that the source states so far
    bool told_languages_ = false;
    int inline_languages_ = 0;                                  ///< how many of them are open
    std::string container_language_;                            ///< and of the block that holds it
    Direction direction_ = Direction::left_to_right;            ///< of the block being read
    Direction container_direction_ = Direction::left_to_right;  ///< and of the block that holds it
    std::vector<std::string> anchors_;                          ///< that the next block has
    int depth_ = 0;
    int joining_ = 0;              ///< over 0: only text is allowed here
    int last_note_ = 0;            ///< number of the footnote that was read last
    bool border_pending_ = false;  ///< joining: a block ended or began since the last text
    std::string pending_bullet_;   ///< joining: bullet or number of the list item that the next text begins
    bool preserving_ = false;      ///< inside pre
    std::string open_link_;        ///< the address of the link around, or empty
    std::uint32_t quotation_depth_ = 0;
    std::size_t nodes_ = 0;
    bool too_deep_ = false, too_many_ = false;
    SourceSpan last_span_;                  ///< of the element read last: the place of what has none of its own
    std::optional<SourceSpan> block_span_;  ///< sourcepos of the innermost element that has one
    std::optional<bool>* task_ = nullptr;   ///< of the item being read: whether it is a task, and done
    std::optional<InlineText>* figure_caption_ = nullptr;  ///< where the caption of the figure being read goes

    struct Isolate {
        std::string open, close;
        bool written = false;
    };
    std::vector<Isolate> isolates_;  ///< directional isolates around the text, written with the first text in them
    std::set<std::string> noted_;    ///< what was noted, to be said only once
};

}  // namespace carepress::article
