#include "handout/unfold_tables.h"
#include "layout/lay_out_blocks.h"
#include "layout/table_layout.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::layout {

void TableLayout::run() {
    gather_cells();
    if (cells_.empty()) return;
    if (!choose_widths() && handout::can_unfold(handout_, table_)) {
        flow_.flow().wide_tables.push_back(table_);
        return;
    }
    for (Cell& cell : cells_) break_cell(cell);
    lay_out_rows();
}

void TableLayout::break_cell(Cell& cell) {
    const style::BlockStyle& style = style_of(cell);
    const Column outer = cell_column(cell);
    Column inner{outer.start + style.padding.start, outer.width - style.padding.start - style.padding.end};
    if (inner.width < outer.width / 2) inner = outer;  // a sliver of a column: letters before padding
    inner.width = std::max(inner.width, Length{1});
    cell.line_begin = static_cast<std::uint32_t>(lines_.size());
    for (std::uint32_t i = cell.text_begin; i < cell.text_end; ++i) {
        const CellText& cell_text = cell_texts_[i];
        const text::StyledText& text = handout_.texts[cell_text.text];
        const LineMetrics metrics = texts_.metrics(handout_.boxes[cell_text.box].role, text);
        const auto* cell_box = handout_.boxes[cell.box].as<handout::CellBox>();
        const style::Alignment asked =
            cell_box == nullptr ? style::Alignment::start : static_cast<style::Alignment>(cell_box->alignment);
        const style::Alignment alignment =
            alignment_in(flow_.flow().direction, text, asked == style::Alignment::start ? style.alignment : asked);
        for (const LineCut& cut : texts_.break_into_lines(cell_text.paragraph, inner.width)) {
            SlabItem item = line_item(cell_text.paragraph, cut, metrics, inner, handout_.boxes[cell_text.box].node);
            std::get<SlabLine>(item.content).alignment = alignment;
            lines_.push_back({item, metrics});
        }
    }
    cell.line_end = static_cast<std::uint32_t>(lines_.size());
    cell.next_line = cell.line_begin;
}

/// The line-by-line slabs that each row needs for the cells that are in no other row.
void TableLayout::count_lines() {
    own_lines_.assign(rows_, 1);
    for (const Cell& cell : cells_)
        if (cell.row == cell.last_row)
            own_lines_[cell.row] = std::max(own_lines_[cell.row], cell.line_end - cell.line_begin);
}

/// The line-by-line slabs of a row: as many as its tallest cell has lines. A cell over several rows lets its lines run
/// on beside theirs, one of them beside the gap between two rows; what is too much for its rows lengthens all of them
/// alike.
std::uint32_t TableLayout::slabs_needed(std::uint32_t row) const {
    std::uint32_t needed = own_lines_[row];
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        if (cell.row == cell.last_row) continue;
        const std::uint32_t rows = cell.last_row + 1 - row, left = cell.line_end - cell.next_line;
        std::uint32_t held = rows - 1;
        for (std::uint32_t i = row; i <= cell.last_row && held < left; ++i) held += own_lines_[i];
        if (left > held) needed = std::max(needed, own_lines_[row] + (left - held + rows - 1) / rows);
    }
    return needed;
}

void TableLayout::lay_out_rows() {
    const std::uint32_t first_slab = flow_.slab_count();
    outer_lead_ = flow_.pending_lead();
    count_lines();
    std::uint32_t head_end_slab = first_slab;
    bool in_head = head_rows_[0];
    std::uint32_t body = 0;  // the first row below the head
    for (std::uint32_t row = 0; row < rows_; ++row) {
        if (in_head && !head_rows_[row]) {
            in_head = false;
            body = row;
            head_end_slab = flow_.slab_count();
            close_head(first_slab);
        }
        // No row is alone below its head, or alone on the next page.
        if (row > body && (row == body + 1 || row + 1 == rows_))
            flow_.cost_next_break(flow_.usual_break() + stylesheet_.costs.widow_orphan);
        lay_out_row(row);
    }
    if (head_) repeat_head(head_end_slab);
}

void TableLayout::close_head(std::uint32_t first_slab) {
    flow_.keep_with_next(stylesheet_.costs.after_heading);
    flow_.keep_together(first_slab, stylesheet_.costs.after_heading);
    const Length height = flow_.height_since(first_slab, outer_lead_);
    // A head that would fill most of every page is not repeated: the rows have to go on.
    if (height > stylesheet_.frame(style::FrameRole::body).box.height / 3) return;
    head_ = TableHead{first_slab, flow_.slab_count(), height, flow_.open_top(), outer_lead_};
}

void TableLayout::repeat_head(std::uint32_t first_body_slab) {
    Flow& flow = flow_.flow();
    flow.heads.push_back(*head_);
    for (std::uint32_t i = first_body_slab; i < flow.slabs.size(); ++i) {
        flow.slabs[i].head = static_cast<std::uint32_t>(flow.heads.size() - 1);
        flow.slabs[i].top_extra += head_->height;
    }
}

