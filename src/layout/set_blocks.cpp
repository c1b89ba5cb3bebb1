#include "layout/set_blocks.h"

#include "layout/paginate.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>

namespace carepress {
namespace {

bool is_heading(BlockRole role) {
    switch (role) {
        case BlockRole::heading_2:
        case BlockRole::heading_3:
        case BlockRole::heading_4:
        case BlockRole::callout_heading_emergency:
        case BlockRole::callout_heading_call_now:
        case BlockRole::callout_heading_watch:
        case BlockRole::learn_more_heading:
            return true;
        default:
            return false;
    }
}

bool has_box(const BlockStyle& style) {
    return style.fill || style.border != Sides{} || style.padding.top > Length{} || style.padding.bottom > Length{};
}

Size natural_size(const DrawingPointer& drawing) { return drawing ? drawing->size : Size{}; }

/// `size` scaled down, never up, to fit `limit`; a limit of 0 is none.
Size fit(Size size, Size limit) {
    const auto shrink = [&](Length actual, Length allowed) {
        if (allowed <= Length{} || actual <= allowed) return;
        const auto scaled = [&](Length side) {
            const std::int64_t product = std::int64_t{side.millipoints} * allowed.millipoints;
            // NOLINTNEXTLINE(clang-analyzer-core.DivideZero): actual is greater than allowed, which is positive
            return Length{static_cast<std::int32_t>(product / actual.millipoints)};
        };
        size = {scaled(size.width), scaled(size.height)};
    };
    shrink(size.width, limit.width);
    shrink(size.height, limit.height);
    return size;
}

/// What a page number of up to three figures and the gap before it take at the end of a line.
Length page_reference_room(const StyledText& text) { return text.styles.front().size * 2; }

}  // namespace

Alignment alignment_in(Direction part, const StyledText& text, Alignment alignment) {
    if (alignment == Alignment::center || text.direction == part) return alignment;
    return alignment == Alignment::start ? Alignment::end : Alignment::start;
}

Part line_part(std::uint32_t paragraph, LineCut line, const LineMetrics& metrics, Column column) {
    Part part;
    part.content = paragraph;
    part.first = line.first;
    part.last = line.last;
    part.column = column;
    part.y = part.ascent = metrics.ascent;
    part.height = metrics.leading;
    return part;
}

BlockSetter::BlockSetter(const Handout& handout, const Stylesheet& sheet, TextSetter& texts, FlowBuilder& flow)
    : handout_(handout), sheet_(sheet), texts_(texts), flow_(flow) {}

void BlockSetter::set_flow(std::uint32_t begin, std::uint32_t end, Column column, Column page) {
    flow_.set_usual_break(sheet_.costs.between_blocks);
    if (sheet_.columns.count == 1) return set_boxes(begin, end, column);
    std::vector<std::uint32_t> starts;
    for (std::uint32_t i = begin; i < end; i = std::max(i + 1, handout_.boxes[i].end)) {
        const bool spans = spans_page(i, end);
        const std::uint32_t first = flow_.slab_count();
        in_column_ = !spans;
        set_box(i, spans ? page : column);
        if (flow_.slab_count() > first) starts.push_back(first);
        for (std::uint32_t slab = first; slab < flow_.slab_count(); ++slab) flow_.flow().slabs[slab].spans = spans;
    }
    if (sheet_.columns.grid) align_to_grid(begin, end, starts);
}

/// A head is as wide as what it stands over.
bool BlockSetter::spans_page(std::uint32_t index, std::uint32_t end) const {
    for (; index < end; index = std::max(index + 1, handout_.boxes[index].end)) {
        const BlockRole role = handout_.boxes[index].role;
        if (sheet_.block(role).span) return true;
        if (!is_heading(role)) return false;
    }
    return false;
}

/// Blocks in columns begin whole lines of body text below the first one of their band. A column may begin with any
/// line of a paragraph or any block: what stands beside it is on the same grid.
void BlockSetter::align_to_grid(std::uint32_t begin, std::uint32_t end, const std::vector<std::uint32_t>& starts) {
    const auto is_body = [](const Box& box) {
        return box.kind == BoxKind::text && box.content != no_index &&
               (box.role == BlockRole::paragraph || box.role == BlockRole::list_item);
    };
    const auto boxes = handout_.boxes.begin();
    const auto body = std::find_if(boxes + begin, boxes + end, is_body);
    if (body == boxes + end) return;
    const std::int32_t line = texts_.metrics(body->role, handout_.texts[body->content]).leading.millipoints;
    if (line <= 0) return;
    std::vector<Slab>& slabs = flow_.flow().slabs;
    Length bottom;  // from the top of the band
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::uint32_t first = starts[i], last = i + 1 < starts.size() ? starts[i + 1] : flow_.slab_count();
        if (i == 0 || slabs[first].spans || slabs[first - 1].spans) {
            bottom = {};
        } else {
            const Length top = bottom + slabs[first].space_before;
            const Length aligned{(top.millipoints + line - 1) / line * line};
            slabs[first].space_before += aligned - top;
            bottom = aligned;
        }
        bottom += stacked_height(slabs, first, last);
    }
}

