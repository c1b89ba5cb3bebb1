// Block elements: containers, headings, lists, quotations, preformatted text, figures.
#include "article/html_reader.h"
#include "article/markdown_tree.h"

#include <algorithm>
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

std::optional<Urgency> urgency_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_DIV && element.tag != GUMBO_TAG_ASIDE && element.tag != GUMBO_TAG_SECTION &&
        element.tag != GUMBO_TAG_BLOCKQUOTE)
        return std::nullopt;
    if (has_class(element, "emergency")) return Urgency::emergency;
    if (has_class(element, "call-now")) return Urgency::call_now;
    if (has_class(element, "watch")) return Urgency::watch;
    return std::nullopt;
}

}  // namespace

/// Ends the paragraph that loose text made: its place is that of its text.
void HtmlReader::flush() {
    border_pending_ = false;
    if (inline_.empty()) {
        inline_.finish({});
        return;
    }
    InlineText text = inline_.finish({});
    SourceSpan span = text.runs.front().span;
    for (const InlineRun& run : text.runs)
        span = {std::min(span.begin, run.span.begin), std::max(span.end, run.span.end)};
    text.span = span;
    push({Paragraph{std::move(text)}, span, {}});
    for (Isolate& isolate : isolates_) isolate.written = false;
}

void HtmlReader::push(Block block) {
    if (language_ != result_.language || language_ != container_language_) block.language = language_;
    blocks_->push_back(std::move(block));
}

/// Where a block begins or ends: a paragraph's end, or a line's where only text is allowed.
void HtmlReader::block_border() {
    if (joining_ > 0)
        border_pending_ = true;
    else
        flush();
}

/// Reads the element's content as blocks of their own, whatever is around it.
std::vector<Block> HtmlReader::collect_blocks(const GumboElement& element) {
    std::vector<Block> blocks;
    std::vector<Block>* const outer = std::exchange(blocks_, &blocks);
    const std::string outer_language = std::exchange(container_language_, language_);
    walk_children(element);
    flush();
    container_language_ = outer_language;
    blocks_ = outer;
    return blocks;
}

/// Reads the element's content as text only.
InlineText HtmlReader::collect(const GumboElement& element, SourceSpan span) {
    border_pending_ = false;
    ++joining_;
    walk_children(element);
    --joining_;
    border_pending_ = false;
    for (Isolate& isolate : isolates_) isolate.written = false;
    return inline_.finish(span);
}

void HtmlReader::read_container(const GumboElement& element, SourceSpan span) {
    if (const auto urgency = urgency_of(element); urgency && joining_ == 0)
        return read_callout(element, span, *urgency);
    block_border();
    walk_children(element);
    block_border();
}

void HtmlReader::read_paragraph(const GumboElement& element, SourceSpan span) {
    block_border();
    const std::size_t before = blocks_->size();
    walk_children(element);
    block_border();
    if (blocks_->size() != before + 1) return;  // empty, or split by a picture
    if (Block& block = blocks_->back(); std::holds_alternative<Paragraph>(block.content)) block.span = span;
}

void HtmlReader::read_callout(const GumboElement& element, SourceSpan span, Urgency urgency) {
    flush();
    std::vector<Block> blocks = collect_blocks(element);
    if (!blocks.empty()) push({Callout{urgency, std::move(blocks)}, span, {}});
}

void HtmlReader::read_quote(const GumboElement& element, SourceSpan span) {
    if (joining_ > 0) {
        block_border();
        walk_children(element);
        return block_border();
    }
    if (const auto urgency = urgency_of(element)) return read_callout(element, span, *urgency);
    flush();
    std::vector<Block> blocks = collect_blocks(element);
    if (!blocks.empty()) push({Quote{std::move(blocks)}, span, {}});
}

void HtmlReader::read_heading(const GumboElement& element, SourceSpan span) {
    if (joining_ > 0) {
        block_border();
        walk_children(element);
        return block_border();
    }
    flush();
    InlineText text = collect(element, span);
    const int level = 1 + static_cast<int>(element.tag) - static_cast<int>(GUMBO_TAG_H1);
    if (!text.empty()) push({Heading{level, std::move(text)}, span, {}});
}

