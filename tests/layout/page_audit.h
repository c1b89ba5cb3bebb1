#pragma once

#include "handout/handout.h"
#include "layout/paged_document.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::test {

/// What an audit counts on pages, in the order of their harm. All but `pages` are faults.
enum class Finding : std::uint8_t {
    emergency_split,    ///< an emergency box on two pages that would stand on one
    emergency_unnamed,  ///< a part whose first page does not say the emergency number
    box_split,          ///< another help box on two pages that would stand on one
    lead_in_alone,      ///< a page that ends with a colon: the list is overleaf
    unit_parted,        ///< a line that ends between a figure and its unit, or in "2 to 4" (English alone)
    heading_alone,      ///< a heading at the foot of a page with fewer than two lines of its text
    blank_foot,         ///< over 1.2 in of white at the foot of a page that is not the last
    text_near_rule,     ///< a rule with text nearer than 6 pt above or below it
    long_line,          ///< a line of text of more than 72 letters
    pages,
    count_
};
inline constexpr std::size_t finding_count = static_cast<std::size_t>(Finding::count_);

using AuditCounts = std::array<int, finding_count>;

using namespace layout;
using handout::TagRole;

inline constexpr Length blank_foot_limit{86'400}, rule_gap{6'000};
inline constexpr int longest_line = 72, fewest_lines_below_heading = 2;

inline const GlyphRun* audited_run(const PageItem& item) { return std::get_if<GlyphRun>(&item.content); }

inline bool is_heading_tag(TagRole role) { return role >= TagRole::heading_1 && role <= TagRole::heading_6; }

/// A line of the flow, without its marker.
struct FlowLine {
    Length baseline, size;
    TagRole role = TagRole::paragraph;
    text::NodeId node = text::artifact;
    std::u16string text;
};

class PageAudit {
public:
    PageAudit(const PagedDocument& document, const style::Stylesheet& stylesheet)
        : document_(document), stylesheet_(stylesheet) {}

    AuditCounts count(std::string_view language, std::u16string_view number) {
        for (const PartPages& part : document_.parts) {
            at(Finding::emergency_unnamed) += says(document_.pages[part.first], number) ? 0 : 1;
            for (std::uint32_t i = 0; i < part.count; ++i) {
                const Page& page = document_.pages[part.first + i];
                const std::vector<FlowLine> lines = lines_of(page, i);
                const bool last = i + 1 == part.count;
                if (!last) count_foot(lines, i);
                if (language == "en") count_units(lines);
                count_long_lines(lines);
                count_rules(page);
            }
        }
        count_boxes();
        at(Finding::pages) = static_cast<int>(document_.pages.size());
        return counts_;
    }

private:
    int& at(Finding finding) { return counts_[static_cast<std::size_t>(finding)]; }
    std::u16string_view text_of(const GlyphRun& run) const {
        return std::u16string_view(document_.text).substr(run.text_begin, run.text_end - run.text_begin);
    }
    TagRole role_of(text::NodeId node) const {
        return node < document_.tags.nodes.size() ? document_.tags.nodes[node].role : TagRole::document;
    }

    bool says(const Page& page, std::u16string_view words) const {
        std::u16string text;
        for (const auto* items : {&page.items, &page.furniture})
            for (const PageItem& item : *items)
                if (const GlyphRun* run = audited_run(item)) text += text_of(*run);
        return text.find(words) != std::u16string::npos;
    }