void BlockSetter::set_boxes(std::uint32_t begin, std::uint32_t end, Column column) {
    for (std::uint32_t i = begin; i < end;) {
        const std::uint32_t after = set_beside(i, end, column);
        if (after == i) set_box(i, column);
        i = std::max({i + 1, after, handout_.boxes[i].end});
    }
}

void BlockSetter::set_box(std::uint32_t index, Column column) {
    const Box& box = handout_.boxes[index];
    if (box.pair_row > 0) rows_.emplace_back(flow_.slab_count(), box.pair_row);
    switch (box.kind) {
        case BoxKind::group:
            if (box.role == BlockRole::list) return set_list(index, column);
            if (box.role == BlockRole::figure || box.role == BlockRole::table) return set_wrapper(index, column);
            return set_group(index, column);
        case BoxKind::text:
            return set_text(index, column);
        case BoxKind::picture:
            return set_picture(index, column, false);
        case BoxKind::table:
            return set_table_box(index, column, false);
        case BoxKind::divider:
            return set_divider(index, column);
        case BoxKind::pair:
            return set_pair(index, column);
        case BoxKind::side:
        case BoxKind::row:
        case BoxKind::cell:  // outside a table: what they hold still prints
            return set_boxes(index + 1, box.end, column);
    }
}

BlockSetter::OpenBox BlockSetter::open_box(const BlockStyle& style, Column column, std::uint32_t index) {
    OpenBox open;
    const Column outer = inset(column, style.indent.start, style.indent.end);
    if (has_box(style))
        open.region = flow_.open_region(
            outer, {style.border, style.border_color, style.fill, style.padding.top, style.padding.bottom});
    open.inner = inset(outer, style.border.start + style.padding.start, style.border.end + style.padding.end);
    if (style.icon && style.icon_size.width > Length{}) {
        Part icon;
        icon.kind = Part::Kind::icon;
        icon.order = 2 * index;
        icon.content = static_cast<std::uint32_t>(flow_.flow().icons.size());
        flow_.flow().icons.push_back(style.icon);
        icon.column = {open.inner.start, style.icon_size.width};
        icon.height = open.least_height = style.icon_size.height;
        icon.color = style.text.color;
        flow_.attach(icon, FlowBuilder::Hang::beside_capitals);
        open.inner = inset(open.inner, style.icon_size.width + style.icon_gap, {});
    }
    open.first_slab = flow_.slab_count();
    open.lead = flow_.pending_lead();
    return open;
}

void BlockSetter::close_box(const OpenBox& open) {
    const bool empty = flow_.slab_count() == open.first_slab;
    if (open.least_height > Length{}) {
        if (empty) flow_.add_slab({});  // an icon or a side picture alone
        const Length missing = open.least_height - flow_.height_since(open.first_slab, open.lead);
        if (missing > Length{}) flow_.extend_last(missing);
    }
    if (open.region != no_index) flow_.close_region(open.region);
}

