#include "layout/fit.h"

#include "layout/set.h"

#include <algorithm>
#include <array>
#include <memory>
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

/// The handout with the flow in another setting; frames, paddings and furniture as they were.
Handout scaled(const Handout& handout, const Setting& setting) {
    Stylesheet sheet = *handout.stylesheet;
    for (std::size_t i = 0; i < block_role_count; ++i)
        if (frame_of(static_cast<BlockRole>(i)) == FrameRole::body) scale_style(sheet.blocks[i], setting, sheet.floor);
    for (ListStyle& list : sheet.lists) {
        list.item_space = scale(list.item_space, setting.space);
        list.short_item_space = scale(list.short_item_space, setting.space);
    }
    Handout result = handout;
    for (StyledText& text : result.texts)
        for (TextStyle& style : text.styles) {
            style.leading = scale(scale(style.leading, setting.size), setting.leading);
            style.baseline_shift = scale(style.baseline_shift, setting.size);
            style.size = scaled_size(style.size, setting, sheet.floor);
        }
    result.stylesheet = std::make_shared<const Stylesheet>(std::move(sheet));
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

/// False where even the last step of the range could not make room, so that nothing need be tried: heights shrink by
/// the distances alone, or by leading and the square of the size.
bool may_fit(const Handout& handout, const PagedDocument& document, std::size_t goal) {
    const Stylesheet& sheet = *handout.stylesheet;
    const FitRange& range = sheet.fit;
    const std::int64_t type =
        std::int64_t{range.leading_thousandths} * range.size_thousandths / 1000 * range.size_thousandths / 1000;
    const std::int64_t least = std::min<std::int64_t>(type, range.space_thousandths);
    const Rectangle &first = sheet.frame(FrameRole::body_first).box, &body = sheet.frame(FrameRole::body).box;
    std::int64_t used = 0;
    for (std::size_t i = 0; i < document.pages.size(); ++i)
        used += used_height(document.pages[i], i == 0 ? first.y : body.y).millipoints;
    const std::int64_t room = first.height.millipoints +
                              static_cast<std::int64_t>(goal - 1) * std::max(first.height, body.height).millipoints;
    return used * least / 1000 <= room;
}

/// The most pages that reach the goal for a handout that takes `pages` in its layout's own setting.
std::size_t goal_of(const Handout& handout, std::size_t pages) {
    switch (handout.stylesheet->fit.goal) {
        case FitRange::Goal::none:
            return pages;
        case FitRange::Goal::one_page:
            return std::max<std::size_t>(handout.parts.size(), 1);
        case FitRange::Goal::fewer_sheets:
            if (handout.stylesheet->print.duplex != PrintSettings::Duplex::simplex && pages % 2 == 0) return pages;
            return std::max<std::size_t>(pages - 1, 1);
    }
    return pages;
}

/// A handout set once, with the messages that setting it brought.
struct Attempt {
    PagedDocument document;
    Diagnostics diagnostics;
};

}  // namespace

bool reaches_goal(const Handout& handout, std::size_t pages) {
    return handout.stylesheet->fit.goal != FitRange::Goal::one_page || pages <= goal_of(handout, pages);
}

PagedDocument fit(const Handout& handout, Shaper& shaper, Diagnostics& diagnostics) {
    const auto attempt = [&](const Handout& as) {
        Attempt made{{}, diagnostics};
        made.document = set(as, shaper, made.diagnostics);
        return made;
    };
    Attempt own = attempt(handout);
    const std::size_t pages = own.document.pages.size(), goal = goal_of(handout, pages);
    const FitRange::Goal wanted = handout.stylesheet->fit.goal;
    const std::vector<Setting> steps = steps_of(handout.stylesheet->fit);
    Attempt best = std::move(own);
    // One sheet of two sides is what most handouts take: a page less of two saves no paper.
    if (pages > goal && !steps.empty() && !best.diagnostics.has_errors() && may_fit(handout, best.document, goal)) {
        Attempt tightest = attempt(scaled(handout, steps.back()));
        const bool fits = tightest.document.pages.size() <= goal;
        if (fits || wanted == FitRange::Goal::one_page) best = std::move(tightest);
        std::size_t fails = 0, holds = steps.size() - 1;  // step `holds` reaches the goal, all before `fails` don't
        while (fits && fails < holds) {
            const std::size_t middle = (fails + holds) / 2;
            Attempt tried = attempt(scaled(handout, steps[middle]));
            if (tried.document.pages.size() <= goal) {
                holds = middle;
                best = std::move(tried);
            } else {
                fails = middle + 1;
            }
        }
    }
    diagnostics = std::move(best.diagnostics);
    return std::move(best.document);
}

}  // namespace carepress