    bool is_in_body(const GlyphRun& run, std::uint32_t page) const {
        const Rectangle& body = stylesheet_.body_frame(page).box;
        Rectangle mirrored = body;
        mirrored.x = document_.page_size.width - body.right();
        const auto holds = [&](const Rectangle& box) {
            return run.origin.x >= box.x - Length{20'000} && run.origin.x <= box.right();
        };
        return document_.direction == text::Direction::left_to_right ? holds(body) : holds(mirrored);
    }

    /// Texts of cells that are beside each other are not one line.
    bool is_of_one_text(text::NodeId before, text::NodeId after) const {
        const auto is_inside = [&](text::NodeId node) {
            return role_of(node) == TagRole::link || role_of(node) == TagRole::span;
        };
        return before == after || is_inside(before) || is_inside(after);
    }

    /// What is in the body of a part's page, in reading order.
    std::vector<FlowLine> lines_of(const Page& page, std::uint32_t number) const {
        std::vector<FlowLine> lines;
        for (const PageItem& item : page.items) {
            const GlyphRun* run = audited_run(item);
            if (run == nullptr || role_of(item.node) == TagRole::label || !is_in_body(*run, number)) continue;
            const bool goes_on =
                !lines.empty() &&
                std::abs((lines.back().baseline - run->origin.y).millipoints) < run->size.millipoints / 2 &&
                run->size * 2 > lines.back().size;
            if (!goes_on) lines.push_back({run->origin.y, run->size, role_of(item.node), item.node, {}});
            lines.back().text += text_of(*run);
        }
        for (FlowLine& line : lines)
            line.text.erase(line.text.find_last_not_of(u" \u00A0\u2028\n\u200F\u200E\u2069") + 1);
        return lines;
    }

    void count_foot(const std::vector<FlowLine>& lines, std::uint32_t number) {
        if (lines.empty()) return;
        const Rectangle& body = stylesheet_.body_frame(number).box;
        Length lowest;
        for (const FlowLine& line : lines) lowest = std::max(lowest, line.baseline + line.size / 4);
        if (body.bottom() - lowest > blank_foot_limit) ++at(Finding::blank_foot);
        const std::u16string& last = lines.back().text;
        const bool heads = is_heading_tag(lines.back().role);
        if (!heads && !last.empty() && (last.back() == u':' || last.back() == u'\uFF1A')) ++at(Finding::lead_in_alone);
        int below = 0;
        for (auto line = lines.rbegin(); line != lines.rend() && below < fewest_lines_below_heading; ++line, ++below)
            if (is_heading_tag(line->role)) {
                ++at(Finding::heading_alone);
                break;
            }
    }

    static bool ends_in_figure(std::u16string_view text) {
        return !text.empty() && text.back() >= u'0' && text.back() <= u'9';
    }
    static bool begins_with_unit(std::u16string_view text) {
        static const std::u16string_view units[] = {u"degrees", u"pounds",  u"lb",     u"kg",      u"mg",    u"mcg",
                                                    u"mL",      u"minutes", u"minute", u"hours",   u"hour",  u"days",
                                                    u"day",     u"weeks",   u"week",   u"times",   u"cups",  u"ounces",
                                                    u"percent", u"inches",  u"feet",   u"tablets", u"steps", u"to ",
                                                    u"months",  u"month",   u"years",  u"seconds", u"units"};
        return std::any_of(std::begin(units), std::end(units),
                           [&](std::u16string_view unit) { return text.starts_with(unit); });
    }
    static bool ends_in_range(std::u16string_view text) {
        return text.size() > 4 && text.ends_with(u" to") && ends_in_figure(text.substr(0, text.size() - 3));
    }
    void count_units(const std::vector<FlowLine>& lines) {
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
            if (lines[i].node != lines[i + 1].node) continue;
            const std::u16string_view next = lines[i + 1].text;
            const bool figure = !next.empty() && next.front() >= u'0' && next.front() <= u'9';
            if ((ends_in_figure(lines[i].text) && begins_with_unit(next)) || (ends_in_range(lines[i].text) && figure))
                ++at(Finding::unit_parted);
        }
    }

    void count_long_lines(const std::vector<FlowLine>& lines) {
        for (const FlowLine& line : lines)
            if (letters_in(line.text) > longest_line) ++at(Finding::long_line);
    }
    /// Signs above, below or beside a letter, as Hindi, Khmer and Arabic have them, are part of it.
    static int letters_in(std::u16string_view text) {
        const auto length = static_cast<std::int32_t>(text.size());
        int letters = 0;
        for (std::int32_t at = 0; at < length;) {
            UChar32 c = 0;
            U16_NEXT(text.data(), at, length, c);
            const std::uint32_t mask = U_GET_GC_MASK(c);
            letters += (mask & (U_GC_M_MASK | U_GC_CF_MASK)) == 0 ? 1 : 0;
        }
        return letters;
    }

