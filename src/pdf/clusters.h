#pragma once

#include "layout/paged_document.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace carepress::pdf {

/// A stretch of PagedDocument::text.
struct TextRange {
    std::uint32_t begin = 0, length = 0;
    std::u16string_view of(const std::u16string& text) const { return std::u16string_view(text).substr(begin, length); }
};

/// The glyphs of one cluster of a run, in logical order: the `count` glyphs from `first` on, going by `step` through
/// PagedDocument::glyphs, stand for `text`. The clusters of a run cover its text without gap or overlap.
struct Cluster {
    std::uint32_t first = 0, count = 0;
    int step = 1;
    TextRange text;

    std::uint32_t glyph(std::uint32_t i) const { return step > 0 ? first + i : first - i; }
    std::uint32_t leftmost() const { return step > 0 ? first : first + 1 - count; }
};

/// The clusters of a run whose direction is known when compiling: the innermost loop of the writer. It keeps what it
/// needs of the run and the document in locals, and makes each cluster anew, so that most stay in registers.
template <bool backwards, class Visit>
void for_each_cluster_in_direction(const layout::PagedDocument& document, const layout::GlyphRun& run, Visit& visit) {
    constexpr int step = backwards ? -1 : 1;
    const std::uint32_t text_end = run.text_end;
    std::uint32_t left = run.glyph_end - run.glyph_begin;
    if (left == 0) return;
    std::uint32_t first = backwards ? run.glyph_end - 1 : run.glyph_begin;
    const text::Glyph* glyph = document.glyphs.data() + first;  // the cluster's first one
    std::uint32_t text_at = run.text_begin;
    while (left > 0) {
        std::uint32_t count = 1, text_behind = text_end;
        const text::Glyph* behind = glyph;
        for (; count < left; ++count) {
            behind += step;
            if (behind->cluster == glyph->cluster) continue;
            text_behind = std::clamp(behind->cluster, text_at, text_end);
            break;
        }
        const Cluster cluster{first, count, step, {text_at, text_behind - text_at}};
        visit(cluster);
        text_at = text_behind;
        first += backwards ? 0 - count : count;
        left -= count;
        glyph = behind;
    }
}

/// Characters that join or part letters and print nothing, and bidi controls: pdf.js skips a glyph that says such
/// alone.
inline bool is_invisible(char16_t unit) {
    return (unit >= 0x200B && unit <= 0x200F) || (unit >= 0x202A && unit <= 0x202E) ||
           (unit >= 0x2060 && unit <= 0x206F) || unit == 0x061C || unit == 0x00AD;
}

/// Calls `visit(cluster)` for each cluster of a right-to-left run from left to right on paper: the last one of its text
/// comes first. A character that prints nothing belongs to the letter before it.
template <class Visit>
void for_each_cluster_on_paper(const layout::PagedDocument& document, const layout::GlyphRun& run, Visit visit) {
    Cluster cluster;
    cluster.step = -1;
    std::uint32_t text_end = run.text_end;
    for (std::uint32_t first = run.glyph_begin; first < run.glyph_end; first += cluster.count) {
        const std::uint32_t value = document.glyphs[first].cluster;
        cluster.count = 1;
        while (first + cluster.count < run.glyph_end && document.glyphs[first + cluster.count].cluster == value)
            ++cluster.count;
        cluster.first = first + cluster.count - 1;
        const bool is_logically_first = first + cluster.count == run.glyph_end;
        std::uint32_t text_begin = is_logically_first ? run.text_begin : std::clamp(value, run.text_begin, text_end);
        while (!is_logically_first && text_begin + 1 < text_end && is_invisible(document.text[text_begin]))
            ++text_begin;
        cluster.text = {text_begin, text_end - text_begin};
        text_end = text_begin;
        visit(static_cast<const Cluster&>(cluster));
    }
}

/// Which glyphs of a cluster of right-to-left text say what of it.
struct ClusterTexts {
    std::uint32_t letter_glyph = 0;  ///< the first that has a width
    TextRange letter;
    std::uint32_t mark_glyph = no_index;  ///< the first that has none, if it says something
    TextRange marks;
};

/// The share of a cluster's text that falls to its glyph `i`, in logical order: a character each, and the rest to the
/// last. What a glyph says then is in order, whichever letter it shows.
inline TextRange share_of(const layout::PagedDocument& document, const Cluster& cluster, std::uint32_t i) {
    const std::u16string_view text = cluster.text.of(document.text);
    std::uint32_t begin = 0, end = 0;
    for (std::uint32_t glyph = 0; glyph <= i; ++glyph) {
        begin = end;
        if (end < text.size()) end += end + 1 < text.size() && (text[end + 1] & 0xFC00) == 0xDC00 ? 2 : 1;
    }
    if (i + 1 == cluster.count) end = static_cast<std::uint32_t>(text.size());
    return {cluster.text.begin + begin, end - begin};
}

/// The letter says the first character and the first mark the others; a letter without marks says all.
inline ClusterTexts texts_of(const layout::PagedDocument& document, const Cluster& cluster) {
    ClusterTexts texts{cluster.first, cluster.text, no_index, {}};
    for (std::uint32_t i = cluster.count; i-- > 0;) {
        if (document.glyphs[cluster.glyph(i)].advance != 0)
            texts.letter_glyph = cluster.glyph(i);
        else
            texts.mark_glyph = cluster.glyph(i);
    }
    const std::u16string_view text = cluster.text.of(document.text);
    const std::uint32_t head = text.size() > 1 && (text[1] & 0xFC00) == 0xDC00 ? 2 : 1;
    if (texts.mark_glyph == texts.letter_glyph || text.size() <= head || is_invisible(text[head])) {
        texts.mark_glyph = no_index;
    } else if (texts.mark_glyph != no_index) {
        texts.letter.length = head;
        texts.marks = {cluster.text.begin + head, cluster.text.length - head};
    }
    return texts;
}

/// Calls `visit(cluster)` for each cluster of `run` in logical order. Glyphs lie in visual order, so those of a
/// right-to-left run are taken from the end.
template <class Visit>
void for_each_cluster(const layout::PagedDocument& document, const layout::GlyphRun& run, Visit visit) {
    if (run.level % 2 == 1) {
        for_each_cluster_in_direction<true>(document, run, visit);
    } else {
        for_each_cluster_in_direction<false>(document, run, visit);
    }
}

}  // namespace carepress::pdf
