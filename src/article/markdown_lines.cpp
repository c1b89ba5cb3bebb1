// Lines of paragraphs that are more than lines: pasted bullets and numbers, definitions, verses.
#include "article/line_marks.h"
#include "article/markdown_dialects.h"
#include "article/plain_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::article {
namespace {

constexpr std::size_t longest_term = 60;      ///< characters of the term of a definition
constexpr std::size_t shortest_wrapped = 50;  ///< characters of a line that an editor may have wrapped

/// A line of a paragraph: its inline nodes, without the break that ends it.
struct ParagraphLine {
    std::vector<cmark_node*> nodes;
    int number = 0, column = 1;  ///< of the source
    MarkedLine marked;
    std::string text;         ///< that of `marked`, which is gone once the line has been made a block
    bool is_defined = false;  ///< a term: a line that defines follows
    bool defines = false;     ///< ": what the line before it means"
    bool is_verse = false;    ///< "| a line that ends where its author ended it"
    bool ends_hard = false;
};

bool is_break(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/// Bytes of a sign and the white space behind it at the start of `text`; 0 without white space.
std::size_t sign_and_space(std::string_view text, char sign) {
    if (text.size() < 2 || text[0] != sign || (text[1] != ' ' && text[1] != '\t')) return 0;
    return std::min(text.find_first_not_of(" \t", 1), text.size());
}

bool looks_like_verse(const ParagraphLine& line) {
    const std::string_view text = line.marked.text;
    return sign_and_space(text, '|') > 0 && text.find('|', 1) == std::string_view::npos;
}

void read_line(ParagraphLine& line) {
    if (line.nodes.empty()) return;
    cmark_node* const first = line.nodes.front();
    line.number = line_of(first);
    line.column = std::max(cmark_node_get_start_column(first), 1);
    line.text = literal_of(first);
    line.marked.text = literal_of(first);
    line.defines = sign_and_space(line.marked.text, ':') > 0 && !line.marked.text.starts_with("::");
    line.is_verse = looks_like_verse(line);
}

/// The lines of neighbouring paragraphs.
std::vector<ParagraphLine> lines_of(const std::vector<cmark_node*>& paragraphs) {
    std::vector<ParagraphLine> lines;
    for (cmark_node* paragraph : paragraphs) {
        lines.emplace_back().marked.is_alone = true;
        for (cmark_node* node = cmark_node_first_child(paragraph); node; node = cmark_node_next(node)) {
            if (!is_break(node)) {
                lines.back().nodes.push_back(node);
                continue;
            }
            lines.back().ends_hard = cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
            lines.emplace_back();
        }
    }
    for (ParagraphLine& line : lines) read_line(line);
    return lines;
}

/// Lines that begin a paragraph or come in a row are verses; one within a paragraph may be a slip.
void find_verses(std::vector<ParagraphLine>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool before = i > 0 && lines[i - 1].is_verse;
        const bool after = i + 1 < lines.size() && !lines[i + 1].marked.is_alone && looks_like_verse(lines[i + 1]);
        lines[i].is_verse = lines[i].is_verse && (lines[i].marked.is_alone || before || after);
    }
}

bool is_term(const ParagraphLine& line) {
    return !line.nodes.empty() && !line.defines && !line.marked.mark && !line.is_verse &&
           count_characters(line.marked.text) <= longest_term;
}

/// A definition without a term in the line before it is a line like others.
void find_definitions(std::vector<ParagraphLine>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i].defines = lines[i].defines && i > 0 && (lines[i - 1].defines || is_term(lines[i - 1]));
    for (std::size_t i = lines.size(); i-- > 1;) {
        const bool is_above = lines[i].defines || (lines[i].is_defined && !lines[i].marked.is_alone);
        lines[i - 1].is_defined = is_above && !lines[i - 1].defines && is_term(lines[i - 1]);
    }
}

std::string_view type_of(LineMark::Kind kind) {
    switch (kind) {
        case LineMark::Kind::lower_letter:
            return " type=\"a\"";
        case LineMark::Kind::upper_letter:
            return " type=\"A\"";
        case LineMark::Kind::lower_roman:
            return " type=\"i\"";
        case LineMark::Kind::upper_roman:
            return " type=\"I\"";
        default:
            return {};
    }
}