/// Makes the cells that reach `row` the active ones.
void TableLayout::advance_to(std::uint32_t row) {
    active_.erase(
        std::remove_if(active_.begin(), active_.end(), [&](std::size_t index) { return cells_[index].last_row < row; }),
        active_.end());
    for (; next_cell_ < cells_.size() && cells_[next_cell_].row == row; ++next_cell_) active_.push_back(next_cell_);
    std::sort(active_.begin(), active_.end(),
              [&](std::size_t a, std::size_t b) { return cells_[a].column < cells_[b].column; });
}

/// The largest padding of the active cells is that of the row.
FlowBuilder::BoxLook TableLayout::padding_of_row() const {
    FlowBuilder::BoxLook padding;
    padding.below_head = true;
    for (const std::size_t index : active_) {
        const style::BlockStyle& style = style_of(cells_[index]);
        padding.padding_top = std::max(padding.padding_top, style.padding.top);
        padding.padding_bottom = std::max(padding.padding_bottom, style.padding.bottom);
    }
    return padding;
}

void TableLayout::lay_out_row(std::uint32_t row) {
    const bool in_span =
        std::any_of(active_.begin(), active_.end(), [&](std::size_t index) { return cells_[index].last_row >= row; });
    advance_to(row);
    open_grounds(row);
    const Gap above = std::exchange(gap_, {});
    {
        FlowBuilder::BoxLook look = padding_of_row();
        look.padding_top += above.more_below;
        const std::uint32_t count = slabs_needed(row);
        gap_ = gap_below(row, count, look.padding_bottom);
        look.padding_bottom += gap_.more_above;
        const FlowBuilder::BoxScope scope = flow_.box(column_, look);
        const bool has_signs = add_signs(row);
        for (std::uint32_t i = 0; i < count; ++i) {
            // A row is torn only where a page can't hold it, and then no line of it is alone.
            const bool alone = count > 2 && (i == 1 || i + 1 == count);
            if (i > 0 || in_span || has_signs) flow_.cost_next_break(stylesheet_.costs.widow_orphan * (alone ? 2 : 1));
            add_row_slab();
            // What stands beside the gap above needs its room at the end of a page that breaks there.
            if (i == 0) flow_.flow().slabs.back().end_extra += above.below;
        }
    }
    close_grounds(row);
    if (row + 1 < rows_) add_row_rules(row);
    add_lines_beside_gap(row);
}

/// The gap between `row`, which gets `count` slabs and has `padding` below, and the next one: where a cell goes on
/// beside it, as high as a number of its lines.
TableLayout::Gap TableLayout::gap_below(std::uint32_t row, std::uint32_t count, Length padding) const {
    Gap gap;
    Length leading, next_padding;
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        if (cell.last_row <= row) continue;
        next_padding = std::max(next_padding, style_of(cell).padding.top);
        if (cell.next_line + count < cell.line_end)
            leading = std::max(leading, lines_[cell.next_line + count].metrics.leading);
    }
    if (leading == Length{}) return gap;
    for (std::size_t i = next_cell_; i < cells_.size() && cells_[i].row == row + 1; ++i)
        next_padding = std::max(next_padding, style_of(cells_[i]).padding.top);
    const Length usual = padding + std::max(Length{}, stylesheet_.table_rule) + next_padding;
    while (gap.lines == 0 || leading * gap.lines < usual) ++gap.lines;
    const Length more = leading * gap.lines - usual;
    gap.more_above = more / 2;
    gap.more_below = more - gap.more_above;
    gap.below = next_padding + gap.more_below;
    return gap;
}

/// The lines of cells that go on below `row` run on without a gap; they reach into the top of the next row.
void TableLayout::add_lines_beside_gap(std::uint32_t row) {
    const Length bottom = flow_.flow().slabs.back().height;
    for (const std::size_t index : active_) {
        Cell& cell = cells_[index];
        if (cell.last_row <= row) continue;
        Length top = bottom;
        for (int i = 0; i < gap_.lines && cell.next_line < cell.line_end; ++i) {
            const CellLine& line = lines_[cell.next_line++];
            SlabItem item = line.item;
            item.y = top + line.metrics.ascent;
            flow_.add_item(item);
            top += line.metrics.leading;
        }
    }
}

/// Grounds and borders of the cells that begin in `row`; neighbours of one ground share a region, so that no viewer
/// shows a seam.
void TableLayout::open_grounds(std::uint32_t row) {
    Flow& flow = flow_.flow();
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        const style::BlockStyle& style = style_of(cell);
        if (cell.row != row || (!style.fill && style.border == style::Sides{})) continue;
        const Column column = cell_column(cell);
        if (!grounds_.empty()) {
            Region& before = flow.regions[grounds_.back().region];
            if (before.first == flow_.slab_count() && grounds_.back().last_row == cell.last_row &&
                before.column.end() == column.start && before.fill == style.fill && before.border == style::Sides{} &&
                style.border == style::Sides{}) {
                before.column.width += column.width;
                continue;
            }
        }
        Region region;
        region.first = flow_.slab_count();
        region.column = column;
        region.border = style.border;
        region.border_color = style.border_color;
        region.fill = style.fill;
        region.lead_before = flow_.pending_lead();
        region.outer_top = flow_.open_top();
        region.outer_bottom = flow_.open_bottom();
        region.below_head = true;
        grounds_.push_back({static_cast<std::uint32_t>(flow.regions.size()), cell.last_row});
        flow.regions.push_back(region);
    }
}

