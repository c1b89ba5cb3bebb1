#include "pdf/shown_run.h"

#include <algorithm>
#include <iterator>

namespace carepress::pdf {

namespace {

constexpr std::int64_t least_gap = 100;  // 1/1000 em: white that is wider parts words

/// Punctuation and other signs, and marks of right-to-left scripts. What is taken for one and isn't costs a hint that
/// nobody sees.
bool has_no_direction(char16_t unit) {
    struct Range {
        char16_t first, last;
    };
    constexpr Range ranges[] = {{0x0000, 0x0040}, {0x005B, 0x0060}, {0x007B, 0x00BF}, {0x0591, 0x05C7},
                                {0x060C, 0x060C}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},
                                {0x06D6, 0x06ED}, {0x0711, 0x0711}, {0x0730, 0x074A}, {0x07A6, 0x07B0},
                                {0x07EB, 0x07F3}, {0x0816, 0x082D}, {0x0859, 0x085B}, {0x0898, 0x089F},
                                {0x08CA, 0x08FF}, {0x2000, 0x2BFF}, {0xFB1E, 0xFB1E}};
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [unit](Range range) { return unit >= range.first && unit <= range.last; });
}

const layout::GlyphRun* run_at(const std::vector<layout::PageItem>& items, std::size_t index) {
    return index < items.size() ? std::get_if<layout::GlyphRun>(&items[index].content) : nullptr;
}

/// Whether `after` is on the line of `before`, to its left.
bool goes_left(const layout::GlyphRun* before, const layout::GlyphRun* after) {
    return before != nullptr && after != nullptr && before->origin.y == after->origin.y &&
           after->origin.x < before->origin.x;
}

Length width(const layout::PagedDocument& document, const layout::GlyphRun& run) {
    std::int64_t sum = 0;
    for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) sum += document.glyphs[i].advance;
    return scale(run.size, sum);
}

/// Cuts the space that the run ends with, or else begins with, off the run. None where the space is not a cluster.
std::optional<layout::GlyphRun> cut_space(const layout::PagedDocument& document, layout::GlyphRun& run, bool at_end) {
    if (run.glyph_begin == run.glyph_end || run.text_begin == run.text_end) return std::nullopt;
    const std::uint32_t at = at_end ? run.text_end - 1 : run.text_begin;
    const bool is_on_left = (run.level % 2 == 1) == at_end;
    const std::uint32_t glyph = is_on_left ? run.glyph_begin : run.glyph_end - 1;
    if (document.text[at] != u' ' || document.glyphs[glyph].id == 0) return std::nullopt;
    if (at_end && document.glyphs[glyph].cluster != at) return std::nullopt;
    if (!at_end && run.text_end - run.text_begin > 1) {  // its cluster must end where the next one begins
        const std::uint32_t beside = is_on_left ? glyph + 1 : glyph - 1;
        if (run.glyph_end - run.glyph_begin < 2 || document.glyphs[beside].cluster != at + 1) return std::nullopt;
    }
    layout::GlyphRun space = run;
    space.text_begin = at;
    space.text_end = at + 1;
    space.glyph_begin = glyph;
    space.glyph_end = glyph + 1;
    (at_end ? run.text_end : run.text_begin) = at_end ? at : at + 1;
    if (is_on_left) {
        ++run.glyph_begin;
        run.origin.x = run.origin.x + scale(run.size, document.glyphs[glyph].advance);
    } else {
        --run.glyph_end;
        space.origin.x = run.origin.x + width(document, run);
    }
    return space;
}

char16_t begins(const layout::PagedDocument& document, const layout::GlyphRun& run) {
    return run.text_begin < run.text_end ? document.text[run.text_begin] : u'\0';
}

/// Whether there is white to the left of `x`, where the run `items[index]` begins and its line goes on. Any run of the
/// line may be there: left-to-right ones among others begin with the leftmost.
bool is_white(const layout::PagedDocument& document, const std::vector<layout::PageItem>& items, std::size_t index,
              Length x) {
    const layout::GlyphRun& here = *run_at(items, index);
    const auto is_on_line = [&](std::size_t i) {
        return run_at(items, i) != nullptr && run_at(items, i)->origin.y == here.origin.y;
    };
    std::size_t i = index;
    while (i > 0 && is_on_line(i - 1)) --i;
    Length right = run_at(items, index + 1)->origin.x;
    for (; is_on_line(i); ++i) {
        const layout::GlyphRun& run = *run_at(items, i);
        if (i != index && run.origin.x < x) right = std::max(right, run.origin.x + width(document, run));
    }
    return x - right > scale(here.size, least_gap);
}

}  // namespace

ShownRun shown_run(const layout::PagedDocument& document, const std::vector<layout::PageItem>& items,
                   std::size_t index) {
    ShownRun shown{*run_at(items, index), {}, {}, false, false, false, false};
    const layout::GlyphRun* previous = index > 0 ? run_at(items, index - 1) : nullptr;
    const layout::GlyphRun* next = run_at(items, index + 1);
    const bool came_from_right = goes_left(previous, &shown.run);
    shown.goes_on_left = goes_left(&shown.run, next);
    if (!shown.is_right_to_left() && !came_from_right && !shown.goes_on_left) return shown;

    layout::GlyphRun& run = shown.run;
    if (shown.is_right_to_left() || shown.goes_on_left) shown.after = cut_space(document, run, true);
    if (came_from_right) shown.before = cut_space(document, run, false);
    if (shown.goes_on_left && !shown.after && begins(document, *next) != u' ')
        shown.has_gap_after = is_white(document, items, index, run.origin.x);
    shown.turns_after = shown.goes_on_left && run.level % 2 != next->level % 2;
    shown.begins_neutral =
        shown.is_right_to_left() && run.text_begin < run.text_end && has_no_direction(document.text[run.text_end - 1]);
    return shown;
}

}  // namespace carepress::pdf
