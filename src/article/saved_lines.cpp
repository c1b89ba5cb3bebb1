#include "article/saved_lines.h"

#include "article/help_phrases.h"
#include "article/line_marks.h"
#include "article/plain_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace carepress::article {
namespace {

constexpr std::array<std::string_view, 8> bullets{"•", "·", "◦", "▪", "‣", "●", "-", "*"};

/// Furniture wherever it is, folded.
constexpr std::array<std::string_view, 21> furniture{
    "skip navigation",    "skip to main content",    "skip to content",
    "skip to navigation", "skip to main navigation", "print this page",
    "share this page",    "email this page",         "back to top",
    "top of page",        "top of the page",         "return to top",
    "printer friendly",   "print friendly",          "print page",
    "saltar navegación",  "ir al contenido",         "omitir navegación",
    "imprimir",           "volver arriba",           "saltar al contenido principal",
};

/// Furniture only above the first paragraph or below the last, folded: these words could be a heading elsewhere.
constexpr std::array<std::string_view, 14> edge_furniture{
    "print", "share", "email",    "e mail",  "menu",      "search",   "home",
    "close", "save",  "facebook", "twitter", "pinterest", "linkedin", "text size",
};

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& known, std::string_view folded_text) {
    return std::find(known.begin(), known.end(), folded_text) != known.end();
}

/// "Home > Health > Back pain": at least two separators between short parts.
bool is_breadcrumbs(std::string_view content) {
    if (content.size() > 200 || content.ends_with('.')) return false;
    for (const std::string_view separator : {" > ", " › ", " » "}) {
        std::size_t count = 0;
        for (std::size_t at = content.find(separator); at != std::string_view::npos;
             at = content.find(separator, at + separator.size()))
            ++count;
        if (count >= 2) return true;
    }
    return false;
}

std::size_t marker_length(std::string_view text) {
    for (const std::string_view bullet : bullets) {
        if (!text.starts_with(bullet)) continue;
        const std::string_view rest = text.substr(bullet.size());
        // "•Text" is a bullet too; "-5" and "*note" are not.
        if (bullet.size() > 1 || rest.starts_with(' ') || rest.starts_with('\t')) return bullet.size();
    }
    return 0;
}

/// "12." or "12)" and a space: the length of the marker, and its number.
std::size_t number_length(std::string_view text, int& number) {
    std::size_t digits = 0;
    while (digits < text.size() && digits < 4 && text[digits] >= '0' && text[digits] <= '9') ++digits;
    if (digits == 0 || digits > 3 || digits + 1 >= text.size()) return 0;
    if (text[digits] != '.' && text[digits] != ')') return 0;
    if (text[digits + 1] != ' ' && text[digits + 1] != '\t') return 0;
    number = 0;
    for (std::size_t i = 0; i < digits; ++i) number = number * 10 + (text[i] - '0');
    return digits + 1;
}

/// Bytes of the white space at the start of `text`, NBSP too, and the columns it takes.
std::size_t white_space(std::string_view text, int& columns) {
    std::size_t i = 0;
    while (i < text.size()) {
        if (text[i] == ' ') {
            columns += 1;
            i += 1;
        } else if (text[i] == '\t') {
            columns += 4 - columns % 4;
            i += 1;
        } else if (text.substr(i, 2) == "\xC2\xA0") {
            columns += 1;
            i += 2;
        } else {
            break;
        }
    }
    return i;
}

SavedLine read_line(std::string_view line, std::uint32_t offset) {
    SavedLine made;
    std::size_t begin = white_space(line, made.indent);
    std::string_view rest = line.substr(begin);
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t' || rest.ends_with("\xC2\xA0")))
        rest.remove_suffix(rest.back() == ' ' || rest.back() == '\t' ? 1 : 2);
    made.begin = static_cast<std::uint32_t>(offset + begin);
    made.kind = rest.empty() ? SavedLine::Kind::blank : SavedLine::Kind::text;
    std::size_t marker = marker_length(rest);
    if (marker > 0) {
        made.kind = SavedLine::Kind::bullet;
    } else if ((marker = number_length(rest, made.number)) > 0) {
        made.kind = SavedLine::Kind::number;
    }
    int ignored = 0;
    marker += marker > 0 ? white_space(rest.substr(marker), ignored) : 0;
    made.content = rest.substr(marker);
    const auto at = static_cast<std::uint32_t>(offset + begin + marker);
    made.span = {at, static_cast<std::uint32_t>(at + made.content.size())};
    return made;
}