void BlockSetter::set_group(std::uint32_t index, Column column) {
    const Box& box = handout_.boxes[index];
    const BlockStyle& style = sheet_.block(box.role);
    flow_.raise_space(style.space_before);
    OpenBox open = open_box(style, column, index);
    const bool has_side = box.side_picture != no_index && box.side_picture < handout_.pictures.size();
    Length side_height;
    if (has_side) open.inner = attach_side_picture(index, open.inner, side_height);
    open.least_height = std::max(open.least_height, side_height);
    set_boxes(index + 1, box.end, open.inner);
    close_box(open);
    if (style.keep_together || has_side) flow_.keep_together(open.first_slab);
    if (has_side) keep_beside(open.first_slab, open.lead, side_height);
    flow_.raise_space(style.space_after);
    if (style.keep_with_next) flow_.keep_next(sheet_.costs.after_heading);
}

void BlockSetter::keep_beside(std::uint32_t first, Length lead, Length height) {
    Length below;
    std::vector<Slab>& slabs = flow_.flow().slabs;
    for (std::uint32_t i = first; i < slabs.size() && below < height; ++i) {
        if (i > first) slabs[i].break_cost += split_side_picture_cost;
        below += slabs[i].total() + (i > first ? slabs[i].space_before : -lead);
    }
}

Column BlockSetter::attach_side_picture(std::uint32_t index, Column column, Length& least_height) {
    const Box& box = handout_.boxes[index];
    const BlockStyle& style = sheet_.block(BlockRole::qr_code);
    Size size = style.picture_limit;
    if (size.width <= Length{} || size.height <= Length{}) size = natural_size(handout_.pictures[box.side_picture]);
    size = fit(size, {column.width / 2, {}});
    Part part;
    part.kind = Part::Kind::picture;
    // It reads where its node stands in the tag tree: before the group's boxes or after them.
    const bool first = index + 1 < box.end && box.side_picture_node < handout_.boxes[index + 1].node;
    part.order = first ? 2 * index + 1 : 2 * box.end - 1;
    part.content = box.side_picture;
    part.node = box.side_picture_node;
    part.column = {column.end() - size.width, size.width};
    part.height = least_height = size.height;
    part.color = style.text.color;
    flow_.attach(part, FlowBuilder::Hang::from_here);
    return inset(column, {}, size.width + style.padding.start);
}

/// A figure or table with its caption: the style's distances are the whole's, its box is the picture's or table's.
void BlockSetter::set_wrapper(std::uint32_t index, Column column) {
    const Box& box = handout_.boxes[index];
    const BlockStyle& style = sheet_.block(box.role);
    flow_.raise_space(style.space_before);
    const std::uint32_t first_slab = flow_.slab_count();
    for (std::uint32_t i = index + 1; i < box.end; i = std::max(i + 1, handout_.boxes[i].end)) {
        const Box& child = handout_.boxes[i];
        if (child.kind == BoxKind::picture)
            set_picture(i, column, true);
        else if (child.kind == BoxKind::table)
            set_table_box(i, column, true);
        else
            set_box(i, column);
        // A caption stays with what it names, above it or below.
        if (std::max(i + 1, child.end) < box.end) flow_.keep_next(sheet_.costs.split_figure_caption);
    }
    if (box.role == BlockRole::figure && style.keep_together) flow_.keep_together(first_slab);
    flow_.raise_space(style.space_after);
}

