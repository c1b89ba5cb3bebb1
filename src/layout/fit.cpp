#include "layout/fit.h"

#include "layout/lay_out.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace carepress::layout {
namespace {

/// One step of a range, in thousandths of the layout's own setting.
struct Setting {
    int size = 1000, leading = 1000, space = 1000;
};

/// The steps of a range, the gentlest first.
std::vector<Setting> steps_of(const style::FitRange& range) {
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

/// `size` made smaller, but not below the floor; a size that is there already stays.
Length scaled_size(Length size, const Setting& setting, Length floor) {
    return std::max(scale(size, setting.size), std::min(size, floor));
}

void scale_style(style::BlockStyle& style, const Setting& setting, Length floor) {
    style.text.leading = scale(scale(style.text.leading, setting.size), setting.leading);
    style.text.size = scaled_size(style.text.size, setting, floor);
    style.space_before = scale(style.space_before, setting.space);
    style.space_after = scale(style.space_after, setting.space);
}

/// A copy of a handout in which the flow of some parts is in another setting than the layout's own. One copy serves all
/// steps that are tried.
class ScaledHandout {
public:
    /// `original` must outlive this object.
    explicit ScaledHandout(const handout::Handout& original) : original_(original), scaled_(original) {}

    const handout::Handout& handout() const { return scaled_; }

    /// Puts a part into a setting, whatever it was in before; frames, paddings and furniture stay as they are.
    void scale_part(std::size_t index, const Setting& setting) {
        style::Stylesheet stylesheet = original_.stylesheet_of(original_.parts[index]);
        for (std::size_t i = 0; i < style::block_role_count; ++i)
            if (style::frame_of(static_cast<style::BlockRole>(i)) == style::FrameRole::body)
                scale_style(stylesheet.blocks[i], setting, stylesheet.floor);
        for (style::ListStyle& list : stylesheet.lists) {
            list.item_space = scale(list.item_space, setting.space);
            list.short_item_space = scale(list.short_item_space, setting.space);
        }
        for_each_text(index, [&](std::uint32_t text) {
            scaled_.texts[text].styles = original_.texts[text].styles;
            for (TextStyle& style : scaled_.texts[text].styles) {
                style.leading = scale(scale(style.leading, setting.size), setting.leading);
                style.baseline_shift = scale(style.baseline_shift, setting.size);
                style.size = scaled_size(style.size, setting, stylesheet.floor);
            }
        });
        scaled_.parts[index].stylesheet = std::make_shared<const style::Stylesheet>(std::move(stylesheet));
    }

    /// Puts a part back into the layout's own setting.
    void restore_part(std::size_t index) {
        for_each_text(index, [&](std::uint32_t text) { scaled_.texts[text].styles = original_.texts[text].styles; });
        scaled_.parts[index].stylesheet = original_.parts[index].stylesheet;
    }

private:
    template <class Function>
    void for_each_text(std::size_t part, const Function& function) {
        for (std::uint32_t i = original_.parts[part].box_begin; i < original_.parts[part].box_end; ++i) {
            const handout::Box& box = original_.boxes[i];
            if (const auto* text = box.as<handout::TextBox>(); text != nullptr && text->text != no_index)
                function(text->text);
            if (const auto* item = box.as<handout::ItemBox>(); item != nullptr && item->marker != no_index)
                function(item->marker);
            if (const auto* group = box.as<handout::GroupBox>())
                for (const std::uint32_t text : {group->continued, group->goes_on})
                    if (text != no_index) function(text);
        }
    }

    const handout::Handout& original_;
    handout::Handout scaled_;
};

/// How far down the flow's last text or picture of a page is in its body frame.
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
bool may_fit(const handout::Handout& handout, const PagedDocument& document, PartPages pages, std::size_t goal) {
    const style::Stylesheet& stylesheet = *handout.stylesheet;
    const style::FitRange& range = stylesheet.fit;
    // A box that is cut says so on each page, which one page does not need; and what is not tried is refused.
    if (range.goal == style::FitRange::Goal::one_page) return true;
    const std::int64_t type =
        std::int64_t{range.leading_thousandths} * range.size_thousandths / 1000 * range.size_thousandths / 1000;
    const std::int64_t least = std::min<std::int64_t>(type, range.space_thousandths);
    const Rectangle &first = stylesheet.frame(style::FrameRole::body_first).box,
                    &body = stylesheet.frame(style::FrameRole::body).box;
    std::int64_t used = 0;
    for (std::uint32_t i = 0; i < pages.count; ++i)
        used += used_height(document.pages[pages.first + i], i == 0 ? first.y : body.y).millipoints;
    const std::int64_t room = first.height.millipoints +
                              static_cast<std::int64_t>(goal - 1) * std::max(first.height, body.height).millipoints;
    return used * least / 1000 <= room;
}

/// The most pages that reach the goal for a part that takes `pages` in its layout's own setting.
std::size_t goal_of(const handout::Handout& handout, const handout::HandoutPart& part, std::size_t pages) {
    const style::Stylesheet& stylesheet = *handout.stylesheet;
    if (part.is_supplement) return pages;
    switch (stylesheet.fit.goal) {
        case style::FitRange::Goal::none:
            return pages;
        case style::FitRange::Goal::one_page:
            return 1;
        case style::FitRange::Goal::fewer_sheets:
            // One sheet of two sides is what most handouts take: a page less of two saves no paper.
            if (stylesheet.print.duplex != style::PrintSettings::Duplex::simplex && pages % 2 == 0) return pages;
            return std::max<std::size_t>(pages - 1, 1);
        case style::FitRange::Goal::fewer_pages:
            return std::max<std::size_t>(pages - 1, 1);
    }
    return pages;
}

/// What a part should be made to be.
struct Aim {
    std::size_t pages = 0;
    bool calls_first = false;  ///< with its emergency box on its first page
};

/// Whether a summary has whom to call on its second page: a page further away no step brings it to the first one.
bool calls_on_second_page(const handout::HandoutPart& part, const PagedDocument& document, PartPages pages) {
    if (!part.is_summary || part.aside.signs_heading == text::artifact || pages.count < 2) return false;
    const Page& second = document.pages[pages.first + 1];
    return std::any_of(second.items.begin(), second.items.end(),
                       [&](const PageItem& item) { return item.node == part.aside.signs_heading; });
}

/// The best first.
std::vector<Aim> aims_of(const handout::Handout& handout, std::size_t index, const PagedDocument& document) {
    const PartPages pages = document.parts[index];
    const std::size_t goal = goal_of(handout, handout.parts[index], pages.count);
    const bool saves = pages.count > goal && may_fit(handout, document, pages, goal);
    const bool calls = calls_on_second_page(handout.parts[index], document, pages);
    std::vector<Aim> aims;
    if (saves && calls) aims.push_back({goal, true});
    if (calls) aims.push_back({pages.count, true});
    if (saves) aims.push_back({goal, false});
    return aims;
}

}  // namespace

bool reaches_goal(const handout::Handout& handout, const PagedDocument& document) {
    if (handout.stylesheet->fit.goal != style::FitRange::Goal::one_page) return true;
    for (std::size_t i = 0; i < handout.parts.size(); ++i)
        if (!handout.parts[i].is_supplement && document.parts[i].count > 1) return false;
    return true;
}

PagedDocument fit(const handout::Handout& handout, text::Shaper& shaper, Diagnostics& diagnostics) {
    const Diagnostics::Mark before = diagnostics.mark();
    PagedDocument document = lay_out(handout, shaper, diagnostics);
    const std::vector<Setting> steps = steps_of(handout.stylesheet->fit);
    std::optional<ScaledHandout> scaled;
    bool any_fitted = false;
    for (std::size_t i = 0; i < handout.parts.size() && !steps.empty() && !diagnostics.has_errors(); ++i) {
        const std::vector<Aim> aims = aims_of(handout, i, document);
        if (aims.empty()) continue;
        if (!scaled) scaled.emplace(handout);
        const auto reaches = [&](std::size_t step, const Aim& aim) {
            scaled->scale_part(i, steps[step]);
            const PartSize size = measure_part(scaled->handout(), i, shaper, diagnostics);
            return size.pages <= aim.pages && (!aim.calls_first || size.page_of_signs == 0);
        };
        const auto aim =
            std::find_if(aims.begin(), aims.end(), [&](const Aim& each) { return reaches(steps.size() - 1, each); });
        const bool holds_at_all = aim != aims.end();
        if (!holds_at_all && handout.stylesheet->fit.goal != style::FitRange::Goal::one_page) {
            scaled->restore_part(i);
            continue;
        }
        std::size_t fails = 0, holds = steps.size() - 1;  // step `holds` reaches the aim, all before `fails` don't
        while (holds_at_all && fails < holds) {
            const std::size_t middle = (fails + holds) / 2;
            if (reaches(middle, *aim))
                holds = middle;
            else
                fails = middle + 1;
        }
        scaled->scale_part(i, steps[holds]);
        any_fitted = true;
    }
    if (!any_fitted) return document;
    diagnostics.forget_since(before);  // all is laid out, and reported, once more
    return lay_out(scaled->handout(), shaper, diagnostics);
}

}  // namespace carepress::layout