void HtmlReader::read_term(const GumboElement& element) {
    block_border();
    styled(element, inline_strong);
    block_border();
}

List HtmlReader::begin_list(const GumboElement& element, SourceSpan span) {
    List list;
    list.ordered = element.tag == GUMBO_TAG_OL;
    if (!list.ordered) return list;
    if (has_attribute(element, "start")) {
        const auto start = read_integer(attribute(element, "start"), -999'999, 999'999);
        if (start)
            list.start = *start;
        else
            diagnostics_.warning("article/invalid-list-start"_code, tag_span(element),
                                 "start=\"" + diagnostics_.excerpt(printable(attribute(element, "start"))) +
                                     "\" is not a valid list number",
                                 "write a whole number");
    }
    if (has_attribute(element, "reversed"))
        diagnostics_.note("article/reversed-list"_code, span,
                          "the list is numbered in ascending order although it is marked reversed",
                          "write the numbers as text if they matter");
    if (const std::string_view type = attribute(element, "type"); !type.empty() && type != "1")
        diagnostics_.note(
            "article/list-type"_code, span,
            "the list is numbered 1, 2, 3 although it has type=\"" + diagnostics_.excerpt(printable(type)) + "\"",
            "text that refers to an item by its letter must refer to its number instead");
    return list;
}

void HtmlReader::read_list(const GumboElement& element, SourceSpan span) {
    flush();
    List list = begin_list(element, span);
    const std::string outer_language = std::exchange(container_language_, language_);
    std::vector<Block>* const outer = blocks_;
    bool loose = false;  // the last item is made of what is directly in the list
    for (unsigned int i = 0; i < element.children.length; ++i) {
        const auto& node = *static_cast<const GumboNode*>(element.children.data[i]);
        const GumboElement* inner = child_element(element, i);
        const bool item = inner != nullptr && role_of(*inner) == Role::item;
        const bool belongs_to_last = !list.items.empty() && (loose || (inner != nullptr && is_list(*inner)));
        if (!item && (node.type == GUMBO_NODE_COMMENT || (node.type == GUMBO_NODE_WHITESPACE && !loose))) continue;
        if (item || !belongs_to_last) {
            flush();
            list.items.push_back({{}, inner != nullptr ? span_of(*inner) : span});
            blocks_ = &list.items.back().blocks;
            loose = !item;
        }
        if (item) {
            list.tight = list.tight && !has_paragraph(*inner);
            note_item_number(*inner, list);
        }
        walk(node);
    }
    flush();
    blocks_ = outer;
    container_language_ = outer_language;
    std::erase_if(list.items, [](const ListItem& item) { return item.blocks.empty(); });
    if (!list.items.empty()) push({std::move(list), span, {}});
}

/// Notes when the number of an item will not be the one that it states.
void HtmlReader::note_item_number(const GumboElement& element, const List& list) {
    const auto number = read_integer(attribute(element, "value"), -999'999, 999'999);
    if (!list.ordered || !number || *number == list.start + static_cast<int>(list.items.size()) - 1) return;
    const std::string stated = diagnostics_.excerpt(std::to_string(*number));
    diagnostics_.note("article/list-value"_code, tag_span(element),
                      "the list item is numbered by its position although it has value=\"" + stated + "\"",
                      "begin a new list with start=\"" + stated + "\"");
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
    const List list = begin_list(element, tag_span(element));
    int number = list.start;
    border_pending_ = true;
    for (unsigned int i = 0; i < element.children.length; ++i) {
        const GumboElement* inner = child_element(element, i);
        if (inner != nullptr && role_of(*inner) == Role::item) {
            border_pending_ = true;
            pending_bullet_ = list.ordered ? std::to_string(number++) + ". " : "\u2022 ";
            walk_children(*inner);
            pending_bullet_.clear();
            border_pending_ = true;
        } else {
            walk(*static_cast<const GumboNode*>(element.children.data[i]));
        }
    }
    border_pending_ = true;
}