constexpr std::size_t longest_wrapped = 120;  ///< characters of a line that an editor or mailer wrapped
constexpr std::size_t shortest_wrapped = 50;  ///< characters of a line that may have been
constexpr std::size_t longest_item = 200;     ///< characters of an item that lost its bullet
constexpr std::size_t longest_sentence_item = 120;

bool ends_with_one_of(std::string_view text, std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

bool is_sentence(const SavedLine& line) {
    return ends_with_one_of(line.content,
                            {".", "!", "?", "。", "！", "？", "।", "።", "؟", "\xD4\x89", "…", ".)", ".\""});
}

bool is_lead_in(const SavedLine& line) {
    return line.kind == SavedLine::Kind::text && ends_with_one_of(line.content, {":", "："});
}

/// Whether paragraphs have a line each: lines that nobody wraps are not far fewer than those that may have been
/// wrapped. One long line in a wrapped text, such as a disclaimer or an address, says nothing.
bool is_unwrapped(const std::vector<SavedLine>& lines) {
    std::size_t unwrapped = 0, perhaps_wrapped = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind != SavedLine::Kind::text) continue;
        const std::size_t length = count_characters(lines[i].content);
        if (length > longest_wrapped)
            ++unwrapped;
        else if (length >= shortest_wrapped && i + 1 < lines.size() && lines[i + 1].kind == SavedLine::Kind::text)
            ++perhaps_wrapped;
    }
    return unwrapped > 0 && 2 * unwrapped >= perhaps_wrapped;
}

/// How many of the lines from `begin` on are items under a lead-in: short lines up to a blank one, a heading or the
/// next lead-in. Where some are not sentences, those and what is between them, as a paragraph may follow; where all
/// are sentences, the short ones at the beginning. One line is not a list.
std::size_t count_lost_items(const std::vector<SavedLine>& lines, std::size_t begin) {
    std::size_t end = begin, phrases_end = begin, sentences_end = begin;
    for (; end < lines.size(); ++end) {
        const SavedLine& line = lines[end];
        const std::size_t length = count_characters(line.content);
        if (line.kind != SavedLine::Kind::text || length > longest_item || is_heading_line(line.content) ||
            is_lead_in(line))
            break;
        if (!is_sentence(line)) phrases_end = end + 1;
        if (sentences_end == end && length <= longest_sentence_item) sentences_end = end + 1;
    }
    const std::size_t count = (phrases_end > begin ? phrases_end : sentences_end) - begin;
    return count < 2 ? 0 : count;
}

/// Makes items of the lines under lead-ins; their number.
std::size_t mark_lost_items(std::vector<SavedLine>& lines, SourceSpan& first) {
    std::size_t marked = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_lead_in(lines[i])) continue;
        std::size_t begin = i + 1;
        while (begin < lines.size() && lines[begin].kind == SavedLine::Kind::blank) ++begin;
        const std::size_t count = count_lost_items(lines, begin);
        for (std::size_t k = begin; k < begin + count; ++k) {
            lines[k].kind = SavedLine::Kind::bullet;
            lines[k].indent = lines[begin].indent;
        }
        if (count > 0 && marked == 0) first = {lines[begin].span.begin, lines[begin + count - 1].span.end};
        marked += count;
    }
    return marked;
}

Numbering numbering_of(LineMark::Kind kind) {
    switch (kind) {
        case LineMark::Kind::lower_letter:
            return Numbering::lower_letters;
        case LineMark::Kind::upper_letter:
            return Numbering::upper_letters;
        case LineMark::Kind::lower_roman:
            return Numbering::lower_roman;
        case LineMark::Kind::upper_roman:
            return Numbering::upper_roman;
        default:
            return Numbering::decimal;
    }
}