std::uint32_t BlockSetter::set_beside(std::uint32_t index, std::uint32_t end, Column column) {
    const Box& figure = handout_.boxes[index];
    const BlockStyle& style = sheet_.block(BlockRole::figure);
    if (figure.kind != BoxKind::group || figure.role != BlockRole::figure || style.placement != Placement::beside)
        return index;
    const auto next = [&](std::uint32_t box) { return std::max(box + 1, handout_.boxes[box].end); };
    const auto is_text = [&](std::uint32_t box) {
        const Box& one = handout_.boxes[box];
        return (one.kind == BoxKind::text && !is_heading(one.role) && one.role != BlockRole::title) ||
               (one.kind == BoxKind::group && one.role == BlockRole::list);
    };
    const std::uint32_t picture = index + 1;
    if (next(index) >= end || !is_text(next(index)) || picture >= figure.end ||
        handout_.boxes[picture].kind != BoxKind::picture || handout_.boxes[picture].content >= handout_.pictures.size())
        return index;
    // A caption needs a measure: where the picture is narrower than that, it stands between the blocks.
    Size size = fit(natural_size(handout_.pictures[handout_.boxes[picture].content]), style.picture_limit);
    size = fit(size, {{}, sheet_.frame(FrameRole::body).box.height / 3});
    if (size.width > column.width * 2 / 5 || size.width < narrowest_column) return index;
    check_resolution(handout_.boxes[picture], size);

    flow_.raise_space(style.space_before);
    const Column side{column.end() - size.width, size.width};
    Part part;
    part.kind = Part::Kind::picture;
    part.order = 2 * picture;
    part.content = handout_.boxes[picture].content;
    part.node = handout_.boxes[picture].node;
    part.column = side;
    part.height = size.height;
    part.color = style.text.color;
    flow_.attach(part, FlowBuilder::Hang::from_here);
    Length height = size.height;
    for (std::uint32_t i = next(picture); i < figure.end; i = next(i)) height += attach_caption(i, side, height);

    const std::uint32_t first = flow_.slab_count();
    const Length lead = flow_.pending_lead();
    const Column narrow = inset(column, {}, size.width + style.icon_gap);
    std::uint32_t at = next(index);
    for (; at < end && is_text(at) && (at == next(index) || flow_.height_since(first, lead) < height); at = next(at))
        set_box(at, narrow);
    if (flow_.has_waiting()) flow_.add_slab({});  // the text was empty
    const Length missing = height - flow_.height_since(first, lead);
    if (missing > Length{}) flow_.extend_last(missing);
    keep_beside(first, lead, height);
    return at;
}

/// Lets the lines of a caption wait beside the text that follows, `top` below its top. Returns their height.
Length BlockSetter::attach_caption(std::uint32_t index, Column side, Length top) {
    const Box& box = handout_.boxes[index];
    if (box.kind != BoxKind::text || box.content >= handout_.texts.size()) return {};
    const StyledText& text = handout_.texts[box.content];
    const BlockStyle& style = sheet_.block(box.role);
    const LineMetrics metrics = texts_.metrics(box.role, text);
    const std::uint32_t paragraph = texts_.shape(text);
    if (texts_.segment_count(paragraph) == 0) return {};
    Length height = style.space_before;
    for (const LineCut& line : texts_.break_into_lines(paragraph, side.width)) {
        Part part = line_part(paragraph, line, metrics, side);
        part.order = 2 * index;
        part.alignment = alignment_in(flow_.flow().direction, text, style.alignment);
        part.y = top + height + metrics.ascent;
        flow_.attach(part, FlowBuilder::Hang::from_here);
        height += metrics.leading;
    }
    return height;
}