void TableLayout::close_grounds(std::uint32_t row) {
    Flow& flow = flow_.flow();
    for (const Ground& ground : grounds_) {
        if (ground.last_row > row) continue;
        flow.regions[ground.region].last = flow_.slab_count();
        flow.regions[ground.region].tail_until = flow.slabs.back().tail;
    }
    grounds_.erase(
        std::remove_if(grounds_.begin(), grounds_.end(), [&](const Ground& ground) { return ground.last_row <= row; }),
        grounds_.end());
}

/// The icons of the cells that begin with `row`, side by side above their words. Artifacts.
bool TableLayout::add_signs(std::uint32_t row) {
    Length height;
    for (const std::size_t index : active_)
        if (const style::BlockStyle& style = style_of(cells_[index]); cells_[index].row == row && style.icon)
            height = std::max(height, style.icon_size.height);
    if (height <= Length{}) return false;
    flow_.add_slab(height);
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        const style::BlockStyle& style = style_of(cell);
        if (cell.row != row || !style.icon) continue;
        const Column outer = cell_column(cell), inner = inset(outer, style.padding.start, style.padding.end);
        const auto* cell_box = handout_.boxes[cell.box].as<handout::CellBox>();
        const auto asked = cell_box == nullptr ? article::CellAlignment::start : cell_box->alignment;
        const Length spare = std::max(Length{}, inner.width - style.icon_size.width);
        SlabItem icon;
        icon.column = {inner.start + (asked == article::CellAlignment::start    ? Length{}
                                      : asked == article::CellAlignment::center ? spare / 2
                                                                                : spare),
                       style.icon_size.width};
        icon.height = style.icon_size.height;
        icon.y = height - icon.height;
        icon.content = SlabIcon{static_cast<std::uint32_t>(flow_.flow().icons.size()), style.text.color};
        flow_.flow().icons.push_back(style.icon);
        flow_.add_item(icon);
    }
    return true;
}

/// The next line of every cell that has one, side by side on one baseline.
void TableLayout::add_row_slab() {
    Length above, below, capitals;
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        if (cell.next_line == cell.line_end) continue;
        const LineMetrics& metrics = lines_[cell.next_line].metrics;
        above = std::max(above, metrics.ascent);
        below = std::max(below, metrics.leading - metrics.ascent);
        capitals = std::max(capitals, metrics.cap_height);
    }
    if (above + below == Length{}) above = stylesheet_.block(style::BlockRole::table_cell).text.leading;
    flow_.add_slab(above + below, {above, capitals});
    for (const std::size_t index : active_) {
        Cell& cell = cells_[index];
        if (cell.next_line == cell.line_end) continue;
        SlabItem item = lines_[cell.next_line++].item;
        item.y = above;
        flow_.add_item(item);
    }
}

/// Hairlines under the cells that end with `row`, in one piece where they meet.
void TableLayout::add_row_rules(std::uint32_t row) {
    if (stylesheet_.table_rule <= Length{}) return;
    const Slab& last = flow_.flow().slabs.back();
    SlabItem rule;
    rule.y = last.height + last.tail;
    rule.height = stylesheet_.table_rule;
    rule.content = SlabRule{stylesheet_.table_rule_color};
    for (const std::size_t index : active_) {
        const Cell& cell = cells_[index];
        if (cell.last_row != row) continue;
        const Column column = cell_column(cell);
        if (rule.column.width > Length{} && rule.column.end() == column.start) {
            rule.column.width += column.width;
            continue;
        }
        if (rule.column.width > Length{}) flow_.add_item(rule);
        rule.column = column;
    }
    if (rule.column.width > Length{}) flow_.add_item(rule);
    flow_.extend_last(stylesheet_.table_rule);
}

void BlockLayout::lay_out_table(std::uint32_t index, Column column, Distances distances) {
    const handout::Box& box = handout_.boxes[index];
    const style::BlockStyle& style = stylesheet_.block(box.role);
    if (distances == Distances::own) flow_.ask_for_space(style.space_before);
    const OpenBox laid_out = in_box(style, column, box.node, [&](OpenBox& open) {
        TableLayout(handout_, stylesheet_, index, open.inner, texts_, flow_).run();
    });
    if (style.keep_together) flow_.keep_together(laid_out.first_slab);
    if (distances == Distances::own) flow_.ask_for_space(style.space_after);
}

}  // namespace carepress::layout
