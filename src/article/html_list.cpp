// Lists: their items, and the numbers and signs that a browser would give them.
#include "article/html_reader.h"
#include "article/list_numbers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carepress::article {
namespace {

const GumboElement* child_element(const GumboElement& element, unsigned int i) {
    const auto* node = static_cast<const GumboNode*>(element.children.data[i]);
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE ? &node->v.element : nullptr;
}

/// cmark writes <p> in the items of loose lists only, and so do people.
bool has_paragraph(const GumboElement& item) {
    for (unsigned int i = 0; i < item.children.length; ++i)
        if (const GumboElement* block = child_element(item, i); block && block->tag == GUMBO_TAG_P) return true;
    return false;
}

bool is_list(const GumboElement& element) { return role_of(element) == Role::list; }

/// The signs of an ol's type attribute, whose letters' case counts (HTML 4.4.5).
std::optional<Numbering> numbering_of_type(std::string_view type) {
    if (type == "1") return Numbering::decimal;
    if (type == "a") return Numbering::lower_letters;
    if (type == "A") return Numbering::upper_letters;
    if (type == "i") return Numbering::lower_roman;
    if (type == "I") return Numbering::upper_roman;
    return std::nullopt;
}

/// The signs of a counter style (CSS Counter Styles 3, 6). "decimal" is any numeric style: a layout decides on digits.
std::optional<Numbering> numbering_of_style(std::string_view style) {
    if (style == "lower-alpha" || style == "lower-latin") return Numbering::lower_letters;
    if (style == "upper-alpha" || style == "upper-latin") return Numbering::upper_letters;
    if (style == "lower-roman") return Numbering::lower_roman;
    if (style == "upper-roman") return Numbering::upper_roman;
    constexpr std::array<std::string_view, 21> numeric = {"decimal",      "decimal-leading-zero",
                                                          "arabic-indic", "bengali",
                                                          "cambodian",    "khmer",
                                                          "devanagari",   "gujarati",
                                                          "gurmukhi",     "kannada",
                                                          "lao",          "malayalam",
                                                          "mongolian",    "myanmar",
                                                          "oriya",        "persian",
                                                          "tamil",        "telugu",
                                                          "thai",         "tibetan",
                                                          "cjk-decimal"};
    if (std::find(numeric.begin(), numeric.end(), style) != numeric.end()) return Numbering::decimal;
    return std::nullopt;
}

bool is_bullet(std::string_view style) { return style == "disc" || style == "circle" || style == "square"; }

}  // namespace

/// The list without its items: kind, signs and first number.
List HtmlReader::begin_list(const GumboElement& element) {
    List list;
    list.ordered = element.tag == GUMBO_TAG_OL;
    read_numbering(element, list);
    if (!list.ordered) return list;
    if (attribute(element, "data-carepress") == html_notes) list.numbering = Numbering::notes;
    list.reversed = has_attribute(element, "reversed");
    if (list.reversed)
        for (unsigned int i = 0; i < element.children.length; ++i) {
            const auto& node = *static_cast<const GumboNode*>(element.children.data[i]);
            const bool counts = node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == GUMBO_TAG_LI &&
                                survey_->left_out(node) == nullptr;
            list.start = (i == 0 ? 0 : list.start) + (counts ? 1 : 0);
        }
    if (has_attribute(element, "start"))
        list.start = list_number(element, "start", "article/invalid-list-start"_code).value_or(list.start);
    return list;
}

/// By type and by style, which is stronger.
void HtmlReader::read_numbering(const GumboElement& element, List& list) {
    const SourceSpan place = tag_span(element);
    const std::string_view type = attribute(element, "type");
    const std::string style(survey_->list_style(element));
    if (list.ordered && !type.empty()) {
        const auto numbering = numbering_of_type(type);
        list.numbering = numbering.value_or(Numbering::decimal);
        if (!numbering && !is_bullet(type))
            diagnostics_.warning("article/list-type"_code, place,
                                 "the list is numbered 1, 2, 3 because type=\"" +
                                     diagnostics_.excerpt(printable(type)) + "\" is not a type of numbering",
                                 "write 1, a, A, i or I");
    }
    if (style.empty() || (!list.ordered && (is_bullet(style) || style == "none"))) return;
    if (const auto numbering = numbering_of_style(style)) {
        list.ordered = true;  // a ul with numbers is what its reader sees as ordered
        list.numbering = *numbering;
        return;
    }
    if (style == "none" || is_bullet(style)) {
        list.ordered = false;
        diagnostics_.note("article/list-type"_code, place,
                          "the ordered list is printed with bullets because its list-style-type is \"" + style + "\"");
        return;
    }
    diagnostics_.warning("article/list-type"_code, place,
                         std::string("the list is printed with ") + (list.ordered ? "1, 2, 3" : "bullets") +
                             " although its list-style-type is " + diagnostics_.excerpt(printable(style)),
                         "text that refers to an item by its sign must refer to its number instead");
}

/// A number that an attribute gives to an item; a warning with `code` and nothing if it is not one.
std::optional<int> HtmlReader::list_number(const GumboElement& element, const char* name, DiagnosticCode code) {
    const std::string_view written = attribute(element, name);
    const auto number = read_integer(written, -largest_list_number, largest_list_number);
    if (!number)
        diagnostics_.warning(
            code, tag_span(element),
            std::string(name) + "=\"" + diagnostics_.excerpt(printable(written)) + "\" is not a valid list number",
            "write a whole number");
    return number;
}

