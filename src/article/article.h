#pragma once

#include "base/direction.h"
#include "base/no_index.h"
#include "base/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace carepress::article {

/// The inline styles that a run of text can carry, as bits.
enum InlineStyle : std::uint8_t {
    inline_emphasis = 1,
    inline_strong = 2,
    inline_code = 4,
    inline_superscript = 8,
    inline_subscript = 16,
    inline_count = 32,   ///< a number to see at a glance, such as how many tablets to take
    inline_detail = 64,  ///< a small note below a name
};

/// A part of an InlineText in which nothing changes. Runs are in order, without gaps or overlaps, and cover the text.
struct InlineRun {
    std::uint32_t begin = 0, end = 0;   ///< bytes of InlineText::text
    std::uint8_t styles = 0;            ///< InlineStyle bits
    std::uint32_t link = no_index;      ///< index into InlineText::links
    std::uint32_t language = no_index;  ///< index into InlineText::languages: BCP 47, where it differs from around
    SourceSpan span;                    ///< where the run is in the source
};

/// A hyperlink. An empty address with `to_brand` set is the learn-more link that saved text lost: the brand's own
/// learn-more address is used instead. The link of a reference to a footnote has no address but its number; its text is
/// "[3]", raised: in brackets, because "5" with a raised 1 could be read as 51.
struct Link {
    std::string address;
    bool to_brand = false;
    SourceSpan span;
    int note = 0;  ///< number of the footnote that it leads to; 0: another link
};

/// Text with styles: what a paragraph, heading or table cell holds. UTF-8, well-formed; white space collapsed as HTML
/// does; U+2028 LINE SEPARATOR is a hard break; no other control characters.
struct InlineText {
    std::string text;
    std::vector<InlineRun> runs;
    std::vector<Link> links;
    std::vector<std::string> languages;
    SourceSpan span;

    bool empty() const { return text.empty(); }
};

struct Block;

struct Heading {
    int level = 2;  ///< 2 to 6: level 1 is the article's title
    InlineText text;
};

struct Paragraph {
    InlineText text;
};

/// Text whose line breaks and spaces count (code block, <pre>); lines are separated by U+2028.
struct Preformatted {
    InlineText text;
};

/// The signs that number an ordered list: 3, c, C, iii, III (HTML 4.4.5, type); or [3], of footnotes, whose list is at
/// the end of the section that refers to them first.
enum class Numbering : std::uint8_t { decimal, lower_letters, upper_letters, lower_roman, upper_roman, notes };

struct ListItem {
    std::vector<Block> blocks;
    SourceSpan span;
    std::optional<int> number = {};  ///< of an item of an ordered list that does not count on from the one before it
    std::optional<bool> done = {};   ///< of an item that is a task: whether its box is ticked
};

/// numbers_of() (article/list_numbers.h) says which number each item has.
struct List {
    bool ordered = false;
    int start = 1;      ///< number of the first item of an ordered list
    bool tight = true;  ///< CommonMark 5.3: no blank line between the items
    std::vector<ListItem> items;
    Numbering numbering = Numbering::decimal;
    bool reversed = false;  ///< counts down
    bool facts = false;     ///< no enumeration: each item is the name of a fact and its value, or a value alone
};

/// How soon the reader has to act.
enum class Urgency : std::uint8_t { emergency, call_now, watch };

/// A box of help for one urgency level: "[!EMERGENCY]", "[!CALL-NOW]", "[!WATCH]" block quotes.
struct Callout {
    Urgency urgency = Urgency::watch;
    std::vector<Block> blocks;
};

/// GitHub's alerts: "[!NOTE]" and so on. None of them is a level of help.
enum class Notice : std::uint8_t { note, tip, important, warning, caution };

struct Quote {
    std::vector<Block> blocks;
    std::optional<Notice> notice = {};  ///< not a quotation, but a plain box under this word
};

/// "Where can you learn more?": heading and text as in the article, set as one calm block at the end with
/// the article's code, the brand's address and a QR code.
struct LearnMore {
    std::vector<Block> blocks;
};

/// A picture in the article's folder. `path` is relative, as written, or a data: address; press() loads it.
struct Figure {
    std::string path;
    std::string alternative;  ///< empty: the picture decorates, and screen readers skip it
    std::optional<InlineText> caption;
};