void HtmlReader::read_preformatted(const GumboElement& element, SourceSpan span) {
    block_border();
    if (std::exchange(preserving_, true)) {
        walk_children(element);
        return block_border();
    }
    if (joining_ > 0 && std::exchange(border_pending_, false) && !inline_.at_line_start()) inline_.hard_break(span);
    inline_.preserve_space(true);
    if (joining_ > 0) {
        walk_children(element);
        border_pending_ = true;
    } else if (InlineText text = collect(element, span); !text.empty()) {
        push({Preformatted{std::move(text)}, span, {}});
    }
    inline_.preserve_space(false);
    preserving_ = false;
}

void HtmlReader::read_figure(const GumboElement& element) {
    if (joining_ > 0) {
        block_border();
        walk_children(element);
        return block_border();
    }
    flush();
    std::optional<InlineText> caption;
    const auto outer = std::exchange(figure_caption_, &caption);
    const std::size_t first = blocks_->size();
    walk_children(element);
    flush();
    figure_caption_ = outer;
    if (!caption) return;
    for (std::size_t i = blocks_->size(); i > first; --i) {
        auto& content = (*blocks_)[i - 1].content;
        std::optional<InlineText>* place = nullptr;
        if (auto* figure = std::get_if<Figure>(&content)) place = &figure->caption;
        if (auto* table = std::get_if<Table>(&content)) place = &table->caption;
        if (place == nullptr || place->has_value()) continue;
        *place = std::move(caption);
        return;
    }
    const SourceSpan caption_span = caption->span;
    push({Paragraph{std::move(*caption)}, caption_span, {}});
}

void HtmlReader::read_figure_caption(const GumboElement& element, SourceSpan span) {
    block_border();
    if (joining_ == 0 && figure_caption_ != nullptr && !figure_caption_->has_value()) {
        if (InlineText text = collect(element, span); !text.empty()) *figure_caption_ = std::move(text);
        return;
    }
    walk_children(element);
    block_border();
}

void HtmlReader::read_image(const GumboElement& element, SourceSpan span) {
    const SourceSpan place = tag_span(element);
    std::optional<std::string> path = picture_file(element, place);
    InlineBuilder alternative;
    alternative.text(attribute(element, "alt"), place);
    std::string alternative_text = alternative.finish(place).text;
    if (alternative_text.empty())
        diagnostics_.error("picture/no-alternative"_code, place, "the picture has no alternative text",
                           "say what it shows: alt=\"...\" in HTML, ![...](picture.png) in Markdown");
    if (joining_ > 0) {
        diagnostics_.warning("picture/not-placed"_code, place,
                             "a picture cannot be placed here; its alternative text is printed instead",
                             "put it before or after the heading or table");
        return append_text(alternative_text, place);
    }
    if (!path || alternative_text.empty()) {
        if (!alternative_text.empty()) append_text(alternative_text, place);  // the text stays, whatever the path
        return;
    }
    if (!open_link_.empty())
        diagnostics_.note("picture/link"_code, place,
                          "the link around the picture is not printed: " + diagnostics_.excerpt(printable(open_link_)));
    flush();
    push({Figure{std::move(*path), std::move(alternative_text), std::nullopt}, span, {}});
}

std::optional<std::string> HtmlReader::picture_file(const GumboElement& element, SourceSpan span) {
    std::string_view source = attribute(element, "src");
    while (!source.empty() && only_white_space(source.substr(0, 1))) source.remove_prefix(1);
    while (!source.empty() && only_white_space(source.substr(source.size() - 1))) source.remove_suffix(1);
    if (!source.empty()) return picture_path(source, span, diagnostics_);
    diagnostics_.error("picture/no-file"_code, span, "the picture does not name a file", "write src=\"picture.png\"");
    return std::nullopt;
}

}  // namespace carepress::article