/// Makes items of the lines that begin with the bullets, letters and numbers of a word processor.
void mark_pasted_items(std::vector<SavedLine>& lines) {
    std::vector<MarkedLine> marked;
    marked.reserve(lines.size());
    bool is_alone = true;
    for (const SavedLine& line : lines) {
        marked.push_back({line.kind == SavedLine::Kind::text ? line.content : std::string_view(), is_alone});
        is_alone = line.kind != SavedLine::Kind::text;
    }
    find_items(marked);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& mark = marked[i].mark;
        if (!mark) continue;
        SavedLine& line = lines[i];
        line.kind = mark->kind == LineMark::Kind::bullet ? SavedLine::Kind::bullet : SavedLine::Kind::number;
        line.number = mark->number;
        line.numbering = numbering_of(mark->kind);
        if (mark->task != LineMark::Task::none) line.done = mark->task == LineMark::Task::done;
        line.content.remove_prefix(mark->length);
        line.span.begin += static_cast<std::uint32_t>(mark->length);
    }
}

}  // namespace

void part_unwrapped_lines(std::vector<SavedLine>& lines, Diagnostics& diagnostics) {
    if (!is_unwrapped(lines)) return;
    SourceSpan first;
    if (const std::size_t items = mark_lost_items(lines, first); items > 0)
        diagnostics.note(
            "article/lost-bullets"_code, first,
            std::to_string(items) + " lines, here and further on, were read as items that lost their bullets",
            "write \"- \" before items, or an empty line between paragraphs");
    std::vector<SavedLine> split;
    split.reserve(2 * lines.size());
    for (const SavedLine& line : lines) {
        const bool goes_on = !split.empty() && split.back().is_item() && line.indent > split.back().indent;
        if (line.kind == SavedLine::Kind::text && !split.empty() && !goes_on &&
            split.back().kind != SavedLine::Kind::blank) {
            SavedLine blank;
            blank.span = {line.span.begin, line.span.begin};
            split.push_back(blank);
        }
        split.push_back(line);
    }
    lines = std::move(split);
}

std::vector<SavedLine> split_lines(std::string_view body, std::uint32_t offset) {
    std::vector<SavedLine> lines;
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = std::min(body.find_first_of("\r\n", begin), body.size());
        lines.push_back(read_line(body.substr(begin, end - begin), static_cast<std::uint32_t>(offset + begin)));
        begin = end + (body.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    mark_pasted_items(lines);
    return lines;
}

void drop_furniture(std::vector<SavedLine>& lines, Diagnostics& diagnostics) {
    const auto is_edge = [](const SavedLine& line) {
        return line.content.size() < 20 && is_one_of(edge_furniture, folded(line.content));
    };
    // The first paragraph is the first line that is long or ends as a sentence does; likewise the last.
    const auto is_prose = [&](const SavedLine& line) {
        return line.is_item() || line.content.size() > 80 || line.content.ends_with('.') || line.content.ends_with('?');
    };
    const auto first = std::find_if(lines.begin(), lines.end(), is_prose);
    const auto last = std::find_if(lines.rbegin(), lines.rend(), is_prose).base();
    for (auto line = lines.begin(); line != lines.end(); ++line) {
        if (line->kind == SavedLine::Kind::blank || line->content.size() > 200) continue;
        const bool at_edge = line < first || line >= last;
        const bool drop = (line->content.size() < 60 && is_one_of(furniture, folded(line->content))) ||
                          (at_edge && is_edge(*line)) || (!line->is_item() && is_breadcrumbs(line->content));
        if (!drop) continue;
        diagnostics.note(
            "article/page-furniture"_code, line->span,
            "leftover page furniture was dropped: \"" + diagnostics.excerpt(shortened(line->content)) + "\"");
        line->kind = SavedLine::Kind::blank;
        line->content = {};
    }
}

bool is_heading_line(std::string_view content) {
    if (known_heading(content)) return true;
    if (count_characters(content) > 100) return false;
    // "?", the Greek question mark (U+037E and ";"), the Arabic and the full-width one.
    std::string_view inner = content;
    for (const std::string_view mark : {"?", "\xCD\xBE", "؟", "？"}) {
        if (!inner.ends_with(mark)) continue;
        inner.remove_suffix(mark.size());
        // More than one sentence is prose.
        return inner.find_first_of(".?!") == std::string_view::npos ||
               (inner.find(". ") == std::string_view::npos && inner.find("? ") == std::string_view::npos &&
                inner.find("! ") == std::string_view::npos);
    }
    return false;
}

}  // namespace carepress::article