void HtmlReader::read_list(const GumboElement& element, SourceSpan span) {
    flush();
    List list = begin_list(element);
    const std::string outer_language = std::exchange(container_language_, language_);
    const Direction outer_direction = std::exchange(container_direction_, direction_);
    std::vector<Block>* const outer = blocks_;
    std::optional<bool>* const outer_task = task_;
    bool loose = false;  // the last item is made of what is directly in the list
    for (unsigned int i = 0; i < element.children.length; ++i) {
        const auto& node = *static_cast<const GumboNode*>(element.children.data[i]);
        const GumboElement* inner = child_element(element, i);
        const bool item = inner != nullptr && role_of(*inner) == Role::item;
        if (leaves_out(node)) continue;  // without a number of its own (CSS Lists 3, 4.5)
        const bool belongs_to_last = !list.items.empty() && (loose || (inner != nullptr && is_list(*inner)));
        if (!item && (node.type == GUMBO_NODE_COMMENT || (node.type == GUMBO_NODE_WHITESPACE && !loose))) continue;
        if (item || !belongs_to_last) {
            flush();
            list.items.push_back({{}, inner != nullptr ? span_of(*inner) : span});
            blocks_ = &list.items.back().blocks;
            task_ = &list.items.back().done;
            loose = !item;
        }
        if (item) {
            list.tight = list.tight && !has_paragraph(*inner);
            if (list.ordered && has_attribute(*inner, "value"))
                list.items.back().number = list_number(*inner, "value", "article/invalid-list-value"_code);
            if (const int note = page_notes_->note(*inner); note > 0) {
                list.ordered = true;
                list.numbering = Numbering::notes;
                list.items.back().number = note;
            }
        }
        walk(node);
    }
    flush();
    blocks_ = outer;
    task_ = outer_task;
    container_language_ = outer_language;
    container_direction_ = outer_direction;
    erase_empty_items(list);
    if (list.items.empty()) return;
    // The rule that parts the notes from the text is in the layout.
    if (list.numbering == Numbering::notes && !blocks_->empty() &&
        std::holds_alternative<Divider>(blocks_->back().content))
        blocks_->pop_back();
    push({std::move(list), span, {}});
}

/// A note that is an element of its own: notes in a row are one list.
void HtmlReader::read_note(const GumboElement& element, SourceSpan span, int number) {
    flush();
    std::vector<Block> blocks = collect_blocks(element);
    if (blocks.empty()) return;
    List* list = blocks_->empty() ? nullptr : std::get_if<List>(&blocks_->back().content);
    std::optional<int> own_number;
    if (list == nullptr || list->numbering != Numbering::notes) {
        List notes;
        notes.ordered = true;
        notes.numbering = Numbering::notes;
        notes.start = number;
        push({std::move(notes), span, {}});
        list = &std::get<List>(blocks_->back().content);
    } else if (number != last_note_ + 1) {
        own_number = number;
    }
    last_note_ = number;
    blocks_->back().span.end = span.end;
    list->items.push_back({std::move(blocks), span, own_number});
}

/// li in its list, whose item it fills; or outside of any: consecutive ones make a list.
void HtmlReader::read_orphan_item(const GumboElement& element, const GumboNode& node, SourceSpan span) {
    const bool in_list =
        node.parent != nullptr && node.parent->type == GUMBO_NODE_ELEMENT && is_list(node.parent->v.element);
    if (joining_ > 0 || in_list) {
        block_border();
        walk_children(element);
        return block_border();
    }
    flush();
    std::vector<Block> blocks = collect_blocks(element);
    if (blocks.empty()) return;
    const GumboElement* before = nullptr;
    if (node.parent != nullptr && node.parent->type == GUMBO_NODE_ELEMENT)
        for (std::size_t i = node.index_within_parent; i > 0 && before == nullptr; --i) {
            const auto* sibling = static_cast<const GumboNode*>(node.parent->v.element.children.data[i - 1]);
            if (sibling->type == GUMBO_NODE_ELEMENT) before = &sibling->v.element;
            if (sibling->type == GUMBO_NODE_TEXT) break;
        }
    List* list = blocks_->empty() ? nullptr : std::get_if<List>(&blocks_->back().content);
    if (list == nullptr || before == nullptr || before->tag != GUMBO_TAG_LI) {
        push({List{}, span, {}});
        list = &std::get<List>(blocks_->back().content);
    }
    blocks_->back().span.end = span.end;
    list->items.push_back({std::move(blocks), span});
}

/// A list where only text is allowed: one line per item, with its bullet or number.
void HtmlReader::join_list(const GumboElement& element) {
    const List list = begin_list(element);
    int number = list.start;
    border_pending_ = true;
    for (unsigned int i = 0; i < element.children.length; ++i) {
        const GumboElement* inner = child_element(element, i);
        if (leaves_out(*static_cast<const GumboNode*>(element.children.data[i]))) continue;
        if (inner != nullptr && role_of(*inner) == Role::item) {
            border_pending_ = true;
            if (list.ordered && has_attribute(*inner, "value"))
                number = list_number(*inner, "value", "article/invalid-list-value"_code).value_or(number);
            pending_bullet_ = list.ordered ? write_list_number(number, list.numbering) + ". " : "\u2022 ";
            number += list.reversed ? -1 : 1;
            walk_children(*inner);
            pending_bullet_.clear();
            border_pending_ = true;
        } else {
            walk(*static_cast<const GumboNode*>(element.children.data[i]));
        }
    }
    border_pending_ = true;
}

}  // namespace carepress::article
