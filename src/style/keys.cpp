#include "style/keys.h"

#include "style/summary_parts.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace carepress::style {

namespace {

constexpr std::array<std::string_view, 3> alignments = {"start", "center", "end"};
constexpr std::array<std::string_view, 2> slants = {"upright", "italic"};
constexpr std::array<std::string_view, 4> fit_goals = {"none", "fewer-sheets", "fewer-pages", "one-page"};
constexpr std::array<std::string_view, 2> contents = {"whole", "essentials"};
constexpr std::array<std::string_view, 2> spans = {"column", "all"};
constexpr std::array<std::string_view, 2> disclaimers = {"full", "short"};
constexpr std::array<std::string_view, 2> placements = {"between", "beside"};
constexpr std::array<std::string_view, 2> starts = {"odd-page", "next-page"};
constexpr std::array<std::string_view, 2> numberings = {"through", "article"};
constexpr std::array<std::string_view, 3> duplexes = {"simplex", "flip-long-edge", "flip-short-edge"};

/// A word of a list that is in the order of its enumeration.
template <class E, std::size_t n>
bool read_enumeration(const Value& value, const std::array<std::string_view, n>& words, E& out) {
    std::size_t index = 0;
    if (!read_word(value, words, index)) return false;
    out = static_cast<E>(index);
    return true;
}

bool read_optional_text(const Value& value, std::optional<std::string>& out) {
    std::string text;
    if (!read_text(value, text)) return false;
    out = std::move(text);
    return true;
}

/// Read elsewhere, before the others: the reader of the whole layout looks into these mappings itself.
template <class T>
bool read_elsewhere(T&, const Value&) {
    return true;
}

/// Names from summary_parts, each at most once.
bool read_sections(LayoutDraft& out, const Value& value) {
    if (value.node.kind != YamlNode::Kind::sequence || value.node.items.empty()) {
        value.error("layout/invalid-value"_code, "expected a list of parts of a visit summary",
                    "such as [why, found, to-do, medicines]");
        return false;
    }
    std::vector<std::string> sections;
    for (const YamlNode& item : value.node.items) {
        std::size_t index = 0;
        if (!read_word(Value{item, value.diagnostics, value.context}, summary_parts, index)) return false;
        if (std::find(sections.begin(), sections.end(), item.scalar) != sections.end()) {
            value.diagnostics.error("layout/listed-twice"_code, item.span, "\"" + item.scalar + "\" is listed twice",
                                    "name each part once");
            return false;
        }
        sections.push_back(item.scalar);
    }
    out.sections = std::move(sections);
    return true;
}

constexpr int most_cost = 100'000;

template <int BreakCosts::*cost>
bool read_cost(BreakCosts& costs, const Value& value) {
    return read_number(value, 0, most_cost, costs.*cost);
}

template <auto member, class T>
bool read_length_into(T& out, const Value& value) {
    return read_length(value, out.*member);
}

template <auto member, class T>
bool read_text_into(T& out, const Value& value) {
    if constexpr (std::is_same_v<std::remove_reference_t<decltype(out.*member)>, std::string>) {
        return read_text(value, out.*member);
    } else {
        return read_optional_text(value, out.*member);
    }
}

constexpr Key<LayoutDraft> layout_table[] = {
    {"description", "text", "empty", "one line for `carepress list layouts`",
     read_text_into<&LayoutDraft::description>},
    {"purpose", "text", "empty", "what it is for, in one line for `carepress list layouts`",
     read_text_into<&LayoutDraft::purpose>},
    {"derives", "layout name", "none",
     "a layout of the same folder or one of the program's own; this file says only what is different",
     read_text_into<&LayoutDraft::derives>},
    {"unit", "length", "required", "the base unit: `2u` is twice this", read_elsewhere<LayoutDraft>},
    {"floor", "length", "0",
     "the least size of any glyph on the page; a layout that derives can raise it, never lower it",
     read_elsewhere<LayoutDraft>},
    {"disclaimer", "full or short", "full", "`short` prints the brand's `disclaimer-short` where it has one",
     [](LayoutDraft& out, const Value& value) {
         std::size_t index = 0;
         if (!read_word(value, disclaimers, index)) return false;
         out.short_disclaimer = index == 1;
         return true;
     }},
    {"sections", "list of parts", "all",
     "the parts of a visit summary to print, in this order: why, found, to-do, medicines, appointments, call, orders, "
     "given, procedures, results, measurements, conditions, allergies, vaccines, goals, care-plan, care-team",
     read_sections},
    {"fit", "mapping", "see below", "how far the setting may yield to save paper", read_elsewhere<LayoutDraft>},
    {"content", "mapping", "see below", "what of an article is taken", read_elsewhere<LayoutDraft>},
    {"columns", "mapping", "see below", "the columns of the body", read_elsewhere<LayoutDraft>},
    {"hyphenation", "mapping", "see below", "whether words are divided at the end of lines",
     read_elsewhere<LayoutDraft>},
    {"bilingual", "mapping", "see below", "an article beside its translation", read_elsewhere<LayoutDraft>},
    {"colors", "mapping", "required", "colour roles and what they are unless the brand fills them",
     read_elsewhere<LayoutDraft>},
    {"families", "mapping", "required", "family roles and what they are unless the brand fills them",
     read_elsewhere<LayoutDraft>},
    {"page", "mapping", "required", "the sheet", read_elsewhere<LayoutDraft>},
    {"frames", "mapping", "required", "the places on the page", read_elsewhere<LayoutDraft>},
    {"blocks", "mapping", "required", "one style for each kind of block", read_elsewhere<LayoutDraft>},
    {"inlines", "mapping", "empty", "styles of parts of a line", read_elsewhere<LayoutDraft>},
    {"lists", "sequence", "required", "one style for each nesting level; the last one for all deeper",
     read_elsewhere<LayoutDraft>},
    {"leading", "mapping", "1 each", "leading by script (ISO 15924), as a multiplier of the style's own",
     read_elsewhere<LayoutDraft>},
    {"sizes", "mapping", "1 each", "size by script, as a multiplier of the style's own, 1 to 1.5",
     read_elsewhere<LayoutDraft>},
    {"breaks", "mapping", "see below", "costs of page breaks", read_elsewhere<LayoutDraft>},
    {"print", "mapping", "see below", "what the file tells the printer", read_elsewhere<LayoutDraft>},
    {"standard", "word", "ua-1", "what a PDF claims: ua-1 (PDF/UA-1 and PDF/A-2a) or ua-2 (PDF/UA-2 and PDF/A-4)",
     [](LayoutDraft& out, const Value& value) { return read_enumeration(value, pdf_standard_names, out.standard); }},
    {"bundle", "mapping", "see below", "several articles in one handout", read_elsewhere<LayoutDraft>},
    {"teach-back", "mapping", "see below", "questions that the reader answers in writing", read_elsewhere<LayoutDraft>},
    {"aside", "mapping", "see below", "whom to call, on the first page", read_elsewhere<LayoutDraft>},
    {"table", "mapping", "required", "rules of tables", read_elsewhere<LayoutDraft>},
    {"underline", "mapping", "required", "position of underlines", read_elsewhere<LayoutDraft>},
};

constexpr Key<Size> page_table[] = {
    {"width", "length", "required", "of the sheet, 1in to 200in", read_length_into<&Size::width>},
    {"height", "length", "required", "of the sheet, 1in to 200in", read_length_into<&Size::height>},
};

constexpr Key<FrameDraft> frame_table[] = {
    {"left", "length", "from the others", "inset of the left side from the sheet's left edge",
     read_length_into<&FrameDraft::left>},
    {"right", "length", "from the others", "inset of the right side from the sheet's right edge",
     read_length_into<&FrameDraft::right>},
    {"width", "length", "from the others", "set two of left, right and width", read_length_into<&FrameDraft::width>},
    {"top", "length", "from the others", "inset of the top from the sheet's top edge",
     read_length_into<&FrameDraft::top>},
    {"bottom", "length", "from the others", "inset of the bottom from the sheet's bottom edge",
     read_length_into<&FrameDraft::bottom>},
    {"height", "length", "from the others", "set two of top, bottom and height; 0: no frame",
     read_length_into<&FrameDraft::height>},
    {"border", "sides", "0", "widths of its rules, inside the box",
     [](FrameDraft& out, const Value& value) { return read_sides(value, out.frame.border); }},
    {"border-color", "colour role", "text", "of its rules",
     [](FrameDraft& out, const Value& value) { return read_role(value, out.border_color); }},
    {"fill", "colour role or none", "none", "its ground",
     [](FrameDraft& out, const Value& value) { return read_role_or_none(value, out.fill); }},
};

constexpr Key<BlockDraft> block_table[] = {
    {"like", "block name", "none", "takes every key of that block first", read_text_into<&BlockDraft::like>},
    {"family", "family role", "required", "the typeface",
     [](BlockDraft& out, const Value& value) { return read_family(value, out.style.text.family); }},
    {"weight", "number", "400", "100 to 900; the nearest face is used, none is synthesised",
     [](BlockDraft& out, const Value& value) { return read_number(value, 100, 900, out.style.text.weight); }},
    {"slant", "upright or italic", "upright", "a script without italics stays upright",
     [](BlockDraft& out, const Value& value) { return read_enumeration(value, slants, out.style.text.slant); }},
    {"size", "length", "required", "font size, 4pt to 200pt",
     [](BlockDraft& out, const Value& value) { return read_length(value, out.style.text.size); }},
    {"leading", "length or multiplier", "required", "baseline to baseline: `4u`, or `1.4` times the size",
     [](BlockDraft& out, const Value& value) {
         return read_leading(value, out.style.text.leading, out.leading_thousandths);
     }},
    {"color", "colour role", "required", "of the text, its underline and the icon",
     [](BlockDraft& out, const Value& value) { return read_role(value, out.color); }},
    {"underline", "true or false", "false", "underlines the whole block",
     [](BlockDraft& out, const Value& value) { return read_flag(value, out.style.text.underline); }},
    {"alignment", "start, center or end", "start", "start is left in left-to-right text",
     [](BlockDraft& out, const Value& value) { return read_enumeration(value, alignments, out.style.alignment); }},
    {"space-before", "length", "0", "above the block; of two spaces that meet the larger counts",
     [](BlockDraft& out, const Value& value) { return read_length(value, out.style.space_before); }},
    {"space-after", "length", "0", "below the block",
     [](BlockDraft& out, const Value& value) { return read_length(value, out.style.space_after); }},
    {"indent", "sides", "0", "start and end: distance from the box around it",
     [](BlockDraft& out, const Value& value) { return read_sides(value, out.style.indent); }},
    {"padding", "sides", "0", "between border and content",
     [](BlockDraft& out, const Value& value) { return read_sides(value, out.style.padding); }},
    {"border", "sides", "0", "widths of the rules around it",
     [](BlockDraft& out, const Value& value) { return read_sides(value, out.style.border); }},
    {"border-color", "colour role", "text", "of the rules",
     [](BlockDraft& out, const Value& value) { return read_role(value, out.border_color); }},
    {"fill", "colour role or none", "none", "its ground",
     [](BlockDraft& out, const Value& value) { return read_role_or_none(value, out.fill); }},
    {"keep-with-next", "true or false", "false", "no page break after it",
     [](BlockDraft& out, const Value& value) { return read_flag(value, out.style.keep_with_next); }},
    {"keep-together", "true or false", "false", "no page break inside it while a page can hold it",
     [](BlockDraft& out, const Value& value) { return read_flag(value, out.style.keep_together); }},
    {"balance", "true or false", "false", "lines of about equal length, instead of full ones and a short last one",
     [](BlockDraft& out, const Value& value) { return read_flag(value, out.style.balance); }},
    {"span", "all or column", "column", "`all`: spans all columns, which are level above it",
     [](BlockDraft& out, const Value& value) {
         std::size_t index = 0;
         if (!read_word(value, spans, index)) return false;
         out.style.span = index == 1;
         return true;
     }},
    {"orphans", "number", "2", "least lines at the bottom of a page, 1 to 20",
     [](BlockDraft& out, const Value& value) { return read_number(value, 1, 20, out.style.orphans); }},
    {"widows", "number", "2", "least lines at the top of a page, 1 to 20",
     [](BlockDraft& out, const Value& value) { return read_number(value, 1, 20, out.style.widows); }},
    {"icon", "file name or none", "none", "a drawing at the block's start; currentColor is the text's colour",
     [](BlockDraft& out, const Value& value) { return read_icon(value, out.style.icon); }},
    {"icon-size", "size", "0", "of the icon",
     [](BlockDraft& out, const Value& value) { return read_size(value, out.style.icon_size); }},
    {"icon-gap", "length", "0", "between icon and text; of a figure beside text: between the two",
     [](BlockDraft& out, const Value& value) { return read_length(value, out.style.icon_gap); }},
    {"placement", "between or beside", "between", "of a figure: `beside` sets the text that follows next to it",
     [](BlockDraft& out, const Value& value) { return read_enumeration(value, placements, out.style.placement); }},
    {"picture-limit", "size", "0", "of a figure: its largest size, 0: no limit; of `qr-code`: its size",
     [](BlockDraft& out, const Value& value) { return read_size(value, out.style.picture_limit); }},
};

constexpr Key<InlineDraft> inline_table[] = {
    {"family", "family role", "the block's", "the typeface",
     [](InlineDraft& out, const Value& value) {
         std::string family;
         if (!read_family(value, family)) return false;
         out.style.family = std::move(family);
         return true;
     }},
    {"weight", "number", "the block's", "100 to 900",
     [](InlineDraft& out, const Value& value) {
         int weight = 400;
         if (!read_number(value, 100, 900, weight)) return false;
         out.style.weight = weight;
         return true;
     }},
    {"slant", "upright or italic", "the block's", "",
     [](InlineDraft& out, const Value& value) {
         Slant slant = Slant::upright;
         if (!read_enumeration(value, slants, slant)) return false;
         out.style.slant = slant;
         return true;
     }},
    {"size", "multiplier", "1", "of the block's size, 30% to 200%",
     [](InlineDraft& out, const Value& value) {
         return read_multiplier(value, 300, 2000, out.style.size_thousandths);
     }},
    {"shift", "multiplier", "0", "of the block's size, upwards, -100% to 100%",
     [](InlineDraft& out, const Value& value) {
         return read_multiplier(value, -1000, 1000, out.style.shift_thousandths);
     }},
    {"color", "colour role", "the block's", "",
     [](InlineDraft& out, const Value& value) { return read_role(value, out.color); }},
    {"underline", "true or false", "the block's", "",
     [](InlineDraft& out, const Value& value) {
         bool underline = false;
         if (!read_flag(value, underline)) return false;
         out.style.underline = underline;
         return true;
     }},
};

constexpr Key<ListStyle> list_table[] = {
    {"marker", "text", "required", "the sign of a bullet list", read_text_into<&ListStyle::marker>},
    {"check-marker", "text", "the marker",
     "the sign of a bullet list outside of help boxes, such as an empty box to tick",
     read_text_into<&ListStyle::check_marker>},
    {"number-pattern", "text", "{n}.", "the number of a numbered list; `{n}` is the number",
     [](ListStyle& out, const Value& value) {
         if (!read_text(value, out.number_pattern)) return false;
         if (out.number_pattern.find("{n}") != std::string::npos) return true;
         value.error("layout/invalid-value"_code, "the pattern has no place for the number",
                     "write {n} where the number goes: \"{n}.\"");
         return false;
     }},
    {"native-digits", "true or false", "false",
     "numbers in the digits of the handout's language, such as Thai or Persian",
     [](ListStyle& out, const Value& value) { return read_flag(value, out.native_digits); }},
    {"indent", "length", "required", "from the box to the item's text", read_length_into<&ListStyle::indent>},
    {"marker-gap", "length", "required", "between the marker's end and the item's text",
     read_length_into<&ListStyle::marker_gap>},
    {"item-space", "length", "0", "between items; none where all items are short",
     read_length_into<&ListStyle::item_space>},
    {"short-item-space", "length", "0", "between items where all items are short",
     read_length_into<&ListStyle::short_item_space>},
};

constexpr Key<BilingualSettings> bilingual_table[] = {
    {"gap", "length", "0", "between two languages side by side; 0: the layout sets one language",
     read_length_into<&BilingualSettings::gap>},
    {"narrowest", "number", "20", "ems of body text that each language must have; else they are set below each other",
     [](BilingualSettings& out, const Value& value) { return read_number(value, 1, 200, out.narrowest); }},
};

constexpr Key<ColumnSettings> column_table[] = {
    {"count", "number", "1", "1 or 2",
     [](ColumnSettings& out, const Value& value) { return read_number(value, 1, 2, out.count); }},
    {"gap", "length", "0", "between two columns", read_length_into<&ColumnSettings::gap>},
    {"grid", "true or false", "false",
     "blocks begin whole body lines apart, so that the lines of two columns meet on one grid",
     [](ColumnSettings& out, const Value& value) { return read_flag(value, out.grid); }},
};

constexpr Key<HyphenationSettings> hyphenation_table[] = {
    {"zone", "multiplier", "0",
     "of a line's measure: a word is divided only where the line would otherwise leave more white; 0, or 10% to 60%",
     [](HyphenationSettings& out, const Value& value) {
         int zone = 0;
         if (!read_multiplier(value, 0, 600, zone)) return false;
         if (zone > 0 && zone < 100) {
             value.error("layout/out-of-range"_code, "a zone this narrow would divide words in most lines",
                         "0 divides none; else 10% to 60%");
             return false;
         }
         out.zone_thousandths = zone;
         return true;
     }},
    {"shortest", "number", "8", "letters of the shortest word that is divided, 5 to 40",
     [](HyphenationSettings& out, const Value& value) { return read_number(value, 5, 40, out.shortest); }},
    {"before", "number", "3", "least letters before the hyphen, 2 to 10",
     [](HyphenationSettings& out, const Value& value) { return read_number(value, 2, 10, out.before); }},
    {"after", "number", "3", "least letters after it, 2 to 10",
     [](HyphenationSettings& out, const Value& value) { return read_number(value, 2, 10, out.after); }},
    {"lines", "number", "2", "most lines in a row that end with a hyphen, 1 to 3",
     [](HyphenationSettings& out, const Value& value) { return read_number(value, 1, 3, out.lines); }},
};

constexpr Key<BreakCosts> break_table[] = {
    {"split-callout", "number", "400", "a page break inside a help box (callout) or what else is kept together",
     read_cost<&BreakCosts::split_callout>},
    {"split-emergency", "number", "8000", "a page break inside an emergency box that fits on a page",
     read_cost<&BreakCosts::split_emergency>},
    {"split-figure-caption", "number", "2000", "a page break between a picture and its caption",
     read_cost<&BreakCosts::split_figure_caption>},
    {"widow-orphan", "number", "1000", "fewer lines than `widows` or `orphans` alone on a page",
     read_cost<&BreakCosts::widow_orphan>},
    {"after-heading", "number", "4000", "a page break between a heading and what follows",
     read_cost<&BreakCosts::after_heading>},
    {"split-list-item", "number", "60", "a page break inside a list item", read_cost<&BreakCosts::split_list_item>},
    {"between-items", "number", "10", "a page break between two list items", read_cost<&BreakCosts::between_items>},
    {"between-blocks", "number", "0", "a page break between two blocks", read_cost<&BreakCosts::between_blocks>},
    {"short-last-page", "number", "300", "a last page that is nearly empty", read_cost<&BreakCosts::short_last_page>},
    {"short-last-page-lines", "number", "4", "lines under which a last page is nearly empty, 0 to 100",
     [](BreakCosts& out, const Value& value) { return read_number(value, 0, 100, out.short_last_page_lines); }},
};

constexpr Key<PrintSettings> print_table[] = {
    {"duplex", "word", "flip-long-edge", "simplex, flip-long-edge or flip-short-edge (ISO 32000-1, table 150)",
     [](PrintSettings& out, const Value& value) { return read_enumeration(value, duplexes, out.duplex); }},
    {"pick-tray-by-pdf-size", "true or false", "true", "the printer takes the tray that holds this page size",
     [](PrintSettings& out, const Value& value) { return read_flag(value, out.pick_tray_by_pdf_size); }},
};

constexpr Key<FitRange> fit_table[] = {
    {"goal", "word", "none", "none, fewer-sheets, fewer-pages or one-page",
     [](FitRange& out, const Value& value) { return read_enumeration(value, fit_goals, out.goal); }},
    {"size", "multiplier", "1", "the least, of the sizes of the flow; 50% to 100%",
     [](FitRange& out, const Value& value) { return read_multiplier(value, 500, 1000, out.size_thousandths); }},
    {"leading", "multiplier", "1", "the least, of their leadings; 70% to 100%",
     [](FitRange& out, const Value& value) { return read_multiplier(value, 700, 1000, out.leading_thousandths); }},
    {"space", "multiplier", "1", "the least, of the distances between blocks and items; 25% to 100%",
     [](FitRange& out, const Value& value) { return read_multiplier(value, 250, 1000, out.space_thousandths); }},
};

constexpr Key<ContentSettings> content_table[] = {
    {"take", "word", "whole", "whole, or essentials: title, help boxes, first items of the self-care lists",
     [](ContentSettings& out, const Value& value) { return read_enumeration(value, contents, out.take); }},
    {"most-bullets", "number", "8", "of `essentials`: the most list items, 0 to 40",
     [](ContentSettings& out, const Value& value) { return read_number(value, 0, 40, out.most_bullets); }},
    {"bullets-size", "multiplier", "fit.size",
     "of `essentials`: items are taken only while sizes need not shrink below this; 50% to 100%",
     [](ContentSettings& out, const Value& value) {
         return read_multiplier(value, 500, 1000, out.bullets_thousandths);
     }},
};

constexpr Key<BundleSettings> bundle_table[] = {
    {"start", "word", "odd-page",
     "odd-page or next-page: where each article starts when both sides are printed; the back before it stays blank",
     [](BundleSettings& out, const Value& value) { return read_enumeration(value, starts, out.start); }},
    {"numbers", "word", "through",
     "through counts the pages of all articles; article those of each one first, then those of all",
     [](BundleSettings& out, const Value& value) { return read_enumeration(value, numberings, out.numbers); }},
};

constexpr int most_ruled_lines = 40;

template <int TeachBack::*lines>
bool read_ruled_lines(TeachBack& out, const Value& value) {
    return read_number(value, 0, most_ruled_lines, out.*lines);
}

constexpr Key<TeachBack> teach_back_table[] = {
    {"actions", "number", "0", "ruled lines to write what the reader will do at home; 0 doesn't ask",
     read_ruled_lines<&TeachBack::actions>},
    {"help", "number", "0", "ruled lines to write when the reader will call for help",
     read_ruled_lines<&TeachBack::help>},
    {"questions", "number", "0", "ruled lines for what the reader still wants to ask",
     read_ruled_lines<&TeachBack::questions>},
};

template <bool AsideSettings::*member>
bool read_aside_flag(AsideSettings& out, const Value& value) {
    return read_flag(value, out.*member);
}

constexpr Key<AsideSettings> aside_table[] = {
    {"emergency", "true or false", "false", "the emergency number, and the page of the signs if it is another one",
     read_aside_flag<&AsideSettings::emergency>},
    {"telephone", "true or false", "false", "the brand's telephone, which is then not in the band",
     read_aside_flag<&AsideSettings::telephone>},
    {"scan", "true or false", "false",
     "the code to scan, the address and the article's code; the learn-more block does without",
     read_aside_flag<&AsideSettings::scan>},
    {"questions", "number", "0", "most ruled lines for the reader's own questions, where there is room",
     [](AsideSettings& out, const Value& value) { return read_number(value, 0, most_ruled_lines, out.questions); }},
    {"answers", "number", "0",
     "most ruled lines on later pages, beside their text, for each of: what to do at home, when to call for help",
     [](AsideSettings& out, const Value& value) { return read_number(value, 0, most_ruled_lines, out.answers); }},
    {"columns", "number", "1", "1: below each other; 2 or 3: beside each other",
     [](AsideSettings& out, const Value& value) { return read_number(value, 1, 3, out.columns); }},
    {"gap", "length", "0", "between the frame's rule and its text, and between columns",
     read_length_into<&AsideSettings::gap>},
    {"number-size", "multiplier", "1", "of the numbers to call, of the size around them; 100% to 300%",
     [](AsideSettings& out, const Value& value) { return read_multiplier(value, 1000, 3000, out.number_thousandths); }},
};

constexpr Key<TableDraft> table_table[] = {
    {"rule", "length", "required", "width of the rules between rows; 0: none", read_length_into<&TableDraft::rule>},
    {"rule-color", "colour role", "required", "of these rules",
     [](TableDraft& out, const Value& value) { return read_role(value, out.rule_color); }},
};

constexpr Key<UnderlineDraft> underline_table[] = {
    {"offset", "multiplier", "required", "of the size: from the baseline down to the underline",
     [](UnderlineDraft& out, const Value& value) { return read_multiplier(value, 0, 1000, out.offset); }},
    {"thickness", "multiplier", "required", "of the size",
     [](UnderlineDraft& out, const Value& value) { return read_multiplier(value, 0, 500, out.thickness); }},
};

constexpr Key<Sides> sides_table[] = {
    {"top", "length", "0", "", read_length_into<&Sides::top>},
    {"end", "length", "0", "right in left-to-right text", read_length_into<&Sides::end>},
    {"bottom", "length", "0", "", read_length_into<&Sides::bottom>},
    {"start", "length", "0", "left in left-to-right text", read_length_into<&Sides::start>},
};

constexpr Key<Size> size_table[] = {
    {"width", "length", "0", "", read_length_into<&Size::width>},
    {"height", "length", "0", "", read_length_into<&Size::height>},
};

constexpr Key<BrandDraft> brand_table[] = {
    {"name", "text", "required", "the organisation's name", read_text_into<&BrandDraft::name>},
    {"description", "text", "empty", "one line for `carepress list brands`", read_text_into<&BrandDraft::description>},
    {"default-language", "language tag", "required", "whose words fill the gaps of the other languages",
     read_text_into<&BrandDraft::default_language>},
    {"logo", "file name", "none", "an SVG (best), PNG or JPEG file in the brand's folder", read_elsewhere<BrandDraft>},
    {"logo-alternative", "text", "required with a logo", "what the logo shows, for those who hear the page",
     read_text_into<&BrandDraft::logo_alternative>},
    {"time-zone", "zone name", "the record's own",
     "whose clock the times of a visit summary go by, such as America/New_York",
     read_text_into<&BrandDraft::time_zone>},
    {"record-number", "true or false", "false", "pages of a visit summary also carry the medical record number",
     [](BrandDraft& out, const Value& value) { return read_flag(value, out.record_number); }},
    {"colors", "mapping", "the layout's", "colour roles of the layouts and the brand's colours for them",
     read_elsewhere<BrandDraft>},
    {"families", "mapping", "the layout's", "family roles of the layouts and the brand's typefaces for them",
     read_elsewhere<BrandDraft>},
    {"texts", "mapping", "required", "what the brand says, by language tag", read_elsewhere<BrandDraft>},
};

constexpr Key<TextsDraft> texts_table[] = {
    {"organisation", "text", "the brand's `name`", "printed in the title band",
     read_text_into<&TextsDraft::organisation>},
    {"telephone", "text", "required", "the number to call with questions", read_text_into<&TextsDraft::telephone>},
    {"tty", "text", "empty", "the TTY number for those who type, such as 711: printed in the language notice",
     read_text_into<&TextsDraft::tty>},
    {"emergency-number", "text", "required",
     "the number of the emergency boxes, and of `{emergency-number}` in articles, such as 911",
     read_text_into<&TextsDraft::emergency_number>},
    {"poison-help", "text", "empty", "the number of `{poison-help}` in articles, such as 1-800-222-1222",
     read_text_into<&TextsDraft::poison_help>},
    {"crisis-line", "text", "empty", "the number of `{crisis-line}` in articles, such as 988",
     read_text_into<&TextsDraft::crisis_line>},
    {"learn-more", "address", "empty", "printed in the learn-more block, such as example.org/health",
     read_text_into<&TextsDraft::learn_more>},
    {"article-address", "address with {code}", "empty", "what the QR code opens; `{code}` is the article's code",
     read_text_into<&TextsDraft::article_address>},
    {"disclaimer", "text", "the article's own", "printed in the footer of every page",
     read_text_into<&TextsDraft::disclaimer>},
    {"disclaimer-short", "text", "the disclaimer", "the same in about 130 letters, for layouts with too little room",
     read_text_into<&TextsDraft::disclaimer_short>},
    {"visit-disclaimer", "text", "the disclaimer",
     "the same for the pages of a visit summary; `{date}` is the day it is printed, `{telephone}` the number to call; "
     "text in `[brackets]` is left out if the day is not known",
     read_text_into<&TextsDraft::visit_disclaimer>},
};

template <class T>
void describe(const char* kind, KeyTable<T> table, std::vector<KeyDescription>& out) {
    for (const Key<T>& key : table) out.push_back({kind, key.name, key.type, key.standard, key.meaning});
}

}  // namespace

