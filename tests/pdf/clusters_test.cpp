#include "pdf/clusters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace carepress::test {
namespace {

using pdf::Cluster;

/// By the definition: glyphs in logical order that have one cluster value belong together, and their text ends where
/// the next cluster's begins.
std::vector<Cluster> plain_clusters(const layout::PagedDocument& document, const layout::GlyphRun& run) {
    const bool backwards = run.level % 2 == 1;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) order.push_back(i);
    if (backwards) std::reverse(order.begin(), order.end());
    std::vector<Cluster> clusters;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint32_t value = document.glyphs[order[i]].cluster;
        if (i > 0 && document.glyphs[order[i - 1]].cluster == value) {
            ++clusters.back().count;
            continue;
        }
        std::uint32_t begin = run.text_begin;
        if (!clusters.empty()) {
            const std::uint32_t before = clusters.back().text.begin;
            begin = std::clamp(value, before, run.text_end);
            clusters.back().text.length = begin - before;
        }
        clusters.push_back({order[i], 1, backwards ? -1 : 1, {begin, run.text_end - begin}});
    }
    return clusters;
}

TEST(Clusters, OfARunAreAsDefined) {
    std::mt19937 random(18);
    const auto one_of = [&](std::uint32_t count) { return static_cast<std::uint32_t>(random() % count); };
    std::size_t shared = 0;
    for (int round = 0; round < 2'000; ++round) {
        layout::PagedDocument document;
        layout::GlyphRun run;
        const std::uint32_t before = one_of(3), count = one_of(9);
        run.text_begin = one_of(5);
        run.level = static_cast<std::uint8_t>(one_of(2));
        run.glyph_begin = before;
        run.glyph_end = before + count;
        document.glyphs.resize(run.glyph_end + one_of(3));
        std::uint32_t at = run.text_begin;
        for (std::uint32_t i = 0; i < count; ++i) {
            document.glyphs[run.level == 0 ? before + i : run.glyph_end - 1 - i].cluster = at;
            at += one_of(3);  // none: of the same cluster; two: a ligature
        }
        // Now and then the text ends before its last glyphs say.
        run.text_end = std::max(run.text_begin, at + 1 - std::min(at + 1, one_of(4)));
        std::vector<Cluster> clusters;
        pdf::for_each_cluster(document, run, [&](const Cluster& cluster) { clusters.push_back(cluster); });
        const std::vector<Cluster> expected = plain_clusters(document, run);
        ASSERT_EQ(clusters.size(), expected.size());
        for (std::size_t i = 0; i < clusters.size(); ++i) {
            ASSERT_EQ(clusters[i].first, expected[i].first);
            ASSERT_EQ(clusters[i].count, expected[i].count);
            ASSERT_EQ(clusters[i].step, expected[i].step);
            ASSERT_EQ(clusters[i].text.begin, expected[i].text.begin);
            ASSERT_EQ(clusters[i].text.length, expected[i].text.length);
            shared += clusters[i].count > 1 ? 1 : 0;
        }
    }
    EXPECT_GT(shared, 100u);
}

}  // namespace
}  // namespace carepress::test
