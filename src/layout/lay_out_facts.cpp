// Facts beside each other: the name of each above its value, as many in a row as there is room for.
#include "layout/lay_out_blocks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace carepress::layout {

/// A fact with its texts shaped, and where its row puts it.
struct BlockLayout::Fact {
    struct Text {
        std::uint32_t box = 0, paragraph = 0;
    };
    std::vector<Text> texts;
    Length widest;  ///< of its texts on one line
    Column column;
};

std::vector<BlockLayout::Fact> BlockLayout::facts_of(std::uint32_t grid) {
    std::vector<Fact> facts;
    for (std::uint32_t cell = grid + 1; cell < handout_.boxes[grid].end; cell = after(cell)) {
        Fact fact;
        for (std::uint32_t i = cell; i < after(cell); ++i) {
            const auto* text = handout_.boxes[i].as<handout::TextBox>();
            if (text == nullptr || text->text >= handout_.texts.size()) continue;
            fact.texts.push_back({i, texts_.shape(handout_.texts[text->text])});
            fact.widest = std::max(fact.widest, texts_.extent(fact.texts.back().paragraph).widest);
        }
        fact.widest += Length{20};  // a segment in millipoints may exceed what shaping summed by a rounding
        if (!fact.texts.empty()) facts.push_back(std::move(fact));
    }
    return facts;
}

/// In columns of one width. A fact that one column cannot hold on a line takes several of them.
void BlockLayout::lay_out_grid(std::uint32_t index, Column column) {
    const handout::Box& box = handout_.boxes[index];
    const style::BlockStyle &style = stylesheet_.block(box.role),
                            &value = stylesheet_.block(style::BlockRole::fact_value);
    flow_.ask_for_space(style.space_before);
    const OpenBox laid_out = in_box(style, column, box.node, [&](OpenBox& open) {
        constexpr int narrowest = 9, most = 3;  // em; columns
        const Length gap = value.text.size;
        const auto count = std::clamp(
            static_cast<int>(open.inner.width.millipoints / std::max(1, (value.text.size * narrowest).millipoints)), 1,
            most);
        const Length width = (open.inner.width - gap * (count - 1)) / count;
        std::vector<Fact> row;
        int used = 0;
        for (Fact& fact : facts_of(index)) {
            int taken = 1;
            while (taken < count && width * taken + gap * (taken - 1) < fact.widest) ++taken;
            if (used + taken > count) {
                lay_out_facts(row);
                row.clear();
                used = 0;
            }
            fact.column = {open.inner.start + (width + gap) * used, width * taken + gap * (taken - 1)};
            used += taken;
            row.push_back(std::move(fact));
        }
        lay_out_facts(row);
    });
    if (style.keep_together) flow_.keep_together(laid_out.first_slab);
    flow_.ask_for_space(style.space_after);
}

/// The lines of a row of facts, side by side on one baseline.
void BlockLayout::lay_out_facts(const std::vector<Fact>& row) {
    struct Line {
        SlabItem item;
        LineMetrics metrics;
    };
    std::vector<std::vector<Line>> columns;
    std::size_t count = 0;
    for (const Fact& fact : row) {
        std::vector<Line>& lines = columns.emplace_back();
        for (const Fact::Text& each : fact.texts) {
            const handout::Box& box = handout_.boxes[each.box];
            const text::StyledText& text = handout_.texts[box.as<handout::TextBox>()->text];
            const LineMetrics metrics = texts_.metrics(box.role, text);
            for (const LineCut& cut : texts_.break_into_lines(each.paragraph, fact.column.width)) {
                SlabItem item = line_item(each.paragraph, cut, metrics, fact.column, box.node);
                std::get<SlabLine>(item.content).alignment =
                    alignment_in(flow_.flow().direction, text, stylesheet_.block(box.role).alignment);
                lines.push_back({item, metrics});
            }
        }
        count = std::max(count, lines.size());
    }
    for (std::size_t i = 0; i < count; ++i) {
        Length above, below, capitals;
        for (const std::vector<Line>& lines : columns) {
            if (i >= lines.size()) continue;
            above = std::max(above, lines[i].metrics.ascent);
            below = std::max(below, lines[i].metrics.leading - lines[i].metrics.ascent);
            capitals = std::max(capitals, lines[i].metrics.cap_height);
        }
        if (i > 0) flow_.cost_next_break(stylesheet_.costs.widow_orphan);
        flow_.add_slab(above + below, {above, capitals});
        for (const std::vector<Line>& lines : columns) {
            if (i >= lines.size()) continue;
            SlabItem item = lines[i].item;
            item.y = above;
            flow_.add_item(item);
        }
    }
    if (count > 0) flow_.ask_for_space(stylesheet_.block(style::BlockRole::fact_value).space_after);
}

}  // namespace carepress::layout