/// Pixels must be small enough for paper.
void BlockSetter::check_resolution(const Box& box, Size printed) {
    constexpr std::int64_t least = 150;  // dots per inch
    const auto* raster = std::get_if<RasterImage>(&handout_.pictures[box.content]->content);
    const std::int64_t width = printed.width.millipoints;
    if (raster == nullptr || width <= 0) return;
    const bool turned = raster->orientation >= 5;
    const std::int64_t pixels = turned ? raster->height : raster->width;
    const std::int64_t resolution = pixels * 72'000 / width;
    if (resolution >= least) return;
    const std::int64_t wanted = (least * width + 71'999) / 72'000;
    texts_.diagnostics().warning(box.span,
                                 "the picture prints at " + std::to_string(resolution) + " dots per inch, coarsely",
                                 "use one at least " + std::to_string(wanted) + " pixels wide, or an SVG drawing");
}

/// Whether a paragraph that ends with a colon stands right before the list.
bool BlockSetter::follows_lead_in(std::uint32_t list) const {
    if (list == 0) return false;
    const Box& before = handout_.boxes[list - 1];
    if (before.kind != BoxKind::text || before.content == no_index) return false;
    if (before.role != BlockRole::paragraph && before.role != BlockRole::lead) return false;
    const std::u16string& text = handout_.texts[before.content].text;
    const std::size_t last = text.find_last_not_of(u' ');
    return last != text.npos && (text[last] == u':' || text[last] == u'\uFF1A');
}

void BlockSetter::set_list(std::uint32_t index, Column column) {
    const Box& box = handout_.boxes[index];
    const BlockStyle& style = sheet_.block(BlockRole::list);
    static const ListStyle plain{};
    const ListStyle& list =
        sheet_.lists.empty() ? plain : sheet_.lists[std::min<std::size_t>(box.list_depth, sheet_.lists.size() - 1)];
    const Length item_space = box.compact ? list.short_item_space : list.item_space;
    const bool nested = item_depth_ > 0;
    if (!nested && in_column_ && sheet_.columns.grid && follows_lead_in(index))
        flow_.fix_space(style.space_before);  // on a grid the air is a whole line, which would part the two
    else if (!nested)
        flow_.raise_space(style.space_before);
    else if (!flow_.has_waiting())
        flow_.fix_space(item_space);
    OpenBox open = open_box(style, column, index);

    // Markers are shaped first: the widest decides how far all items step in.
    std::vector<std::uint32_t> markers;
    Length indent = list.indent;
    for (std::uint32_t i = index + 1; i < box.end; i = std::max(i + 1, handout_.boxes[i].end)) {
        const std::uint32_t marker = handout_.boxes[i].marker;
        markers.push_back(marker == no_index ? no_index : texts_.shape(handout_.texts[marker]));
        if (marker != no_index) indent = std::max(indent, texts_.extent(markers.back()).widest + list.marker_gap);
    }
    const int outer_break = flow_.usual_break();
    std::size_t number = 0;
    std::uint32_t previous = no_index;
    std::vector<std::uint32_t> item_starts;
    for (std::uint32_t i = index + 1; i < box.end; i = std::max(i + 1, handout_.boxes[i].end), ++number) {
        item_starts.push_back(flow_.slab_count());
        if (number > 0) {
            flow_.fix_space(ends_in_wrapper(previous) ? std::max(item_space, flow_.pending_space()) : item_space);
            flow_.set_next_break(sheet_.costs.between_items);
        } else if (!nested) {
            flow_.set_next_break(after_lead_in_cost);
        }
        set_item(i, inset(open.inner, indent, {}), markers[number], list.marker_gap);
        previous = i;
    }
    // Short items sit close; once one of them has a second line, all have air between them.
    const bool all_short = item_starts.empty() || flow_.slab_count() - item_starts.front() == item_starts.size();
    if (box.compact && !box.dense && !all_short)
        for (std::size_t i = 1; i < item_starts.size(); ++i)
            flow_.flow().slabs[item_starts[i]].space_before =
                std::max(flow_.flow().slabs[item_starts[i]].space_before, list.item_space);
    flow_.set_usual_break(outer_break);
    close_box(open);
    flow_.drop_space();
    if (!nested) flow_.raise_space(style.space_after);
}

void BlockSetter::set_item(std::uint32_t index, Column column, std::uint32_t marker, Length marker_gap) {
    const Box& box = handout_.boxes[index];
    if (marker != no_index) {
        const LineMetrics metrics = texts_.metrics(BlockRole::list_item, handout_.texts[box.marker]);
        const Length width = texts_.extent(marker).widest;
        const LineCut all{0, static_cast<std::uint32_t>(texts_.segment_count(marker))};
        const Length start = std::max(Length{}, column.start - marker_gap - width);
        Part part = line_part(marker, all, metrics, {start, width});
        part.order = 2 * index;
        flow_.attach(part, FlowBuilder::Hang::on_baseline);
    }
    const int next_break = flow_.usual_break();
    const std::uint32_t first_slab = flow_.slab_count();
    ++item_depth_;
    flow_.mute_space();
    flow_.set_usual_break_after_next(sheet_.costs.split_list_item);
    if (box.kind == BoxKind::group)
        set_boxes(index + 1, box.end, column);
    else
        set_box(index, column);
    --item_depth_;
    if (flow_.has_waiting()) {  // an item without content still shows its marker
        const LineMetrics metrics = texts_.metrics(BlockRole::list_item, handout_.texts[box.marker]);
        flow_.add_slab(metrics.leading, {metrics.ascent, metrics.cap_height});
    }
    if (box.kind == BoxKind::group && sheet_.block(BlockRole::list_item).keep_together) flow_.keep_together(first_slab);
    flow_.set_usual_break(next_break);
}

int BlockSetter::line_break_cost(const Box& box, std::size_t line, std::size_t count) const {
    const BlockStyle& style = sheet_.block(box.role);
    int cost = item_depth_ > 0 ? sheet_.costs.split_list_item : split_paragraph_cost;
    if (static_cast<int>(line) < style.orphans) cost += sheet_.costs.widow_orphan;
    if (static_cast<int>(count - line) < style.widows) cost += sheet_.costs.widow_orphan;
    if (style.keep_together) cost += sheet_.costs.split_callout;
    if (style.keep_with_next || is_heading(box.role)) cost += sheet_.costs.after_heading;
    if (box.role == BlockRole::caption) cost += sheet_.costs.split_figure_caption;
    return cost;
}

void BlockSetter::set_text(std::uint32_t index, Column column) {
    const Box& box = handout_.boxes[index];
    if (box.content >= handout_.texts.size()) return;
    const BlockStyle& style = sheet_.block(box.role);
    flow_.raise_space(style.space_before);
    const OpenBox open = open_box(style, column, index);
    const std::uint32_t paragraph = texts_.shape(handout_.texts[box.content]);
    if (texts_.segment_count(paragraph) > 0) set_lines(index, paragraph, open.inner);
    close_box(open);
    if (flow_.slab_count() == open.first_slab) return;
    flow_.raise_space(style.space_after);
    if (style.keep_with_next || is_heading(box.role)) flow_.keep_next(sheet_.costs.after_heading);
}

/// Words are divided only where a layout says so and a column is narrow, never in heads, help boxes or furniture.
bool BlockSetter::divides_words(BlockRole role) const {
    if (!in_column_ || !sheet_.hyphenation.any() || sheet_.block(role).balance) return false;
    return role == BlockRole::paragraph || role == BlockRole::list_item || role == BlockRole::quote ||
           role == BlockRole::lead;
}

void BlockSetter::set_lines(std::uint32_t index, std::uint32_t paragraph, Column column) {
    const Box& box = handout_.boxes[index];
    const StyledText& text = handout_.texts[box.content];
    const LineMetrics metrics = texts_.metrics(box.role, text);
    const Alignment alignment = alignment_in(flow_.flow().direction, text, sheet_.block(box.role).alignment);
    const bool refers = box.page_of != no_index;
    const Column whole = column;
    if (refers) column = inset(column, {}, page_reference_room(text));
    const std::vector<LineCut>& lines =
        divides_words(box.role) ? texts_.break_dividing_words(paragraph, column.width)
                                : texts_.break_into_lines(paragraph, column.width, sheet_.block(box.role).balance);
    const auto divides = [&](std::size_t line) {
        return texts_.paragraph(paragraph).segments[lines[line].last - 1].divides_word;
    };
    if (box.heading_level > 0) flow_.flow().bookmarks.push_back({flow_.slab_count(), box.heading_level, box.content});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) flow_.set_next_break(line_break_cost(box, i, lines.size()) + (divides(i - 1) ? split_word_cost : 0));
        flow_.add_slab(metrics.leading, {metrics.ascent, metrics.cap_height});
        Part part = line_part(paragraph, lines[i], metrics, column);
        part.order = 2 * index;
        part.alignment = refers ? Alignment::start : alignment;
        flow_.add_part(part);
    }
    if (refers) set_page_reference(index, whole, texts_.width(paragraph, lines.back()), metrics);
}