KeyTable<LayoutDraft> layout_keys() { return layout_table; }
KeyTable<Size> page_keys() { return page_table; }
KeyTable<FrameDraft> frame_keys() { return frame_table; }
KeyTable<BlockDraft> block_keys() { return block_table; }
KeyTable<InlineDraft> inline_keys() { return inline_table; }
KeyTable<ListStyle> list_keys() { return list_table; }
KeyTable<BreakCosts> break_keys() { return break_table; }
KeyTable<PrintSettings> print_keys() { return print_table; }
KeyTable<FitRange> fit_keys() { return fit_table; }
KeyTable<ContentSettings> content_keys() { return content_table; }
KeyTable<BundleSettings> bundle_keys() { return bundle_table; }
KeyTable<TeachBack> teach_back_keys() { return teach_back_table; }
KeyTable<AsideSettings> aside_keys() { return aside_table; }
KeyTable<ColumnSettings> column_keys() { return column_table; }
KeyTable<HyphenationSettings> hyphenation_keys() { return hyphenation_table; }
KeyTable<BilingualSettings> bilingual_keys() { return bilingual_table; }
KeyTable<TableDraft> table_keys() { return table_table; }
KeyTable<UnderlineDraft> underline_keys() { return underline_table; }
KeyTable<Sides> sides_keys() { return sides_table; }
KeyTable<Size> size_keys() { return size_table; }
KeyTable<BrandDraft> brand_keys() { return brand_table; }
KeyTable<TextsDraft> texts_keys() { return texts_table; }

