#include "layout/fit.h"

#include "layout/lay_out.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace carepress {
namespace {

/// One step of a range, in thousandths of the layout's own setting.
struct Setting {
    int size = 1000, leading = 1000, space = 1000;
};

/// The steps of a range, the gentlest first.
std::vector<Setting> steps_of(const FitRange& range) {
    std::vector<Setting> steps;
    Setting at;
    struct Yielding {
        int Setting::*value;
        int least, step;  ///< thousandths; a step that is hard to see
    };
    for (const auto& [value, least, step] : {Yielding{&Setting::space, range.space_thousandths, 100},
                                             {&Setting::leading, range.leading_thousandths, 20},
                                             {&Setting::size, range.size_thousandths, 25}}) {
        const int count = (1000 - least + step - 1) / step;
        for (int i = 1; i <= count; ++i) {
            at.*value = 1000 - (1000 - least) * i / count;
            steps.push_back(at);
        }
    }
    return steps;
}

/// `size` made smaller, never below the floor nor, where it stands there already, at all.
Length scaled_size(Length size, const Setting& setting, Length floor) {
    return std::max(scale(size, setting.size), std::min(size, floor));
}

void scale_style(BlockStyle& style, const Setting& setting, Length floor) {
    style.text.leading = scale(scale(style.text.leading, setting.size), setting.leading);
    style.text.size = scaled_size(style.text.size, setting, floor);
    style.space_before = scale(style.space_before, setting.space);
    style.space_after = scale(style.space_after, setting.space);
}

/// The handout with the flow of a part in another setting; frames, paddings and furniture as they were.
Handout scaled(const Handout& handout, std::size_t index, const Setting& setting) {
    Handout result = handout;
    HandoutPart& part = result.parts[index];
    Stylesheet stylesheet = handout.stylesheet_of(part);
    for (std::size_t i = 0; i < block_role_count; ++i)
        if (frame_of(static_cast<BlockRole>(i)) == FrameRole::body)
            scale_style(stylesheet.blocks[i], setting, stylesheet.floor);
    for (ListStyle& list : stylesheet.lists) {
        list.item_space = scale(list.item_space, setting.space);
        list.short_item_space = scale(list.short_item_space, setting.space);
    }
    std::set<std::uint32_t> texts;
    for (std::uint32_t i = part.box_begin; i < part.box_end; ++i) {
        const Box& box = result.boxes[i];
        if (const auto* text = box.as<TextBox>()) texts.insert(text->text);
        if (const auto* item = box.as<ItemBox>()) texts.insert(item->marker);
    }
    texts.erase(no_index);
    for (const std::uint32_t text : texts)
        for (TextStyle& style : result.texts[text].styles) {
            style.leading = scale(scale(style.leading, setting.size), setting.leading);
            style.baseline_shift = scale(style.baseline_shift, setting.size);
            style.size = scaled_size(style.size, setting, stylesheet.floor);
        }
    part.stylesheet = std::make_shared<const Stylesheet>(std::move(stylesheet));
    return result;
}

/// How far down the flow's last text or picture of a page stands in its body frame.
Length used_height(const Page& page, Length top) {
    Length bottom = top;
    for (const PageItem& item : page.items) {
        const auto* run = std::get_if<GlyphRun>(&item.content);
        bottom = std::max(bottom, run != nullptr ? run->origin.y : std::get<PlacedPicture>(item.content).box.bottom());
    }
    return bottom - top;
}

/// False where even the last step of the range could not make room for a part, so that nothing need be tried: heights
/// shrink by the distances alone, or by leading and the square of the size.
bool may_fit(const Handout& handout, const PagedDocument& document, PartPages pages, std::size_t goal) {
    const Stylesheet& stylesheet = *handout.stylesheet;
    const FitRange& range = stylesheet.fit;
    const std::int64_t type =
        std::int64_t{range.leading_thousandths} * range.size_thousandths / 1000 * range.size_thousandths / 1000;
    const std::int64_t least = std::min<std::int64_t>(type, range.space_thousandths);
    const Rectangle &first = stylesheet.frame(FrameRole::body_first).box, &body = stylesheet.frame(FrameRole::body).box;
    std::int64_t used = 0;
    for (std::uint32_t i = 0; i < pages.count; ++i)
        used += used_height(document.pages[pages.first + i], i == 0 ? first.y : body.y).millipoints;
    const std::int64_t room = first.height.millipoints +
                              static_cast<std::int64_t>(goal - 1) * std::max(first.height, body.height).millipoints;
    return used * least / 1000 <= room;
}

/// The most pages that reach the goal for a part that takes `pages` in its layout's own setting.
std::size_t goal_of(const Handout& handout, const HandoutPart& part, std::size_t pages) {
    const Stylesheet& stylesheet = *handout.stylesheet;
    if (part.is_supplement) return pages;
    switch (stylesheet.fit.goal) {
        case FitRange::Goal::none:
            return pages;
        case FitRange::Goal::one_page:
            return 1;
        case FitRange::Goal::fewer_sheets:
            // One sheet of two sides is what most handouts take: a page less of two saves no paper.
            if (stylesheet.print.duplex != PrintSettings::Duplex::simplex && pages % 2 == 0) return pages;
            return std::max<std::size_t>(pages - 1, 1);
        case FitRange::Goal::fewer_pages:
            return std::max<std::size_t>(pages - 1, 1);
    }
    return pages;
}

}  // namespace

bool reaches_goal(const Handout& handout, const PagedDocument& document) {
    if (handout.stylesheet->fit.goal != FitRange::Goal::one_page) return true;
    for (std::size_t i = 0; i < handout.parts.size(); ++i)
        if (!handout.parts[i].is_supplement && document.parts[i].count > 1) return false;
    return true;
}

PagedDocument fit(const Handout& handout, Shaper& shaper, Diagnostics& diagnostics) {
    Diagnostics own = diagnostics;
    PagedDocument document = lay_out(handout, shaper, own);
    const std::vector<Setting> steps = steps_of(handout.stylesheet->fit);
    std::optional<Handout> fitted;
    for (std::size_t i = 0; i < handout.parts.size() && !steps.empty() && !own.has_errors(); ++i) {
        const PartPages pages = document.parts[i];
        const std::size_t goal = goal_of(handout, handout.parts[i], pages.count);
        if (pages.count <= goal || !may_fit(handout, document, pages, goal)) continue;
        const auto fits = [&](std::size_t step) {
            return count_pages(scaled(handout, i, steps[step]), i, shaper, diagnostics) <= goal;
        };
        const bool holds_at_all = fits(steps.size() - 1);
        if (!holds_at_all && handout.stylesheet->fit.goal != FitRange::Goal::one_page) continue;
        std::size_t fails = 0, holds = steps.size() - 1;  // step `holds` reaches the goal, all before `fails` don't
        while (holds_at_all && fails < holds) {
            const std::size_t middle = (fails + holds) / 2;
            if (fits(middle))
                holds = middle;
            else
                fails = middle + 1;
        }
        fitted = scaled(fitted ? *fitted : handout, i, steps[holds]);
    }
    if (fitted) return lay_out(*fitted, shaper, diagnostics);
    diagnostics = std::move(own);
    return document;
}

}  // namespace carepress
