#include "layout/lay_out_blocks.h"

#include <algorithm>
#include <cstdint>

namespace carepress::layout {

/// Whether a paragraph that ends with a colon is right before the list.
bool BlockLayout::follows_lead_in(std::uint32_t list) const {
    if (list == 0) return false;
    const handout::Box& before = handout_.boxes[list - 1];
    const auto* lead_in = before.as<handout::TextBox>();
    if (lead_in == nullptr || lead_in->text == no_index) return false;
    if (before.role != style::BlockRole::paragraph && before.role != style::BlockRole::lead) return false;
    const std::u16string& text = handout_.texts[lead_in->text].text;
    const std::size_t last = text.find_last_not_of(u' ');
    return last != text.npos && (text[last] == u':' || text[last] == u'\uFF1A');
}

/// Whether a list item ends in a table or figure, which needs more air below it than lines of text.
bool BlockLayout::ends_in_wrapper(std::uint32_t item) const {
    std::uint32_t last = no_index;
    for (std::uint32_t i = item + 1; i < handout_.boxes[item].end; i = after(i)) last = i;
    if (last == no_index || !handout_.boxes[last].is<handout::GroupBox>()) return false;
    return handout_.boxes[last].role == style::BlockRole::table ||
           handout_.boxes[last].role == style::BlockRole::figure;
}

void BlockLayout::lay_out_list(std::uint32_t index, Column column) {
    const handout::Box& box = handout_.boxes[index];
    const handout::ListBox& list = *box.as<handout::ListBox>();
    const style::BlockStyle& style = stylesheet_.block(style::BlockRole::list);
    static const style::ListStyle plain{};
    const std::vector<style::ListStyle>& styles = stylesheet_.lists;
    const style::ListStyle& list_style =
        styles.empty() ? plain : styles[std::min<std::size_t>(list.depth, styles.size() - 1)];
    const Length item_space = list.compact ? list_style.short_item_space : list_style.item_space;
    const bool nested = item_depth_ > 0;
    if (!nested && in_column_ && stylesheet_.columns.grid && follows_lead_in(index))
        flow_.pin_space(style.space_before);  // on a grid the air is a whole line, which would separate the two
    else if (!nested)
        flow_.ask_for_space(style.space_before);
    else if (!flow_.has_waiting())
        flow_.pin_space(item_space);
    {
        const FlowBuilder::ListScope scope = flow_.list();
        in_box(style, column, box.node,
               [&](OpenBox& open) { lay_out_items(index, open.inner, list_style, item_space); });
    }
    if (!nested) flow_.ask_for_space(style.space_after);
}

void BlockLayout::lay_out_items(std::uint32_t index, Column column, const style::ListStyle& style, Length item_space) {
    const handout::Box& box = handout_.boxes[index];
    const handout::ListBox& list = *box.as<handout::ListBox>();
    // Markers are shaped first: the widest decides how far all items step in.
    std::vector<std::uint32_t> markers;
    Length indent = style.indent;
    for (std::uint32_t i = index + 1; i < box.end; i = after(i)) {
        const auto* item = handout_.boxes[i].as<handout::ItemBox>();
        const bool is_marked = item != nullptr && item->marker != no_index;
        markers.push_back(is_marked ? texts_.shape(handout_.texts[item->marker]) : no_index);
        if (is_marked) indent = std::max(indent, texts_.extent(markers.back()).widest + style.marker_gap);
    }
    std::uint32_t previous = no_index;
    std::vector<std::uint32_t> item_starts;
    for (std::uint32_t i = index + 1; i < box.end; i = after(i)) {
        const std::size_t number = item_starts.size();
        item_starts.push_back(flow_.slab_count());
        if (previous != no_index) {
            flow_.pin_space(ends_in_wrapper(previous) ? std::max(item_space, flow_.pending_space()) : item_space);
            flow_.cost_next_break(stylesheet_.costs.between_items);
        } else if (item_depth_ == 0) {
            flow_.cost_next_break(after_lead_in_cost);
        }
        lay_out_item(i, column, indent, markers[number], style.marker_gap);
        previous = i;
    }
    // Short items sit close; once one of them has a second line, all have air between them.
    const bool all_short = item_starts.empty() || flow_.slab_count() - item_starts.front() == item_starts.size();
    if (is_in_help_box_ && !is_in_pair_ && item_depth_ == 0) {
        has_long_item_in_box_ = has_long_item_in_box_ || !list.compact || (!list.dense && !all_short);
        if (list.compact && !list.dense)
            for (std::size_t i = 1; i < item_starts.size(); ++i)
                box_items_.emplace_back(item_starts[i], style.item_space);
        return;
    }
    if (!list.compact || list.dense || all_short) return;
    for (std::size_t i = 1; i < item_starts.size(); ++i) {
        Length& space = flow_.flow().slabs[item_starts[i]].space_before;
        space = std::max(space, style.item_space);
    }
}

/// All help boxes of a part are spaced alike: once an item of one has a second line, the items of all have air between.
void BlockLayout::space_help_boxes() {
    if (!has_long_item_in_box_) return;
    for (const auto& [slab, item_space] : box_items_) {
        Length& space = flow_.flow().slabs[slab].space_before;
        space = std::max(space, item_space);
    }
}

void BlockLayout::attach_marker(const handout::ItemBox& item, std::uint32_t marker, Column column, Length gap) {
    const text::StyledText& text = handout_.texts[item.marker];
    const LineMetrics metrics = texts_.metrics(style::BlockRole::list_item, text);
    const Length width = texts_.extent(marker).widest;
    const LineCut all{0, static_cast<std::uint32_t>(texts_.segment_count(marker))};
    const Length start = std::max(Length{}, column.start - gap - width);
    const text::NodeId node = text.runs.empty() ? text::artifact : text.runs.front().node;
    flow_.attach(line_item(marker, all, metrics, {start, width}, node), FlowBuilder::Hang::on_baseline);
}

void BlockLayout::lay_out_item(std::uint32_t index, Column list, Length indent, std::uint32_t marker,
                               Length marker_gap) {
    const handout::Box& box = handout_.boxes[index];
    const auto* item = box.as<handout::ItemBox>();
    const std::uint32_t first_slab = flow_.slab_count();
    const FlowBuilder::ItemScope scope = flow_.item(stylesheet_.costs.split_list_item);
    ++item_depth_;
    if (item != nullptr)
        in_direction(item->direction.value_or(flow_.flow().direction), list, list, [&](Column whole) {
            const Column column = inset(whole, indent, {});
            if (marker != no_index) attach_marker(*item, marker, column, marker_gap);
            lay_out_boxes(index + 1, box.end, column);
        });
    else
        lay_out_box(index, inset(list, indent, {}));
    --item_depth_;
    if (flow_.has_waiting() && marker != no_index) {  // an item without content still shows its marker
        const LineMetrics metrics = texts_.metrics(style::BlockRole::list_item, handout_.texts[item->marker]);
        flow_.add_slab(metrics.leading, {metrics.ascent, metrics.cap_height});
    }
    if (item != nullptr && stylesheet_.block(style::BlockRole::list_item).keep_together)
        flow_.keep_together(first_slab);
}

}  // namespace carepress::layout
