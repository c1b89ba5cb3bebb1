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
};

/// The clusters of a run whose direction is known when compiling: the innermost loop of the writer.
template <bool backwards, class Visit>
void for_each_cluster_in_direction(const layout::PagedDocument& document, const layout::GlyphRun& run, Visit& visit) {
    const text::Glyph* glyphs = document.glyphs.data();
    const std::uint32_t count = run.glyph_end - run.glyph_begin;
    Cluster cluster;
    cluster.step = backwards ? -1 : 1;
    std::uint32_t text_at = run.text_begin;
    for (std::uint32_t done = 0; done < count; done += cluster.count) {
        cluster.first = backwards ? run.glyph_end - 1 - done : run.glyph_begin + done;
        const std::uint32_t value = glyphs[cluster.first].cluster;
        cluster.count = 1;
        const auto behind = [&] { return backwards ? cluster.first - cluster.count : cluster.first + cluster.count; };
        while (done + cluster.count < count && glyphs[behind()].cluster == value) ++cluster.count;
        std::uint32_t text_end = run.text_end;
        if (done + cluster.count < count) text_end = std::clamp(glyphs[behind()].cluster, text_at, run.text_end);
        cluster.text = {text_at, text_end - text_at};
        text_at = text_end;
        visit(static_cast<const Cluster&>(cluster));
    }
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