enum class CellAlignment : std::uint8_t { start, center, end };
enum class HeaderScope : std::uint8_t { none, row, column };
/// What time of the day a column is for: a sign of it is set above the words of its head.
enum class DayPart : std::uint8_t { none, morning, noon, evening, bedtime };

struct TableCell {
    InlineText text;                        ///< block content of an HTML cell is joined by U+2028
    HeaderScope scope = HeaderScope::none;  ///< none: a data cell
    int column_span = 1, row_span = 1;
    CellAlignment alignment = CellAlignment::start;
    std::optional<Direction> direction = {};  ///< where the source says one; else its language's
    bool says_none = false;  ///< its text is only a sign that there is nothing: left out where the table becomes a list
    DayPart day_part = DayPart::none;  ///< of a head
};

struct TableRow {
    std::vector<TableCell> cells;
    bool in_head = false;
};

/// A table of simple cells. Rows may be shorter than `columns`; compose fills them. Head rows come first.
struct Table {
    int columns = 0;
    std::vector<TableRow> rows;
    std::optional<InlineText> caption;
};

/// A thematic break.
struct Divider {};

struct Block {
    std::variant<Paragraph, Heading, List, Callout, Quote, Preformatted, LearnMore, Figure, Table, Divider> content;
    SourceSpan span;
    std::string language;  ///< BCP 47, only where an element's lang differs from the article's; else empty
    std::optional<Direction> direction = {};  ///< where the source says one (dir); else its language's
    std::vector<std::string> anchors = {};    ///< names that a link "#name" leads here by
};

/// A clinical code of an article's topic.
struct Topic {
    std::string system;  ///< "ICD-10-CM", "SNOMED-CT", "RxNorm" or "LOINC"
    std::string code;
    SourceSpan span;
};

/// What the article's words rest on, such as public guidance: for those who review it, not printed on the handout.
struct Reference {
    std::string title;    ///< may be empty if there is an address
    std::string address;  ///< http or https, or empty
    bool operator==(const Reference&) const = default;
};

/// How far an article has come on its way to patients.
enum class Status : std::uint8_t { draft, review, approved, retired };

/// Whether an article may go to patients, and when: article/release.h says what follows from it.
struct Release {
    std::optional<Status> status = {};  ///< none: the article does not state one
    std::string embargo;                ///< ISO 8601: not before that day; or empty
    std::string expires;                ///< ISO 8601: not on that day or after it; or empty
    bool operator==(const Release&) const = default;
};

struct Metadata {
    std::string code;           ///< [A-Za-z0-9._-]{1,64}, no leading dot; may be empty
    std::string title;          ///< never empty in an article without errors
    std::string printed_title;  ///< what is set in its place at the top of page 1, and nowhere else; empty: the title
    SourceSpan title_span;
    std::string language;                     ///< BCP 47, canonical; "en" by default
    std::optional<Direction> direction = {};  ///< where the source says one; else its language's
    bool language_stated = false;             ///< the source states its language
    std::string updated;                      ///< ISO 8601 date "2026-11-22", or empty
    std::string version;
    std::string reviewed_by;  ///< empty: the page says that it is a sample
    Release release;
    std::string reviewed;     ///< ISO 8601 date of the last review, or empty
    std::string next_review;  ///< ISO 8601 date by which the next one is due, or empty
    std::vector<Topic> topics;
    std::vector<std::string> keywords;
    std::vector<std::string> synonyms;  ///< other names of the subject ("Bellyache"): found by search
    std::string source;                 ///< who published the text, for the credit; empty for one's own articles
    std::string source_url;             ///< where it was published: http or https
    std::vector<Reference> sources;     ///< what its words rest on; not printed
    std::string imported_from;  ///< the file that `carepress import` read it from; empty where it has an address
    std::string imported;       ///< 32 hexadecimal digits of what `carepress import` wrote; empty otherwise
};

/// One article as its source says it, whatever the format: what every reader makes.
struct Article {
    Metadata metadata;
    std::vector<Block> blocks;
    std::string own_disclaimer;  ///< a coverage disclaimer found in saved text; a brand's own replaces it
    SourceSpan own_disclaimer_span;
    std::optional<InlineText> omission;  ///< of a part of an article: what it leaves out, said in place of the
                                         ///< learn-more block; empty where it is whole. Readers leave it unset
};

}  // namespace carepress::article