/// Makes the blocks of the lines before the first paragraph of theirs.
class BlockMaker {
public:
    BlockMaker(cmark_node* before, bool is_tight, const MarkdownPlaces& places)
        : before_(before), places_(places), paragraph_(is_tight ? "div" : "p") {}

    void make(const std::vector<ParagraphLine>& lines) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const ParagraphLine& line = lines[i];
            if (line.nodes.empty()) continue;
            if (line.marked.mark)
                item(line, is_loose(lines, i));
            else if (line.defines || line.is_defined)
                definition(line);
            else if (goes_on(lines, i))
                go_on(line, lines[i - 1]);
            else
                paragraph(line);
        }
    }

private:
    struct Level {
        LineMark mark;
        cmark_node *list, *item;
    };

    /// Whether an empty line separates the item from the one before or after it.
    static bool is_loose(const std::vector<ParagraphLine>& lines, std::size_t i) {
        const auto is_of_list = [&](std::size_t k) {
            return lines[k].marked.mark && lines[k].marked.mark->is_like(*lines[i].marked.mark);
        };
        return (i > 0 && lines[i].marked.is_alone && is_of_list(i - 1)) ||
               (i + 1 < lines.size() && lines[i + 1].marked.is_alone && is_of_list(i + 1));
    }

    /// A line goes on with the one before it as it would in CommonMark; but pasted text is not wrapped, and what comes
    /// after the end of an item's sentence is a paragraph of its own.
    bool goes_on(const std::vector<ParagraphLine>& lines, std::size_t i) const {
        if (i == 0 || lines[i].marked.is_alone || text_ == nullptr || lines[i - 1].defines || lines[i - 1].is_defined)
            return false;
        if (!lines[i - 1].marked.mark) return true;
        const std::string_view before = trim(lines[i - 1].text), text = lines[i].text;
        if (before.ends_with('.') || before.ends_with('!') || before.ends_with('?')) return false;
        const bool is_capital = !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
        return !is_capital || count_characters(before) >= shortest_wrapped;
    }

    cmark_node* add(const std::string& tag, const std::string& attributes, const ParagraphLine& line,
                    cmark_node* parent) {
        NodeOwner made =
            new_custom(CMARK_NODE_CUSTOM_BLOCK,
                       "<" + tag + attributes + lines_attribute(places_, line.number, line.column, line.number) + ">",
                       "</" + tag + ">");
        if (parent != nullptr) return append(parent, std::move(made));
        cmark_node_insert_before(before_, made.get());
        return made.release();
    }

    void move(const ParagraphLine& line, std::size_t cut) {
        if (cut > 0) cut_beginning(line.nodes.front(), cut);
        for (cmark_node* node : line.nodes) cmark_node_append_child(text_, node);
    }

    void paragraph(const ParagraphLine& line) {
        levels_.clear();
        text_ = add(paragraph_, "", line, nullptr);
        move(line, line.is_verse ? sign_and_space(line.marked.text, '|') : 0);
    }

    void go_on(const ParagraphLine& line, const ParagraphLine& before) {
        const bool is_hard = before.ends_hard || line.is_verse || before.is_verse;
        append(text_, NodeOwner(cmark_node_new(is_hard ? CMARK_NODE_LINEBREAK : CMARK_NODE_SOFTBREAK)));
        move(line, line.is_verse ? sign_and_space(line.marked.text, '|') : 0);
    }

    void item(const ParagraphLine& line, bool is_loose) {
        const LineMark& mark = *line.marked.mark;
        const auto open =
            std::find_if(levels_.begin(), levels_.end(), [&](const Level& level) { return level.mark.is_like(mark); });
        if (open != levels_.end()) {
            levels_.erase(open + 1, levels_.end());
        } else {
            if (line.marked.is_alone) levels_.clear();  // behind an empty line: another list
            open_list(line);
        }
        Level& level = levels_.back();
        std::string value;
        if (mark.kind != LineMark::Kind::bullet && mark.number != level.mark.number + 1)
            value = " value=\"" + std::to_string(mark.number) + "\"";
        level.mark.number = mark.number;
        level.item = add("li", value, line, level.list);
        text_ = add(is_loose ? "p" : "div", "", line, level.item);
        if (mark.task != LineMark::Task::none) {
            NodeOwner box(cmark_node_new(CMARK_NODE_HTML_INLINE));
            cmark_node_set_literal(box.get(), mark.task == LineMark::Task::done ? "<input type=\"checkbox\" checked>"
                                                                                : "<input type=\"checkbox\">");
            append(text_, std::move(box));
        }
        move(line, mark.length);
    }

    void open_list(const ParagraphLine& line) {
        const LineMark& mark = *line.marked.mark;
        const bool is_bullet = mark.kind == LineMark::Kind::bullet;
        std::string attributes(type_of(mark.kind));
        if (!is_bullet && mark.number != 1) attributes += " start=\"" + std::to_string(mark.number) + "\"";
        cmark_node* const parent = levels_.empty() ? nullptr : levels_.back().item;
        cmark_node* const list = add(is_bullet ? "ul" : "ol", attributes, line, parent);
        levels_.push_back({mark, list, nullptr});
        levels_.back().mark.number = mark.number - 1;
    }

    void definition(const ParagraphLine& line) {
        levels_.clear();
        text_ = add(line.defines ? "dd" : "dt", "", line, nullptr);
        move(line, line.defines ? sign_and_space(line.marked.text, ':') : 0);
    }

    cmark_node* before_;
    const MarkdownPlaces& places_;
    std::string paragraph_;  ///< its tag: in a tight list paragraphs have no space around them
    std::vector<Level> levels_;
    cmark_node* text_ = nullptr;  ///< what a line that goes on belongs to
};