/// Ends the line that was set last, `line_width` wide, with a dotted leader and room for a page number at the end of
/// `column`. The dots stand in one grid, counted from there, so that those of several lines meet.
void BlockSetter::set_page_reference(std::uint32_t index, Column column, Length line_width,
                                     const LineMetrics& metrics) {
    const Box& box = handout_.boxes[index];
    const StyledText& text = handout_.texts[box.content];
    const Length em = text.styles.front().size, room = page_reference_room(text);
    Part dot;
    dot.kind = Part::Kind::rule;
    dot.order = 2 * index;
    dot.height = dot.column.width = em / 12;
    dot.color = sheet_.block(box.role).border_color;
    dot.y = metrics.ascent - dot.height;
    const Length pitch = em / 2;
    for (dot.column.start = column.end() - room; dot.column.start > column.start + line_width + pitch;
         dot.column.start -= pitch)
        flow_.add_part(dot);
    Part number;
    number.order = 2 * index;
    number.alignment = Alignment::end;
    number.column = {column.end() - room, room};
    number.y = number.ascent = metrics.ascent;
    number.height = metrics.leading;
    flow_.add_part(number);
    Flow& flow = flow_.flow();
    flow.references.push_back({static_cast<std::uint32_t>(flow.parts.size() - 1), box.page_of, box.content});
}