    /// Rules across that have ink nearer than the gap: lowest strokes of letters count, not their line boxes.
    void count_rules(const Page& page) {
        for (const Rule& rule : page.rules) {
            if (rule.box.height > Length{4'000} || rule.box.width < Length{40'000}) continue;
            bool near = false;
            for (const auto* items : {&page.items, &page.furniture})
                for (const PageItem& item : *items)
                    if (const GlyphRun* run = audited_run(item)) near = near || is_near(*run, rule.box);
            at(Finding::text_near_rule) += near ? 1 : 0;
        }
    }
    bool is_near(const GlyphRun& run, const Rectangle& rule) const {
        Length width;
        for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i)
            width += Length{
                static_cast<std::int32_t>(std::int64_t{document_.glyphs[i].advance} * run.size.millipoints / 1000)};
        if (run.origin.x + width < rule.x || run.origin.x > rule.right()) return false;
        const Length top = run.origin.y - run.size * 3 / 4, bottom = run.origin.y + run.size / 5;
        if (rule.y >= run.origin.y - run.size && rule.y <= bottom) return false;  // an underline
        return rule.bottom() <= top ? top - rule.bottom() < rule_gap : rule.y >= bottom && rule.y - bottom < rule_gap;
    }

    /// Where the content of a help box is on one page.
    struct Stretch {
        Length top, bottom;
    };
    void count_boxes() {
        const auto& nodes = document_.tags.nodes;
        for (text::NodeId box = 0; box + 1 < nodes.size(); ++box) {
            if (nodes[box].role != TagRole::section || nodes[box + 1].parent != box ||
                !is_heading_tag(nodes[box + 1].role))
                continue;
            text::NodeId end = box + 1;
            while (end < nodes.size() && nodes[end].parent >= box && nodes[end].parent < end) ++end;
            const std::optional<style::BlockRole> level = level_of(box + 1);
            if (!level) continue;
            const std::map<std::uint32_t, Stretch> pages = places_of(box, end);
            if (pages.size() < 2) continue;
            const style::BlockStyle& style = stylesheet_.block(*level);
            Length height = style.border.top + style.padding.top + style.padding.bottom + style.border.bottom;
            Length room = stylesheet_.frame(style::FrameRole::body).box.height;
            for (const auto& [page, stretch] : pages) {
                height += stretch.bottom - stretch.top;
                room = std::min(
                    room, stylesheet_.frame(style::FrameRole::body).box.height - footer_growth(document_.pages[page]));
            }
            // On one page there would be air between the items that are now at its ends.
            if (!stylesheet_.lists.empty())
                height += stylesheet_.lists.front().item_space * static_cast<std::int32_t>(pages.size() - 1);
            if (height > room) continue;
            ++at(*level == style::BlockRole::callout_emergency ? Finding::emergency_split : Finding::box_split);
        }
    }
    /// What a footer of many words takes from the body of its page, by the rule above it.
    Length footer_growth(const Page& page) const {
        const style::Frame& footer = stylesheet_.frame(style::FrameRole::footer);
        for (const Rule& rule : page.rules)
            if (rule.box.width == footer.box.width && rule.box.height == footer.border.top &&
                rule.box.y < footer.box.y && rule.box.y > footer.box.y - footer.box.height)
                return footer.box.y - rule.box.y;
        return {};
    }
    /// Of the box under a heading, by the heading's colour; nothing for a section of the flow.
    std::optional<style::BlockRole> level_of(text::NodeId heading) const {
        using style::BlockRole;
        static constexpr std::pair<BlockRole, BlockRole> levels[] = {
            {BlockRole::callout_heading_emergency, BlockRole::callout_emergency},
            {BlockRole::callout_heading_call_now, BlockRole::callout_call_now},
            {BlockRole::callout_heading_watch, BlockRole::callout_watch}};
        for (const Page& page : document_.pages)
            for (const PageItem& item : page.items)
                if (const GlyphRun* run = audited_run(item); run != nullptr && item.node == heading)
                    for (const auto& [head, box] : levels)
                        if (run->color == stylesheet_.block(head).text.color) return box;
        return std::nullopt;
    }
    std::map<std::uint32_t, Stretch> places_of(text::NodeId begin, text::NodeId end) const {
        std::map<std::uint32_t, Stretch> places;
        for (std::uint32_t page = 0; page < document_.pages.size(); ++page)
            for (const PageItem& item : document_.pages[page].items) {
                const GlyphRun* run = audited_run(item);
                if (run == nullptr || item.node < begin || item.node >= end) continue;
                // From the top of the line to its bottom.
                const Length leading =
                    std::max(run->size * 5 / 4, stylesheet_.block(style::BlockRole::callout_text).text.leading);
                const Stretch here{run->origin.y + run->size / 4 - leading, run->origin.y + run->size / 4};
                const auto [place, is_new] = places.try_emplace(page, here);
                place->second.top = std::min(place->second.top, here.top);
                place->second.bottom = std::max(place->second.bottom, here.bottom);
            }
        return places;
    }

    const PagedDocument& document_;
    const style::Stylesheet& stylesheet_;
    AuditCounts counts_{};
};

/// As the tables of counts name it: "emergency-split".
inline const char* name_of(Finding finding) {
    static constexpr const char* names[] = {
        "emergency-split", "emergency-unnamed", "box-split",      "lead-in-alone", "unit-parted",
        "heading-alone",   "blank-foot",        "text-near-rule", "long-line",     "pages"};
    static_assert(std::size(names) == finding_count);
    return names[static_cast<std::size_t>(finding)];
}

/// Counts what is on the pages of `document`, which `stylesheet` has set. `number` is the brand's emergency number.
inline AuditCounts audit(const PagedDocument& document, const style::Stylesheet& stylesheet, std::string_view language,
                         std::u16string_view number) {
    return PageAudit(document, stylesheet).count(language, number);
}

}  // namespace carepress::test
