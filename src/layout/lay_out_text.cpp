#include "layout/lay_out_blocks.h"

#include <cstdint>

namespace carepress::layout {
namespace {

/// What a page number of up to three figures and the gap before it take at the end of a line.
Length page_reference_room(const text::StyledText& text) { return text.styles.front().size * 2; }

}  // namespace

SlabItem line_item(std::uint32_t paragraph, LineCut line, const LineMetrics& metrics, Column column,
                   text::NodeId node) {
    SlabItem item;
    item.node = node;
    item.column = column;
    item.y = metrics.ascent;
    item.height = metrics.leading;
    item.content = SlabLine{paragraph, line.first, line.last, style::Alignment::start, metrics.ascent};
    return item;
}

void BlockLayout::lay_out_text(std::uint32_t index, Column column) {
    const handout::Box& box = handout_.boxes[index];
    const std::uint32_t text = box.as<handout::TextBox>()->text;
    if (text >= handout_.texts.size()) return;
    const style::BlockStyle& style = stylesheet_.block(box.role);
    flow_.ask_for_space(style.space_before);
    const OpenBox laid_out = in_box(style, column, box.node, [&](OpenBox& open) {
        const std::uint32_t paragraph = texts_.shape(handout_.texts[text]);
        if (texts_.segment_count(paragraph) > 0) lay_out_lines(box, paragraph, open.inner);
    });
    if (flow_.slab_count() == laid_out.first_slab) return;
    flow_.ask_for_space(style.space_after);
    if (style.keep_with_next || is_heading(box.role)) flow_.keep_with_next(stylesheet_.costs.after_heading);
}

int BlockLayout::line_break_cost(const handout::Box& box, std::size_t line, std::size_t count) const {
    const style::BlockStyle& style = stylesheet_.block(box.role);
    const style::BreakCosts& costs = stylesheet_.costs;
    int cost = item_depth_ > 0 ? costs.split_list_item : split_paragraph_cost;
    if (static_cast<int>(line) < style.orphans) cost += costs.widow_orphan;
    if (static_cast<int>(count - line) < style.widows) cost += costs.widow_orphan;
    if (style.keep_together) cost += costs.split_callout;
    if (style.keep_with_next || is_heading(box.role)) cost += costs.after_heading;
    if (box.role == style::BlockRole::caption) cost += costs.split_figure_caption;
    return cost;
}

/// Words are divided only where a layout says so and a column is narrow, never in heads, help boxes or furniture.
bool BlockLayout::divides_words(style::BlockRole role) const {
    if (!in_column_ || !stylesheet_.hyphenation.any() || stylesheet_.block(role).balance) return false;
    return role == style::BlockRole::paragraph || role == style::BlockRole::list_item ||
           role == style::BlockRole::quote || role == style::BlockRole::lead;
}

void BlockLayout::lay_out_lines(const handout::Box& box, std::uint32_t paragraph, Column column) {
    const handout::TextBox& content = *box.as<handout::TextBox>();
    const text::StyledText& text = handout_.texts[content.text];
    const LineMetrics metrics = texts_.metrics(box.role, text);
    const style::BlockStyle& style = stylesheet_.block(box.role);
    const bool refers = content.page_of != no_index;
    const style::Alignment alignment =
        refers ? style::Alignment::start : alignment_in(flow_.flow().direction, text, style.alignment);
    const Column whole = column;
    if (refers) column = inset(column, {}, page_reference_room(text));
    const std::vector<LineCut>& lines = divides_words(box.role)
                                            ? texts_.break_dividing_words(paragraph, column.width)
                                            : texts_.break_into_lines(paragraph, column.width, style.balance);
    const auto divides = [&](std::size_t line) {
        return texts_.paragraph(paragraph).segments[lines[line].last - 1].divides_word;
    };
    if (content.heading_level > 0)
        flow_.flow().bookmarks.push_back({flow_.slab_count(), content.heading_level, content.text, box.node});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0)
            flow_.cost_next_break(line_break_cost(box, i, lines.size()) + (divides(i - 1) ? split_word_cost : 0));
        flow_.add_slab(metrics.leading, {metrics.ascent, metrics.cap_height});
        SlabItem item = line_item(paragraph, lines[i], metrics, column, box.node);
        std::get<SlabLine>(item.content).alignment = alignment;
        flow_.add_item(item);
    }
    if (refers) lay_out_page_reference(box, whole, texts_.width(paragraph, lines.back()), metrics);
}

/// Ends the last line of a text, `line_width` wide, with a dotted leader and room for a page number at the end of
/// `column`. The dots are in one grid, counted from there, so that those of several lines meet.
void BlockLayout::lay_out_page_reference(const handout::Box& box, Column column, Length line_width,
                                         const LineMetrics& metrics) {
    const handout::TextBox& content = *box.as<handout::TextBox>();
    const text::StyledText& text = handout_.texts[content.text];
    const Length em = text.styles.front().size, room = page_reference_room(text);
    SlabItem dot;
    dot.node = box.node;
    dot.height = dot.column.width = em / 12;
    dot.y = metrics.ascent - dot.height;
    dot.content = SlabRule{stylesheet_.block(box.role).border_color};
    const Length pitch = em / 2;
    for (dot.column.start = column.end() - room; dot.column.start > column.start + line_width + pitch;
         dot.column.start -= pitch)
        flow_.add_item(dot);
    SlabItem number = line_item(0, {}, metrics, {column.end() - room, room}, box.node);
    std::get<SlabLine>(number.content).alignment = style::Alignment::end;
    flow_.add_item(number);
    Flow& flow = flow_.flow();
    flow.references.push_back({static_cast<std::uint32_t>(flow.items.size() - 1), content.page_of, content.text});
}

}  // namespace carepress::layout