std::vector<KeyDescription> describe_keys() {
    std::vector<KeyDescription> all;
    describe("layout: ", layout_keys(), all);
    describe("layout: page.", page_keys(), all);
    describe("layout: frames.<frame>.", frame_keys(), all);
    describe("layout: blocks.<block>.", block_keys(), all);
    describe("layout: inlines.<inline>.", inline_keys(), all);
    describe("layout: lists[].", list_keys(), all);
    describe("layout: breaks.", break_keys(), all);
    describe("layout: print.", print_keys(), all);
    describe("layout: fit.", fit_keys(), all);
    describe("layout: content.", content_keys(), all);
    describe("layout: bundle.", bundle_keys(), all);
    describe("layout: teach-back.", teach_back_keys(), all);
    describe("layout: aside.", aside_keys(), all);
    describe("layout: columns.", column_keys(), all);
    describe("layout: hyphenation.", hyphenation_keys(), all);
    describe("layout: bilingual.", bilingual_keys(), all);
    describe("layout: table.", table_keys(), all);
    describe("layout: underline.", underline_keys(), all);
    describe("layout: <sides>.", sides_keys(), all);
    describe("layout: <size>.", size_keys(), all);
    describe("brand: ", brand_keys(), all);
    describe("brand: texts.<language>.", texts_keys(), all);
    return all;
}

void report_unknown_key(const YamlNode& key, const std::vector<std::string_view>& names, Diagnostics& diagnostics) {
    const std::string_view near = nearest(key.scalar, names);
    std::string hint = near.empty() ? "known here: " : "did you mean \"" + std::string(near) + "\"?";
    if (near.empty()) {
        for (std::size_t i = 0; i < names.size(); ++i) hint += (i == 0 ? "" : ", ") + std::string(names[i]);
    }
    diagnostics.error("layout/unknown-key"_code, key.span, "unknown key \"" + key.scalar + "\"", std::move(hint));
}

}  // namespace carepress::style