/// Whether a list item ends in a table or figure, which needs more air below it than lines of text.
bool BlockSetter::ends_in_wrapper(std::uint32_t item) const {
    const std::uint32_t end = handout_.boxes[item].end;
    std::uint32_t last = no_index;
    for (std::uint32_t i = item + 1; i < end; i = std::max(i + 1, handout_.boxes[i].end)) last = i;
    if (last == no_index || handout_.boxes[last].kind != BoxKind::group) return false;
    return handout_.boxes[last].role == BlockRole::table || handout_.boxes[last].role == BlockRole::figure;
}

/// How tall a picture may be so that it fits a page with the boxes around it and its caption.
Length BlockSetter::picture_height_limit(std::uint32_t index) const {
    // What opens the flow has to stand on the first page, with the headings above it; all else may move on to a later
    // one, and takes its headings along.
    const std::uint32_t kept = flow_.kept_with_next(sheet_.costs.after_heading);
    const Length frame = sheet_.frame(kept == 0 ? FrameRole::body_first : FrameRole::body).box.height;
    const Length above = flow_.slab_count() == kept ? Length{} : flow_.height_since(kept, {}) + flow_.pending_space();
    const BlockStyle& figure = sheet_.block(BlockRole::figure);
    Length taken = above + flow_.open_top() + flow_.open_bottom() + flow_.pending_lead() + figure.padding.top +
                   figure.padding.bottom + figure.border.top + figure.border.bottom;
    const std::uint32_t next = handout_.boxes[index].end;
    if (next < handout_.boxes.size() && handout_.boxes[next].role == BlockRole::caption) {
        const BlockStyle& caption = sheet_.block(BlockRole::caption);
        taken += std::max(caption.space_before, figure.space_after) + caption.text.leading * 4;
    }
    return std::max(frame - taken, frame / 4);
}

void BlockSetter::set_picture(std::uint32_t index, Column column, bool in_figure) {
    const Box& box = handout_.boxes[index];
    if (box.content >= handout_.pictures.size()) return;
    const BlockStyle& style = sheet_.block(box.role);
    if (!in_figure) flow_.raise_space(style.space_before);
    const Length height_limit = picture_height_limit(index);
    const OpenBox open = open_box(style, column, index);
    Size size = fit(natural_size(handout_.pictures[box.content]), style.picture_limit);
    size = fit(size, {open.inner.width, height_limit});
    check_resolution(box, size);
    Part part;
    part.kind = Part::Kind::picture;
    part.order = 2 * index;
    part.content = box.content;
    part.node = box.node;
    const Length spare = open.inner.width - size.width;
    const Length shift = style.alignment == Alignment::start    ? Length{}
                         : style.alignment == Alignment::center ? spare / 2
                                                                : spare;
    part.column = {open.inner.start + shift, size.width};
    part.height = size.height;
    part.color = style.text.color;
    flow_.add_slab(size.height);
    flow_.add_part(part);
    close_box(open);
    if (!in_figure) flow_.raise_space(style.space_after);
}

void BlockSetter::set_divider(std::uint32_t index, Column column) {
    const BlockStyle& style = sheet_.block(handout_.boxes[index].role);
    flow_.raise_space(style.space_before);
    const OpenBox open = open_box(style, column, index);
    flow_.add_slab({});
    close_box(open);
    flow_.raise_space(style.space_after);
}

void BlockSetter::set_table_box(std::uint32_t index, Column column, bool in_wrapper) {
    const BlockStyle& style = sheet_.block(handout_.boxes[index].role);
    if (!in_wrapper) flow_.raise_space(style.space_before);
    const OpenBox open = open_box(style, column, index);
    set_table(handout_, sheet_, index, open.inner, texts_, flow_);
    close_box(open);
    if (style.keep_together) flow_.keep_together(open.first_slab);
    if (!in_wrapper) flow_.raise_space(style.space_after);
}

}  // namespace carepress