/// Whether the paragraphs of `parent` are set without space around them.
bool is_tight(cmark_node* parent) {
    return cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_get_list_tight(cmark_node_parent(parent)) != 0;
}

void say_items(const std::vector<ParagraphLine>& lines, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    const ParagraphLine* first = nullptr;
    std::size_t count = 0;
    for (const ParagraphLine& line : lines) {
        if (!line.marked.mark) continue;
        if (first == nullptr) first = &line;
        ++count;
    }
    if (first == nullptr) return;
    const std::uint32_t at = places.at(first->number, first->column);
    diagnostics.note("article/pasted-list"_code, {at, at},
                     count == 1 ? "a line with a bullet was read as a list"
                                : std::to_string(count) + " lines with bullets, numbers or letters were read as a list",
                     "write \"- \" or \"1. \" before items");
}

bool set_lines_of(cmark_node* parent, const std::vector<cmark_node*>& paragraphs, const MarkdownPlaces& places,
                  EmptiedBlocks& emptied, Diagnostics& diagnostics) {
    std::vector<ParagraphLine> lines = lines_of(paragraphs);
    std::vector<MarkedLine> marked;
    marked.reserve(lines.size());
    for (const ParagraphLine& line : lines) marked.push_back(line.marked);
    find_items(marked);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].marked.mark = marked[i].mark;
    find_verses(lines);
    find_definitions(lines);
    if (std::none_of(lines.begin(), lines.end(),
                     [](const ParagraphLine& line) { return line.marked.mark || line.defines || line.is_verse; }))
        return false;
    say_items(lines, places, diagnostics);
    BlockMaker(paragraphs.front(), is_tight(parent), places).make(lines);
    for (cmark_node* paragraph : paragraphs) unlink(paragraph, emptied);
    return true;
}

/// Whether any line may begin with what set_lines() looks for: most articles have none.
bool may_hold_lines(std::string_view body) {
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = line_end(body, begin);
        std::string_view line = body.substr(begin, end - begin);
        line.remove_prefix(std::min(line.find_first_not_of(" \t>"), line.size()));
        // Of an item of a list, the text.
        if (sign_and_space(line, '-') > 0 || sign_and_space(line, '*') > 0)
            line.remove_prefix(std::min(line.find_first_not_of(" \t", 1), line.size()));
        if (sign_and_space(line, ':') > 0 || sign_and_space(line, '|') > 0 || !line_marks(line).empty()) return true;
        begin = end + 1;
    }
    return false;
}

}  // namespace

bool set_lines(cmark_node* document, const MarkdownPlaces& places, EmptiedBlocks& emptied, Diagnostics& diagnostics) {
    if (!may_hold_lines(places.body())) return false;
    std::vector<std::vector<cmark_node*>> runs;  // of neighbouring paragraphs
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) continue;
        if (!runs.empty() && cmark_node_previous(node) == runs.back().back())
            runs.back().push_back(node);
        else
            runs.push_back({node});
    }
    bool has_html = false;
    for (const auto& run : runs)
        has_html |= set_lines_of(cmark_node_parent(run.front()), run, places, emptied, diagnostics);
    return has_html;
}

}  // namespace carepress::article
